import MizanRecords
import Testing

/// Labels as partners write them and what they fold to, byte for byte.
struct FoldingGoldenTests {
  static let labels: [(String, String)] = [
    // English sheets
    ("Boys reached", "boys reached"),
    ("BOYS_REACHED", "boys reached"),
    ("# of boys (0–17)", "of boys 0 17"),
    ("Girls / Women", "girls women"),
    ("G1 - F", "g1 f"),
    ("P.7", "p 7"),
    ("S.1", "s 1"),
    ("18+ years", "18+ years"),
    ("<18", "<18"),
    ("% girls", "% girls"),
    ("Total (all)", "total all"),
    ("Teacher's house", "teachers house"),
    ("Out-of-school", "out of school"),
    ("e-mail: a@b.org", "e mail a b org"),
    ("\"quoted\" label;", "quoted label"),
    ("Primary?", "primary ?"),
    ("Primary (??)", "primary ?"),
    ("¿Primaria?", "primaria ?"),
    ("#adm1+name", "adm1+name"),
    ("Ref\u{AD}ugees", "refugees"),
    // French sheets
    ("Élèves garçons", "eleves garcons"),
    ("Effectifs par âge", "effectifs par age"),
    ("1ère année", "1ere annee"),
    ("2nde", "2nde"),
    ("L’école d’Ati", "lecole dati"),
    ("Barh-El-Gazel Nord", "barh el gazel nord"),
    ("N° d’ordre", "n° dordre"),
    ("Cœur", "coeur"),
    ("ÉQUIPÉ À 100 %", "equipe a 100 %"),
    ("Préscolaire ", "prescolaire"),
    // Arabic sheets
    ("المحافظة", "المحافظه"),
    ("إدلب", "ادلب"),
    ("الصف الأول / ذكور", "الصف الاول ذكور"),
    ("إنـــاث", "اناث"),
    ("المجموعُ الكلّيّ", "المجموع الكلي"),
    ("١٢–١٧ سنة", "12 17 سنه"),
    ("اللاذقية", "اللاذقيه"),
    ("مستوى", "مستوي"),
    ("علي", "علي"),
    ("على", "علي"),
    ("ذوو الإعاقة؟", "ذوو الاعاقه ?"),
    ("٥٠٪", "50%"),
    ("\u{200F}حلب\u{200E}", "حلب"),
    ("ﺍﻟﺼﻒ", "الصف"),
    ("ﷲ", "الله"),
    // Ethiopian sheets
    ("፩ኛ ክፍል", "፩ኛ ክፍል"),
    ("1ኛ ክፍል", "1ኛ ክፍል"),
    ("ኅዳር", "ህዳር"),
    ("ትምህርት ቤት።", "ትምህርት ቤት"),
    ("ሠንጠረዥ", "ሰንጠረዥ"),
    // Others
    ("ΣΧΟΛΕΊΟ", "σχολειο"),
    ("Школа №5", "школа no5"),
    ("Ёлка", "елка"),
    ("Ｇｒａｄｅ　１", "grade 1"),
    ("½ day", "1 2 day"),
    ("Łódź", "lodz"),
    ("Bù Đăng", "bu dang"),
    ("Ƙofar Ɗan", "kofar dan"),
    ("日本", "日本"),
    ("🏫 school", "🏫 school"),
    ("हिन्दी १", "हिन्दी 1"),
  ]

  @Test(arguments: labels)
  func `A label folds to exactly this`(label: String, folded: String) {
    #expect(Folding.fold(label) == folded)
    #expect(Folding.fold(folded) == folded)
  }

  @Test(arguments: labels)
  func `Decomposed letters fold like composed ones`(label: String, folded: String) {
    // Swift's own comparison is by canonical equivalence, so the scalars are taken apart by hand.
    let apart = label.unicodeScalars.flatMap { scalar -> [UnicodeScalar] in
      switch scalar {
      case "é": ["e", "\u{301}"]
      case "É": ["E", "\u{301}"]
      case "à": ["a", "\u{300}"]
      case "â": ["a", "\u{302}"]
      case "ç": ["c", "\u{327}"]
      case "è": ["e", "\u{300}"]
      case "أ": ["ا", "\u{654}"]
      case "إ": ["ا", "\u{655}"]
      case "آ": ["ا", "\u{653}"]
      case "ؤ": ["و", "\u{654}"]
      case "ئ": ["ي", "\u{654}"]
      default: [scalar]
      }
    }
    #expect(Folding.fold(String(String.UnicodeScalarView(apart))) == folded)
  }

  @Test(arguments: labels)
  func `Blanks and punctuation around a label change nothing`(label: String, folded: String) {
    for (before, after) in [
      (" ", ""), ("", "\n"), ("\u{A0}", "\u{3000}"), ("- ", " :"), ("«", "»"),
    ] {
      #expect(Folding.fold(before + label + after) == folded)
    }
  }

  @Test(arguments: labels)
  func `Half a label never crashes`(label: String, folded: String) {
    let bytes = Array(label.utf8)
    for count in 0..<bytes.count {
      let half = Folding.fold(bytes[..<count])
      #expect(Folding.fold(half) == half)
      #expect(half.count <= count * 4 + 8)
    }
  }
}
