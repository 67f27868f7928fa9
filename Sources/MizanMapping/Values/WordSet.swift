import MizanRecords

/// Words that mean the same, compared after folding.
struct WordSet: Sendable {
  private let words: Set<String>

  init(_ words: String...) { self.words = Set(words.map { Folding.fold($0) }) }

  func contains(_ folded: String) -> Bool { words.contains(folded) }

  /// Marks of the Ethiopian calendar.
  static let ethiopian = WordSet("ec", "ethc", "ዓም", "ዓመተምሕረት", "እኢአ")
  /// Marks of the Gregorian calendar.
  static let gregorian = WordSet("gc", "ad", "ce", "م", "ميلادي", "ميلادية", "እኤአ")
  /// Marks of the Hijri calendar.
  static let hijri = WordSet("ah", "ه", "هـ", "هجري", "هجرية")

  /// The calendar that the words of a text name, if any.
  static func calendar(_ letters: [String]) -> Calendar? {
    if letters.contains(where: ethiopian.contains) { return .ethiopian }
    if letters.contains(where: hijri.contains) { return .hijri }
    if letters.contains(where: gregorian.contains) { return .gregorian }
    return nil
  }

  /// Whether a word only names a calendar.
  static func isCalendar(_ letters: String) -> Bool {
    ethiopian.contains(letters) || gregorian.contains(letters) || hijri.contains(letters)
  }
}
