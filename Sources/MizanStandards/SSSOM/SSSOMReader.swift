public import MizanDiagnostics
import MizanRecords

/// Reads an SSSOM TSV file as lines of a crosswalk and counts what a crosswalk cannot hold.
///
/// A code of a list that the standard knows comes back as the code; other sources are taken by
/// their label, other targets as they stand. Lines without our status are only proposed: what
/// others have mapped, nobody here has approved.
public struct SSSOMReader {
  private let table: SmallTable
  private let head: SSSOMHead
  private let register: ListRegister
  private var loss: SSSOMLoss

  /// Reads a file.
  /// - Throws: a ``Failure`` of kind `missing` when it cannot be opened, of kind `mapping` when it is
  ///   no SSSOM table or broken.
  public init(file: String, _ standards: Standards) throws(Failure) {
    let bytes = try SmallFile.read(file, limit: 64 << 20)
    head = SSSOMHead(bytes)
    register = try ListRegister(standards: standards.folder)
    table = try SmallTable(
      bytes: Array(bytes[head.end...]), file: file, separator: 9, firstLine: head.lines + 1)
    loss = SSSOMLoss(file)
    let wanted = [
      ["subject_id", "subject_label"], ["predicate_id"], ["object_id", "object_label"],
    ]
    let absent = wanted.filter { $0.allSatisfy { table.column($0) == nil } }
    if !absent.isEmpty {
      throw Failure(
        .mapping, .sssomNoTable, at: Place(file, line: head.lines + 1),
        ["value": absent.map { $0.joined(separator: "/") }.joined(separator: ", ")])
    }
    let broken = TableShape.check(table).filter { $0.code == .tableRowWidth }
    if !broken.isEmpty { throw Failure(.mapping, broken) }
  }

  /// The lines, with what is lost.
  /// - Throws: a ``Failure`` of kind `mapping` with one diagnostic for each line that has no subject
  ///   or no object.
  public mutating func read() throws(Failure) -> (lines: [CrosswalkLine], loss: SSSOMLoss) {
    var lines: [CrosswalkLine] = []
    var seen: Set<[String: String]> = []
    var problems: [Diagnostic] = []
    for slot in head.slots where !SSSOMReader.ownSlots.contains(slot) {
      loss.add(.sssomSetLost, slot)
    }
    loss.read = table.rows.count
    for row in table.rows {
      let line = read(row)
      if line["source"].isEmpty || (line["target"].isEmpty && line["relation"] != "none") {
        problems.append(Diagnostic(.sssomBlank, at: Place(table.file, line: row.line)))
        continue
      }
      if seen.insert(line.texts).inserted {
        lines.append(line)
      } else {
        loss.add(.sssomRepeated, line["source"], line: row.line)
      }
    }
    if !problems.isEmpty { throw Failure(.mapping, problems) }
    loss.written = lines.count
    return (lines, loss)
  }

  /// What a writer says by itself about every set.
  private static let ownSlots: Set<String> = [
    "mapping_set_id", "license", "mapping_tool", "extension_definitions",
  ]

  private mutating func read(_ row: SmallTable.Row) -> CrosswalkLine {
    var line = CrosswalkLine([:], line: row.line)
    let (subject, object) = (table.text(row, "subject_id"), table.text(row, "object_id"))
    line["source"] = code(subject) ?? first(table.text(row, "subject_label"), subject)
    let predicate = table.text(row, "predicate_id")
    if object == SSSOMNames.nothing {
      line["relation"] = "none"
    } else {
      line["target"] = code(object) ?? first(object, table.text(row, "object_label"))
      let (relation, isSame) = SSSOMNames.relation(of: predicate)
      line["relation"] = relation
      if !isSame { loss.add(.sssomPredicate, predicate, became: relation, line: row.line) }
    }
    for (column, slot) in SSSOMNames.slots { line[column] = table.text(row, slot) }
    for (column, slot, _) in SSSOMNames.extensions { line[column] = table.text(row, slot) }
    if !CrosswalkReader.statuses.contains(line["status"]) {
      line["status"] =
        table.text(row, "predicate_modifier") == "Not" ? "rejected" : "proposed"
      loss.add(.sssomStatus, line["status"], line: row.line)
    }
    countLost(row)
    return line
  }

  /// Counts the values of slots that a crosswalk has no column for.
  private mutating func countLost(_ row: SmallTable.Row) {
    for slot in table.headings where !SSSOMReader.known.contains(slot) {
      if !table.text(row, slot).isEmpty { loss.add(.sssomSlotLost, slot, line: row.line) }
    }
    let justification = table.text(row, "mapping_justification")
    if !SSSOMReader.justifications.contains(justification), !justification.isEmpty {
      loss.add(.sssomSlotLost, "mapping_justification", line: row.line)
    }
    for (id, label) in [("subject_id", "subject_label"), ("object_id", "object_label")] {
      let (id, label) = (table.text(row, id), table.text(row, label))
      if id.isEmpty || label.isEmpty || code(id) != nil { continue }
      loss.add(
        .sssomSlotLost, id == table.text(row, "subject_id") ? "subject_id" : "object_label",
        line: row.line)
    }
  }

  private static let justifications: Set<String> = [
    "semapv:ManualMappingCuration", "semapv:UnspecifiedMatching",
  ]

  private static let known: Set<String> = Set(
    [
      "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id",
      "object_label", "mapping_justification", "subject_type",
    ]
      + SSSOMNames.slots.values + SSSOMNames.extensions.map(\.slot))

  /// The code that a CURIE of a known list stands for; nil for everything else.
  private func code(_ curie: String) -> String? {
    guard let colon = curie.firstIndex(of: ":"), let uri = head.prefixes[String(curie[..<colon])]
    else { return nil }
    let isKnown = uri == SSSOMVocabulary.anyCode || register.entries.contains { $0.uri == uri }
    return isKnown ? SSSOMNames.decoded(String(curie[curie.index(after: colon)...])) : nil
  }

  private func first(_ one: String, _ other: String) -> String { one.isEmpty ? other : one }
}

extension Code {
  static let sssomNoTable = Code("SSSOM_NO_TABLE", .error)
  static let sssomBlank = Code("SSSOM_SIDE_MISSING", .error)
}
