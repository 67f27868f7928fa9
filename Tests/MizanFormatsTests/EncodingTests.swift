import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

private func utf16(_ text: String, bigEndian: Bool, mark: Bool = true) -> [UInt8] {
  let units = (mark ? [0xFEFF] : []) + Array(text.utf16)
  return units.flatMap { unit in
    bigEndian
      ? [UInt8(unit >> 8), UInt8(unit & 255)] : [UInt8(unit & 255), UInt8(unit >> 8)]
  }
}

/// The text in a code page; every character must be in it.
private func encoded(_ text: String, _ page: [(UInt8, String)]) -> [UInt8] {
  let bytes = Dictionary(page.map { ($1, $0) }, uniquingKeysWith: { one, _ in one })
  return text.unicodeScalars.map { $0.isASCII ? UInt8($0.value) : bytes[String($0)] ?? 63 }
}

private func options(_ encoding: String) -> FormatOptions {
  FormatOptions(delimiter: 44, encoding: encoding)
}

@Suite struct `Encodings` {
  static let pages: [(TextEncoding, [(UInt8, String)])] = [
    (.windows1252, KnownPages.windows1252), (.windows1256, KnownPages.windows1256),
    (.latin1, KnownPages.latin1), (.arabic6, KnownPages.arabic6),
  ]

  @Test(arguments: 0..<4)
  func `every byte of a code page becomes its character`(_ index: Int) throws {
    let (encoding, known) = Encodings.pages[index]
    var text: [UInt8] = []
    for (byte, _) in known { text += [97, byte, 10] }
    let table = try ReadTable(bytes: text, options(encoding.rawValue))
    #expect(table.rows.map { $0[0] } == known.map { "a" + $0.1 })
    #expect(table.faults.isEmpty && table.findings.isEmpty)
  }

  @Test(arguments: 0..<4)
  func `a byte without a character holds its row and is shown`(_ index: Int) throws {
    let (encoding, known) = Encodings.pages[index]
    let missing = Set(UInt8(128)...255).subtracting(known.map(\.0)).sorted()
    for byte in missing {
      let table = try ReadTable(bytes: [97, 10, 98, byte, 10, 99, 10], options(encoding.rawValue))
      #expect(table.faults == [2: "ENC_INVALID_SEQUENCE"])
      #expect(table.rows[1] == ["b\\x" + String(byte, radix: 16, uppercase: true)])
    }
  }

  @Test func `long texts in a code page are decoded over many blocks`() throws {
    var text = "id,nom\n"
    for row in 0..<20_000 { text += "\(row),Lycée d'Abéché — n° \(row)\n" }
    let table = try ReadTable(
      bytes: encoded(text, KnownPages.windows1252), options("windows-1252"))
    #expect(table.rows.count == 20_001)
    #expect(table.rows[19_999] == ["19998", "Lycée d'Abéché — n° 19998"])
    #expect(table.faults.isEmpty)
  }

  @Test(arguments: [false, true])
  func `UTF-16 is read with and without a mark`(_ bigEndian: Bool) throws {
    var text = "id,name\n"
    for row in 0..<30_000 { text += "\(row),école مدرسة 😀\n" }
    let marked = try ReadTable(bytes: utf16(text, bigEndian: bigEndian))
    #expect(marked.rows.count == 30_001)
    #expect(marked.rows[0] == ["id", "name"])
    #expect(marked.rows[29_000] == ["28999", "école مدرسة 😀"])
    #expect(marked.faults.isEmpty && marked.findings.isEmpty)
    let plain = try ReadTable(
      bytes: utf16("a,b\n1,2\n3,4\n5,6\n", bigEndian: bigEndian, mark: false))
    #expect(plain.rows == [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]])
    #expect(plain.codes == ["ENC_GUESSED"])
  }

  @Test(arguments: 1...60)
  func `UTF-16 may come in blocks of any size`(_ seed: UInt64) {
    var random = Seeded(seed)
    let text = String((0..<30).map { _ in "aé€😀م".randomElement(using: &random) ?? "a" })
    let bytes = utf16(text, bigEndian: seed % 2 == 0, mark: false)
    var decoder = UTF16Decoder(isBigEndian: seed % 2 == 0)
    var decoded: [UInt8] = []
    var at = 0
    while at < bytes.count {
      let count = min(Int.random(in: 1...7, using: &random), bytes.count - at)
      var target = [UInt8](repeating: 0, count: 2 * count + 16)
      let written = bytes[at..<at + count].withUnsafeBufferPointer {
        decoder.decode($0.baseAddress!, count, to: &target)
      }
      decoded += target[..<written]
      at += count
    }
    #expect(String(decoding: decoded, as: UTF8.self) == text)
    #expect(!decoder.isCut)
  }

  @Test func `half a surrogate pair holds its row`() throws {
    var bytes = utf16("a,b\n1,2\n", bigEndian: false)
    bytes += [0x3D, 0xD8, 0x2C, 0, 0x33, 0, 10, 0]
    let table = try ReadTable(bytes: bytes)
    #expect(table.faults == [3: "ENC_INVALID_SEQUENCE"])
    #expect(table.rows[2] == ["\\xFF", "3"])
  }

  @Test func `UTF-16 that ends inside a character is refused`() {
    let bytes = Array(utf16("a,b\n1,2\n", bigEndian: false).dropLast())
    #expect(
      failure { () throws(Failure) in _ = try ReadTable(bytes: bytes) }?.name == "ENC_TRUNCATED")
  }

  @Test func `UTF-32 and unknown names are refused`() {
    let wide: [UInt8] = [0xFF, 0xFE, 0, 0] + "a,b\n".utf8.flatMap { [$0, 0, 0, 0] }
    let refused = failure { () throws(Failure) in _ = try ReadTable(bytes: wide) }
    #expect(refused?.name == "ENC_UNSUPPORTED" && refused?.kind == .unreadable)
    let unknown = failure { () throws(Failure) in _ = try ReadTable("a,b\n", options("klingon")) }
    #expect(unknown?.name == "ENC_UNSUPPORTED" && unknown?.kind == .mapping)
  }

  @Test(arguments: [
    ("UTF8", TextEncoding.utf8), ("utf-8-sig", .utf8), ("CP1256", .windows1256),
    ("Windows_1252", .windows1252), ("Latin-1", .latin1), ("ISO 8859-6", .arabic6),
    ("UTF-16BE", .utf16BigEndian),
  ])
  func `encodings are known by many names`(_ name: String, _ encoding: TextEncoding) {
    #expect(TextEncoding(named: name) == encoding)
  }

  static let arabic = "id,name\n1,مدرسة غزة الابتدائية\n2,مدرسة النور\n3,ثانوية رفح للبنات\n"
  static let french = "id;nom\n1;Lycée d'Abéché\n2;École Farchana\n3;Collège de Goré\n"

  @Test func `undeclared code pages are recognised and told`() throws {
    let cases: [(String, [(UInt8, String)], String)] = [
      (Encodings.arabic, KnownPages.windows1256, "windows-1256"),
      (Encodings.arabic, KnownPages.arabic6, "iso-8859-6"),
      (Encodings.french, KnownPages.windows1252, "windows-1252"),
    ]
    for (text, page, name) in cases {
      let table = try ReadTable(bytes: encoded(text, page))
      #expect(table.rows == (try ReadTable(text)).rows)
      #expect(table.findings.groups.map(\.key.value) == [name])
      #expect(table.codes == ["ENC_GUESSED"])
      #expect(table.faults.isEmpty)
    }
  }

  @Test func `high bytes that come late in a file are recognised too`() throws {
    var text = "id,name\n"
    for row in 0..<60_000 { text += "\(row),plain\n" }
    let whole = encoded(text + "1,Lycée d'Abéché\n2,Collège\n3,École\n", KnownPages.windows1252)
    let table = try ReadTable(bytes: whole)
    #expect(table.codes == ["ENC_GUESSED"])
    #expect(table.rows.suffix(3).map { $0[1] } == ["Lycée d'Abéché", "Collège", "École"])
    #expect(table.rows.count == 60_004)
    let plain = try ReadTable(bytes: Array((text + "1,Lycée\n2,Collège\n").utf8))
    #expect(plain.rows.suffix(2).map { $0[1] } == ["Lycée", "Collège"])
    #expect(plain.findings.isEmpty && plain.faults.isEmpty)
  }

  @Test func `rows of another code page are held, the others read`() throws {
    let bytes =
      Array("id,name\n1,مدرسة\n2,école\n".utf8)
      + encoded("3,مدرسة\n4,plain\n5,غزة\n", KnownPages.windows1256)
    let table = try ReadTable(bytes: bytes)
    #expect(table.faults == [4: "ENC_MIXED", 6: "ENC_MIXED"])
    #expect(table.rows[1] == ["1", "مدرسة"])
    #expect(table.rows[3][1].hasPrefix("\\x"))
    #expect(table.rows[4] == ["4", "plain"])
  }

  @Test func `invalid sequences hold their row`() throws {
    let table = try ReadTable(
      bytes: Array("a,b\né,1\nS-".utf8) + [0xC0, 0xAF] + Array("x,2\n3,4\n".utf8))
    #expect(table.faults == [3: "ENC_INVALID_SEQUENCE"])
    #expect(table.rows[2] == ["S-\\xC0\\xAFx", "2"])
    #expect(table.rows[3] == ["3", "4"])
  }

  @Test func `a byte order mark is no text, wherever it stands`() throws {
    let mark = "\u{FEFF}"
    let table = try ReadTable("\(mark)a,b\n1,2\n\(mark)\"x,y\",4\n5,\(mark)\n")
    #expect(table.rows == [["a", "b"], ["1", "2"], ["x,y", "4"], ["5", ""]])
    #expect(table.codes == ["ENC_INNER_BOM"])
    #expect(table.findings.groups[0].count == 2)
    #expect(table.findings.groups[0].examples.map(\.row) == [3, 4])
    #expect(table.faults.isEmpty)
  }

  @Test func `text decoded wrongly before is suspected`() throws {
    let table = try ReadTable("id,name\n1,Ã\u{89}cole Goz BeÃ¯da\n2,École Goz Beïda\n3,«Ã»\n")
    #expect(table.codes == ["ENC_MOJIBAKE_SUSPECTED"])
    #expect(table.findings.groups[0].examples.first?.row == 2)
    let arabic = try ReadTable("id,name\n1,Ù…Ø¯Ø±Ø³Ø©\n")
    #expect(arabic.codes == ["ENC_MOJIBAKE_SUSPECTED"])
    #expect(try ReadTable("id,name\n1,São João, été, Âge\n").findings.isEmpty)
  }

  @Test func `a mark in the file wins over a declaration and is told`() throws {
    let table = try ReadTable("\u{FEFF}a,b\né,2\n", options("windows-1252"))
    #expect(table.rows[1] == ["é", "2"])
    #expect(table.codes == ["ENC_CONTRADICTED"])
  }
}
