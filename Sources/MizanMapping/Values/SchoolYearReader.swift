import MizanDiagnostics
import MizanRecords

/// Reads school years into `2021/2022`, or `2021` where the source names a single year.
///
/// `2014 E.C.` is 2021/2022: an Ethiopian school year lies in one Ethiopian year. A Hijri year is
/// read only where the mapping or the text says so.
enum SchoolYearReader {
  /// Appends the school year to `result`.
  /// - Parameter isEthiopian: whether the country counts Ethiopian years and nobody declared a
  ///   calendar; then a single year without a mark has two readings.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, kind: Cell.Kind, calendar: Calendar,
    isEthiopian: Bool = false, into result: inout [UInt8]
  ) -> TextReading {
    switch kind {
    case .error: return .unreadable(.valueIsError)
    case .boolean, .blank, .date: return .unreadable(.dateUnreadable)
    case .number, .text: break
    }
    guard let words = ReadingWords(bytes),
      words.letters.allSatisfy({ fillers.contains($0) || WordSet.isCalendar($0) }),
      words.signs.allSatisfy({ "-/:,.()".contains($0) })
    else { return .unreadable(.dateUnreadable) }
    let named = WordSet.calendar(words.letters)
    let calendar = named ?? calendar
    let numbers = words.numbers
    guard let first = numbers.first, numbers.count <= 2 else {
      return .unreadable(.dateUnreadable)
    }
    guard numbers.count == 2 else {
      guard first.digits == 4 else { return .unreadable(.dateUnreadable) }
      let reading = single(first.value, calendar, into: &result)
      guard isEthiopian, named == nil, reading == .value else { return reading }
      result.removeAll()
      return .ambiguous(.schoolYearAmbiguous)
    }
    guard let start = start(first, numbers[1]) else { return .unreadable(.dateUnreadable) }
    return pair(start, calendar, into: &result)
  }

  /// All school years that an ambiguous text may mean, in the order of their years.
  static func readings(of text: String) -> [String] {
    let bytes = Array(text.utf8)
    guard let words = bytes.withUnsafeBufferPointer({ ReadingWords($0) }),
      let first = words.numbers.first
    else { return [] }
    let years = words.numbers.count == 2 ? start(first, words.numbers[1]) : first.value
    guard let year = years else { return [] }
    let isPair = words.numbers.count == 2
    switch WordSet.calendar(words.letters) {
    case .hijri:
      guard let day = HijriCalendar.newYear(isPair ? year &+ 1 : year) else { return [] }
      let start = day.month < 7 ? day.year - 1 : day.year
      return [span(start), span(start + 1)]
    case .ethiopian where isPair:
      return [0, 1].map { span(EthiopianCalendar.schoolYear(year + $0).0) }
    case nil where isPair:
      return [span(year)] + [0, 1].map { span(EthiopianCalendar.schoolYear(year + $0).0) }
    default: return [String(year), span(EthiopianCalendar.schoolYear(year).0)]
    }
  }

  private static func span(_ start: Int) -> String { "\(start)/\(start + 1)" }

  /// Words that may stand beside a school year and say nothing more.
  private static let fillers = WordSet(
    "school", "academic", "year", "sy", "ay", "to", "année", "annee", "scolaire", "académique",
    "academique", "as", "au", "à", "a", "et", "and", "العام", "عام", "للعام", "السنة", "سنة",
    "للسنة",
    "الدراسي", "الدراسية", "دراسي", "دراسية", "المدرسي", "المدرسية", "إلى", "الى", "የትምህርት", "ዘመን",
    "ዓመት")

  /// The first of two years that follow each other; nil when they do not.
  private static func start(
    _ first: (value: Int, digits: Int), _ second: (value: Int, digits: Int)
  ) -> Int? {
    switch (first.digits, second.digits) {
    case (4, 4): return second.value == first.value + 1 ? first.value : nil
    case (4, 2): return second.value == (first.value + 1) % 100 ? first.value : nil
    case (2, 2):
      guard second.value == (first.value + 1) % 100 else { return nil }
      return first.value >= 70 ? 1900 + first.value : 2000 + first.value
    default: return nil
    }
  }

  private static func single(
    _ year: Int, _ calendar: Calendar, into result: inout [UInt8]
  ) -> TextReading {
    switch calendar {
    case .gregorian:
      guard let fault = fault(year) else {
        PlainDate.append(year: year, to: &result)
        return .value
      }
      return fault
    case .ethiopian:
      let (start, _) = EthiopianCalendar.schoolYear(year)
      return write(start, into: &result)
    case .hijri:
      guard HijriCalendar.years.contains(year) else { return .unreadable(.dateUnreadable) }
      guard let start = HijriCalendar.gregorianYear(ofNewYear: year) else {
        return .ambiguous(.schoolYearAmbiguous)
      }
      return write(start, into: &result)
    }
  }

  private static func pair(
    _ start: Int, _ calendar: Calendar, into result: inout [UInt8]
  ) -> TextReading {
    switch calendar {
    case .gregorian: return fault(start) ?? write(start, into: &result)
    // One Ethiopian year holds a whole school year, so that two of them say two things.
    case .ethiopian: return .ambiguous(.schoolYearAmbiguous)
    case .hijri:
      // The school year begins near the new year of the second Hijri year.
      return single(start + 1, .hijri, into: &result)
    }
  }

  private static func write(_ start: Int, into result: inout [UInt8]) -> TextReading {
    if let fault = fault(start) { return fault }
    PlainDate.append(year: start, to: &result)
    result.append(47)
    PlainDate.append(year: start + 1, to: &result)
    return .value
  }

  private static func fault(_ year: Int) -> TextReading? {
    if HijriCalendar.years.contains(year) { return .unreadable(.calendarUndeclared) }
    return PlainDate.years.contains(year) && year < 2100 ? nil : .unreadable(.dateUnreadable)
  }
}

extension Code {
  static let schoolYearAmbiguous = Code("SCHOOL_YEAR_AMBIGUOUS", .error)
}
