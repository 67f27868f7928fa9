public import MizanDiagnostics
import MizanRecords
import MizanStandards

/// Takes the decisions that a person wrote into the columns of `review.csv`: all of them, or none.
public struct ReviewAnswers {
  /// What became of the lines.
  public struct Tally: Sendable, Hashable {
    public var decided = 0
    public var none = 0
    public var flagged = 0
    public var left = 0
    public init() {}
  }

  private let reviewer: Reviewer
  private var files: [String: DecisionFile] = [:]
  private var order: [String] = []
  private var problems: [Diagnostic] = []

  public init(_ reviewer: Reviewer) { self.reviewer = reviewer }

  /// Writes the decisions of some queues to their crosswalks.
  /// - Throws: a ``Failure`` with one diagnostic for each wrong line; then nothing is written.
  public mutating func apply(_ entries: [ReviewEntry]) throws(Failure) -> Tally {
    var tally = Tally()
    for entry in entries {
      switch answer(of: entry) {
      case .success(nil): tally.left += 1
      case .failure(let told): problems.append(told.diagnostic)
      case .success(let decision?):
        do throws(Failure) {
          try add(decision, to: entry.place.file)
          if decision.isFlag {
            tally.flagged += 1
          } else if decision.relation == "none" {
            tally.none += 1
          } else {
            tally.decided += 1
          }
        } catch {
          guard error.kind == .undecided else { throw error }
          for var diagnostic in error.diagnostics {
            diagnostic.place = Place(entry.file, row: entry.row)
            problems.append(diagnostic)
          }
        }
      }
    }
    if !problems.isEmpty { throw Failure(.mapping, problems) }
    for path in order { try files[path]?.save() }
    return tally
  }

  private mutating func add(_ decision: Decision, to path: String) throws(Failure) {
    if files[path] == nil {
      files[path] = try DecisionFile(file: path)
      order.append(path)
    }
    try files[path]?.add(decision)
  }

  /// What a line says; nil when it says nothing.
  private func answer(of entry: ReviewEntry) -> Result<Decision?, Reviewer.Told> {
    let relation = Folding.fold(entry.relation)
    let known = ["equal", "narrower", "wider", "inexact"]
    guard let word = ReviewAnswers.word(entry) else {
      return wrong(entry, .reviewDecisionUnknown, entry.decision, ReviewAnswers.known)
    }
    guard relation.isEmpty || relation == "none" || known.contains(relation) else {
      return wrong(entry, .reviewRelationUnknown, entry.relation, known.joined(separator: ", "))
    }
    switch word {
    case .skip: return .success(nil)
    case .none where !entry.target.isEmpty:
      return wrong(entry, .reviewContradicts, entry.target, "none")
    case .none: return reviewer.refuse(entry, note: entry.note).map { $0 }
    case .flag where !entry.target.isEmpty:
      return wrong(entry, .reviewContradicts, entry.target, "flag")
    case .flag: return reviewer.flag(entry, note: entry.note).map { $0 }
    case .code(let text):
      if relation == "none" { return wrong(entry, .reviewContradicts, text, "none") }
      return reviewer.decide(
        entry, text, relation: relation.isEmpty ? "equal" : relation, note: entry.note
      ).map { $0 }
    }
  }

  private func wrong(
    _ entry: ReviewEntry, _ code: Code, _ value: String, _ known: String
  ) -> Result<Decision?, Reviewer.Told> {
    .failure(
      Reviewer.Told(
        Diagnostic(
          code, at: Place(entry.file, row: entry.row),
          ["value": ShownText.make(value), "known": known])))
  }

  private enum Word {
    case code(String)
    case none, flag, skip
  }

  private static let known = "1–9, accept, none, flag, skip"

  /// The words of the column `decision` in the three languages; nil for one that is not known.
  private static func word(_ entry: ReviewEntry) -> Word? {
    let text = Folding.fold(entry.decision)
    switch text {
    case "" where Folding.fold(entry.relation) == "none" && entry.target.isEmpty: return Word.none
    case "": return entry.target.isEmpty ? .skip : .code(entry.target)
    case "none", "no counterpart", "aucun", Folding.fold("لا يوجد"): return Word.none
    case "flag", "signaler", Folding.fold("للمراجعة"): return .flag
    case "skip", "passer", Folding.fold("تخطي"): return .skip
    case "accept", "accepter", Folding.fold("قبول"):
      return (entry.target.isEmpty ? entry.proposals.first?.code : entry.target).map { .code($0) }
    default:
      guard let number = Int(text), entry.proposals.indices.contains(number - 1) else {
        return nil
      }
      let code = entry.proposals[number - 1].code
      return entry.target.isEmpty || entry.target == code ? .code(code) : nil
    }
  }
}

extension Code {
  static let reviewDecisionUnknown = Code("REVIEW_DECISION_UNKNOWN", .error)
  static let reviewRelationUnknown = Code("REVIEW_RELATION_UNKNOWN", .error)
  static let reviewContradicts = Code("REVIEW_LINE_CONTRADICTS", .error)
}

extension ReviewAnswers.Tally {
  /// The numbers in words, one line.
  public func text(_ messages: Messages, _ language: Messages.Language) -> String {
    messages.text(
      for: "UI_REVIEW_SUMMARY",
      [
        "decided": String(decided), "none": String(none), "flagged": String(flagged),
        "left": String(left),
      ], in: language
    ).what + "\n"
  }
}
