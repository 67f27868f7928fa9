public import MizanDiagnostics
import MizanRecords

/// Writes a crosswalk as SSSOM TSV and counts what that form cannot carry.
///
/// Sources and targets whose lists are known become CURIEs with their English labels; other sources
/// are literals, as partners wrote them.
public struct SSSOMWriter {
  /// What the crosswalk is about.
  public struct Options: Sendable {
    /// The list of the sources and that of the targets; nil when unknown.
    public var sourceList, targetList: String?
    /// Names the mapping set.
    public var setID: String
    /// The licence of the mappings as a URL; nil for "not specified".
    public var license: String?

    /// Options for a set with this name.
    public init(setID: String) { self.setID = setID }
  }

  private let options: Options
  private let source, target: SSSOMVocabulary
  private var loss: SSSOMLoss

  /// A writer for the lists of a standard.
  /// - Throws: a ``Failure`` when a list cannot be read.
  public init(_ standards: Standards, file: String, _ options: Options) throws(Failure) {
    self.options = options
    loss = SSSOMLoss(file)
    let register = try ListRegister(standards: standards.folder)
    source = try SSSOMVocabulary(options.sourceList, standards, register)
    target = try SSSOMVocabulary(options.targetList, standards, register)
  }

  /// The lines as SSSOM TSV, with what is lost.
  public mutating func write(_ lines: [CrosswalkLine]) -> (text: String, loss: SSSOMLoss) {
    loss.read = lines.count
    let rows = lines.map { slots($0) }
    loss.written = rows.count
    let columns = SSSOMWriter.columns.filter { column in
      column == "predicate_id" || rows.contains { $0[column]?.isEmpty == false }
    }
    var text = head(columns) + columns.joined(separator: "\t") + "\n"
    for row in rows {
      text += columns.map { SSSOMWriter.quoted(row[$0] ?? "") }.joined(separator: "\t") + "\n"
    }
    return (text, loss)
  }

  /// The slots in the order of the SSSOM specification, then ours.
  static let columns =
    [
      "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id",
      "object_label", "mapping_justification", "reviewer_label", "subject_type", "review_date",
      "confidence", "comment",
    ] + SSSOMNames.extensions.map(\.slot)

  private mutating func slots(_ line: CrosswalkLine) -> [String: String] {
    var row: [String: String] = [:]
    if let prefix = source.prefix {
      row["subject_id"] = prefix + ":" + SSSOMNames.encoded(line["source"])
      row["subject_label"] = source.label(line["source"])
    } else {
      row["subject_label"] = line["source"]
      row["subject_type"] = "rdfs literal"
      if SSSOMNames.blankWords.contains(line["source"]) {
        loss.add(.sssomBlankWord, line["source"], line: line.line)
      }
    }
    row["predicate_id"] = SSSOMNames.predicates[line["relation"]]
    if line["status"] == "rejected" { row["predicate_modifier"] = "Not" }
    if line["relation"] == "none" {
      row["object_id"] = SSSOMNames.nothing
      if !line["target"].isEmpty { loss.add(.sssomValueLost, "target", line: line.line) }
    } else {
      row["object_id"] = (target.prefix ?? "code") + ":" + SSSOMNames.encoded(line["target"])
      row["object_label"] = target.label(line["target"])
    }
    row["mapping_justification"] =
      line["status"] == "proposed" ? "semapv:UnspecifiedMatching" : "semapv:ManualMappingCuration"
    for (column, slot) in SSSOMNames.slots {
      let text = line[column]
      if text.isEmpty { continue }
      let fits =
        switch column {
        case "score": CrosswalkReader.isShare(text)
        case "reviewed_on": text.utf8.count == 10 && Period.day(text, isLast: false) == text
        default: true
        }
      if fits { row[slot] = text } else { loss.add(.sssomValueLost, column, line: line.line) }
    }
    for (column, slot, _) in SSSOMNames.extensions where !line[column].isEmpty {
      row[slot] = line[column]
      loss.add(.sssomExtension, column, became: slot, line: line.line)
    }
    for column in line.texts.keys.sorted() where !CrosswalkLine.columns.contains(column) {
      loss.add(.sssomColumnLost, column, line: line.line)
    }
    return row
  }

  private func head(_ columns: [String]) -> String {
    var prefixes = SSSOMNames.builtIn
    prefixes["mizan"] = "urn:mizan:property:"
    for vocabulary in [source, target] {
      if let prefix = vocabulary.prefix { prefixes[prefix] = vocabulary.uri }
    }
    if target.prefix == nil { prefixes["code"] = SSSOMVocabulary.anyCode }
    var lines = ["curie_map:"]
    for (prefix, uri) in prefixes.sorted(by: { $0.key < $1.key }) {
      lines.append("  \(prefix): \"\(uri)\"")
    }
    lines.append("mapping_set_id: \"urn:mizan:crosswalk:\(SSSOMNames.encoded(options.setID))\"")
    lines.append("license: \"\(options.license ?? "https://w3id.org/sssom/license/unspecified")\"")
    lines.append("mapping_tool: \"mizan\"")
    let used = SSSOMNames.extensions.filter { columns.contains($0.slot) }
    if !used.isEmpty { lines.append("extension_definitions:") }
    for (column, slot, type) in used {
      lines.append("  - slot_name: \(slot)")
      lines.append("    property: \"mizan:\(column)\"")
      lines.append("    type_hint: \"\(type)\"")
    }
    return lines.map { "#" + $0 + "\n" }.joined()
  }

  /// A text as it stands between tabs. One that begins with `#` is quoted too: at the front of a
  /// line it would look like a line about the set.
  private static func quoted(_ text: String) -> String {
    guard
      text.hasPrefix("#")
        || text.utf8.contains(where: { $0 == 9 || $0 == 10 || $0 == 13 || $0 == 34 })
    else {
      return text
    }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
