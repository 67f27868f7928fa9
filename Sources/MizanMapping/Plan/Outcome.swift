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
  /// Whether an unknown label is to be decided in the review.
  var asksForReview = false
  /// Whether the label was decided as narrower, wider or inexact, so that the record says so.
  var relation: String?

  static let missing = Outcome(state: .missing)

  static func held(_ code: Code, review: Bool = false) -> Outcome {
    Outcome(state: .held, code: code, asksForReview: review)
  }
}
