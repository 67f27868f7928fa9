import Testing

@testable import MizanFormats

@Suite("Texts and tags of XML")
struct XLSXTextTests {
  private func fast(_ bytes: [UInt8]) -> [UInt8]? {
    let source = bytes + [UInt8](repeating: 0, count: 32)
    var target = [UInt8](repeating: 0, count: bytes.count + XMLText.slack)
    let count = XMLText.decode(source, bytes.count, to: &target)
    return count < 0 ? nil : Array(target[..<count])
  }

  /// The slow twin: character by character through `String`.
  private func slow(_ bytes: [UInt8]) -> [UInt8]? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    let named: [String: Unicode.Scalar] = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
    ]
    var result = String.UnicodeScalarView()
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch scalar.value {
      case 0x26:
        guard let end = scalars.firstIndex(of: ";"), end - scalars.startIndex <= 10 else {
          return nil
        }
        let name = scalars[..<end].map(String.init).joined()
        scalars = scalars[(end + 1)...]
        var value = named[name]?.value
        if name.hasPrefix("#x"), !name.hasPrefix("#x+"), !name.hasPrefix("#x-") {
          value = UInt32(name.dropFirst(2), radix: 16)
        } else if name.hasPrefix("#"), !name.hasPrefix("#+"), !name.hasPrefix("#-") {
          value = UInt32(name.dropFirst())
        }
        guard let value, let found = Unicode.Scalar(value), isCharacter(value) else { return nil }
        result.append(found)
      case 0x0D:
        result.append("\n")
        if scalars.first == "\n" { scalars.removeFirst() }
      default:
        guard isCharacter(scalar.value) else { return nil }
        result.append(scalar)
      }
    }
    return Array(String(result).utf8)
  }

  private func isCharacter(_ value: UInt32) -> Bool {
    value == 9 || value == 10 || value == 13 || (0x20...0xD7FF).contains(value)
      || (0xE000...0xFFFD).contains(value) || (0x1_0000...0x10_FFFF).contains(value)
  }

  @Test func `texts are decoded as the slow twin decodes them`() {
    var random = XLSXRandom(seed: 3)
    let pieces = [
      "a", "École", "مدرسة", "ትምህርት", "😀", "&amp;", "&#233;", "&#xE9;", "&#x1F600;", "\r\n", "\r",
      "\t", "_x000D_", "0123456789abcdefghij", "&lt;", "&", "&#0;", "&#xD800;", "&nbsp;", "\u{1}",
      "\u{FFFE}", "&#-5;", "&#x;", "&#;", " ", "&#1114112;",
    ]
    for _ in 0..<3000 {
      var bytes: [UInt8] = []
      for _ in 0..<random.below(12) { bytes += Array(pieces[random.below(pieces.count)].utf8) }
      if random.below(8) == 0, !bytes.isEmpty {
        bytes[random.below(bytes.count)] = UInt8(0x80 + random.below(128))
      }
      #expect(fast(bytes) == slow(bytes), "\(bytes)")
    }
  }

  @Test(
    arguments: [
      [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xE2, 0x82], [0x80], [0xFF], [0],
    ] as [[UInt8]])
  func `bytes that are no UTF-8 are refused`(bytes: [UInt8]) {
    #expect(fast(bytes) == nil)
    #expect(fast(Array("sixteen plain by".utf8) + bytes) == nil)
  }

  @Test(arguments: [
    ("A_x000D_B", "A\rB"), ("_x005F_x000D_", "_x000D_"), ("_x0041_", "A"), ("_x00e9_", "é"),
    ("_xD83D__xDE00_", "😀"), ("_xD83D_", "_xD83D_"), ("_x0000_", "_x0000_"), ("_x00_", "_x00_"),
    ("_x004_", "_x004_"), ("__x0041_", "_A"), ("_x0041", "_x0041"), ("a_b_c", "a_b_c"), ("", ""),
    ("_xD83D__x0041_", "_xD83D_A"),
  ])
  func `escapes of workbooks are resolved once`(text: String, expected: String) {
    var bytes = Array(text.utf8) + [UInt8](repeating: 0, count: 16)
    let count = HexEscapes.resolve(&bytes, text.utf8.count)
    #expect(String(decoding: bytes[..<count], as: UTF8.self) == expected)
  }

  private func token(_ text: String) -> (XMLToken.Kind, String, String, Int) {
    let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: 64)
    return bytes.withUnsafeBufferPointer { buffer in
      let start = buffer.baseAddress!
      let token = XMLToken.read(start, start + text.utf8.count)
      func shown(_ first: UnsafePointer<UInt8>, _ count: Int) -> String {
        String(decoding: UnsafeBufferPointer(start: first, count: count), as: UTF8.self)
      }
      return (
        token.kind, shown(token.local, token.localCount),
        shown(token.body, token.bodyEnd - token.body), token.next - start
      )
    }
  }

  @Test func `tags, texts and comments are told apart`() {
    #expect(token("<x:row r=\"1\">") == (.start, "row", " r=\"1\"", 13))
    #expect(token("<c/>") == (.empty, "c", "", 4))
    #expect(token("</x:c >") == (.end, "c", " ", 7))
    #expect(token("<a b='>/' />") == (.empty, "a", " b='>/' ", 12))
    #expect(token("text<") == (.text, "", "text", 4))
    #expect(token("<!-- a > b -->x") == (.skipped, "", " a > b ", 14))
    #expect(token("<?xml a?>") == (.skipped, "", "xml a", 9))
    #expect(token("<![CDATA[<]]>") == (.data, "", "<", 13))
    #expect(token("<!DOCTYPE a>").0 == .forbidden)
    #expect(token("<!ENTITY a>").0 == .forbidden)
    #expect(token("<!whatever>").0 == .malformed)
    #expect(token("<a b=\"<\">").0 == .malformed)
    #expect(token("<>").0 == .malformed)
  }

  @Test(arguments: [
    "<", "<a", "<a b=\"", "<a b=\">\"", "</a", "<!-- a --", "<![CDATA[ ]]", "<?a", "text", "",
    "<!DO",
  ])
  func `what the window cuts is asked for again`(text: String) { #expect(token(text).0 == .cut) }

  @Test func `every cut of a piece is told as cut, never as something else`() {
    for piece in ["<row r=\"1\" s='x>y'>", "<!-- a > b -->", "<![CDATA[a]b]]>", "</sheetData>"] {
      for length in 0..<piece.utf8.count {
        #expect(token(String(piece.prefix(length))).0 == .cut, "\(piece.prefix(length))")
      }
    }
  }

  @Test func `attributes are found by their name without prefix`() {
    let text = "<sheet name=\"A &amp; B\" sheetId = '7' xmlns:id=\"no\" r:id=\"rId1\" on=\"true\">"
    let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: 64)
    bytes.withUnsafeBufferPointer { buffer in
      let token = XMLToken.read(buffer.baseAddress!, buffer.baseAddress! + text.utf8.count)
      #expect(token.text(of: "name") == "A & B")
      #expect(token.number("sheetId") == 7)
      #expect(token.text(of: "id") == "rId1")
      #expect(token.isTrue("on") && !token.isTrue("sheetId"))
      #expect(token.attribute("absent") == nil && token.number("name") == nil)
    }
  }

  @Test(arguments: [
    ("A1", 1, 0), ("XFD1048576", 1_048_576, 16_383), ("aa10", 10, 26), ("Z9", 9, 25),
  ])
  func `addresses are read`(text: String, row: Int, column: Int) {
    Array(text.utf8).withUnsafeBufferPointer {
      #expect(CellReference($0) == CellReference(row: row, column: column))
    }
  }
}
