import Glibc

/// Days counted from 1900 or 1904, written as calendar dates.
struct SerialDate {
  /// What a serial number turned into.
  enum Result: Equatable {
    /// A date, with the time when there is one.
    case date(Int)
    /// A time of day or a length of time.
    case time(Int)
    /// A day that the spreadsheet program shows but that never was: 1900-02-29, 1900-01-00.
    case unreal(Int)
    /// No date at all: negative, or after the year 9999.
    case outOfRange
  }

  /// Whether day 0 is 1904-01-01 instead of the day before 1900-01-01.
  var is1904: Bool

  /// The longest text written, in bytes.
  static let room = 40

  /// Writes a serial number as the number format shows it; counts are bytes at `target`.
  func write(
    _ serial: Double, as meaning: NumberFormat, to target: UnsafeMutablePointer<UInt8>
  ) -> Result {
    guard serial >= 0, serial < 2_958_466 else { return .outOfRange }
    var days = Int(serial)
    var seconds = Int(((serial - Double(days)) * 86_400).rounded())
    if seconds >= 86_400 {
      seconds -= 86_400
      days += 1
    }
    var output = Digits(target)
    if meaning == .duration || (meaning == .time && days == 0)
      || (days == 0 && isTimeOfDayZero(seconds, meaning))
    {
      output.clock(meaning == .duration ? days * 86_400 + seconds : seconds)
      return .time(output.count)
    }
    if !is1904 && (days == 0 || days == 60) {
      output.put(days == 0 ? "1900-01-00" : "1900-02-29")
      output.time(seconds)
      return .unreal(output.count)
    }
    // Days since 1970-01-01. Before the day that never was, 1900 counts one less.
    let since1970 = is1904 ? days - 24_107 : days < 60 ? days - 25_568 : days - 25_569
    guard since1970 < 2_932_897 else { return .outOfRange }
    output.date(since1970)
    output.time(seconds)
    return .date(output.count)
  }

  /// In the 1900 system a date with a time on day 0 is a time of day; the day was never entered.
  private func isTimeOfDayZero(_ seconds: Int, _ meaning: NumberFormat) -> Bool {
    !is1904 && meaning == .dateTime && seconds > 0
  }
}

/// Writes numbers of fixed width.
private struct Digits {
  let start: UnsafeMutablePointer<UInt8>
  var count = 0

  init(_ start: UnsafeMutablePointer<UInt8>) { self.start = start }

  mutating func put(_ text: StaticString) {
    memcpy(start + count, text.utf8Start, text.utf8CodeUnitCount)
    count += text.utf8CodeUnitCount
  }

  mutating func number(_ value: Int, _ width: Int) {
    var rest = value
    for index in (0..<width).reversed() {
      start[count + index] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
      rest /= 10
    }
    count += width
  }

  /// `hh:mm:ss`; hours take more digits where they need them.
  mutating func clock(_ seconds: Int) {
    let hours = seconds / 3600
    var width = 2
    var limit = 100
    while hours >= limit {
      width += 1
      limit *= 10
    }
    number(hours, width)
    put(":")
    number(seconds / 60 % 60, 2)
    put(":")
    number(seconds % 60, 2)
  }

  /// `T` and the time of day, unless it is midnight.
  mutating func time(_ seconds: Int) {
    if seconds == 0 { return }
    put("T")
    clock(seconds)
  }

  /// The civil date of a day; 1970-01-01 is day 0. Years begin in March, so that the leap day is
  /// the last of its year.
  mutating func date(_ day: Int) {
    let shifted = day + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    number(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4)
    put("-")
    number(month, 2)
    put("-")
    number(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, 2)
  }
}
