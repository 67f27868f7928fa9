import MizanDiagnostics
import MizanRecords

/// Reads ages and age bands into codes of the age list: `Y6` for 6, `Y6T11` for 6 to 11,
/// `Y_GE18` for 18 and over, `Y0T17` for under 18.
///
/// `over 18` is not read: some mean 18 and over, others 19 and over.
enum AgeReader {
  /// The highest age in years.
  static let limit = 120

  /// Appends the code to `result`.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, kind: Cell.Kind, into result: inout [UInt8]
  ) -> TextReading {
    switch kind {
    case .error: return .unreadable(.valueIsError)
    // A spreadsheet turns `6-11` into a day; what was meant cannot be known any more.
    case .boolean, .blank, .date: return .unreadable(.ageUnreadable)
    case .number, .text: break
    }
    if isCode(bytes) {
      result += bytes
      return .value
    }
    guard var words = ReadingWords(bytes) else { return .unreadable(.ageUnreadable) }
    words.remove(years.contains)
    guard let code = code(words) else { return .unreadable(.ageUnreadable) }
    result += code.utf8
    return .value
  }

  /// Words that only say that the number is an age.
  private static let years = WordSet(
    "years", "year", "yrs", "yr", "y", "old", "age", "aged", "ages", "ans", "an", "âge", "age",
    "âgés",
    "سنة", "سنوات", "عام", "عاما", "عامًا", "أعوام", "العمر", "عمر", "ዓመት", "من", "de", "from")
  private static let between = WordSet("to", "à", "a", "au", "et", "and", "إلى", "الى", "-")
  private static let under = [
    ["under"], ["below"], ["less", "than"], ["moins"], ["دون"], ["أقل"], ["اقل"], ["تحت"],
  ].map { $0.map { Folding.fold($0) } }
  private static let andOver = [
    ["and", "over"], ["and", "above"], ["and", "more"], ["and", "older"], ["or", "older"],
    ["or", "more"], ["et", "plus"], ["ou", "plus"], ["فأكثر"], ["فاكثر"], ["وأكثر"], ["واكثر"],
    ["فما", "فوق"],
  ].map { $0.map { Folding.fold($0) } }

  private static func code(_ words: ReadingWords) -> String? {
    let numbers = words.numbers
    let letters = words.letters
    let signs = String(words.signs)
    guard let first = numbers.first?.value, numbers.allSatisfy({ $0.value <= limit }) else {
      return nil
    }
    if numbers.count == 2 {
      let low = first
      let high = numbers[1].value
      let joined =
        (signs == "-" && letters.isEmpty)
        || (signs.isEmpty && letters.count == 1 && between.contains(letters[0]))
      guard joined, low <= high else { return nil }
      return low == high ? "Y\(low)" : "Y\(low)T\(high)"
    }
    guard numbers.count == 1 else { return nil }
    let startsWithNumber = if case .number = words.words.first { true } else { false }
    if letters.isEmpty {
      switch signs {
      case "": return "Y\(first)"
      case "+" where startsWithNumber: return "Y_GE\(first)"
      case ">=", "\u{2265}": return startsWithNumber ? nil : "Y_GE\(first)"
      case ">": return startsWithNumber ? nil : "Y_GE\(first + 1)"
      case "<": return startsWithNumber ? nil : below(first)
      case "<=", "\u{2264}": return startsWithNumber ? nil : below(first + 1)
      default: return nil
      }
    }
    guard signs.isEmpty else { return nil }
    if !startsWithNumber, under.contains(letters) { return below(first) }
    if startsWithNumber, andOver.contains(letters) { return "Y_GE\(first)" }
    return nil
  }

  private static func below(_ age: Int) -> String? {
    age < 1 ? nil : age == 1 ? "Y0" : "Y0T\(age - 1)"
  }

  /// Whether the text is a code already.
  private static func isCode(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count >= 2, bytes.count <= 8, bytes[0] == 89 else { return false }
    var index = 1
    if bytes.count > 4, bytes[1] == 95, bytes[2] == 71, bytes[3] == 69 { index = 4 }
    func digits() -> Int {
      let start = index
      while index < bytes.count, bytes[index] &- 48 <= 9 { index += 1 }
      return index - start
    }
    guard (1...3).contains(digits()) else { return false }
    if index == bytes.count { return true }
    guard bytes[1] != 95, bytes[index] == 84 else { return false }
    index += 1
    return (1...3).contains(digits()) && index == bytes.count
  }
}

extension Code {
  static let ageUnreadable = Code("AGE_UNREADABLE", .error)
}
