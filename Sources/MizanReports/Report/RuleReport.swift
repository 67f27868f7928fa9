public import MizanDiagnostics

/// What one check of data found.
public struct RuleReport: Sendable {
  /// How a check ended. A check that could not look at anything is never called clean.
  public enum State: String, Sendable, Hashable, CaseIterable {
    case failed
    case passedWithExceptions = "passed with exceptions"
    case notEvaluated = "not evaluated"
    case clean
  }

  /// The permanent id, such as `R01`, or the name of a check in the mapping.
  public var id = ""
  public var state = State.clean
  public var severity = Severity.warning
  /// What the check asks for, in the reader's language.
  public var text = ""
  /// How many rows or records the check looked at.
  public var evaluated = 0
  public var failed = 0
  /// How many could not be judged because a value was missing.
  public var cannotTell = 0
  /// The first places that failed.
  public var examples: [Place] = []

  public init() {}
}
