/// The calendars in which years and dates may be written.
enum Calendar: String, Sendable, Hashable, CaseIterable {
  case gregorian, ethiopian
  case hijri = "hijri-umalqura"
}

/// The order of day, month and year in dates that are written with numbers only.
enum DateOrder: String, Sendable, Hashable, CaseIterable {
  case dayMonthYear = "d/m/y"
  case monthDayYear = "m/d/y"
  case yearMonthDay = "y/m/d"
  /// Nothing is declared; a date with two readings is held.
  case unknown
}

/// The Ethiopian calendar (Amete Mihret): twelve months of 30 days and a thirteenth of 5, or of 6
/// in the year before a leap year of the Julian calendar.
enum EthiopianCalendar {
  /// The Julian day number of the day before 1 Meskerem of year 1.
  private static let epoch = 1_724_220

  /// Whether the thirteenth month has six days.
  static func isLeap(_ year: Int) -> Bool { year % 4 == 3 }

  /// The Gregorian day, or nil when there is no such day. Years 1…3000.
  static func gregorian(_ year: Int, _ month: Int, _ day: Int) -> PlainDate? {
    guard (1...3_000).contains(year), (1...13).contains(month), day >= 1,
      day <= (month < 13 ? 30 : isLeap(year) ? 6 : 5)
    else { return nil }
    return PlainDate(
      julianDay: epoch + 365 * (year - 1) + year / 4 + 30 * (month - 1) + day)
  }

  /// The Gregorian years of the school year that begins in Meskerem (September): 2014 is
  /// 2021/2022.
  static func schoolYear(_ year: Int) -> (Int, Int) { (year + 7, year + 8) }
}

/// What is needed of the Hijri calendar for school years: when its years begin.
enum HijriCalendar {
  /// The years in which partners' files may speak of.
  static let years = 1_300...1_500

  /// The day on which a year begins by the tabular calendar; the civil one may differ by a day.
  static func newYear(_ year: Int) -> PlainDate? {
    PlainDate(julianDay: 1_948_440 + 354 * (year - 1) + (3 + 11 * year) / 30)
  }

  /// The Gregorian year in which a Hijri year begins; nil when the year begins so near to
  /// 1 January, or two years begin so close to each other, that nobody can be sure.
  static func gregorianYear(ofNewYear year: Int) -> Int? {
    guard years.contains(year), let day = newYear(year) else { return nil }
    if (day.month == 12 && day.day > 16) || (day.month == 1 && day.day < 16) { return nil }
    return day.year
  }
}
