import MizanDiagnostics
public import MizanRecords
import MizanStandards

/// Where one field of a record comes from, for people who ask.
public struct FieldLineage: Sendable, Hashable {
  public var field: String
  /// The field's text in the record.
  public var value: String
  /// The cell's address such as `F12`; nil when the value comes from no cell.
  public var cell: String?
  /// The cell's column in the table, from 0.
  public var column: Int?
  /// The heading over the cell.
  public var heading: String
  /// The cell's text as received; empty for personal fields.
  public var raw: String
  /// What was done, in a few words: `as count`, `codes sex`, `constant`.
  public var how: String
  /// The line of the mapping.
  public var line: Int
  /// The crosswalk and its line, such as `crosswalks/county.csv:12`, where one decided.
  public var decision: String?
}

extension TablePlan {
  /// Where the fields of a record come from.
  /// - Parameters:
  ///   - table: the table of the standard that the record stands in.
  ///   - column: the grid column of the record's `source_ref`, from 0; nil for other records.
  /// - Returns: one entry for each field that the mapping fills; nil when no record of the plan
  ///   fits.
  public func lineage(
    _ batch: RecordBatch, row: Int, table: String, column: Int?
  ) -> [FieldLineage]? {
    let fitting = records.filter { record in
      guard record.table.name == table else { return false }
      guard let grid = record.grid else {
        return column == nil || record.measure == nil || record.measure?.columns.first == column
      }
      return grid.contains { $0.column == column }
    }
    guard let record = fitting.first else { return nil }
    let grid = record.grid?.firstIndex { $0.column == column }
    var result: [FieldLineage] = []
    for field in record.fields where field.line != record.line || isValue(field) {
      result.append(lineage(of: field, record, batch, row, grid))
    }
    return result
  }

  private func isValue(_ field: FieldPlan) -> Bool {
    if case .value = field.source { true } else { false }
  }

  private func lineage(
    of field: FieldPlan, _ record: RecordPlan, _ batch: RecordBatch, _ row: Int, _ grid: Int?
  ) -> FieldLineage {
    var lineage = FieldLineage(
      field: field.field.name, value: "", heading: "", raw: "", how: "", line: field.line)
    func take(column: Int, _ transform: Transform) {
      let cell = batch.cell(row: row, column: column)
      let number = Int(batch.rowNumbers[row])
      lineage.column = column
      lineage.cell =
        binding.addressing.paths.flatMap { batch.path($0, row: row, column: column) }
        ?? Place.letters(ofColumn: column + 1) + String(number)
      lineage.heading = binding.headings.first { $0.column == column }?.text ?? ""
      var raw = Array(batch.text(of: cell).utf8)
      if let within = transform.within {
        let above = batch.text(of: batch.cell(row: row, column: within))
        raw += [Transform.separator] + Array(above.utf8)
      }
      take(raw, cell.kind, transform)
    }
    func take(_ raw: [UInt8], _ kind: Cell.Kind, _ transform: Transform) {
      let label = transform.isPaired ? raw.prefix(while: { $0 != Transform.separator }) : raw[...]
      lineage.raw = field.field.isPersonal ? "" : ShownText.make(Array(label))
      let outcome = raw.withUnsafeBufferPointer { transform.outcome(of: $0, kind: kind) }
      lineage.value = String(
        decoding: outcome.state == .value ? outcome.text : field.defaultText, as: UTF8.self)
      lineage.how = transform.words
      lineage.decision = transform.decision(about: raw)
    }
    switch field.source {
    case .constant(let text):
      lineage.value = String(decoding: text.isEmpty ? field.defaultText : text, as: UTF8.self)
      lineage.how = "constant"
    case .column(let column, let transform): take(column: column, transform)
    case .firstOf(let columns, let transform):
      let column = columns.first { !batch.cell(row: row, column: $0).isBlank }
      if let column = column ?? columns.first { take(column: column, transform) }
    case .dimension(let outcomes):
      let index = field.variation == .column ? grid ?? 0 : 0
      if outcomes.indices.contains(index) {
        lineage.value = String(decoding: outcomes[index].text, as: UTF8.self)
      }
      lineage.heading = grid.flatMap { record.grid?[$0].heading } ?? ""
      lineage.how = field.variation == .column ? "from the heading" : "from above the headings"
    case .value:
      let column = grid.flatMap { record.grid?[$0].column } ?? record.measure?.columns.first
      if let column, let transform = record.measure?.transform { take(column: column, transform) }
    case .calc: lineage.how = "calculated"
    case .level(_, _, let system):
      lineage.how =
        "derived from grade and school year" + (system.map { " in the system \($0)" } ?? "")
    case .join: lineage.how = "looked up"
    case .rowID: lineage.how = "made of the source and the row"
    case .status: lineage.how = "from what became of the value"
    case .relations: lineage.how = "from labels that do not mean the same as their codes"
    case .sourceReference: lineage.how = "the cell's address"
    }
    return lineage
  }
}

extension Transform {
  /// What the transform does, in the words of the mapping language.
  fileprivate var words: String {
    if lookup != nil { return listName == "area" ? "match area" : "codes \(listName)" }
    return "as \(reading.rawValue)"
  }

  /// The crosswalk line that decided about a text.
  fileprivate func decision(about raw: [UInt8]) -> String? {
    let parts = raw.split(separator: Transform.separator, omittingEmptySubsequences: false)
    let label = Folding.fold(Array(isPaired ? parts.first ?? [] : raw[...]))
    let scope = isScoped ? lookup?.scope(parts.count > 1 ? Array(parts[1]) : []) : nil
    if days != .any, let crosswalk = lookup?.crosswalk {
      var span: DaySpan?
      if case .only(let days) = lookupDays(parts.count > 1 ? Array(parts[1]) : []) { span = days }
      let answer = crosswalk.answer(folded: label, days: span.map { ($0.first, $0.last) })
      guard case .decided(let entry) = answer else { return nil }
      return "\(crosswalk.name):\(entry.line)"
    }
    guard let crosswalk = lookup?.crosswalk,
      let entry = scope.map({ crosswalk.entry(folded: label, inParent: $0.isNamed) })
        ?? crosswalk.entry(folded: label)
    else { return nil }
    return "\(crosswalk.name):\(entry.line)"
  }
}
