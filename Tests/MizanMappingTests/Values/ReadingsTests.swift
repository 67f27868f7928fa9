import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanMapping

@Suite struct `What has several readings` {
  private func text(_ code: Code, _ value: String, _ field: String = "ref_date") -> String {
    ValueReadings.text(code, of: value, field: field)
  }

  @Test(arguments: [
    ("03/04/2024", "2024-04-03 | 2024-03-04"), ("٠٣/٠٤/٢٠٢٤", "2024-04-03 | 2024-03-04"),
    ("3.4.2024", "2024-04-03 | 2024-03-04"),
    ("01/02/03", "2003-02-01 | 2003-01-02 | 2001-02-03"),
    ("13/02/03", "2003-02-13 | 2013-02-03"), ("5 May 23", "2023-05-05 | 2005-05-23"),
  ])
  func `names the days`(value: String, readings: String) {
    #expect(Reading.date(value) == "DATE_AMBIGUOUS")
    #expect(text(.dateAmbiguous, value) == readings)
  }

  @Test(arguments: [("May-23", "2023-05 | --05-23"), ("آب 22", "2022-08 | --08-22")])
  func `names the month or the day`(value: String, readings: String) {
    #expect(Reading.month(value, year: 2019) == "DATE_AMBIGUOUS")
    #expect(text(.dateAmbiguous, value, "report_month") == readings)
  }

  @Test(arguments: [
    ("2013/2014 E.C.", "2020/2021 | 2021/2022"), ("2013/14 ዓ.ም.", "2020/2021 | 2021/2022"),
    ("1429 AH", "2007/2008 | 2008/2009"),
  ])
  func `names the school years`(value: String, readings: String) {
    #expect(Reading.schoolYear(value) == "SCHOOL_YEAR_AMBIGUOUS")
    #expect(text(.schoolYearAmbiguous, value, "school_year") == readings)
  }

  @Test(arguments: [
    ("2014", "2014 | 2021/2022"), ("٢٠١٤", "2014 | 2021/2022"), ("year 2012", "2012 | 2019/2020"),
    ("የትምህርት ዘመን 2013", "2013 | 2020/2021"),
  ])
  func `is a bare year of a country with two calendars`(value: String, readings: String) {
    let found = Reading.run(value) {
      SchoolYearReader.read(
        $0, kind: .text, calendar: .gregorian, isEthiopian: true, into: &$1)
    }
    #expect(found == "SCHOOL_YEAR_AMBIGUOUS")
    #expect(text(.schoolYearAmbiguous, value, "school_year") == readings)
  }

  @Test(arguments: [
    ("2014 E.C.", "2021/2022"), ("2013 ዓ.ም.", "2020/2021"), ("2014 G.C.", "2014"),
    ("2021/22", "2021/2022"), ("21/22", "2021/2022"), ("٢٠٢١/٢٠٢٢", "2021/2022"),
    ("2021/2022", "2021/2022"), ("2014/2016", "DATE_UNREADABLE"), ("1443", "CALENDAR_UNDECLARED"),
  ])
  func `is not what says its calendar, or two years`(value: String, wanted: String) {
    let found = Reading.run(value) {
      SchoolYearReader.read(
        $0, kind: .text, calendar: .gregorian, isEthiopian: true, into: &$1)
    }
    #expect(found == wanted)
  }

  @Test func `is two Ethiopian years in a column that declares them`() {
    #expect(Reading.schoolYear("2014/2015", .ethiopian) == "SCHOOL_YEAR_AMBIGUOUS")
    #expect(
      text(.schoolYearAmbiguous, "2014/2015", "school_year")
        == "2014/2015 | 2021/2022 | 2022/2023")
  }

  @Test func `is named with a mark when nothing can be said`() {
    for value in ["", "soon", "99999999/1", "12345678 AH", "99999999"] {
      _ = text(.schoolYearAmbiguous, value, "school_year")
      _ = text(.dateAmbiguous, value)
    }
    #expect(text(.dateAmbiguous, "") == "?")
    #expect(text(.schoolYearAmbiguous, "soon", "school_year") == "?")
  }

  /// Names of months by language; each must be read in a day of 2023 and as a month.
  @Test(arguments: [
    ("January|February|March|April|May|June|July|August|September|October|November|December"),
    ("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"),
    ("janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"),
    ("janv.|févr.|mars|avr.|mai|juin|juil.|aout|sept.|oct.|nov.|déc."),
    ("كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول"),
    ("يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"),
    ("جانفي|فيفري|مارس|أفريل|ماي|جوان|جويلية|أوت|سبتمبر|أكتوبر|نوفمبر|ديسمبر"),
    ("يناير|فبراير|مارس|أبريل|ماي|يونيو|يوليوز|غشت|شتنبر|أكتوبر|نونبر|دجنبر"),
    ("ጃንዩወሪ|ፌብሩወሪ|ማርች|ኤፕሪል|ሜይ|ጁን|ጁላይ|ኦገስት|ሴፕቴምበር|ኦክቶበር|ኖቬምበር|ዲሴምበር"),
  ])
  func `is no month of any language`(names: String) {
    for (index, name) in names.split(separator: "|").enumerated() {
      let month = (index < 9 ? "0" : "") + String(index + 1)
      #expect(Reading.date("5 \(name) 2023") == "2023-\(month)-05", "\(name)")
      #expect(Reading.month("\(name) 2023") == "2023-\(month)", "\(name)")
      #expect(Reading.month(String(name), year: 2023) == "2023-\(month)", "\(name)")
    }
  }

  @Test func `is no month of Ethiopia either`() {
    let names = "መስከረም|ጥቅምት|ኅዳር|ታኅሣሥ|ጥር|የካቲት|መጋቢት|ሚያዝያ|ግንቦት|ሰኔ|ሐምሌ|ነሐሴ|ጳጉሜ"
    for (index, name) in names.split(separator: "|").enumerated() {
      var bytes: [UInt8] = []
      EthiopianCalendar.gregorian(2015, index + 1, 5)?.append(to: &bytes)
      let wanted = String(decoding: bytes, as: UTF8.self)
      #expect(Reading.date("5 \(name) 2015") == wanted, "\(name)")
      #expect(Reading.date("\(name) 5, 2015") == wanted, "\(name)")
    }
  }
}
