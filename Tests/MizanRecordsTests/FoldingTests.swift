import MizanRecords
import Testing

struct FoldingTests {
  @Test(arguments: [
    ("Primary 3", "primary-3"), ("Primary 3", "PRIMARY_3"), ("Primary 3", "  Primary   3 . "),
    ("Primary 3", "Primary\u{A0}3"), ("Primary 3", "Primary\u{202F}3"), ("P.3", "P 3"),
    ("Grade 1 / Female", "grade 1/female"), ("Murang'a", "Muranga"), ("Murang’a", "MURANGA"),
    ("N'Djamena", "NDJAMENA"), ("é", "e\u{301}"), ("Guéra", "GUERA"), ("Œuvre", "oeuvre"),
    ("Cæsar", "Caesar"), ("Straße", "STRASSE"), ("ISCED\u{200B} 1", "ISCED 1"),
    ("\u{FEFF}Total", "total"), ("\u{202B}Total\u{202C}", "total"), ("Ｔｏｔａｌ ３", "total 3"),
    ("ΑΘΉΝΑ", "αθηνα"), ("ΟΔΟΣ", "οδος"), ("ШКОЛА", "школа"), ("Élèves (F)", "eleves f"),
    ("18 +", "18 +"), ("100 ٪", "100 %"), ("ﬁlles", "filles"), ("İstanbul", "istanbul"),
    ("ılgaz", "ilgaz"), ("Taita–Taveta", "taita taveta"), ("A\tB\nC", "a b c"),
    ("Primary?", "primary  ?"), ("Primary ??", "PRIMARY？"), ("حلب؟", "حلب ?"), ("ቤት፧", "ቤት?"),
    ("Gaza ⁉ x", "gaza ? X"),
  ])
  func `What people write differently folds alike`(one: String, other: String) {
    #expect(Folding.fold(one) == Folding.fold(other))
  }

  @Test(arguments: [
    ("إدلب", "ادلب"), ("أحمد", "احمد"), ("آذار", "اذار"), ("الأولى", "الاولي"),
    ("حلب", "حـلـب"), ("مدرسة", "مدرسه"), ("مُدَرِّسَة", "مدرسة"), ("شهداء", "شهدا"),
    ("مسؤول", "مسوول"), ("رئيس", "رييس"), ("١٢٣٤", "1234"), ("۱۲۳۴", "1234"),
    ("ﺣﻠﺐ", "حلب"), ("ﻻ", "لا"), ("ذكور، إناث", "ذكور اناث"), ("الصف ١", "الصف 1"),
    ("كلا", "کلا"),
  ])
  func `Arabic variants fold alike`(one: String, other: String) {
    #expect(Folding.fold(one) == Folding.fold(other))
  }

  @Test(arguments: [
    ("ሐምሌ", "ሀምሌ"), ("ኀዳር", "ሀዳር"), ("ሠላም", "ሰላም"), ("ዐመት", "አመት"), ("ፀሐይ", "ጸሀይ"),
    ("አዲስ፡አበባ", "አዲስ አበባ"),
  ])
  func `Geez letters that sound alike fold alike`(one: String, other: String) {
    #expect(Folding.fold(one) == Folding.fold(other))
  }

  @Test(arguments: [
    ("18+", "18"), ("50%", "50"), ("<5", "5"), ("P1", "P2"), ("1-2", "12"), ("_T", "T"),
    ("2-1", "1-2"), ("الحلب", "حلب"), ("F", "M"), ("a=b", "a b"), ("€5", "5"),
    ("Primary?", "Primary"), ("حلب؟", "حلب"), ("?", ""), ("?A", "A"),
  ])
  func `What means something else stays apart`(one: String, other: String) {
    #expect(Folding.fold(one) != Folding.fold(other))
  }

  @Test func `A lone underscore and letter is a code`() {
    #expect(Folding.fold("_T") == "_t")
    #expect(Folding.fold("_z") == "_z")
    #expect(Folding.fold("_Total") == "total")
    #expect(Folding.fold("_1") == "1")
  }

  @Test(arguments: [
    ("Functional?", "functional"), ("Functional ?", "functional"), ("هل تعمل؟", "هل تعمل"),
    ("?", ""), ("Is it? (yes/no)", "is it yes no"), ("Plain", "plain"),
  ])
  func `A question mark means nothing in a heading`(heading: String, folded: String) {
    #expect(Folding.foldHeading(heading) == folded)
  }

  @Test(arguments: [
    ("الحسكة", "حسكه"), ("Al-Hasakeh", "hasakeh"), ("El Wak", "wak"),
    ("As-Suqaylabiyah", "suqaylabiyah"),
    ("Ash-Shajara", "shajara"), ("Ar-Raqqa", "raqqa"), ("An Nabk", "nabk"),
    ("Az-Zabdani", "zabdani"),
  ])
  func `The article before a name can be left out`(name: String, bare: String) {
    #expect(withoutArticle(name) == bare)
    #expect(withoutArticle(bare) == bare)
  }

  @Test(arguments: [
    "alep", "al", "al ", "الله", "ال", "الا", "as raqqa", "at nabk", "ash nabk", "حلب", "ela b", "",
    "a", "دير الزور", "altona", "ال حسكه",
  ])
  func `What is no article stays`(name: String) {
    let folded = Folding.fold(name)
    #expect(withoutArticle(name) == (name == "الله" ? "له" : folded))
  }

  private func withoutArticle(_ name: String) -> String {
    String(decoding: Folding.withoutArticle(Folding.fold(Array(name.utf8))), as: UTF8.self)
  }

  @Test func `Blanks and marks alone fold to nothing`() {
    for text in ["", " ", "\u{A0}", "---", "'", "\u{200F}", "\u{64B}", "…", "( )"] {
      #expect(Folding.fold(text).isEmpty)
    }
  }

  @Test func `Digits of any script become ASCII`() {
    #expect(Folding.fold("१२३") == "123")
    #expect(Folding.fold("𞥑𞥒") == "12")
    #expect(Folding.fold("𝟘𝟡") == "09")
    #expect(Folding.fold("²") == "2")
  }

  @Test func `Bytes that are no UTF-8 become the replacement sign and never crash`() {
    #expect(Folding.fold([0xFF]) == Array("\u{FFFD}".utf8))
    #expect(Folding.fold([0xC3]) == Array("\u{FFFD}".utf8))
    #expect(Folding.fold([0xED, 0xA0, 0x80]).count == 9)
    #expect(Folding.fold([0x41, 0xC0, 0x80, 0x42]) == Array("a\u{FFFD}\u{FFFD}b".utf8))
    #expect(Folding.fold([0xF4, 0x90, 0x80, 0x80]).count == 12)
  }

  @Test func `The three forms of the function agree`() {
    let text = "Ouaddaï – école № 3"
    let expected = Folding.fold(Array(text.utf8))
    var array: [UInt8] = [1, 2, 3]
    Folding.fold(text.utf8, into: &array)
    #expect(array == expected)
    var buffer = ByteBuffer(capacity: 64)
    buffer.append("old")
    Array(text.utf8).withUnsafeBufferPointer {
      Folding.fold($0.baseAddress!, $0.count, into: &buffer)
    }
    #expect(Array(buffer.bytes) == expected)
    #expect(Array(Folding.fold(text).utf8) == expected)
  }
}
