public import MizanDiagnostics
import MizanRecords
import MizanStandards

extension CheckedMapping {
  /// Compiles the mapping for one table.
  /// - Throws: a ``Failure`` of kind `undecided` when the table's headings do not fit.
  public func plan(for table: TableBinding) throws(Failure) -> TablePlan {
    try refuseDraft()
    let binding = try ColumnBinding(mapping, table)
    var records: [RecordPlan] = []
    for block in mapping.records {
      records.append(
        try RecordCompiler(self, block, table, binding).plan())
    }
    for name in Set(mapping.source.layout.titles.flatMap { HeadingPattern($0)?.names ?? [] })
      .sorted() where uses(name) && table.captures[name] == nil
    {
      throw Failure(
        .undecided, .titleMissing, at: Place(table.file, sheet: table.sheet),
        ["name": name, "value": mapping.source.layout.titles.joined(separator: " · ")])
    }
    var compiler = CheckCompiler(mapping, binding, records)
    let checks = compiler.plans()
    for (record, bounds) in compiler.bounds { records[record].measure?.bounds = bounds }
    let (treatment, kept) = rowTreatment(binding)
    var notes = (mapping.keepsExtras ? [] : binding.unused).map { heading in
      Diagnostic(
        .columnUnused,
        at: Place(table.file, sheet: table.sheet, column: heading.column + 1),
        ["value": ShownText.make(heading.text)])
    }
    try judgeHeadings(records, table, &notes)
    let counts = Set(
      records.compactMap(\.measure).filter { $0.transform.reading == .count }.flatMap(\.columns))
    return TablePlan(
      mapping: mapping, binding: table, columns: binding, records: records, checks: checks,
      treatment: treatment, countColumns: counts.sorted(), notes: notes, keptDrops: kept)
  }

  /// Labels in headings are judged before any row is read: `stop` ends here, and what is taken or
  /// left out without a decision is told. Headings that are to be reviewed hold their cells.
  private func judgeHeadings(
    _ records: [RecordPlan], _ table: TableBinding, _ notes: inout [Diagnostic]
  ) throws(Failure) {
    var told: Set<Diagnostic> = []
    for record in records {
      for field in record.fields {
        guard case .dimension(let outcomes) = field.source, field.variation == .column else {
          continue
        }
        for (outcome, column) in zip(outcomes, record.grid ?? []) {
          let diagnostic = Diagnostic(
            outcome.state == .stop ? .stopAsked : outcome.code ?? .stopAsked,
            at: Place(table.file, sheet: table.sheet, column: column.column + 1),
            ["field": field.field.name, "value": ShownText.make(column.heading)])
          if outcome.state == .stop { throw Failure(.undecided, [diagnostic]) }
          if outcome.code != nil, outcome.state != .held, told.insert(diagnostic).inserted {
            notes.append(diagnostic)
          }
        }
      }
    }
  }

  /// Whether some line of a record takes its value from a name.
  private func uses(_ name: String) -> Bool {
    mapping.records.flatMap(\.fields).contains {
      if $0.within == name || $0.on == name { return true }
      return switch $0.origin {
      case .from(let used): used == name
      case .firstOf(let names): names.contains(name)
      case .join(let join): join.keys.contains(name)
      default: false
      }
    }
  }

  private func rowTreatment(
    _ binding: ColumnBinding
  ) -> (RowTreatment, kept: [(mark: UInt8, name: String)]) {
    var treatment = RowTreatment()
    var kept: [(mark: UInt8, name: String)] = []
    treatment.fillDown = mapping.source.fillDown.compactMap { binding.columns[$0.name] }
    for drop in mapping.source.drops {
      let mark = RecordBatch.Mark.firstRule + UInt8(truncatingIfNeeded: treatment.drops.count)
      if let column = drop.column.flatMap({ binding.columns[$0.name] }) {
        treatment.drops.append(
          .init(name: drop.name, .says(column: column, labels: drop.says)))
      } else if !drop.blank.isEmpty {
        let columns = drop.blank.compactMap { binding.columns[$0.name] }
        treatment.drops.append(.init(name: drop.name, .blank(columns: columns)))
      } else {
        continue
      }
      if drop.keepForChecks { kept.append((mark, drop.name + "_row")) }
    }
    return (treatment, kept)
  }
}

extension Code {
  static let titleMissing = Code("TITLE_MISSING", .error)
}
