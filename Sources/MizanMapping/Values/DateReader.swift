import MizanDiagnostics
import MizanRecords

/// Reads days into `YYYY-MM-DD`.
///
/// A day written with numbers only can often be read in two ways; then it is ambiguous unless
/// both ways give the same day or the mapping declares the order. Nothing is guessed.
enum DateReader {
  /// Appends the day to `result`.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, kind: Cell.Kind, order: DateOrder,
    calendar: Calendar = .gregorian, into result: inout [UInt8]
  ) -> TextReading {
    switch date(bytes, kind: kind, order: order, calendar: calendar) {
    case .success(let date):
      date.append(to: &result)
      return .value
    case .failure(let fault): return fault.reading
    }
  }

  /// Why there is no day.
  struct Fault: Error, Hashable {
    var reading: TextReading
    static let unreadable = Fault(reading: .unreadable(.dateUnreadable))
    static let ambiguous = Fault(reading: .ambiguous(.dateAmbiguous))
  }

  static func date(
    _ bytes: UnsafeBufferPointer<UInt8>, kind: Cell.Kind, order: DateOrder, calendar: Calendar
  ) -> Result<PlainDate, Fault> {
    switch kind {
    case .error: return .failure(Fault(reading: .unreadable(.valueIsError)))
    case .boolean, .blank: return .failure(.unreadable)
    case .date:
      guard let date = PlainDate(iso: Array(bytes)), PlainDate.years.contains(date.year) else {
        return .failure(.unreadable)
      }
      return .success(date)
    case .number, .text: break
    }
    guard var words = ReadingWords(bytes) else { return .failure(.unreadable) }
    let calendar = WordSet.calendar(words.letters) ?? calendar
    words.remove(WordSet.isCalendar)
    return read(words, order: order, calendar: calendar)
  }

  private static func read(
    _ words: ReadingWords, order: DateOrder, calendar: Calendar
  ) -> Result<PlainDate, Fault> {
    var words = words
    dropTime(&words)
    words.remove(fillers.contains)
    let numbers = words.numbers
    let allowed: Set<Character> = ["-", "/", ".", ","]
    guard words.signs.allSatisfy({ allowed.contains($0) }) else { return .failure(.unreadable) }
    let phrases = words.phrases
    if phrases.count == 1, numbers.count == 2, let month = MonthNames.month(phrases[0]) {
      return named(month, numbers, order: order)
    }
    guard phrases.isEmpty else { return .failure(.unreadable) }
    if numbers.count == 1, numbers[0].digits == 8 {
      let value = numbers[0].value
      return make(value / 10_000, value / 100 % 100, value % 100, calendar)
    }
    guard numbers.count == 3, Set(words.signs).count == 1, words.signs.count == 2 else {
      return .failure(.unreadable)
    }
    return numeric(numbers, order: order, calendar: calendar)
  }

  /// Words that may stand in a date and mean nothing.
  private static let fillers = WordSet("st", "nd", "rd", "th", "er", "of", "the", "le", "du", "de")

  /// Takes a time after the day away: `T10:00:00`, ` 00:00`, with a zone or without.
  private static func dropTime(_ words: inout ReadingWords) {
    guard let colon = words.words.firstIndex(of: .sign(":")), colon > 3 else { return }
    var end = colon - 1
    if case .letters("t") = words.words[end - 1] { end -= 1 }
    words.keepFirst(end)
  }

  private static func named(
    _ month: MonthNames.Month, _ numbers: [(value: Int, digits: Int)], order: DateOrder
  ) -> Result<PlainDate, Fault> {
    let years = numbers.filter { $0.digits == 4 }
    let days = numbers.filter { $0.digits <= 2 }
    if let year = years.first, let day = days.first {
      return make(year.value, month.number, day.value, month.calendar)
    }
    // A year of two digits says too little unless the order is declared.
    guard days.count == 2, order != .unknown, days.contains(where: { $0.digits == 2 }) else {
      return .failure(days.count == 2 ? .ambiguous : .unreadable)
    }
    let (day, year) = order == .yearMonthDay ? (days[1], days[0]) : (days[0], days[1])
    return make(fullYear(year), month.number, day.value, month.calendar)
  }

  private static func numeric(
    _ numbers: [(value: Int, digits: Int)], order: DateOrder, calendar: Calendar
  ) -> Result<PlainDate, Fault> {
    if numbers[0].digits == 4, numbers[1].digits <= 2, numbers[2].digits <= 2 {
      return make(numbers[0].value, numbers[1].value, numbers[2].value, calendar)
    }
    guard numbers[0].digits <= 2, numbers[1].digits <= 2 else { return .failure(.unreadable) }
    let year: Int
    switch numbers[2].digits {
    case 4: year = numbers[2].value
    case 2 where order != .unknown: year = fullYear(numbers[2])
    case 2: return .failure(.ambiguous)
    default: return .failure(.unreadable)
    }
    let dayFirst = make(year, numbers[1].value, numbers[0].value, calendar)
    let monthFirst = make(year, numbers[0].value, numbers[1].value, calendar)
    switch order {
    case .dayMonthYear: return dayFirst
    case .monthDayYear: return monthFirst
    case .yearMonthDay:
      guard numbers[2].digits <= 2, numbers[0].digits == 2 else { return .failure(.unreadable) }
      return make(fullYear(numbers[0]), numbers[1].value, numbers[2].value, calendar)
    case .unknown:
      switch (dayFirst, monthFirst) {
      case (.success(let one), .success(let other)):
        return one == other ? dayFirst : .failure(.ambiguous)
      case (.success, .failure): return dayFirst
      case (.failure, .success): return monthFirst
      default: return dayFirst
      }
    }
  }

  /// A year of two digits: 51 to 99 are of the last century, 00 to 50 of this one.
  private static func fullYear(_ year: (value: Int, digits: Int)) -> Int {
    year.value > 50 ? 1900 + year.value : 2000 + year.value
  }

  private static func make(
    _ year: Int, _ month: Int, _ day: Int, _ calendar: Calendar
  ) -> Result<PlainDate, Fault> {
    switch calendar {
    case .hijri: return .failure(Fault(reading: .unreadable(.calendarUnsupported)))
    case .ethiopian:
      guard let date = EthiopianCalendar.gregorian(year, month, day),
        PlainDate.years.contains(date.year)
      else { return .failure(.unreadable) }
      return .success(date)
    case .gregorian:
      if HijriCalendar.years.contains(year) {
        return .failure(Fault(reading: .unreadable(.calendarUndeclared)))
      }
      guard PlainDate.years.contains(year), let date = PlainDate(year, month, day) else {
        return .failure(.unreadable)
      }
      return .success(date)
    }
  }
}

extension Code {
  static let dateUnreadable = Code("DATE_UNREADABLE", .error)
  static let dateAmbiguous = Code("DATE_AMBIGUOUS", .error)
  static let calendarUndeclared = Code("CALENDAR_UNDECLARED", .error)
  static let calendarUnsupported = Code("CALENDAR_UNSUPPORTED", .error)
}
