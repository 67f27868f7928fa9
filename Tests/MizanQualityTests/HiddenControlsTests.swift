import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanQuality

struct HiddenControlsTests {
  private let headings = context(["id", "school"])

  @Test(arguments: [
    "\u{202E}", "\u{202A}", "\u{2066}", "\u{2069}", "\u{200F}", "\u{200E}", "\u{200B}", "\u{061C}",
    "\u{2060}", "\u{FEFF}",
  ])
  func `A mark that is not seen is told with its column and never with its text`(mark: String) {
    for padding in ["", String(repeating: "a long name ", count: 9), "مدرسة النور "] {
      let findings = inspect(
        [lines([["1", "A"], ["2", padding + "x\(mark)y" + padding]])], headings)
      #expect(findings.columns("TEXT_BIDI_CONTROL") == ["school"])
      #expect(findings.groups.first?.examples == [Place("f.csv", row: 3, column: 2)])
      #expect(findings.groups.first?.key.value == "")
      #expect(findings.groups.first?.arguments == ["column": "school"])
    }
  }

  @Test(arguments: [
    "École – l’Avenir", "مدرسة", "می\u{200C}خواهم", "ትምህርት", "“x”", "…", "…\u{2070}",
  ])
  func `Ordinary signs of writing are no controls`(text: String) {
    #expect(inspect([lines([["1", text]])], headings).isEmpty)
  }

  @Test func `A mark outside the rows of data is not told`() {
    let rows = batch([["1", "x\u{202E}y"], ["2", "x\u{202E}y"]])
    rows.marks = [1, 2]
    #expect(inspect([rows], headings).isEmpty)
  }

  @Test func `Every cell counts`() {
    let rows = (0..<50).map { ["\($0)", "x\u{202E}y"] }
    #expect(inspect([lines(rows)], headings).count("TEXT_BIDI_CONTROL") == 50)
  }

  /// The scan in plain words.
  private func slowHasControl(_ text: String) -> Bool {
    text.unicodeScalars.contains {
      [0x61C, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF].contains($0.value)
        || (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value)
    }
  }

  @Test func `The fast scan and the slow one agree on random texts`() {
    var random = SplitMix(state: 9)
    let pieces = [
      "a", "b", "مدرسة", "ጾ", "é", "–", "\u{200C}", "\u{2065}", "\u{2068}", "\u{202F}", "\u{202E}",
      "\u{61B}", "\u{61C}", "\u{FEFE}", "\u{FEFF}", "😀", "\u{206A}", "\u{200B}", "0123456789",
    ]
    for _ in 0..<4000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        let index = Int.random(in: 0..<pieces.count * 3, using: &random)
        text += index < pieces.count ? pieces[index] : "word "
      }
      let bytes = Array(text.utf8)
      bytes.withUnsafeBufferPointer {
        guard let base = $0.baseAddress else { return }
        #expect(ControlScan.hasControl(base, bytes.count) == slowHasControl(text), "\(text)")
        #expect(ControlScan.hasNonASCII(base, bytes.count) == bytes.contains { $0 >= 128 })
      }
    }
  }
}
