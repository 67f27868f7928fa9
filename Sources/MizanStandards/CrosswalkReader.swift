import MizanDiagnostics
import MizanRecords

/// Reads the lines of a crosswalk and collects everything that is wrong with them.
///
/// A crosswalk may have ten thousand lines, nearly all of them right: they are looked at as bytes,
/// and texts are made of what is kept or told.
struct CrosswalkReader: ~Copyable {
  static let relations = ["equal", "narrower", "wider", "inexact", "none"]
  static let statuses = ["proposed", "approved", "rejected"]

  /// A column and its name.
  private struct Column {
    let name: String
    let index: Int?
    init(_ name: String, _ table: ByteTable) {
      self.name = name
      index = table.column(name)
    }
  }

  /// The country of the mapping; lines that name another one decide nothing for it.
  private let country: String?
  /// Whether the decisions are about labels inside their parents, so that one label may have one
  /// for each parent.
  private var isScoped: Bool { table.file.hasSuffix("-within.csv") }
  private let table: ByteTable
  private let source: Column
  private let target: Column
  private let relation: Column
  private let status: Column
  private let validFrom: Column
  private let validTo: Column
  private let scope: Column
  private let parent: Column
  private let method: Column
  private let reviewed: Column
  private let weight: Column
  private let score: Column
  private let knownRelations = CrosswalkReader.relations.map { Array($0.utf8) }
  private let knownStatuses = CrosswalkReader.statuses.map { Array($0.utf8) }
  private(set) var entries: [Crosswalk.Entry] = []
  private(set) var proposed: [String] = []
  /// The folded labels of the entries.
  private(set) var labels: LabelIndex.Builder
  private var problems: [Diagnostic] = []

  init(_ table: ByteTable, country: String?) {
    self.table = table
    self.country = country
    source = Column("source", table)
    target = Column("target", table)
    relation = Column("relation", table)
    status = Column("status", table)
    validFrom = Column("valid_from", table)
    validTo = Column("valid_to", table)
    scope = Column("country", table)
    parent = Column("parent", table)
    method = Column("method", table)
    reviewed = Column("reviewed_on", table)
    weight = Column("weight", table)
    score = Column("score", table)
    labels = LabelIndex.Builder(capacity: table.rowCount)
    entries.reserveCapacity(table.rowCount)
  }

  mutating func read() throws(Failure) {
    problems = TableShape.check(table)
    if problems.contains(where: { $0.code == .tableSeparator }) {
      throw Failure(.mapping, problems)
    }
    try table.require(["source", "target", "relation", "status"])
    let width = table.headings.count
    for row in 0..<table.rowCount where table.width(row) == width { read(row) }
    checkZeros()
    findOverlaps()
    problems.sort { ($0.place?.line ?? 0) < ($1.place?.line ?? 0) }
    if !problems.isEmpty { throw Failure(.mapping, problems) }
  }

  private func bytes(_ row: Int, _ column: Column) -> UnsafeBufferPointer<UInt8> {
    table.bytes(row, column.index)
  }

  private func text(_ row: Int, _ column: Column) -> String { table.text(row, column.index) }

  private mutating func read(_ row: Int) {
    guard bytes(row, scope).isEmpty || text(row, scope) == country else { return }
    let before = problems.count
    let relation = word(
      row, relation, knownRelations, CrosswalkReader.relations, .crosswalkRelation)
    let status = word(row, status, knownStatuses, CrosswalkReader.statuses, .crosswalkStatus)
    let source = text(row, source)
    let from = day(row, validFrom, isLast: false)
    let to = day(row, validTo, isLast: true)
    checkRest(row)
    checkMangled(row)
    guard status == "approved" else {
      if status == "proposed" { proposed.append(source) }
      return
    }
    if bytes(row, target).isEmpty, relation != "none" {
      problem(.crosswalkTarget, row, ["value": ShownText.make(source)])
    }
    if !labels.fold(bytes(row, self.source)) {
      problem(.crosswalkUnreachable, row, ["value": ShownText.make(source)])
    } else if Period(first: from, last: to).isEmpty {
      problem(
        .crosswalkPeriodEmpty, row,
        [
          "value": ShownText.make(source), "from": text(row, validFrom),
          "to": text(row, validTo),
        ])
    } else if problems.count == before {
      labels.addFolded(owner: entries.count)
      entries.append(
        Crosswalk.Entry(
          source: source, target: relation == "none" ? "" : text(row, target),
          relation: relation, validFrom: from, validTo: to, parent: text(row, parent),
          line: table.line(row)))
    }
  }

  /// A word of a fixed set, without blanks around it and in small letters.
  private mutating func word(
    _ row: Int, _ column: Column, _ known: [[UInt8]], _ words: [String], _ code: Code
  ) -> String {
    let bytes = bytes(row, column)
    for (index, word) in known.enumerated() where bytes.elementsEqual(word) { return words[index] }
    let text = text(row, column)
    let word = Folding.fold(text)
    if !words.contains(word) {
      problem(
        code, row, ["value": ShownText.make(text), "known": words.joined(separator: ", ")])
    }
    return word
  }

  /// A day from `2021-09-01`, `2021-09` or `2021`; the last day of a month or year counts as 31.
  private mutating func day(_ row: Int, _ column: Column, isLast: Bool) -> String? {
    if bytes(row, column).isEmpty { return nil }
    let text = text(row, column)
    guard let day = Period.day(text, isLast: isLast) else {
      problem(.crosswalkDate, row, ["column": column.name, "value": ShownText.make(text)])
      return nil
    }
    return day
  }

  /// What is written for people and for scores: a day, and numbers from 0 to 1.
  private mutating func checkRest(_ row: Int) {
    let day = bytes(row, reviewed)
    if !day.isEmpty, Period.parts(day) == nil { checkReviewed(row, text(row, reviewed)) }
    checkShare(row, weight)
    checkShare(row, score)
  }

  /// What stands behind the day, such as the hour, is for people.
  private mutating func checkReviewed(_ row: Int, _ text: String) {
    let day = text.split(whereSeparator: { $0 == "T" || $0 == " " }).first.map(String.init)
    if let day, Period.day(day, isLast: false) == nil {
      problem(.crosswalkDate, row, ["column": reviewed.name, "value": ShownText.make(text)])
    }
  }

  private mutating func checkShare(_ row: Int, _ column: Column) {
    if bytes(row, column).isEmpty { return }
    let text = text(row, column)
    if !CrosswalkReader.isShare(text) {
      problem(.crosswalkNumber, row, ["column": column.name, "value": ShownText.make(text)])
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
  private mutating func checkMangled(_ row: Int) {
    let label = bytes(row, source)
    let isDay =
      label.count == 5 && MangledValue.isSerialDay(text(row, source), for: text(row, target))
    if let code = isDay ? .tableValueDate : MangledValue.code(of: label),
      // A failed formula may well stand in a partner's sheet.
      code != .tableValueError, text(row, method) != "as-written"
    {
      problem(code, row, ["column": source.name, "value": ShownText.make(text(row, source))])
    }
    if let code = MangledValue.code(of: bytes(row, target)) {
      problem(code, row, ["column": target.name, "value": ShownText.make(text(row, target))])
    }
  }

  /// Refuses numbers that have lost their zeros, seen by the numbers beside them.
  private mutating func checkZeros() {
    checkZeros(source, isKept: true)
    checkZeros(target, isKept: false)
  }

  /// - Parameter isKept: whether the column `method` may say that a number is right as it is.
  private mutating func checkZeros(_ column: Column, isKept: Bool) {
    let (table, index) = (table, column.index)
    guard MangledValue.zeroWidth(table.rowCount, { table.bytes($0, index) }) != nil else { return }
    let texts = (0..<table.rowCount).map { table.text($0, index) }
    for (row, full) in MangledValue.lostZeros(texts).sorted(by: { $0.key < $1.key })
    where !isKept || text(row, method) != "as-written" {
      problem(
        .tableValueZeros, row,
        ["column": column.name, "value": ShownText.make(texts[row]), "known": full])
    }
  }

  /// Two approved lines for one label on one day contradict one another.
  private mutating func findOverlaps() {
    var pairs: [(later: Int, earlier: Int)] = []
    for owners in labels.owners {
      for (place, later) in owners.enumerated() {
        for earlier in owners[..<place] where clash(entries[Int(earlier)], entries[Int(later)]) {
          pairs.append((Int(later), Int(earlier)))
        }
      }
    }
    for pair in pairs.sorted(by: <) { tell(entries[pair.later], entries[pair.earlier]) }
  }

  private func clash(_ earlier: Crosswalk.Entry, _ entry: Crosswalk.Entry) -> Bool {
    let areApart =
      !earlier.parent.isEmpty && !entry.parent.isEmpty && earlier.parent != entry.parent && isScoped
    return !areApart && earlier.period.overlaps(entry.period)
  }

  private mutating func tell(_ entry: Crosswalk.Entry, _ earlier: Crosswalk.Entry) {
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

  private mutating func problem(_ code: Code, _ row: Int, _ arguments: [String: String]) {
    problems.append(Diagnostic(code, at: Place(table.file, line: table.line(row)), arguments))
  }

  /// The labels made ready to be looked up, when all lines have been read.
  consuming func index() -> LabelIndex { LabelIndex(labels) }
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
