import MizanDiagnostics
import MizanRecords
import MizanStandards

/// Where a coded field looks up its labels, exactly after folding.
enum LabelLookup: Sendable {
  case list(CodeList)
  case crosswalk(Crosswalk)
  case grades(CountryPack)
  case areas(CountryPack, level: Int?)
  /// A crosswalk decides, and what it does not know is looked up in the other.
  indirect case first(LabelLookup, then: LabelLookup)

  /// What a label means, if anybody has decided about it.
  enum Answer: Sendable {
    case code(String, relation: String?)
    /// Decided: it has no counterpart.
    case none
    case unknown
    /// Several codes have this name.
    case ambiguous
    /// The area in which it was to be looked up is not known itself.
    case parentUnknown
    /// Decided, but not for the days of the row.
    case otherTime
  }

  /// The days for which decisions are asked.
  enum Days: Sendable {
    /// No decision depends on the day.
    case any
    /// From the first to the last; nil when the row does not say.
    case only(DaySpan?)
  }

  /// - Parameter scope: where areas are looked for; nil for the whole country.
  /// - Parameter days: the days for which decisions are asked.
  func answer(
    to folded: [UInt8], in scope: ParentScope? = nil, on days: Days = .any
  ) -> Answer {
    switch self {
    case .list(let list):
      return list.entry(folded: folded).map { .code($0.code, relation: nil) } ?? .unknown
    case .crosswalk(let crosswalk):
      if case .only(let span) = days {
        switch crosswalk.answer(folded: folded, days: span.map { ($0.first, $0.last) }) {
        case .unknown: return .unknown
        case .otherTime: return .otherTime
        case .decided(let entry): return LabelLookup.answer(entry)
        }
      }
      let decided =
        scope.map { scope in crosswalk.entry(folded: folded, inParent: scope.isNamed) }
        ?? crosswalk.entry(folded: folded)
      return decided.map(LabelLookup.answer) ?? .unknown
    case .grades(let country):
      return country.grades.grade(folded: folded).map { .code($0, relation: nil) } ?? .unknown
    case .areas(let country, let level):
      let register = country.areas(downTo: level)
      if let scope, scope.isUnknown { return .parentUnknown }
      let codes = scope?.codes ?? []
      let parents: [String?] = codes.isEmpty ? [nil] : codes
      let areas = parents.flatMap { register.areas(folded: folded, level: level, parent: $0) }
      // Versions of one code are one answer.
      if Set(areas.map(\.code)).count > 1 { return .ambiguous }
      return areas.first.map { .code($0.code, relation: nil) } ?? .unknown
    case .first(let decided, let other):
      let answer = decided.answer(to: folded, in: scope, on: days)
      if case .unknown = answer { return other.answer(to: folded, in: scope, on: days) }
      return answer
    }
  }

  private static func answer(_ entry: Crosswalk.Entry) -> Answer {
    if entry.relation == "none" { return .none }
    return .code(entry.target, relation: entry.relation == "equal" ? nil : entry.relation)
  }

  /// The parent that a row names, where labels are areas.
  func scope(_ text: [UInt8]) -> ParentScope? {
    switch self {
    case .areas(let country, let level): ParentScope(text, country, level: level)
    case .first(_, let other): other.scope(text)
    case .list, .crosswalk, .grades: nil
    }
  }

  /// Whether some label was decided as narrower, wider or inexact.
  var hasRelations: Bool {
    switch self {
    case .crosswalk(let crosswalk):
      crosswalk.entries.contains { $0.relation != "equal" && $0.relation != "none" }
    case .first(let decided, let other): decided.hasRelations || other.hasRelations
    case .list, .grades, .areas: false
    }
  }

  /// The crosswalk that decides, where there is one.
  var crosswalk: Crosswalk? {
    switch self {
    case .crosswalk(let crosswalk): crosswalk
    case .first(let decided, _): decided.crosswalk
    case .list, .grades, .areas: nil
    }
  }

  /// Nearest codes for a person to choose from; scores never decide.
  func candidates(for label: String, limit: Int = 3) -> [Candidate] {
    switch self {
    case .list(let list): list.candidates(for: label, limit: limit)
    case .crosswalk(let crosswalk): crosswalk.candidates(for: label, limit: limit)
    case .grades(let country): country.grades.candidates(for: label, limit: limit)
    case .areas(let country, let level):
      country.areas(downTo: level).candidates(
        for: label, level: level, parent: nil, limit: limit)
    case .first(_, let other): other.candidates(for: label, limit: limit)
    }
  }
}
