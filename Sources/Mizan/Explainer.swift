public import MizanDiagnostics
import MizanFormats
import MizanMapping
import MizanRecords
import MizanSources
public import MizanStandards

/// Explains codes of messages, codes of lists, and records back to their cells.
public struct Explainer: Sendable {
  /// What a person reads, and what a program reads.
  public struct Answer: Sendable {
    public var text: String
    public var json: String
  }

  private let standards: Standards
  private let language: Messages.Language

  public init(_ standards: Standards, _ language: Messages.Language) {
    self.standards = standards
    self.language = language
  }

  /// Explains `NUMBER_AMBIGUOUS`, `level:L1`, `out/observation.csv:17` or `out/held.csv:2`.
  ///
  /// What may be personal is not shown.
  /// - Throws: a ``Failure`` of kind `usage` when nothing is known about it, and those of reading
  ///   the files that a record comes from.
  public func explain(_ what: String) throws(Failure) -> Answer {
    if let colon = what.lastIndex(of: ":"), what[..<colon].hasSuffix(".csv"),
      let line = Int(what[what.index(after: colon)...].prefix { $0.isNumber })
    {
      return try record(inFile: String(what[..<colon]), line: line)
    }
    if let colon = what.firstIndex(of: ":") {
      return try code(
        String(what[what.index(after: colon)...]), of: String(what[..<colon]))
    }
    return try message(what)
  }

  private func message(_ code: String) throws(Failure) -> Answer {
    let messages = standards.messages()
    let name = code.uppercased()
    guard
      let text = messages.template(of: name, in: language)
        ?? messages.template(of: name, in: .english)
    else {
      throw Failure(.usage, .explainUnknown, ["value": ShownText.make(code)])
    }
    let parts = [
      ("", text.what), (messages.text(for: "UI_WHY", in: language).what, text.why),
      (messages.text(for: "UI_FIX_SHORT", in: language).what, text.fix),
    ].filter { !$0.1.isEmpty }
    let lines = parts.map { $0.0.isEmpty ? "  \($0.1)\n" : "  \($0.0)  \($0.1)\n" }
    return Answer(
      text: name + "\n" + lines.joined(),
      json: "{\"code\":\(JSONText.quoted(name)),\"what\":\(JSONText.quoted(text.what)),"
        + "\"why\":\(JSONText.quoted(text.why)),\"fix\":\(JSONText.quoted(text.fix))}\n")
  }

  private func code(_ code: String, of listName: String) throws(Failure) -> Answer {
    guard let list = standards.list(called: listName) else {
      throw Failure(
        .usage, .listUnknown,
        ["value": ShownText.make(listName), "known": standards.listNames.joined(separator: ", ")])
    }
    guard let entry = list.entry(code: code) ?? list.entry(folded: Folding.fold(Array(code.utf8)))
    else {
      throw Failure(.usage, .explainUnknown, ["value": ShownText.make("\(listName):\(code)")])
    }
    let name = entry.name(in: language.rawValue) ?? entry.name(in: "en") ?? entry.code
    var text = "\(listName):\(entry.code)  \(name)\n"
    if !entry.description.isEmpty { text += "  \(entry.description)\n" }
    if !entry.aliases.isEmpty { text += "  also  \(entry.aliases.joined(separator: " · "))\n" }
    return Answer(
      text: text,
      json: "{\"list\":\(JSONText.quoted(listName)),\"code\":\(JSONText.quoted(entry.code)),"
        + "\"name\":\(JSONText.quoted(name)),"
        + "\"meaning\":\(JSONText.quoted(entry.description)),"
        + "\"aliases\":\(JSONText.list(entry.aliases))}\n")
  }

  private func record(inFile path: String, line: Int) throws(Failure) -> Answer {
    if HeldRow.isNamed(Input(path: path).name) {
      let held = try HeldRow(file: path, line: line)
      return Answer(text: held.text(standards.messages(), language), json: held.json)
    }
    let output = try OutputRecord(file: path, line: line)
    let mapping = try Harmonizer.mapping(at: output.mapping, standards)
    let source = mapping.mapping.source
    let input = InputList.recorded(output.input)
    var findings = Findings()
    let file = try InputOpening(nil, mapping.mapping).open(
      input, format: source.format,
      FormatOptions(
        delimiter: source.delimiter, encoding: source.encoding, select: source.select,
        structure: mapping.mapping.structurePath, query: source.query), &findings)
    let reading = try mapping.mapping.reading(of: file, input, &findings)
    let located = try TableLocator.locate(reading, input: input, &findings)
    let plan = try mapping.plan(
      for: TableBinding(
        file: input.name, sheet: located.sheet, sourceID: output.sourceID,
        headings: located.headings, captures: located.captures.mapValues(\.text),
        addressing: located.addressing))
    let reader = try located.rows(plan.treatment)
    let batch = RecordBatch()
    while try reader.next(into: batch, &findings) {
      guard let (row, column) = output.find(in: batch, located.addressing) else { continue }
      guard let fields = plan.lineage(batch, row: row, table: output.table, column: column)
      else { break }
      let placed = fields.map { self.placed($0, located, batch, row) }
      let changed = try file.sha256() != output.sha256
      return answer(output, placed, sheet: located.sheet, hasChanged: changed)
    }
    throw Failure(
      .missing, .explainRowGone, at: Place(output.input), ["value": output.reference])
  }

  /// A field whose cell stands in the sheet around a repeated group, with that sheet, row and
  /// letters.
  private func placed(
    _ field: FieldLineage, _ located: LocatedTable, _ batch: RecordBatch, _ row: Int
  ) -> FieldLineage {
    guard let column = field.column else { return field }
    var field = field
    switch located.home(of: batch, row: row, column: column) {
    case .own: break
    case .around(let place):
      field.cell =
        "\(place.sheet ?? "")!"
        + Place.letters(ofColumn: place.column ?? 1) + String(place.row ?? 0)
    case .nowhere: field.cell = nil
    }
    return field
  }

  private func answer(
    _ output: OutputRecord, _ fields: [FieldLineage], sheet: String?, hasChanged: Bool
  ) -> Answer {
    func value(_ field: FieldLineage) -> String { output.values[field.field] ?? field.value }
    var text = "\(output.file):\(output.line)\n  comes from \(output.input)"
    if let sheet, !output.isPath { text += " ▸ \(sheet)" }
    let address =
      output.isPath
      ? output.reference
      : output.reference.split(separator: "!").last.map(String.init) ?? output.reference
    text += " ▸ \(address), by \(output.mapping)\n"
    if hasChanged { text += "  The file has changed since the record was written.\n" }
    let width = fields.map(\.field.count).max() ?? 0
    let personal = Set(
      standards.table(output.table)?.fields.filter(\.isPersonal).map(\.name) ?? [])
    for field in fields {
      let isPersonal = personal.contains(field.field)
      let written = isPersonal ? "(may be personal, not shown)" : value(field)
      let pad = String(repeating: " ", count: max(0, width - field.field.count))
      text += "  \(field.field)\(pad)  \(written)"
      if let cell = field.cell { text += "  ← \(cell)" + (isPersonal ? "" : " “\(field.raw)”") }
      if !field.heading.isEmpty { text += " under “\(ShownText.make(field.heading, limit: 40))”" }
      text += "  (\(field.how), \(output.mapping):\(field.line)"
      if let decision = field.decision { text += ", \(decision)" }
      text += ")\n"
    }
    let objects = fields.map { field -> String in
      "{\"field\":\(JSONText.quoted(field.field)),"
        + "\"value\":\(personal.contains(field.field) ? "null" : JSONText.quoted(value(field))),"
        + "\"cell\":\(field.cell.map(JSONText.quoted) ?? "null"),"
        + "\"raw\":\(JSONText.quoted(field.raw)),\"heading\":\(JSONText.quoted(field.heading)),"
        + "\"how\":\(JSONText.quoted(field.how)),\"line\":\(field.line),"
        + "\"decision\":\(field.decision.map(JSONText.quoted) ?? "null")}"
    }
    return Answer(
      text: text,
      json: "{\"file\":\(JSONText.quoted(output.input)),"
        + "\"sheet\":\(sheet.map(JSONText.quoted) ?? "null"),"
        + "\"source_ref\":\(JSONText.quoted(output.reference)),"
        + "\"mapping\":\(JSONText.quoted(output.mapping)),\"changed\":\(hasChanged),"
        + "\"fields\":[" + objects.joined(separator: ",") + "]}\n")
  }
}

extension Code {
  static let explainUnknown = Code("EXPLAIN_UNKNOWN", .error)
  static let explainRowGone = Code("EXPLAIN_ROW_GONE", .error)
}
