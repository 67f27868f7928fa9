import MizanDiagnostics
import MizanRecords

/// Reads the lines of a crosswalk and collects everything that is wrong with them.
struct CrosswalkReader {
  static let relations = ["equal", "narrower", "wider", "inexact", "none"]
  static let statuses = ["proposed", "approved", "rejected"]

  /// The country of the mapping; lines that name another one decide nothing for it.
  var country: String?
  private let table: SmallTable
  private(set) var entries: [Crosswalk.Entry] = []
  private(set) var proposed: [String] = []
  private(set) var warnings: [Diagnostic] = []
  private var problems: [Diagnostic] = []

  init(_ table: SmallTable) { self.table = table }

  mutating func read() throws(Failure) {
    try table.require(["source", "target", "relation", "status"])
    for row in table.rows { read(row) }
    findOverlaps()
    if !problems.isEmpty { throw Failure(.mapping, problems) }
  }

  private mutating func read(_ row: SmallTable.Row) {
    let scope = table.text(row, "country")
    guard scope.isEmpty || scope == country else { return }
    let before = problems.count
    let relation = word(row, "relation", CrosswalkReader.relations, .crosswalkRelation)
    let status = word(row, "status", CrosswalkReader.statuses, .crosswalkStatus)
    let source = table.text(row, "source")
    let target = table.text(row, "target")
    let from = day(row, "valid_from", isLast: false)
    let to = day(row, "valid_to", isLast: true)
    guard status == "approved" else {
      if status == "proposed" { proposed.append(source) }
      return
    }
    if target.isEmpty, relation != "none" {
      problem(.crosswalkTarget, row, ["value": ShownText.make(source)])
    }
    if Folding.fold(source.utf8).isEmpty {
      warn(row, "the label is blank")
    } else if let from, let to, to < from {
      warn(row, "it ends before it begins")
    } else if problems.count == before {
      entries.append(
        Crosswalk.Entry(
          source: source, target: relation == "none" ? "" : target, relation: relation,
          validFrom: from, validTo: to, line: row.line))
    }
  }

  /// A word of a fixed set, without blanks around it and in small letters.
  private mutating func word(
    _ row: SmallTable.Row, _ column: String, _ known: [String], _ code: Code
  ) -> String {
    let text = table.text(row, column)
    let word = Folding.fold(text)
    if !known.contains(word) {
      problem(
        code, row, ["value": ShownText.make(text), "known": known.joined(separator: ", ")])
    }
    return word
  }

  /// A day from `2021-09-01`, `2021-09` or `2021`; the last day of a month or year counts as 31.
  private mutating func day(_ row: SmallTable.Row, _ column: String, isLast: Bool) -> String? {
    let text = table.text(row, column)
    if text.isEmpty { return nil }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let widths = [4, 2, 2]
    let isDay =
      parts.count <= 3
      && zip(parts, widths).allSatisfy { part, width in
        part.utf8.count == width && part.utf8.allSatisfy { $0 &- 48 < 10 }
      }
    guard isDay else {
      problem(.crosswalkDate, row, ["column": column, "value": ShownText.make(text)])
      return nil
    }
    let rest = isLast ? ["", "-31", "-12-31"] : ["", "-01", "-01-01"]
    return text + rest[3 - parts.count]
  }

  /// Two approved lines for one label on one day contradict one another.
  private mutating func findOverlaps() {
    var seen: [[UInt8]: [Int]] = [:]
    for (index, entry) in entries.enumerated() {
      let key = Folding.fold(entry.source.utf8)
      for other in seen[key] ?? [] {
        let earlier = entries[other]
        if overlap(earlier, entry) {
          problems.append(
            Diagnostic(
              .crosswalkAmbiguous, at: Place(table.file, line: entry.line),
              [
                "value": ShownText.make(entry.source), "line": String(entry.line),
                "other": String(earlier.line),
              ]))
        }
      }
      seen[key, default: []].append(index)
    }
  }

  private func overlap(_ one: Crosswalk.Entry, _ other: Crosswalk.Entry) -> Bool {
    let begin = max(one.validFrom ?? "", other.validFrom ?? "")
    return begin <= one.validTo ?? "9" && begin <= other.validTo ?? "9"
  }

  private mutating func problem(
    _ code: Code, _ row: SmallTable.Row, _ arguments: [String: String]
  ) {
    problems.append(Diagnostic(code, at: Place(table.file, line: row.line), arguments))
  }

  private mutating func warn(_ row: SmallTable.Row, _ problem: String) {
    warnings.append(
      Diagnostic(
        .crosswalkUnreachable, at: Place(table.file, line: row.line),
        ["value": ShownText.make(table.text(row, "source")), "problem": problem]))
  }
}

extension Code {
  static let crosswalkRelation = Code("CROSSWALK_RELATION_UNKNOWN", .error)
  static let crosswalkStatus = Code("CROSSWALK_STATUS_UNKNOWN", .error)
  static let crosswalkTarget = Code("CROSSWALK_TARGET_MISSING", .error)
  static let crosswalkDate = Code("CROSSWALK_DATE_UNREADABLE", .error)
  static let crosswalkAmbiguous = Code("CROSSWALK_AMBIGUOUS", .error)
  static let crosswalkUnreachable = Code("CROSSWALK_LINE_UNREACHABLE", .warning)
}
