import MizanRecords
import Testing

@testable import MizanQuality

/// The quick scans over bytes, compared with the standard library's decoder.
struct ControlScanTwinTests {
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x61C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  private func scan(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer {
      guard let base = $0.baseAddress else { return false }
      return ControlScan.hasControl(base, $0.count)
    }
  }

  @Test func `Every scalar near the controls is judged by itself`() {
    let ranges: [ClosedRange<UInt32>] = [
      0x5F0...0x650, 0x1FF0...0x2080, 0xFE00...0xFEFF, 0xFF00...0xFF10, 0x20...0x7E,
      0x1F600...0x1F610,
    ]
    for value in ranges.joined() {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = String(Character(scalar))
      #expect(scan(text) == Self.isControl(scalar), "U+\(String(value, radix: 16))")
    }
  }

  @Test(arguments: 0..<40)
  func `A control is found at every place of a text`(offset: Int) {
    for control in ["\u{202E}", "\u{61C}", "\u{FEFF}", "\u{2066}"] {
      for filler in ["a", "é", "ش", "語"] {
        let before = String(repeating: filler, count: offset)
        #expect(scan(before + control))
        #expect(scan(before + control + String(repeating: "b", count: 40)))
        #expect(!scan(before + String(repeating: "b", count: 40)))
      }
    }
  }

  @Test func `Random texts are judged as their scalars are`() {
    var random = SplitMix(state: 8)
    let scalars: [Unicode.Scalar] = [
      "a", " ", "é", "ش", "ኢ", "\u{200C}", "\u{200D}", "\u{2010}", "\u{2028}", "\u{200B}",
      "\u{202C}", "\u{FEFF}", "\u{FEFE}", "\u{61C}", "\u{61B}", "\u{1F600}",
    ]
    var found = 0
    for _ in 0..<3000 {
      var view = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...50, using: &random) {
        view.append(
          Int.random(in: 0..<30, using: &random) == 0
            ? scalars.randomElement(using: &random) ?? "a" : "x")
      }
      let text = String(view)
      let expected = view.contains(where: Self.isControl)
      #expect(scan(text) == expected)
      if expected { found += 1 }
      let bytes = Array(text.utf8)
      bytes.withUnsafeBufferPointer {
        guard let base = $0.baseAddress else { return }
        #expect(ControlScan.hasNonASCII(base, $0.count) == bytes.contains { $0 >= 0x80 })
      }
    }
    #expect(found > 200)
  }
}

/// Which values hide a person.
struct SmallCountTests {
  @Test func `All texts of up to three characters are judged as plain words say`() {
    let characters = Array("0123459.٠١٤٥۰۱۴۵-x ")
    let small: Set<String> = [
      "1", "2", "3", "4", "١", "٤", "۱", "۴", "1.0", "2.0", "3.0", "4.0",
    ]
    func check(_ text: String) {
      let bytes = Array(text.utf8)
      bytes.withUnsafeBufferPointer { buffer in
        #expect(SmallCount.isSmall(buffer) == small.contains(text), "\(text)")
        if small.contains(text) { #expect(SmallCount.isCount(buffer), "\(text)") }
      }
    }
    for one in characters {
      check(String(one))
      for two in characters {
        check(String([one, two]))
        for three in characters { check(String([one, two, three])) }
      }
    }
  }

  @Test(arguments: [
    ("0", false), ("", false), ("-", false), ("x", false), ("07", true), ("12", true),
    ("٠", false), ("٣٠", true), ("۹", true), ("1,204", true),
  ])
  func `A count begins with a digit and is no lone zero`(text: String, isCount: Bool) {
    Array(text.utf8).withUnsafeBufferPointer { #expect(SmallCount.isCount($0) == isCount) }
  }
}

/// Which values look like an address or a telephone number.
struct PersonalShapeTests {
  private func fits(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer { PersonalShape.fits($0) }
  }

  @Test(arguments: [
    "+235 66 12 34 56", "+23566123456", "00235-66-12-34-56", "+1 (202) 555 0123",
    "+963.11.234.5678", "a@b.org", "first.last@sub.example.co", "x+y@example.org",
  ])
  func `Addresses and numbers of telephones fit`(text: String) { #expect(fits(text)) }

  @Test(arguments: [
    "66123456", "+235", "+235 66 12 34 56 78 90 12 34", "0", "1204", "2024-03-31", "a@b", "a@b.",
    "a@b.c", "@b.org", "a b@c.org", "a@@b.org", "a@b@c.org", "TD0101", "12.5", "", "+", "00",
    "+235 66 12 34 x6",
  ])
  func `Other texts do not`(text: String) { #expect(!fits(text)) }

  @Test func `An address of any sensible length fits and a page of text does not`() {
    #expect(fits(String(repeating: "a", count: 240) + "@b.org"))
    #expect(!fits(String(repeating: "a", count: 250) + "@b.org"))
  }
}
