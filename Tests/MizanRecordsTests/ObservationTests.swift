import MizanRecords
import Testing

@Suite struct `Observations` {
  private func time(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer { ObservationTime.isValid($0) }
  }

  @Test(arguments: [
    "2020", "2020Z", "2020+03:00", "2020-03", "2020-12", "2020-03-31", "2020-03-31T10:00:00",
    "2020-Q1", "2020-Q4", "2020-S2", "2020-T3", "2020-M07", "2020-W53", "2020-D366", "2020-A1",
    "2020-01-01/P1Y", "2020-02-01T00:00:00/PT3H",
  ])
  func `time periods of SDMX are known`(_ text: String) { #expect(time(text)) }

  @Test(arguments: [
    "", "19", "201", "20160", "2019-13", "2019-00", "2019-Q5", "2019-Q0", "2019-W54", "2019-D000",
    "2019-1",
    "2019-01-32", "2019/2020", "2020-01-01/", "2020-01-01/1Y", "٢٠٢٠", "2020-X1", "2020-", "2020 ",
  ])
  func `other texts are none`(_ text: String) { #expect(!time(text)) }

  @Test(arguments: [
    ("1", true), ("-1", true), ("0.5", true), ("1e5", true), ("1.5E-3", true), ("1E+2", true),
    ("", false),
    ("-", false), (".5", false), ("5.", false), ("1,5", false), ("1e", false), ("NaN", false),
    ("+1", false),
    ("1 ", false), ("0x1", false),
  ])
  func `plain numbers are told from texts`(_ text: String, _ isPlain: Bool) {
    #expect(Array(text.utf8).withUnsafeBufferPointer { ObservationValue.isPlain($0) } == isPlain)
  }

  @Test func `nothing and NaN are missing`() {
    func isMissing(_ text: String) -> Bool {
      Array(text.utf8).withUnsafeBufferPointer { ObservationValue.isMissing($0) }
    }
    #expect(isMissing("") && isMissing("NaN"))
    #expect(!isMissing("0") && !isMissing("nan") && !isMissing("NaNo"))
  }
}
