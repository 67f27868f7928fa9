import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanMapping

@Suite struct `Dates in the languages of partners` {
  /// The names of the twelve months as people write them, one row a language.
  static let months: [(language: String, names: [String])] = [
    (
      "English",
      [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
      ]
    ),
    (
      "short English",
      ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    ),
    (
      "French",
      [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
        "octobre", "novembre", "décembre",
      ]
    ),
    (
      "short French",
      [
        "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
        "déc.",
      ]
    ),
    (
      "French without accents",
      [
        "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
        "octobre", "novembre", "decembre",
      ]
    ),
    (
      "Arabic of the Levant",
      [
        "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول",
        "تشرين الأول", "تشرين الثاني", "كانون الأول",
      ]
    ),
    (
      "Arabic of the Nile",
      [
        "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر",
        "نوفمبر", "ديسمبر",
      ]
    ),
    (
      "Arabic of the Maghreb",
      [
        "جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر",
        "نوفمبر", "ديسمبر",
      ]
    ),
    (
      "Amharic",
      [
        "ጃንዩወሪ", "ፌብሩወሪ", "ማርች", "ኤፕሪል", "ሜይ", "ጁን", "ጁላይ", "ኦገስት", "ሴፕቴምበር", "ኦክቶበር", "ኖቬምበር",
        "ዲሴምበር",
      ]
    ),
  ]

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  @Test(arguments: months.indices)
  func `name their month`(_ row: Int) {
    for (index, name) in Self.months[row].names.enumerated() {
      let wanted = "2023-\(Self.two(index + 1))"
      #expect(Reading.date("7 \(name) 2023") == wanted + "-07", "\(name)")
      #expect(Reading.date("07-\(name)-2023") == wanted + "-07", "\(name)")
      #expect(Reading.date("2023 \(name) 7") == wanted + "-07", "\(name)")
      #expect(Reading.date("٧ \(name) ٢٠٢٣") == wanted + "-07", "\(name)")
      #expect(Reading.month("\(name) 2023") == wanted, "\(name)")
      #expect(Reading.month(name, year: 2022) == "2022-\(Self.two(index + 1))", "\(name)")
      #expect(Reading.date("32 \(name) 2023") == "DATE_UNREADABLE", "\(name)")
      #expect(Reading.date("\(name) 2023") == "DATE_UNREADABLE", "\(name)")
    }
  }

  @Test func `are the same day however they are written`() {
    var chance = SeededNumbers(81)
    for _ in 0..<400 {
      let year = Int.random(in: 1990...2050, using: &chance)
      let month = Int.random(in: 1...12, using: &chance)
      let day = Int.random(in: 1...PlainDate.days(inMonth: month, of: year), using: &chance)
      let wanted = "\(year)-\(Self.two(month))-\(Self.two(day))"
      #expect(Reading.date(wanted) == wanted)
      #expect(Reading.date("\(year)/\(month)/\(day)") == wanted)
      #expect(Reading.date("\(year)\(Self.two(month))\(Self.two(day))") == wanted)
      #expect(Reading.date("\(day)/\(month)/\(year)", .dayMonthYear) == wanted)
      #expect(Reading.date("\(month)/\(day)/\(year)", .monthDayYear) == wanted)
      #expect(Reading.date("\(day).\(month).\(year)", .dayMonthYear) == wanted)
      #expect(Reading.date("\(wanted)T23:59:59", kind: .date) == wanted)
      let undeclared = Reading.date("\(day)/\(month)/\(year)")
      #expect(undeclared == (day > 12 || day == month ? wanted : "DATE_AMBIGUOUS"))
      #expect(Reading.month(wanted) == String(wanted.dropLast(3)))
    }
  }

  @Test(arguments: [
    ("01/02/99", DateOrder.dayMonthYear, "1999-02-01"), ("01/02/00", .dayMonthYear, "2000-02-01"),
    ("01/02/50", .monthDayYear, "2050-01-02"), ("01/02/51", .monthDayYear, "1951-01-02"),
    ("99/02/01", .yearMonthDay, "1999-02-01"), ("1/2/3", .yearMonthDay, "DATE_UNREADABLE"),
    ("1/2/3", .dayMonthYear, "DATE_UNREADABLE"), ("1/2/123", .dayMonthYear, "DATE_UNREADABLE"),
    ("29/02/2023", .dayMonthYear, "DATE_UNREADABLE"), ("29/02/2024", .dayMonthYear, "2024-02-29"),
    ("31/04/2023", .dayMonthYear, "DATE_UNREADABLE"),
    ("29/02/1900", .dayMonthYear, "DATE_UNREADABLE"),
    ("29/02/2000", .dayMonthYear, "2000-02-29"), ("01/01/2101", .dayMonthYear, "DATE_UNREADABLE"),
    ("31/12/1899", .dayMonthYear, "DATE_UNREADABLE"), ("01/01/1900", .dayMonthYear, "1900-01-01"),
  ])
  func `know which days there are`(_ text: String, _ order: DateOrder, _ wanted: String) {
    #expect(Reading.date(text, order) == wanted)
  }

  @Test(arguments: [
    "2023-05-01 10:20", "2023-05-01T10:20:30Z", "2023-05-01T10:20:30.123+02:00",
    "2023-05-01 08:00:00",
  ])
  func `may have a time behind them`(_ text: String) {
    #expect(Reading.date(text) == "2023-05-01")
  }

  @Test(arguments: [
    ("1 Meskerem 2015", "2022-09-11"), ("1 Tikimt 2015", "2022-10-11"),
    ("29 Tahsas 2015", "2023-01-07"),
    ("30 ነሐሴ 2015", "2023-09-05"), ("5 Pagume 2014", "2022-09-10"), ("6 Pagume 2015", "2023-09-11"),
    ("6 Pagume 2014", "DATE_UNREADABLE"), ("31 Meskerem 2015", "DATE_UNREADABLE"),
    ("1 ጥቅምት 2015", "2022-10-11"),
  ])
  func `with a month of Ethiopia are of its calendar`(_ text: String, _ wanted: String) {
    #expect(Reading.date(text) == wanted)
  }
}

@Suite struct `School years` {
  @Test func `are two years that follow each other, in every way of writing`() {
    for start in 1990...2060 {
      let wanted = "\(start)/\(start + 1)"
      let tail = (start + 1) % 100 < 10 ? "0\((start + 1) % 100)" : "\((start + 1) % 100)"
      for text in [
        "\(start)/\(start + 1)", "\(start)-\(start + 1)", "\(start) – \(start + 1)",
        "\(start)/\(tail)",
        "\(start)-\(tail)", "SY \(start)/\(start + 1)", "Année scolaire \(start)-\(start + 1)",
        "العام الدراسي \(start)/\(start + 1)", "(\(start)/\(start + 1))",
        "\(start)/\(start + 1) G.C.",
      ] {
        #expect(Reading.schoolYear(text) == wanted, "\(text)")
      }
      #expect(Reading.schoolYear("\(start)") == "\(start)")
      #expect(Reading.schoolYear("\(start)/\(start + 2)") == "DATE_UNREADABLE")
      #expect(Reading.schoolYear("\(start + 1)/\(start)") == "DATE_UNREADABLE")
      #expect(Reading.schoolYear("\(start - 7) E.C.") == wanted)
      #expect(Reading.schoolYear("\(start - 7)", .ethiopian) == wanted)
    }
  }

  @Test(arguments: [
    "2021/2022/2023", "Term 2 2021/2022", "2021/2022 final", "20/2021", "2021/222", "21", "", "/",
    "2021/",
    "2021+2022", "2099/2101", "2150",
  ])
  func `are nothing else`(_ text: String) {
    let found = Reading.schoolYear(text)
    #expect(found == "DATE_UNREADABLE" || (text == "2021/" && found == "2021"), "\(text): \(found)")
  }

  @Test func `of the Hijri calendar are read where nobody can doubt`() {
    for year in 1_400...1_450 {
      let found = Reading.schoolYear("\(year) هـ")
      switch HijriCalendar.gregorianYear(ofNewYear: year) {
      case let start?: #expect(found == "\(start)/\(start + 1)")
      case nil: #expect(found == "SCHOOL_YEAR_AMBIGUOUS")
      }
      #expect(Reading.schoolYear("\(year)") == "CALENDAR_UNDECLARED")
    }
  }
}

@Suite struct `Ages and bands` {
  @Test func `of all years are read in every way of writing`() {
    for low in 0...30 {
      for text in ["\(low)", "\(low) years", "\(low) ans", "\(low) سنة", "aged \(low)", "Y\(low)"] {
        #expect(AgeAndPlaceTests.age(text) == "Y\(low)", "\(text)")
      }
      for text in [
        "\(low)+", "\(low) and over", "\(low) ans et plus", "≥\(low)", ">= \(low)", "\(low) فأكثر",
      ] {
        #expect(AgeAndPlaceTests.age(text) == "Y_GE\(low)", "\(text)")
      }
      #expect(AgeAndPlaceTests.age("> \(low)") == "Y_GE\(low + 1)")
      if low > 1 {
        for text in [
          "under \(low)", "<\(low)", "moins de \(low) ans", "less than \(low)", "دون \(low)",
        ] {
          #expect(AgeAndPlaceTests.age(text) == "Y0T\(low - 1)", "\(text)")
        }
      }
      for high in low + 1...low + 4 {
        let wanted = "Y\(low)T\(high)"
        for text in [
          "\(low)-\(high)", "\(low)–\(high)", "\(low) to \(high)", "\(low) à \(high) ans",
          "de \(low) à \(high) ans",
          "من \(low) إلى \(high) سنة", wanted,
        ] {
          #expect(AgeAndPlaceTests.age(text) == wanted, "\(text)")
        }
        #expect(AgeAndPlaceTests.age("\(high)-\(low)") == "AGE_UNREADABLE")
      }
    }
  }

  @Test(arguments: [Cell.Kind.date, .boolean, .blank])
  func `of other kinds of cells are refused`(_ kind: Cell.Kind) {
    #expect(AgeAndPlaceTests.age("6", kind: kind) == "AGE_UNREADABLE")
    #expect(AgeAndPlaceTests.age("6", kind: .error) == "XLSX_ERROR_VALUE")
  }
}

@Suite struct `Yes and no` {
  private func read(_ text: String, _ kind: Cell.Kind = .text) -> String {
    Reading.run(text) { YesNoReader.read($0, kind: kind, into: &$1) }
  }

  @Test(arguments: [
    ("yes", "true"), ("YES ", "true"), ("y", "true"), ("Oui", "true"), ("o", "true"),
    ("vrai", "true"),
    ("نعم", "true"), ("أجل", "true"), ("اجل", "true"), ("صح", "true"), ("አዎ", "true"),
    ("አዎን", "true"), ("✓", "true"),
    ("✔", "true"), ("1", "true"), ("TRUE", "true"), ("no", "false"), ("N", "false"),
    ("non", "false"),
    ("faux", "false"), ("لا", "false"), ("كلا", "false"), ("خطأ", "false"), ("አይ", "false"),
    ("የለም", "false"),
    ("✗", "false"), ("✘", "false"), ("0", "false"), ("False", "false"),
  ])
  func `are read in four languages`(_ text: String, _ wanted: String) {
    #expect(read(text) == wanted)
    #expect(read("  \(text)\u{A0}") == wanted)
  }

  @Test(arguments: [
    "yes!no", "oui/non", "2", "-1", "-0", "+1", "0.", "x", "t", "f", "ok", "نعم لا", "", " ",
  ])
  func `are nothing else`(_ text: String) {
    #expect(read(text) == "YES_NO_UNREADABLE")
  }

  @Test func `are kinds of the spreadsheet too`() {
    #expect(read("true", .boolean) == "true" && read("false", .boolean) == "false")
    #expect(read("1", .number) == "true" && read("0", .number) == "false")
    #expect(read("3", .number) == "YES_NO_UNREADABLE")
    #expect(read("2023-01-01", .date) == "YES_NO_UNREADABLE")
    #expect(read("#REF!", .error) == "XLSX_ERROR_VALUE")
  }
}

@Suite struct `Points` {
  private func read(_ text: String, _ kind: Cell.Kind = .text) -> String {
    Reading.run(text) { PointReader.read($0, kind: kind, into: &$1) }
  }

  @Test func `of the whole earth go through unchanged`() {
    var chance = SeededNumbers(82)
    for _ in 0..<500 {
      let latitude = Int.random(in: -89_999...89_999, using: &chance)
      let longitude = Int.random(in: -179_999...179_999, using: &chance)
      if latitude == 0 && longitude == 0 { continue }
      let one = DecimalNumber(mantissa: Int64(latitude), scale: 3).text
      let other = DecimalNumber(mantissa: Int64(longitude), scale: 3).text
      for text in [
        "\(one) \(other)", "\(one);\(other)", "\(one); \(other)", "\(one), \(other)",
        " \(one)  \(other) ",
      ] {
        #expect(read(text) == "\(one) \(other)", "\(text)")
      }
      #expect(read("\(one) \(other) 412.5 4.9") == "\(one) \(other)")
    }
  }

  @Test(arguments: [
    ("90 180", "90 180"), ("-90 -180", "-90 -180"), ("90.0001 0", "POINT_OUTSIDE"),
    ("0 180.0001", "POINT_OUTSIDE"),
    ("0 0", "POINT_OUTSIDE"), ("0.0, 0.0", "POINT_OUTSIDE"), ("0 1", "0 1"), ("1 0", "1 0"),
    ("36.2 N 37.1 E", "POINT_UNREADABLE"), ("36.2/37.1", "POINT_UNREADABLE"),
    ("36.2", "POINT_UNREADABLE"),
    ("36.2 37.1 400", "POINT_UNREADABLE"), ("1 2 3 4 5", "POINT_UNREADABLE"),
    ("36,5", "POINT_UNREADABLE"),
    ("a b", "POINT_UNREADABLE"), (",1 2", "POINT_UNREADABLE"), ("36.2,37.1,", "POINT_UNREADABLE"),
  ])
  func `have edges`(_ text: String, _ wanted: String) {
    #expect(read(text) == wanted)
  }

  @Test func `are texts`() {
    #expect(read("36.2 37.1", .number) == "POINT_UNREADABLE")
    #expect(read("#N/A", .error) == "XLSX_ERROR_VALUE")
    #expect(read(String(repeating: "1", count: 300)) == "POINT_UNREADABLE")
  }
}

@Suite struct `A shape` {
  @Test(arguments: [
    ("AA000", "SY123", true), ("AA000", "sy123", false), ("AA000", "SY12", false),
    ("AA000", "SY1234", false),
    ("aa00", "sy12", true), ("aa00", "SY12", false), ("9-9", "1-2", true), ("9-9", "1/2", false),
    ("***", "a-1", true), ("***", "ab", false), ("**", "é", false), ("SY00", "SY12", true),
    ("SY00", "ST12", false),
    ("A0", "A٢", false), ("x-0", "x-7", true), ("x-0", "y-7", false),
  ])
  func `fits what it looks like`(_ shape: String, _ text: String, _ fits: Bool) throws {
    let shape = try #require(Shape(shape))
    #expect(Array(text.utf8).withUnsafeBufferPointer { shape.matches($0) } == fits)
  }

  @Test(arguments: ["", "é", "a\tb", "ا"])
  func `is of plain characters`(_ shape: String) { #expect(Shape(shape) == nil) }
}
