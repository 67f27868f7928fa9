import MizanDiagnostics
import MizanRecords

/// Checks over all rows with the same names, such as the total of a school or of a column.
///
/// Each worker gathers its own sums; they are merged and judged when the table has been read.
public final class ScopedChecks {
  private let plan: TablePlan
  private var checks: [ScopedCheck] = []
  /// Cells of kept totals rows, by check name and column; of several rows the last one counts.
  private var kept: [String: [Int: (row: Int, value: Value)]] = [:]
  private let expressions: RowExpressions

  init(_ plan: TablePlan, _ expressions: RowExpressions) {
    self.plan = plan
    self.expressions = expressions
    for (index, check) in plan.checks.enumerated() {
      guard case .scoped(let expression, let names) = check.form else { continue }
      checks.append(ScopedCheck(index, expression, check.when, names, plan))
    }
  }

  /// Remembers a totals row that the mapping keeps for checks.
  func keep(_ mark: UInt8, _ view: RowView, _ cursor: RowCursor, _ states: [RecordState]) {
    guard !checks.isEmpty,
      let name = plan.keptDrops.first(where: { $0.mark == mark })?.name
    else { return }
    for state in states {
      guard let measure = state.plan.measure else { continue }
      for column in measure.columns {
        let cell = view.cell(cursor.row, cursor.start, cursor.width, column)
        guard !cell.isBlank,
          case .value(let number) = measure.transform.number(view.bytes(cell), kind: cell.kind)
        else { continue }
        kept[name, default: [:]][column] = (cursor.number, .number(number))
      }
    }
  }

  /// Adds a row of data.
  func inspect(_ view: RowView, _ cursor: RowCursor, _ states: [RecordState]) {
    for slot in checks.indices {
      if checks[slot].grids.isEmpty {
        let key = key(slot, nil, view, cursor)
        let column = checks[slot].plainColumn
        addRow(slot, key, place(cursor, nil), column, view, cursor, states)
        continue
      }
      var touched: [[String]: Int] = [:]
      for grid in checks[slot].grids {
        // Of several records of one grid, the first that is made of this row gives its cells.
        guard let record = grid.first(where: { states[$0].isTaken }),
          let columns = plan.records[record].grid, let measure = plan.records[record].measure,
          let position = checks[slot].measured.firstIndex(of: measure.name)
        else { continue }
        for (index, column) in columns.enumerated() {
          let key = key(slot, column, view, cursor)
          if checks[slot].groups[key] == nil {
            checks[slot].groups[key] = checks[slot].group(
              at: place(cursor, column.column), column: column.column)
          }
          checks[slot].groups[key]?.states[position].add(
            ScopedChecks.number(states[record], index))
          if ScopedChecks.isHeld(states[record], index) {
            checks[slot].groups[key]?.isIncomplete = true
          }
          if checks[slot].asksRow, touched[key] == nil { touched[key] = column.column }
        }
      }
      for (key, column) in touched {
        addRow(slot, key, place(cursor, column), column, view, cursor, states)
      }
    }
  }

  /// Remembers that the groups of a held row lack it.
  /// - Parameter isRead: whether the records' conditions were worked out for this row.
  func hold(_ view: RowView, _ cursor: RowCursor, _ states: [RecordState], isRead: Bool) {
    for slot in checks.indices {
      if checks[slot].grids.isEmpty { leaveIncomplete(slot, nil, view, cursor) }
      for grid in checks[slot].grids {
        guard let record = grid.first(where: { !isRead || states[$0].isTaken }) else { continue }
        for column in plan.records[record].grid ?? [] {
          leaveIncomplete(slot, column, view, cursor)
        }
      }
    }
  }

  private func leaveIncomplete(
    _ slot: Int, _ column: ColumnBinding.GridColumn?, _ view: RowView, _ cursor: RowCursor
  ) {
    let key = key(slot, column, view, cursor)
    if checks[slot].groups[key] == nil {
      checks[slot].groups[key] = checks[slot].group(
        at: place(cursor, column?.column), column: column?.column ?? checks[slot].plainColumn)
    }
    checks[slot].groups[key]?.isIncomplete = true
  }

  /// The names of a group: row number, dimensions of the grid column, or texts of the row.
  private func key(
    _ slot: Int, _ column: ColumnBinding.GridColumn?, _ view: RowView, _ cursor: RowCursor
  ) -> [String] {
    checks[slot].names.map { name in
      if name == "row" { return String(cursor.number) }
      if let dimension = column?.dimensions[name] { return Folding.fold(dimension) }
      guard let column = plan.columns.columns[name] else { return "" }
      return view.batch.text(of: view.cell(cursor.row, cursor.start, cursor.width, column))
    }
  }

  private func place(_ cursor: RowCursor, _ column: Int?) -> Place {
    Place(
      plan.binding.file, sheet: plan.binding.sheet, row: cursor.number,
      column: column.map { $0 + 1 },
      path: plan.binding.addressing.paths?.path(ofRow: cursor.number, column: column))
  }

  /// Adds what the row says beside its grids, once for each group that it takes part in.
  private func addRow(
    _ slot: Int, _ key: [String], _ place: Place, _ column: Int?, _ view: RowView,
    _ cursor: RowCursor, _ states: [RecordState]
  ) {
    var group = checks[slot].groups[key] ?? checks[slot].group(at: place, column: column)
    for (position, name) in checks[slot].measured.enumerated()
    where !checks[slot].gridMeasures.contains(name) {
      group.states[position].add(value(of: name, states, view, cursor))
    }
    for name in checks[slot].plainNames {
      let value = expressions.value(of: name, view, cursor)
      if let known = group.names[name], known != value {
        group.disagreeing.insert(name)
      } else {
        group.names[name] = value
      }
    }
    checks[slot].groups[key] = group
  }

  private func value(
    of name: String, _ states: [RecordState], _ view: RowView, _ cursor: RowCursor
  ) -> Value {
    let measured = states.filter { $0.plan.measure?.name == name }
    if measured.isEmpty { return expressions.value(of: name, view, cursor) }
    return measured.first(where: \.isTaken).map { ScopedChecks.number($0, 0) } ?? .missing
  }

  /// The number of one cell of the row.
  private static func number(_ state: RecordState, _ index: Int) -> Value {
    guard index < state.cellCount, state.values[index] > RecordState.CellMark.held else {
      return .missing
    }
    return .number(DecimalNumber(mantissa: state.values[index], scale: state.scales[index]))
  }

  private static func isHeld(_ state: RecordState, _ index: Int) -> Bool {
    index < state.cellCount && state.values[index] == RecordState.CellMark.held
  }

  /// Adds what another worker gathered.
  func merge(_ other: ScopedChecks) {
    for slot in checks.indices {
      for (key, group) in other.checks[slot].groups {
        checks[slot].groups[key]?.merge(group)
        if checks[slot].groups[key] == nil { checks[slot].groups[key] = group }
      }
    }
    for (name, cells) in other.kept {
      kept[name, default: [:]].merge(cells) { $0.row > $1.row ? $0 : $1 }
    }
  }

  /// Judges all groups.
  func conclude(_ tallies: inout [CheckTally], _ findings: inout Findings) {
    for check in checks {
      let block = plan.checks[check.index].block
      let groups = check.groups.values.sorted {
        ($0.place.row ?? 0, $0.place.column ?? 0) < ($1.place.row ?? 0, $1.place.column ?? 0)
      }
      for group in groups {
        switch judge(check, group) {
        case nil: break
        case .boolean(true): tallies[check.index].evaluated += 1
        case .boolean(false):
          tallies[check.index].evaluated += 1
          tallies[check.index].fail(at: group.place)
          findings.add(
            block.consequence == .warning ? .checkWarned : .checkFailed, at: group.place,
            column: block.name,
            ["check": block.name, "rule": block.rule, "value": ""])
        default: tallies[check.index].cannotTell += 1
        }
      }
    }
  }

  /// What a check says about a group; nil where its `when:` does not hold. A group that lacks
  /// what is held gives no sums, so that it is never told to fail.
  private func judge(_ check: ScopedCheck, _ group: ScopedCheck.Group) -> Value? {
    func name(_ name: String) -> Value {
      if check.keptNames.contains(name) {
        return group.column.flatMap { kept[name]?[$0]?.value } ?? .missing
      }
      return group.disagreeing.contains(name) ? .missing : group.names[name] ?? .missing
    }
    func aggregate(_ function: AggregateFunction, _ wanted: String) -> Value {
      guard !group.isIncomplete, let position = check.measured.firstIndex(of: wanted) else {
        return .missing
      }
      return group.states[position].result(for: function)
    }
    let isWanted = check.when?.evaluate(name: name, aggregate: aggregate) ?? .boolean(true)
    if group.isIncomplete { return isWanted == .boolean(false) ? nil : .missing }
    if isWanted != .boolean(true) { return nil }
    return check.expression.evaluate(name: name, aggregate: aggregate)
  }
}
