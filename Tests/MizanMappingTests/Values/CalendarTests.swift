import Glibc
import MizanRecords
import Testing

@testable import MizanMapping

struct CalendarTests {
  /// Ethiopian year, month, day; the Gregorian day; its Julian day number.
  static let vectors: [(Int, Int, Int, String, Int)] = [
    (2017, 1, 1, "2024-09-11", 2_460_565), (2018, 11, 2, "2026-07-09", 2_461_231),
    (2016, 4, 22, "2024-01-01", 2_460_311), (2012, 1, 1, "2019-09-12", 2_458_739),
    (2014, 1, 1, "2021-09-11", 2_459_469), (2016, 1, 1, "2023-09-12", 2_460_200),
    (2015, 13, 5, "2023-09-10", 2_460_198), (2015, 13, 6, "2023-09-11", 2_460_199),
    (2011, 13, 6, "2019-09-11", 2_458_738), (2017, 13, 5, "2025-09-10", 2_460_929),
    (1992, 4, 22, "2000-01-01", 2_451_545), (2018, 1, 1, "2025-09-11", 2_460_930),
  ]

  @Test(arguments: vectors)
  func `Ethiopian days are exact`(
    _ year: Int, _ month: Int, _ day: Int, _ wanted: String, _ julianDay: Int
  ) throws {
    let date = try #require(EthiopianCalendar.gregorian(year, month, day))
    var bytes: [UInt8] = []
    date.append(to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == wanted)
    #expect(date.julianDay == julianDay)
  }

  @Test func `Ethiopian years have no holes and no overlaps`() throws {
    var expected = try #require(EthiopianCalendar.gregorian(1900, 1, 1)).julianDay
    for year in 1900...2100 {
      for month in 1...13 {
        let days = month < 13 ? 30 : EthiopianCalendar.isLeap(year) ? 6 : 5
        for day in 1...days {
          #expect(EthiopianCalendar.gregorian(year, month, day)?.julianDay == expected)
          expected += 1
        }
        #expect(EthiopianCalendar.gregorian(year, month, days + 1) == nil)
      }
    }
    #expect(EthiopianCalendar.gregorian(2014, 14, 1) == nil)
    #expect(EthiopianCalendar.gregorian(2014, 0, 1) == nil)
    #expect(EthiopianCalendar.gregorian(0, 1, 1) == nil)
  }

  @Test func `Julian days go there and back`() throws {
    let first = try #require(PlainDate(1899, 12, 31)).julianDay
    var before = try #require(PlainDate(julianDay: first))
    for day in first + 1...first + 80_000 {
      let date = try #require(PlainDate(julianDay: day))
      #expect(date.julianDay == day)
      #expect(before < date)
      before = date
    }
  }

  @Test func `Hijri years begin when calendars say, to a day`() {
    for (year, gregorian) in [
      (1441, "2019-08-31"), (1443, "2021-08-09"), (1445, "2023-07-19"), (1400, "1979-11-20"),
    ] {
      let wanted = PlainDate(iso: gregorian)?.julianDay ?? 0
      let found = HijriCalendar.newYear(year)?.julianDay ?? 0
      #expect(abs(wanted - found) <= 1, "\(year)")
    }
    #expect(HijriCalendar.gregorianYear(ofNewYear: 1429) == nil)
    #expect(HijriCalendar.gregorianYear(ofNewYear: 1430) == nil)
    #expect(HijriCalendar.gregorianYear(ofNewYear: 2021) == nil)
  }

  @Test func `Whole years are counted by the calendar`() throws {
    func years(_ from: String, _ to: String) throws -> Int {
      try #require(PlainDate(iso: from)).wholeYears(until: try #require(PlainDate(iso: to)))
    }
    #expect(try years("2010-05-02", "2020-05-01") == 9)
    #expect(try years("2010-05-01", "2020-05-01") == 10)
    #expect(try years("2020-05-01", "2010-05-02") == -9)
    #expect(PlainDate(iso: "2023-02-29") == nil)
    #expect(PlainDate(iso: "2023-1-01") == nil)
  }

  static let shared =
    ProjectFolder.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    .joined(separator: "/") + "/shared/standards/calendar_test_vectors.csv"

  @Test(.enabled(if: access(shared, R_OK) == 0, "the shared vectors are not beside the checkout"))
  func `The shared vectors hold`() throws {
    let table = try SmallTable(file: CalendarTests.shared)
    for row in table.rows {
      func number(_ heading: String) -> Int { Int(table.text(row, heading)) ?? 0 }
      let date = EthiopianCalendar.gregorian(
        number("ethiopian_year"), number("month"), number("day"))
      #expect(date == PlainDate(iso: table.text(row, "gregorian")), "line \(row.line)")
      #expect(date?.julianDay == number("jdn"))
    }
  }

  @Test func `Each month has its name in every language`() {
    for (number, names) in [
      (1, ["January", "janvier", "كانون الثاني", "يناير", "جانفي"]),
      (2, ["Feb", "février", "شباط", "فبراير"]),
      (4, ["April", "avril", "نيسان", "أبريل"]), (6, ["June", "juin", "حزيران", "يونيو"]),
      (7, ["July", "juillet", "تموز", "يوليو"]), (8, ["August", "août", "آب", "أغسطس"]),
      (10, ["October", "octobre", "تشرين الأول", "أكتوبر"]),
      (12, ["December", "décembre", "كانون الأول", "ديسمبر"]),
    ] {
      for name in names {
        let wanted = number < 10 ? "2023-0\(number)" : "2023-\(number)"
        #expect(Reading.month("\(name) 2023") == wanted, "\(name)")
      }
    }
  }
}
