import Testing

@testable import MizanReports

@Suite struct DigitsTests {
  @Test(arguments: [
    ("0", "0"), ("999", "999"), ("1000", "1 000"), ("1204567.25", "1 204 567.25"),
    ("-1234", "\u{2212}1 234"), ("-0.5", "\u{2212}0.5"), ("1e9", "1e9"), ("", ""), ("-", "-"),
    ("12a4", "12a4"),
  ])
  func `numbers are grouped by threes with a narrow space`(_ pair: (String, String)) {
    let expected = pair.1.split(separator: " ", omittingEmptySubsequences: false)
      .joined(separator: "\u{202F}")
    #expect(Digits.grouped(pair.0) == expected)
  }

  @Test func `grouping loses no digit`() {
    var dice = Dice(seed: 5)
    for _ in 0..<500 {
      let number = Int.random(in: Int.min...Int.max, using: &dice)
      let back = Digits.grouped(number).unicodeScalars.compactMap { scalar -> Character? in
        scalar == "\u{202F}" ? nil : scalar == "\u{2212}" ? "-" : Character(scalar)
      }
      #expect(String(back) == String(number))
    }
  }

  @Test func `a share is never rounded to nothing or to all`() {
    #expect(Digits.share(1, of: 1_000_000) == "< 0.1 %")
    #expect(Digits.share(999_999, of: 1_000_000) == "99.9 %")
    #expect(Digits.share(0, of: 10) == "0 %")
    #expect(Digits.share(10, of: 10) == "100 %")
    #expect(Digits.share(41, of: 1310) == "3.1 %")
    #expect(Digits.share(3, of: 0) == "–")
  }

  @Test func `a field is 100 per cent only when it is full`() {
    #expect(FieldFill(field: "a", filled: 999_999, total: 1_000_000).percent == 99)
    #expect(FieldFill(field: "a", filled: 3, total: 3).percent == 100)
    #expect(FieldFill(field: "a", filled: 0, total: 3).percent == 0)
    #expect(FieldFill(field: "a", filled: 0, total: 0).percent == nil)
  }

  @Test(arguments: [
    (0.914, "0.91"), (1.0, "1.00"), (0.005, "0.01"), (-0.5, "-0.50"), (.nan, "0.00"),
    (.infinity, "0.00"), (1e300, "1000000000.00"),
  ])
  func `scores have two decimals`(_ pair: (Double, String)) {
    #expect(TwoDecimals.text(pair.0) == pair.1)
  }
}
