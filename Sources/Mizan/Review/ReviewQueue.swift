public import MizanDiagnostics
import MizanMapping
import MizanRecords
public import MizanStandards

/// The labels that wait for a decision, read from one `review.csv` or from an output folder.
public struct ReviewQueue: Sendable {
  /// The labels in the order of the file.
  public private(set) var entries: [ReviewEntry] = []

  /// Reads a queue and finds out where its decisions are kept.
  /// - Parameters:
  ///   - path: a `review.csv`, a copy that was saved by a spreadsheet program, or an output folder.
  ///   - map: the mapping; nil to take the one that the folder of the file was converted with.
  /// - Throws: a ``Failure`` with one diagnostic for each line that cannot be trusted.
  public init(_ path: String, map: String?, _ standards: Standards) throws(Failure) {
    let file = ReviewQueue.isFolder(path) ? path + "/review.csv" : path
    let table = try ReviewTable(file: file)
    let path = try ReviewQueue.mapping(map, beside: file)
    let mapping = try Harmonizer.mapping(at: path, standards)
    var problems: [Diagnostic] = []
    let reference = mapping.mapping.id + "@" + mapping.mapping.version
    for row in table.rows {
      let place = Place(file, row: row.number)
      if row.isBroken {
        problems.append(Diagnostic(.reviewLineBroken, at: place))
        continue
      }
      let written = row.text("mapping")
      if table.has("mapping"), !written.isEmpty, written != reference {
        problems.append(
          Diagnostic(
            .reviewOtherMapping, at: place,
            ["value": ShownText.make(written), "known": reference, "file": mapping.mapping.file]))
        break
      }
      if let entry = ReviewQueue.entry(row, table, mapping, place, &problems) {
        entries.append(entry)
      }
    }
    if !problems.isEmpty { throw Failure(.mapping, problems) }
  }

  private static func entry(
    _ row: ReviewTable.Row, _ table: ReviewTable, _ mapping: CheckedMapping, _ place: Place,
    _ problems: inout [Diagnostic]
  ) -> ReviewEntry? {
    let field = row.text("field")
    let list = row.text("list")
    var label = row.text("label")
    if label.hasPrefix("'"), let sign = label.dropFirst().unicodeScalars.first,
      "=+-@＝＋－＠".unicodeScalars.contains(sign)
    {
      label.removeFirst()
    }
    let parent = row.text("parent")
    // Without its seal a label that looks like a date may be one, and may have been `6-11`.
    let seal = table.has("seal") ? row.text("seal") : ""
    let isWhole =
      seal.isEmpty
      ? MangledValue.code(of: label) == nil
      : seal == ReviewSeal.make(field: field, list: list, label: label, parent: parent)
    guard isWhole, !label.contains("\u{FFFD}") else {
      problems.append(
        Diagnostic(.reviewLineMangled, at: place, ["value": ShownText.make(label)]))
      return nil
    }
    guard let kept = mapping.decisionPlace(field: field, list: list, isScoped: !parent.isEmpty)
    else {
      problems.append(
        Diagnostic(
          .reviewFieldUnknown, at: place,
          [
            "field": ShownText.make(field), "list": ShownText.make(list),
            "file": mapping.mapping.file,
          ]))
      return nil
    }
    let proposals = (1...9).compactMap { number -> ReviewEntry.Proposal? in
      let code = row.text("candidate_\(number)")
      guard !code.isEmpty else { return nil }
      return .init(
        code: code, name: row.text("name_\(number)"), score: row.text("score_\(number)"),
        why: row.text("why_\(number)"))
    }
    let places = row.text("places")
    return ReviewEntry(
      file: table.file, row: row.number, field: field, list: list, label: label,
      parent: parent, rows: row.text("rows"), learners: row.text("learners"),
      places: places.isEmpty ? row.text("first_place") : places, proposals: proposals, place: kept,
      decision: row.text("decision"), target: row.text("target"), relation: row.text("relation"),
      note: row.text("note"))
  }

  /// The mapping that the folder of a queue was converted with.
  private static func mapping(
    _ map: String?, beside file: String
  ) throws(Failure) -> String {
    if let map { return map }
    let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
    if SmallFile.exists(folder + "source.csv") {
      let sources = try SmallTable(file: folder + "source.csv")
      if let first = sources.rows.first { return sources.text(first, "mapping") }
    }
    throw Failure(.usage, .reviewMappingUnsaid, at: Place(file))
  }

  private static func isFolder(_ path: String) -> Bool { SmallFile.exists(path + "/.") }
}

extension Code {
  static let reviewLineBroken = Code("REVIEW_LINE_UNREADABLE", .error)
  static let reviewLineMangled = Code("REVIEW_LINE_MANGLED", .error)
  static let reviewOtherMapping = Code("REVIEW_OTHER_MAPPING", .error)
  static let reviewFieldUnknown = Code("REVIEW_FIELD_UNKNOWN", .error)
  static let reviewMappingUnsaid = Code("REVIEW_MAPPING_UNSAID", .error)
}
