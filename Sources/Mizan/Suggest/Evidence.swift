public import MizanDiagnostics

/// One reason to take a column for something, with its weight.
struct Evidence: Sendable {
  /// The index of the concept in the vocabulary.
  var concept: Int
  /// From 0 to 1; below 0: a reason against it.
  var weight: Double
  var reason: Reason
}

/// Why something is proposed, as a message that people read in their language.
public struct Reason: Sendable, Hashable {
  public var code: Code
  public var value: String

  init(_ code: Code, _ value: String = "") {
    self.code = code
    self.value = value
  }

  /// The reason in words.
  public func text(_ messages: Messages, _ language: Messages.Language) -> String {
    messages.text(for: code.name, ["value": value], in: language).what
  }
}

extension Code {
  static let byHeading = Code("SUGGEST_BY_HEADING", .note)
  static let byWord = Code("SUGGEST_BY_WORD", .note)
  static let byTag = Code("SUGGEST_BY_TAG", .note)
  static let byCodes = Code("SUGGEST_BY_CODES", .note)
  static let byAreas = Code("SUGGEST_BY_AREAS", .note)
  static let byNumbers = Code("SUGGEST_BY_NUMBERS", .note)
  static let byDates = Code("SUGGEST_BY_DATES", .note)
  static let byForm = Code("SUGGEST_BY_FORM", .note)
  static let byPattern = Code("SUGGEST_BY_PATTERN", .note)
  static let byDimensions = Code("SUGGEST_BY_DIMENSIONS", .note)
  static let againstValues = Code("SUGGEST_AGAINST_VALUES", .note)
}
