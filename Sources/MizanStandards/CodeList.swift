public import MizanDiagnostics
import MizanRecords

/// A code list of the standard: one line a code, with labels in several languages.
public struct CodeList: Sendable {
  /// The name that mappings and the schema write, such as `sex`.
  public let name: String
  /// The codes in the order of the file.
  public let entries: [Entry]
  private let labels: Once<LabelIndex>
  private let codes: Once<[String: Int]>
  private let likenesses: Once<[Likeness.Label]>

  /// Reads a list from a CSV file with the columns `code`, `name_<language>` …, `description`,
  /// `evidence`, `source`, `aliases`, `valid_from`, `valid_to`, and any others, which become
  /// ``Entry/extras``. A code whose name changed may stand on several lines with periods that
  /// follow one another; the last line speaks for it.
  /// - Throws: a ``Failure`` when the file cannot be read or has no column `code`.
  public init(file: String, name: String) throws(Failure) {
    let table = try SmallTable(file: file)
    try table.require(["code"])
    let columns = Columns(table.headings)
    let entries = table.rows.map { Entry(cells: $0.cells, line: $0.line, columns: columns) }
    self.name = name
    self.entries = entries
    let codes = Once<[String: Int]> {
      Dictionary(
        entries.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { _, last in last })
    }
    self.codes = codes
    labels = Once {
      let last = columns.validFrom == nil ? [:] : (try? codes.value()) ?? [:]
      var builder = LabelIndex.Builder(capacity: entries.count * 4)
      for (index, entry) in entries.enumerated() {
        entry.forEachLabel { builder.add($0, owner: last[entry.code] ?? index) }
      }
      return LabelIndex(builder)
    }
    likenesses = Once {
      var labels: [Likeness.Label] = []
      for (index, entry) in entries.enumerated() {
        entry.forEachLabel { labels.append(Likeness.Label($0, owner: index)) }
      }
      return labels
    }
  }

  /// The entry with exactly this code; case counts.
  public func entry(code: String) -> Entry? {
    (try? codes.value())?[code].map { entries[$0] }
  }

  /// The entry that has this folded text as its code, as a label in any language or as an alias;
  /// nil when none has, or when two have it.
  public func entry(folded: [UInt8]) -> Entry? {
    (try? labels.value())?.owner(of: folded).map { entries[$0] }
  }

  /// The codes whose labels are most like a text, best first, for a person to choose from.
  public func candidates(for label: String, limit: Int) -> [Candidate] {
    let labels = (try? likenesses.value()) ?? []
    return Likeness(label).best(limit, of: labels) { index in
      (entries[index].code, entries[index].name(in: "en") ?? entries[index].code)
    }
  }
}
