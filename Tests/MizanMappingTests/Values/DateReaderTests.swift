import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanMapping

/// Short words for the tests of readers that give texts.
enum Reading {
  static func show(_ reading: TextReading, _ bytes: [UInt8]) -> String {
    switch reading {
    case .value: String(decoding: bytes, as: UTF8.self)
    case .unreadable(let code): code.name
    case .ambiguous(let code): code.name
    }
  }

  static func run(
    _ text: String, _ read: (UnsafeBufferPointer<UInt8>, inout [UInt8]) -> TextReading
  ) -> String {
    var result: [UInt8] = []
    let reading = Array(text.utf8).withUnsafeBufferPointer { read($0, &result) }
    if reading != .value { #expect(result.isEmpty) }
    return show(reading, result)
  }

  static func date(
    _ text: String, _ order: DateOrder = .unknown, _ calendar: Calendar = .gregorian,
    kind: Cell.Kind = .text
  ) -> String {
    run(text) { DateReader.read($0, kind: kind, order: order, calendar: calendar, into: &$1) }
  }

  static func month(_ text: String, year: Int? = nil, kind: Cell.Kind = .text) -> String {
    run(text) { MonthReader.read($0, kind: kind, year: year, into: &$1) }
  }

  static func schoolYear(
    _ text: String, _ calendar: Calendar = .gregorian, kind: Cell.Kind = .text
  ) -> String {
    run(text) { SchoolYearReader.read($0, kind: kind, calendar: calendar, into: &$1) }
  }
}

struct DateReaderTests {
  @Test(arguments: [
    ("2023-05-01", "2023-05-01"), ("2023/5/1", "2023-05-01"), ("20230501", "2023-05-01"),
    ("٢٠٢٣-٠٥-٠١", "2023-05-01"), ("2023-05-01T10:00:00.000+03:00", "2023-05-01"),
    ("2023-05-01 00:00:00", "2023-05-01"), ("25/12/2023", "2023-12-25"),
    ("12/25/2023", "2023-12-25"),
    ("25.12.2023", "2023-12-25"), ("03/03/2023", "2023-03-03"), ("5 May 2023", "2023-05-05"),
    ("May 5, 2023", "2023-05-05"), ("5 mai 2023", "2023-05-05"), ("1er août 2023", "2023-08-01"),
    ("5-May-2023", "2023-05-05"), ("2023 May 5", "2023-05-05"), ("1st of June 2023", "2023-06-01"),
    ("٥ أيار ٢٠٢٣", "2023-05-05"), ("5 تشرين الأول 2023", "2023-10-05"),
    ("5 مايو 2023", "2023-05-05"),
    ("5 جويلية 2023", "2023-07-05"), ("5 ማርች 2023", "2023-03-05"), ("29 Feb 2024", "2024-02-29"),
    ("5 Sept. 2023", "2023-09-05"),
  ])
  func `Days that say enough are read`(_ text: String, _ wanted: String) {
    #expect(Reading.date(text) == wanted)
  }

  @Test(arguments: ["03/04/2023", "3.4.2023", "03/04/23", "25/12/23", "5-May-23", "01-02-03"])
  func `A day with two readings is ambiguous`(_ text: String) {
    #expect(Reading.date(text) == "DATE_AMBIGUOUS")
  }

  @Test(arguments: [
    ("03/04/2023", DateOrder.dayMonthYear, "2023-04-03"),
    ("03/04/2023", .monthDayYear, "2023-03-04"),
    ("25/12/2023", .monthDayYear, "DATE_UNREADABLE"), ("25/12/23", .dayMonthYear, "2023-12-25"),
    ("23/12/25", .yearMonthDay, "2023-12-25"), ("5-May-23", .dayMonthYear, "2023-05-05"),
    ("1/1/51", .dayMonthYear, "1951-01-01"), ("1/1/50", .dayMonthYear, "2050-01-01"),
    ("2023-05-01", .monthDayYear, "2023-05-01"),
  ])
  func `A declared order decides`(_ text: String, _ order: DateOrder, _ wanted: String) {
    #expect(Reading.date(text, order) == wanted)
  }

  @Test(arguments: [
    "30/02/2023", "29 Feb 2023", "2023-13-01", "2023-00-10", "32/01/2023", "13/13/2023", "2023",
    "May 2023",
    "5 Mayo 2023", "yesterday", "0000-01-01", "1850-01-01", "5/5", "1/2/3/4", "44927", "2023-05/01",
    "",
  ])
  func `A day that does not exist is refused`(_ text: String) {
    #expect(Reading.date(text) == "DATE_UNREADABLE")
  }

  @Test func `Kinds of the spreadsheet are respected`() {
    #expect(Reading.date("2023-05-01T00:00:00", kind: .date) == "2023-05-01")
    #expect(Reading.date("1899-12-31", kind: .date) == "DATE_UNREADABLE")
    #expect(Reading.date("45047", kind: .number) == "DATE_UNREADABLE")
    #expect(Reading.date("#VALUE!", kind: .error) == "XLSX_ERROR_VALUE")
    #expect(Reading.date("true", kind: .boolean) == "DATE_UNREADABLE")
  }

  @Test func `Other calendars are read where they are declared or named`() {
    #expect(Reading.date("01/01/2016", .dayMonthYear, .ethiopian) == "2023-09-12")
    #expect(Reading.date("2015-13-06", .unknown, .ethiopian) == "2023-09-11")
    #expect(Reading.date("2017-13-06", .unknown, .ethiopian) == "DATE_UNREADABLE")
    #expect(Reading.date("1 መስከረም 2014") == "2021-09-11")
    #expect(Reading.date("1 Meskerem 2014 E.C.") == "2021-09-11")
    #expect(Reading.date("2016-04-22 E.C.") == "2024-01-01")
    #expect(Reading.date("12/03/1445") == "CALENDAR_UNDECLARED")
    #expect(Reading.date("1445-03-12", .unknown, .hijri) == "CALENDAR_UNSUPPORTED")
    #expect(Reading.date("12/03/1445 هـ") == "CALENDAR_UNSUPPORTED")
  }

  @Test(arguments: [
    ("2023-05", "2023-05"), ("05/2023", "2023-05"), ("5.2023", "2023-05"), ("202305", "2023-05"),
    ("May 2023", "2023-05"), ("mai 2023", "2023-05"), ("أيار 2023", "2023-05"),
    ("مايو ٢٠٢٣", "2023-05"),
    ("تشرين الثاني 2023", "2023-11"), ("May-23", "2023-05"), ("2023-05-17", "2023-05"),
    ("17 May 2023", "2023-05"),
    ("25/12/2023", "2023-12"), ("03/04/2023", "DATE_AMBIGUOUS"), ("May", "DATE_UNREADABLE"),
    ("5", "DATE_UNREADABLE"), ("13/2023", "DATE_UNREADABLE"), ("May June 2023", "DATE_UNREADABLE"),
    ("2023", "DATE_UNREADABLE"), ("Meskerem 2015", "DATE_UNREADABLE"),
    ("05/1445", "CALENDAR_UNDECLARED"),
  ])
  func `Months of reports are read`(_ text: String, _ wanted: String) {
    #expect(Reading.month(text) == wanted)
  }

  @Test func `A month without a year takes the declared one`() {
    #expect(Reading.month("mai", year: 2023) == "2023-05")
    #expect(Reading.month("آب", year: 2023) == "2023-08")
    #expect(Reading.month("5", year: 2023) == "2023-05")
    #expect(Reading.month("13", year: 2023) == "DATE_UNREADABLE")
    #expect(Reading.month("May 2024", year: 2023) == "2024-05")
    #expect(Reading.month("May-23", year: 2023) == "2023-05")
    #expect(Reading.month("May-23", year: 2024) == "DATE_AMBIGUOUS")
    #expect(Reading.month("2023-05-01T00:00:00", year: nil, kind: .date) == "2023-05")
  }

  @Test(arguments: [
    ("2021/2022", "2021/2022"), ("21/22", "2021/2022"), ("2021-22", "2021/2022"),
    ("٢٠٢١/٢٠٢٢", "2021/2022"),
    ("2021–2022", "2021/2022"), ("2021 / 2022", "2021/2022"), ("99/00", "1999/2000"),
    ("1999-00", "1999/2000"),
    ("Année scolaire 2020-2021", "2020/2021"), ("العام الدراسي ٢٠٢٠/٢٠٢١", "2020/2021"),
    ("school year 2020 to 2021", "2020/2021"), ("SY 2020-21", "2020/2021"), ("2021", "2021"),
    ("2014 E.C.", "2021/2022"),
    ("2014 ዓ.ም.", "2021/2022"), ("2014ዓ/ም", "2021/2022"), ("2021/22 G.C.", "2021/2022"),
    ("2011-12", "2011/2012"),
    ("2021/2023", "DATE_UNREADABLE"), ("2022/2021", "DATE_UNREADABLE"),
    ("2021-12", "DATE_UNREADABLE"),
    ("21", "DATE_UNREADABLE"), ("2020/2021/2022", "DATE_UNREADABLE"),
    ("Term 1 2021", "DATE_UNREADABLE"),
    ("year", "DATE_UNREADABLE"), ("20212022", "DATE_UNREADABLE"),
    ("1443/1444", "CALENDAR_UNDECLARED"),
    ("1443", "CALENDAR_UNDECLARED"), ("2013/2014 E.C.", "SCHOOL_YEAR_AMBIGUOUS"),
    ("1850/1851", "DATE_UNREADABLE"),
    ("1443 هـ", "2021/2022"), ("1440/1441 AH", "2019/2020"), ("1429 AH", "SCHOOL_YEAR_AMBIGUOUS"),
  ])
  func `School years are read`(_ text: String, _ wanted: String) {
    #expect(Reading.schoolYear(text) == wanted)
  }

  @Test func `A declared calendar counts for years without a mark`() {
    #expect(Reading.schoolYear("2014", .ethiopian) == "2021/2022")
    #expect(Reading.schoolYear("2014/2015", .ethiopian) == "SCHOOL_YEAR_AMBIGUOUS")
    #expect(Reading.schoolYear("2021/2022 G.C.", .ethiopian) == "2021/2022")
    #expect(Reading.schoolYear("1443", .hijri) == "2021/2022")
    #expect(Reading.schoolYear("2021", .hijri) == "DATE_UNREADABLE")
    #expect(Reading.schoolYear("2021", kind: .number) == "2021")
    #expect(Reading.schoolYear("2021-01-01", kind: .date) == "DATE_UNREADABLE")
  }

  @Test func `Any text is read or refused`() {
    var chance = SeededNumbers(8)
    let pieces = [
      "2", "0", "1", "12", "2023", "/", "-", ".", " ", "May", "ዓ.ም.", "هـ", "تشرين", "T", ":",
      "E.C.", "٣", "x", "\u{200F}", ",",
    ]
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...8, using: &chance))
        .map { _ in pieces.randomElement(using: &chance) ?? "" }.joined()
      for order in DateOrder.allCases {
        let found = Reading.date(text, order)
        #expect(
          found.utf8.count == 10 || found.hasPrefix("DATE_") || found.hasPrefix("CALENDAR_"),
          "\(text)")
      }
      _ = Reading.month(text, year: 2023)
      _ = Reading.schoolYear(text)
      _ = Reading.run(text) { AgeReader.read($0, kind: .text, into: &$1) }
      _ = Reading.run(text) { PointReader.read($0, kind: .text, into: &$1) }
    }
  }
}
