import MizanRecords
import Testing

@testable import MizanMapping

/// The quick way through plain digits beside the reader of all numbers.
@Suite struct `Plain digits with a point` {
  private static let styles: [NumberStyle?] = [
    nil, NumberStyle("1,234.5"), NumberStyle("1 234.5"), NumberStyle("1'234.5"),
    NumberStyle("1234.5"),
  ]

  private func fast(_ text: String, _ threeAreClear: Bool) -> DecimalNumber? {
    Array(text.utf8).withUnsafeBufferPointer {
      NumberReader.fastDecimal(
        $0.baseAddress ?? RecordState.nothing, $0.count, threeAreClear: threeAreClear)
    }
  }

  private func slow(_ text: String, _ style: NumberStyle, _ kind: Cell.Kind) -> NumberReading {
    Array(text.utf8).withUnsafeBufferPointer { NumberReader.number($0, kind: kind, style: style) }
  }

  @Test func `say what the reader of all numbers says, under every style with a decimal point`() {
    var chance = SeededNumbers(91)
    let letters = Array("0001234567899..,- ")
    var answered = 0
    for round in 0..<20_000 {
      let text = String(
        (0..<Int.random(in: 0...12, using: &chance)).map { _ in
          letters[Int.random(in: 0..<letters.count, using: &chance)]
        })
      for style in Self.styles {
        guard let found = fast(text, style != nil) else { continue }
        answered += 1
        #expect(slow(text, style ?? .unknown, .text) == .value(found), "\(text) \(round)")
      }
      if let found = fast(text, true) {
        #expect(slow(text, .unknown, .number) == .value(found), "\(text)")
      }
    }
    #expect(answered > 10_000)
  }

  @Test(
    arguments: [
      ("0", 0, 0), ("007", 7, 0), ("1.50", 15, 1), ("1.00", 1, 0), ("0.0", 0, 0),
      ("999999999.99999999", 99_999_999_999_999_999, 8),
    ] as [(String, Int64, UInt8)])
  func `are taken without zeros at the end`(_ text: String, _ mantissa: Int64, _ scale: UInt8) {
    let number = fast(text, false)
    #expect(number?.mantissa == mantissa && number?.scale == scale)
  }

  @Test(arguments: [
    "", ".", "1.", ".5", "1.234", "1234567890", "1.123456789", "1,5", "1.2.3", "-1", "+1", " 1",
    "1 ", "1e3", "٣", "1.5%", "1.x",
  ])
  func `are left to the reader of all numbers when anything else is there`(_ text: String) {
    #expect(fast(text, false) == nil)
  }

  @Test func `are no numbers where the mapping says that they mean no information`() throws {
    let value = "{ from: kids, as: number, unreadable: hold }"
    let body = EngineBody.plain(value: value, source: "{ missing: [\"999.9\", \"-\"] }")
    let harness = try EngineHarness(body, headings: "Area|Kids")
    let outcome = try harness.run(["A|999.9", "B|99.9", "C|-", "D|1.234", "E|12.50", "F|=1.234"])
    let values = outcome.tables["observation"]?.map { $0["value"] ?? "" }
    #expect(values == ["", "99.9", "", "12.5", "1.234"])
    #expect(outcome.result.counts.held == 1 && outcome.result.isEven)
  }

  @Test func `are grouped where the mapping says that a point groups`() throws {
    let value = "{ from: kids, as: number, unreadable: hold }"
    let body = EngineBody.plain(value: value, source: "{ numbers: \"1.234,5\" }")
    let harness = try EngineHarness(body, headings: "Area|Kids")
    let outcome = try harness.run(["A|1.234", "B|1.5", "C|12"])
    #expect(outcome.tables["observation"]?.map { $0["value"] ?? "" } == ["1234", "12"])
    #expect(outcome.result.counts.held == 1)
  }
}
