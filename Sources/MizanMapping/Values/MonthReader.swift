import MizanDiagnostics
import MizanRecords

/// Reads months of reports into `YYYY-MM`.
enum MonthReader {
  /// Appends the month to `result`.
  /// - Parameter year: the year of months that are written without one.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, kind: Cell.Kind, year: Int?, into result: inout [UInt8]
  ) -> TextReading {
    switch kind {
    case .error: return .unreadable(.valueIsError)
    case .boolean, .blank: return .unreadable(.dateUnreadable)
    case .date, .number, .text: break
    }
    if kind != .date, let words = ReadingWords(bytes), let month = month(words, year) {
      guard case .value(let year, let number) = month else { return .ambiguous(.dateAmbiguous) }
      guard PlainDate.years.contains(year), let day = PlainDate(year, number, 1) else {
        return .unreadable(
          HijriCalendar.years.contains(year) ? .calendarUndeclared : .dateUnreadable)
      }
      day.appendMonth(to: &result)
      return .value
    }
    switch DateReader.date(bytes, kind: kind, order: .unknown, calendar: .gregorian) {
    case .success(let date):
      date.appendMonth(to: &result)
      return .value
    case .failure(let fault): return fault.reading
    }
  }

  private enum Found {
    case value(year: Int, month: Int)
    case ambiguous
  }

  /// The month when the text is one; nil when it may be a whole day.
  private static func month(_ words: ReadingWords, _ declared: Int?) -> Found? {
    let numbers = words.numbers
    let phrases = words.phrases
    guard words.signs.allSatisfy({ "-/.,'\u{2019}".contains($0) }) else { return nil }
    if phrases.count == 1, let month = MonthNames.month(phrases[0]), month.calendar == .gregorian {
      if numbers.isEmpty { return declared.map { .value(year: $0, month: month.number) } }
      guard numbers.count == 1 else { return nil }
      if numbers[0].digits == 4 { return .value(year: numbers[0].value, month: month.number) }
      guard numbers[0].digits == 2 else { return nil }
      // `May-23` is a month and a year, unless the declared year says that 23 is a day.
      let year = 2000 + numbers[0].value
      if let declared, declared != year { return .ambiguous }
      return .value(year: year, month: month.number)
    }
    guard phrases.isEmpty else { return nil }
    if numbers.count == 2, words.signs.count <= 1 {
      if numbers[0].digits == 4, numbers[1].digits <= 2 {
        return .value(year: numbers[0].value, month: numbers[1].value)
      }
      if numbers[1].digits == 4, numbers[0].digits <= 2 {
        return .value(year: numbers[1].value, month: numbers[0].value)
      }
    }
    if numbers.count == 1, words.signs.isEmpty {
      if numbers[0].digits == 6 {
        return .value(year: numbers[0].value / 100, month: numbers[0].value % 100)
      }
      if numbers[0].digits <= 2, let declared {
        return .value(year: declared, month: numbers[0].value)
      }
    }
    return nil
  }
}
