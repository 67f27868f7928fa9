import MizanDiagnostics
import Testing

@Suite struct `Shown texts` {
  @Test(arguments: [
    "", "plain", "École d'Abéché", "مدرسة النور", "ትምህርት ቤት", "5 %", "a\\b", "…", "« x »", "😀",
    "e\u{301}", "a b\u{A0}c",
  ])
  func `ordinary texts are shown as they are`(_ text: String) {
    #expect(ShownText.make(text) == text)
    #expect(ShownText.make(Array(text.utf8)) == text)
  }

  @Test(arguments: [
    ("\u{0}", "\\u{0}"), ("a\tb", "a\\u{9}b"), ("a\rb", "a\\u{D}b"), ("\u{1B}[31m", "\\u{1B}[31m"),
    ("\u{7F}", "\\u{7F}"), ("\u{85}", "\\u{85}"), ("\u{9F}", "\\u{9F}"), ("\u{8}", "\\u{8}"),
    ("a\nb", "a⏎b"), ("a\r\nb", "a\\u{D}⏎b"),
  ])
  func `controls are written out`(_ text: String, _ expected: String) {
    #expect(ShownText.make(text) == expected)
  }

  @Test(arguments: [
    0x061C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066,
    0x2067, 0x2068, 0x2069, 0xFEFF,
  ])
  func `marks that turn a line round or break it are written out`(_ value: UInt32) throws {
    let mark = try #require(Unicode.Scalar(value))
    let name = "\\u{" + String(value, radix: 16, uppercase: true) + "}"
    #expect(ShownText.make("gnp.\(mark)exe") == "gnp.\(name)exe")
  }

  @Test func `no control is ever left in what is shown`() {
    var text = String.UnicodeScalarView()
    for value in 0..<UInt32(0x3000) {
      if let scalar = Unicode.Scalar(value) { text.append(scalar) }
    }
    let shown = ShownText.make(String(text), limit: .max)
    for scalar in shown.unicodeScalars {
      #expect(scalar.properties.generalCategory != .control)
      #expect(!(0x202A...0x202E).contains(scalar.value))
      #expect(!(0x2066...0x2069).contains(scalar.value))
    }
  }

  @Test func `a long text is cut at the limit with a mark`() {
    let long = String(repeating: "x", count: 200)
    #expect(ShownText.make(long) == String(repeating: "x", count: 80) + "…")
    #expect(ShownText.make(String(repeating: "x", count: 80)) == String(repeating: "x", count: 80))
    #expect(ShownText.make(String(repeating: "x", count: 81)).hasSuffix("x…"))
    #expect(ShownText.limit == 80)
  }

  @Test func `the limit counts characters and not bytes`() {
    let arabic = String(repeating: "م", count: 80)
    #expect(ShownText.make(arabic) == arabic)
    #expect(ShownText.make(Array(arabic.utf8)) == arabic)
    let faces = String(repeating: "😀", count: 81)
    #expect(ShownText.make(Array(faces.utf8)) == String(repeating: "😀", count: 80) + "…")
  }

  @Test func `another limit may be asked for`() {
    #expect(ShownText.make("abcdef", limit: 3) == "abc…")
    #expect(ShownText.make("abc", limit: 3) == "abc")
    #expect(ShownText.make("abc", limit: 0) == "…")
    #expect(ShownText.make("", limit: 0) == "")
  }

  @Test func `a control counts as one character of the limit`() {
    #expect(ShownText.make("\u{0}\u{0}\u{0}", limit: 2) == "\\u{0}\\u{0}…")
  }

  @Test(
    arguments: [
      ([0x41, 0xE9, 0x42], "A\u{FFFD}B"), ([0xFF], "\u{FFFD}"), ([0xC3], "\u{FFFD}"),
      ([0xC3, 0xA9], "é"), ([0x00, 0x41], "\\u{0}A"), ([], ""),
    ] as [([UInt8], String)])
  func `bytes that are no text are shown as such`(_ bytes: [UInt8], _ expected: String) {
    #expect(ShownText.make(bytes) == expected)
    #expect(ShownText.make(bytes[...]) == expected)
  }

  @Test func `of a million bytes only the beginning is looked at`() {
    let bytes = [UInt8](repeating: 0x61, count: 1_000_000)
    #expect(ShownText.make(bytes) == String(repeating: "a", count: 80) + "…")
  }
}
