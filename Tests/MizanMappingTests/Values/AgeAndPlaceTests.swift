import MizanRecords
import Testing

@testable import MizanMapping

struct AgeAndPlaceTests {
  static func age(_ text: String, kind: Cell.Kind = .text) -> String {
    Reading.run(text) { AgeReader.read($0, kind: kind, into: &$1) }
  }

  @Test(arguments: [
    ("6", "Y6"), ("0", "Y0"), ("٦", "Y6"), ("6 years", "Y6"), ("6 ans", "Y6"), ("6 سنوات", "Y6"),
    ("6-11", "Y6T11"),
    ("6 – 11 ans", "Y6T11"), ("6 to 11", "Y6T11"), ("6 à 11 ans", "Y6T11"),
    ("من 6 إلى 11 سنة", "Y6T11"),
    ("٦-١١", "Y6T11"), ("aged 6-11 years", "Y6T11"), ("6-6", "Y6"), ("18+", "Y_GE18"),
    ("18 and over", "Y_GE18"),
    ("18 ans et plus", "Y_GE18"), ("18 سنة فأكثر", "Y_GE18"), (">=18", "Y_GE18"),
    ("≥ 18", "Y_GE18"), (">17", "Y_GE18"),
    ("under 18", "Y0T17"), ("<18", "Y0T17"), ("<= 17", "Y0T17"), ("moins de 18 ans", "Y0T17"),
    ("دون 18", "Y0T17"),
    ("less than 5 years", "Y0T4"), ("<1", "Y0"), ("Y6T11", "Y6T11"), ("Y_GE18", "Y_GE18"),
    ("Y5", "Y5"),
  ])
  func `Ages and bands become codes`(_ text: String, _ wanted: String) {
    #expect(AgeAndPlaceTests.age(text) == wanted)
  }

  @Test(arguments: [
    "11-6", "over 18", "6.5", "-6", "six", "6-11-15", "6 months", "121", "<0", "", "18+ and",
    "6/11", "+18", "Y", "Y6T", "Y_GE", "YT6",
    "6 11",
  ])
  func `What is no age is refused`(_ text: String) {
    #expect(AgeAndPlaceTests.age(text) == "AGE_UNREADABLE")
  }

  @Test func `A band that a spreadsheet turned into a day is refused`() {
    #expect(AgeAndPlaceTests.age("2023-11-06", kind: .date) == "AGE_UNREADABLE")
    #expect(AgeAndPlaceTests.age("6", kind: .number) == "Y6")
  }

  @Test(arguments: [
    ("36.2 37.16", "36.2 37.16"), ("36.2, 37.16", "36.2 37.16"), ("36.2;37.16", "36.2 37.16"),
    ("-1.5,36.8", "-1.5 36.8"),
    ("36.2 37.16 410.5 4.2", "36.2 37.16"), ("36.20 37.160", "36.2 37.16"),
    ("٣٦.٢ ٣٧.١٦", "36.2 37.16"),
    ("91 10", "POINT_OUTSIDE"), ("10 181", "POINT_OUTSIDE"), ("0 0", "POINT_OUTSIDE"),
    ("36.2", "POINT_UNREADABLE"),
    ("36°12'N 37°9'E", "POINT_UNREADABLE"), ("36.2 37.16 410", "POINT_UNREADABLE"),
    ("36,2 37,16", "POINT_UNREADABLE"), ("36,2", "POINT_UNREADABLE"), ("36, 2", "36 2"),
    ("1 2 3,4", "POINT_UNREADABLE"),
    ("", "POINT_UNREADABLE"),
  ])
  func `Places are pairs of degrees`(_ text: String, _ wanted: String) {
    #expect(Reading.run(text) { PointReader.read($0, kind: .text, into: &$1) } == wanted)
  }

  @Test(arguments: ["yes", "Yes", "Y", "oui", "OUI", "نعم", "አዎ", "1", "true", "✓"])
  func `Yes is yes in four languages`(_ text: String) {
    #expect(Reading.run(text) { YesNoReader.read($0, kind: .text, into: &$1) } == "true")
  }

  @Test(arguments: ["no", "No", "n", "non", "لا", "አይ", "0", "false", "✗", " NO "])
  func `No is no in four languages`(_ text: String) {
    #expect(Reading.run(text) { YesNoReader.read($0, kind: .text, into: &$1) } == "false")
  }

  @Test(arguments: ["maybe", "", "2", "yes no", "؟", "-"])
  func `Anything else is neither`(_ text: String) {
    #expect(
      Reading.run(text) { YesNoReader.read($0, kind: .text, into: &$1) } == "YES_NO_UNREADABLE")
  }
}
