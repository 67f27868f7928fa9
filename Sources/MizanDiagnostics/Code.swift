/// The permanent name of one kind of finding or failure, such as `CSV_ROW_SHORT`.
///
/// A code reads as words in capitals, is never renamed and never reused. It is declared in the
/// file that emits it; its texts in English, French and Arabic stand in `standards/messages/`.
///
/// ```swift
/// extension Code { static let rowShort = Code("CSV_ROW_SHORT", .error) }
/// ```
public struct Code: Sendable, Hashable, Comparable {
  /// The name as people search for it: capitals, digits and underscores.
  public let name: String
  /// How serious a finding with this code is.
  public let severity: Severity

  public init(_ name: String, _ severity: Severity) {
    self.name = name
    self.severity = severity
  }

  public static func < (one: Code, other: Code) -> Bool { one.name < other.name }
}

/// How serious a finding is: `note` tells, `warning` asks for a look, `error` needs a person.
public enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
  case note, warning, error

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }

  public static func < (one: Severity, other: Severity) -> Bool { one.rank < other.rank }
}
