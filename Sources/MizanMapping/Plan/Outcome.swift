import MizanDiagnostics

/// What became of one raw value in one field: worked out once for each distinct value.
struct Outcome: Sendable {
  enum State: UInt8, Sendable {
    /// `text` is what the record gets.
    case value
    /// There is no information; the record gets an empty field or its default.
    case missing
    /// A person must decide; `code` says why.
    case held
    /// The mapping says that the run must stop here; `code` says why.
    case stop
  }

  var state: State
  /// The field's text in the record, UTF-8.
  var text: [UInt8] = []
  /// Why the value is held, or what is told although the value was taken.
  var code: Code?
  /// The label that is to be decided in the review.
  var asked: Asked?
  /// Whether the label was decided as narrower, wider or inexact, so that the record says so.
  var relation: String?

  /// A label that nobody has decided about.
  struct Asked: Sendable {
    /// The list or crosswalk that it was looked up in, as the mapping names it.
    var list: String
    /// The text that was looked up, UTF-8.
    var label: [UInt8]
    /// The parent in which it was looked up, as ``ParentScope/name``; empty where none was asked for.
    var parent = ""
  }

  /// Whether an unknown label is to be decided in the review.
  var asksForReview: Bool { asked != nil }
  /// Whether the code may stand for something else than the label, so that the definition of the
  /// record's number differs. A narrower label is wholly inside its code and changes nothing.
  var isWider: Bool { relation == "wider" || relation == "inexact" }

  static let missing = Outcome(state: .missing)
}
