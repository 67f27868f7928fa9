import MizanDiagnostics
import MizanMapping
import MizanRecords
import MizanStandards

/// Who decides, and on which day; turns an answer about a label into a decision.
public struct Reviewer: Sendable {
  public var name: String
  /// The day, `2026-03-02`.
  public var day: String

  public init(name: String, day: String) {
    self.name = name
    self.day = day
  }

  /// The decision that a label means a code.
  /// - Parameter text: the code, or a name that only one code of the list has.
  /// - Returns: what is wrong with it, or the decision.
  func decide(
    _ entry: ReviewEntry, _ text: String, relation: String, note: String
  ) -> Result<Decision, Told> {
    guard let code = entry.place.code(for: text) else {
      let nearest = entry.place.candidates(for: text, limit: 3).map { "\($0.code) (\($0.name))" }
      return .failure(
        Told(
          Diagnostic(
            .reviewTargetUnknown, at: Place(entry.file, row: entry.row),
            [
              "value": ShownText.make(text), "field": entry.field,
              "known": nearest.isEmpty ? "–" : ShownText.make(nearest.joined(separator: ", ")),
            ])))
    }
    return checked(
      entry,
      Decision(
        label: entry.label, target: code, relation: relation, by: name, on: day, note: note,
        country: entry.place.country, parent: entry.scope ?? entry.place.parent(of: code),
        isScoped: entry.scope != nil))
  }

  /// The decision that a label has no counterpart.
  func refuse(_ entry: ReviewEntry, note: String) -> Result<Decision, Told> {
    checked(
      entry,
      Decision(
        label: entry.label, target: "", relation: "none", by: name, on: day, note: note,
        country: entry.place.country, parent: entry.parent, isScoped: entry.scope != nil))
  }

  /// A flag for somebody else; the rows of the label stay held.
  func flag(_ entry: ReviewEntry, note: String) -> Result<Decision, Told> {
    checked(
      entry,
      Decision(
        label: entry.label, target: "", relation: "inexact", isFlag: true, by: name, on: day,
        note: note, country: entry.place.country, parent: entry.parent,
        isScoped: entry.scope != nil))
  }

  /// A label that is blank after folding cannot be found again in a crosswalk.
  private func checked(_ entry: ReviewEntry, _ decision: Decision) -> Result<Decision, Told> {
    guard Folding.fold(entry.label).isEmpty else { return .success(decision) }
    return .failure(
      Told(
        Diagnostic(
          .reviewLabelBlank, at: Place(entry.file, row: entry.row),
          ["value": ShownText.make(entry.label)])))
  }

  /// One thing that is wrong with an answer.
  struct Told: Error {
    var diagnostic: Diagnostic
    init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
  }
}

extension Code {
  static let reviewTargetUnknown = Code("REVIEW_TARGET_UNKNOWN", .error)
  static let reviewLabelBlank = Code("REVIEW_LABEL_BLANK", .error)
}
