public import MizanDiagnostics
import MizanRecords

/// A table of decisions beside a mapping: what labels of a partner mean.
///
/// Columns: `source`, `target`, `relation` (equal, narrower, wider, inexact, none), `valid_from`,
/// `valid_to` (dates, months or years), `status` (proposed, approved, rejected), and for people
/// `reviewed_by`, `reviewed_on`, `note`. Only approved lines count. With a column `country`, a line
/// that names a country (ISO 3166-1 alpha-3) counts for mappings of that country only.
public struct Crosswalk: Sendable {
  /// One approved decision.
  public struct Entry: Sendable, Hashable {
    /// The label as the partner writes it.
    public let source: String
    /// The code that it means; empty when the relation is `none`.
    public let target: String
    /// `equal`, `narrower`, `wider`, `inexact` or `none`.
    public let relation: String
    /// First day on which it holds, `2021-09-01`; nil when it always did.
    public let validFrom: String?
    /// Last day on which it holds; nil when it still does.
    public let validTo: String?
    /// The area in which the label was decided about; it counts only where labels are looked up
    /// inside a parent.
    public let parent: String
    /// The line of the file, from 1.
    public let line: Int

    var period: Period { Period(first: validFrom, last: validTo) }

    /// Whether it holds on a day, `2021-09-01`.
    public func holds(on day: String) -> Bool {
      (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
    }
  }

  /// The file's path.
  public let file: String
  /// The name under which the mapping knows it.
  public let name: String
  /// The approved decisions in the order of the file.
  public let entries: [Entry]
  /// The labels of lines that are only proposed.
  public let proposed: [String]
  private let labels: LabelIndex
  private let search: Once<LabelSearch>

  /// Reads a crosswalk.
  /// - Parameter country: the country of the mapping; lines of other countries are left out. Nil
  ///   for a mapping that names none: then lines that name a country are left out.
  /// - Throws: a ``Failure`` of kind `missing` when the file cannot be opened, of kind `mapping`
  ///   with one diagnostic for each wrong line: a word is unknown, a target is absent, two approved
  ///   lines speak of one label on one day, no label can reach a line, the table is broken, or a
  ///   spreadsheet program has changed a value.
  public init(file: String, name: String, country: String? = nil) throws(Failure) {
    var reader = CrosswalkReader(try ByteTable(file: file), country: country)
    try reader.read()
    let entries = reader.entries
    self.file = file
    self.name = name
    self.entries = entries
    proposed = reader.proposed
    labels = reader.index()
    search = Once {
      let decided = entries.indices.filter { entries[$0].relation != "none" }
      return LabelSearch(decided.count) { (entries[decided[$0]].source, decided[$0]) }
    }
  }

  /// The decision about a folded label; nil when there is none, or when it depends on the day.
  public func entry(folded: [UInt8]) -> Entry? {
    labels.owner(of: folded).map { entries[$0] }
  }

  /// The decision about a folded label that holds in a parent: one that names it, else one that
  /// names none.
  /// - Parameter isNamed: whether the column `parent` means the parent asked for.
  public func entry(folded: [UInt8], inParent isNamed: (String) -> Bool) -> Entry? {
    let known = labels.owners(of: folded).map { entries[$0] }
    return known.first { !$0.parent.isEmpty && isNamed($0.parent) }
      ?? known.first { $0.parent.isEmpty }
  }

  /// What is decided about a label for some days.
  public enum TimedAnswer: Sendable, Hashable {
    /// Nobody has decided about the label.
    case unknown
    /// The decision that holds on all of the days.
    case decided(Entry)
    /// There are decisions, but none that holds on all of the days, or the days are not known.
    case otherTime
  }

  /// The decision about a folded label that holds from one day to another.
  /// - Parameter days: the first and the last day; nil when the row does not say.
  public func answer(folded: [UInt8], days: (first: String, last: String)?) -> TimedAnswer {
    let known = labels.owners(of: folded).map { entries[$0] }
    if known.isEmpty { return .unknown }
    guard let days else {
      let isAlways = known.count == 1 && known[0].validFrom == nil && known[0].validTo == nil
      return isAlways ? .decided(known[0]) : .otherTime
    }
    let held = known.filter { $0.holds(on: days.first) && $0.holds(on: days.last) }
    return held.count == 1 ? .decided(held[0]) : .otherTime
  }

  /// The decisions whose labels are most like a text, best first, for a person to choose from.
  public func candidates(for label: String, limit: Int) -> [Candidate] {
    guard let search = try? search.value() else { return [] }
    return search.best(limit, for: Likeness(label)) { index in
      (entries[index].target, entries[index].source)
    }
  }
}
