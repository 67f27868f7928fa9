/// A day of the Gregorian calendar.
struct PlainDate: Sendable, Hashable, Comparable {
  var year: Int
  var month: Int
  var day: Int

  /// The years that data about education can speak of.
  static let years = 1900...2100

  /// Nil when there is no such day.
  init?(_ year: Int, _ month: Int, _ day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= PlainDate.days(inMonth: month, of: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// From `YYYY-MM-DD`, with or without a time after it.
  init?(iso text: String) {
    self.init(iso: Array(text.utf8))
  }

  /// From the bytes of `YYYY-MM-DD`, with or without a time after it.
  init?(iso bytes: [UInt8]) {
    guard bytes.count >= 10, bytes[4] == 45, bytes[7] == 45 else { return nil }
    if bytes.count > 10, bytes[10] != 84, bytes[10] != 32 { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (48...57).contains(byte) else { return nil }
        value = value * 10 + Int(byte) - 48
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else {
      return nil
    }
    self.init(year, month, day)
  }

  /// From a Julian day number.
  init?(julianDay: Int) {
    guard (1_721_426...5_373_484).contains(julianDay) else { return nil }
    let a = julianDay + 32_044
    let century = (4 * a + 3) / 146_097
    let inCentury = a - 146_097 * century / 4
    let year = (4 * inCentury + 3) / 1_461
    let inYear = inCentury - 1_461 * year / 4
    let month = (5 * inYear + 2) / 153
    self.init(
      100 * century + year - 4_800 + month / 10, month + 3 - 12 * (month / 10),
      inYear - (153 * month + 2) / 5 + 1)
  }

  /// The Julian day number of the day's noon.
  var julianDay: Int {
    let a = (14 - month) / 12
    let y = year + 4_800 - a
    let m = month + 12 * a - 3
    return day + (153 * m + 2) / 5 + 365 * y + y / 4 - y / 100 + y / 400 - 32_045
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  static func < (one: PlainDate, other: PlainDate) -> Bool {
    (one.year, one.month, one.day) < (other.year, other.month, other.day)
  }

  /// Whole years up to a later day; negative for an earlier one.
  func wholeYears(until later: PlainDate) -> Int {
    if later < self { return -later.wholeYears(until: self) }
    return later.year - year - ((later.month, later.day) < (month, day) ? 1 : 0)
  }

  /// Appends `YYYY-MM-DD`.
  func append(to bytes: inout [UInt8]) {
    appendMonth(to: &bytes)
    bytes += [45, UInt8(48 + day / 10), UInt8(48 + day % 10)]
  }

  /// Appends `YYYY-MM`.
  func appendMonth(to bytes: inout [UInt8]) {
    PlainDate.append(year: year, to: &bytes)
    bytes += [45, UInt8(48 + month / 10), UInt8(48 + month % 10)]
  }

  /// Appends a year from 0 to 9999 as four digits.
  static func append(year: Int, to bytes: inout [UInt8]) {
    for divisor in [1_000, 100, 10, 1] { bytes.append(UInt8(48 + year / divisor % 10)) }
  }
}
