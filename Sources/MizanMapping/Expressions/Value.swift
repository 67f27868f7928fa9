import MizanRecords

/// What an expression gives: a number, a text, a yes or no, or nothing that is known.
enum Value: Sendable, Hashable {
  case missing
  case number(DecimalNumber)
  case text(String)
  case boolean(Bool)

  /// The value as a record's text; empty for a missing one.
  var plainText: String {
    switch self {
    case .missing: ""
    case .number(let number): number.text
    case .text(let text): text
    case .boolean(let isTrue): isTrue ? "true" : "false"
    }
  }

  var isMissing: Bool { self == .missing }

  /// The type, which a missing value has none of.
  var type: ValueType? {
    switch self {
    case .missing: nil
    case .number: .number
    case .text: .text
    case .boolean: .boolean
    }
  }
}

/// The types of expressions. A text never becomes a number by itself.
enum ValueType: String, Sendable, Hashable, CaseIterable {
  case number, text, boolean

  /// The type as messages call it.
  var shown: String { self == .boolean ? "yes or no" : rawValue }
}
