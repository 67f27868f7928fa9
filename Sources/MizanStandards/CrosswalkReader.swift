import MizanDiagnostics
import MizanRecords

/// Reads the lines of a crosswalk and collects everything that is wrong with them.
struct CrosswalkReader {
  static let relations = ["equal", "narrower", "wider", "inexact", "none"]
  static let statuses = ["proposed", "approved", "rejected"]

  /// The country of the mapping; lines that name another one decide nothing for it.
  var country: String?
  /// Whether the decisions are about labels inside their parents, so that one label may have one
  /// for each parent.
  private var isScoped: Bool { table.file.hasSuffix("-within.csv") }
  private let table: SmallTable
  private(set) var entries: [Crosswalk.Entry] = []
  private(set) var proposed: [String] = []
  private var problems: [Diagnostic] = []

  init(_ table: SmallTable) { self.table = table }

  mutating func read() throws(Failure) {
    problems = TableShape.check(table)
    if problems.contains(where: { $0.code == .tableSeparator }) {
      throw Failure(.mapping, problems)
    }
    try table.require(["source", "target", "relation", "status"])
    for row in table.rows where row.cells.count == table.headings.count { read(row) }
    checkZeros()
    findOverlaps()
    problems.sort { ($0.place?.line ?? 0) < ($1.place?.line ?? 0) }
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
    checkRest(row)
    checkMangled(row)
    guard status == "approved" else {
      if status == "proposed" { proposed.append(source) }
      return
    }
    if target.isEmpty, relation != "none" {
      problem(.crosswalkTarget, row, ["value": ShownText.make(source)])
    }
    if Folding.fold(source.utf8).isEmpty {
      unreachable(row)
    } else if Period(first: from, last: to).isEmpty {
      problem(
        .crosswalkPeriodEmpty, row,
        [
          "value": ShownText.make(source), "from": table.text(row, "valid_from"),
          "to": table.text(row, "valid_to"),
        ])
    } else if problems.count == before {
      entries.append(
        Crosswalk.Entry(
          source: source, target: relation == "none" ? "" : target, relation: relation,
          validFrom: from, validTo: to, parent: table.text(row, "parent"), line: row.line))
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
    guard let day = Period.day(text, isLast: isLast) else {
      problem(.crosswalkDate, row, ["column": column, "value": ShownText.make(text)])
      return nil
    }
    return day
  }

  /// What is written for people and for scores: a day, and numbers from 0 to 1.
  private mutating func checkRest(_ row: SmallTable.Row) {
    let reviewed = table.text(row, "reviewed_on")
    // What stands behind the day, such as the hour, is for people.
    let day = reviewed.split(whereSeparator: { $0 == "T" || $0 == " " }).first.map(String.init)
    if let day, Period.day(day, isLast: false) == nil {
      problem(.crosswalkDate, row, ["column": "reviewed_on", "value": ShownText.make(reviewed)])
    }
    for column in ["weight", "score"] {
      let text = table.text(row, column)
      if !text.isEmpty, !CrosswalkReader.isShare(text) {
        problem(.crosswalkNumber, row, ["column": column, "value": ShownText.make(text)])
      }
    }
  }

  /// Whether a text is a decimal number from 0 to 1 with a point, such as `0.25`.
  static func isShare(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, text.utf8.count <= 20,
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { $0 &- 48 < 10 } })
    else { return false }
    return parts[0] == "0"
      || (parts[0] == "1" && (parts.dropFirst().first ?? "").allSatisfy { $0 == "0" })
  }

  /// Refuses values that a spreadsheet program has changed. A label that partners really write so
  /// is marked `as-written` in the column `method`.
  private mutating func checkMangled(_ row: SmallTable.Row) {
    let isWanted = table.text(row, "method") == "as-written"
    for column in ["source", "target"] {
      let text = table.text(row, column)
      let isDay = column == "source" && MangledValue.isSerialDay(text, for: target(row))
      guard let code = isDay ? .tableValueDate : MangledValue.code(of: text) else { continue }
      // A failed formula may well stand in a partner's sheet.
      if column == "source", isWanted || code == .tableValueError { continue }
      problem(code, row, ["column": column, "value": ShownText.make(text)])
    }
  }

  private func target(_ row: SmallTable.Row) -> String { table.text(row, "target") }

  /// Refuses numbers that have lost their zeros, seen by the numbers beside them.
  private mutating func checkZeros() {
    for column in ["source", "target"] {
      let texts = table.rows.map { table.text($0, column) }
      for (index, full) in MangledValue.lostZeros(texts).sorted(by: { $0.key < $1.key })
      where column == "target" || table.text(table.rows[index], "method") != "as-written" {
        problem(
          .tableValueZeros, table.rows[index],
          ["column": column, "value": ShownText.make(texts[index]), "known": full])
      }
    }
  }

  /// Two approved lines for one label on one day contradict one another.
  private mutating func findOverlaps() {
    var seen: [[UInt8]: [Int]] = [:]
    for (index, entry) in entries.enumerated() {
      let key = Folding.fold(entry.source.utf8)
      for other in seen[key] ?? [] {
        let earlier = entries[other]
        let areApart =
          !earlier.parent.isEmpty && !entry.parent.isEmpty && earlier.parent != entry.parent
          && isScoped
        if !areApart, earlier.period.overlaps(entry.period) {
          let isSame = earlier.target == entry.target && earlier.relation == entry.relation
          problems.append(
            Diagnostic(
              isSame ? .crosswalkRepeated : .crosswalkAmbiguous,
              at: Place(table.file, line: entry.line),
              [
                "value": ShownText.make(entry.source), "line": String(entry.line),
                "other": String(earlier.line),
              ]))
        }
      }
      seen[key, default: []].append(index)
    }
  }

  private mutating func problem(
    _ code: Code, _ row: SmallTable.Row, _ arguments: [String: String]
  ) {
    problems.append(Diagnostic(code, at: Place(table.file, line: row.line), arguments))
  }

  private mutating func unreachable(_ row: SmallTable.Row) {
    problem(.crosswalkUnreachable, row, ["value": ShownText.make(table.text(row, "source"))])
  }
}

extension Code {
  static let crosswalkRelation = Code("CROSSWALK_RELATION_UNKNOWN", .error)
  static let crosswalkStatus = Code("CROSSWALK_STATUS_UNKNOWN", .error)
  static let crosswalkTarget = Code("CROSSWALK_TARGET_MISSING", .error)
  static let crosswalkDate = Code("CROSSWALK_DATE_UNREADABLE", .error)
  static let crosswalkAmbiguous = Code("CROSSWALK_AMBIGUOUS", .error)
  static let crosswalkRepeated = Code("CROSSWALK_LINE_REPEATED", .error)
  static let crosswalkNumber = Code("CROSSWALK_NUMBER_UNREADABLE", .error)
  static let crosswalkPeriodEmpty = Code("CROSSWALK_PERIOD_EMPTY", .error)
  static let crosswalkUnreachable = Code("CROSSWALK_LINE_UNREACHABLE", .error)
}
