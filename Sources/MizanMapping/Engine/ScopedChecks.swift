import MizanDiagnostics
import MizanRecords

/// Checks over all rows with the same names, such as the total of a school or of a column.
///
/// Each worker gathers its own sums; they are merged and judged when the table has been read.
public final class ScopedChecks {
  /// What is gathered for one group of rows.
  struct Group {
    var aggregates: [AggregateState]
    /// Values of plain names: one value, or `missing` when the rows disagree.
    var names: [String: Value] = [:]
    var disagreeing: Set<String> = []
    var place: Place
    /// The order in which the group was first met.
    var order: Int
  }

  private struct Check {
    var index: Int
    var expression: Expression
    var names: [String]
    /// The grid record whose cells are added, if an aggregate names a grid's cell.
    var record: Int?
    var groups: [[String]: Group] = [:]
  }

  private let plan: TablePlan
  private var checks: [Check] = []
  /// Cells of kept totals rows, by check name and dimensions.
  private var kept: [String: [Int: Value]] = [:]

  init(_ plan: TablePlan) {
    self.plan = plan
    for (index, check) in plan.checks.enumerated() {
      guard case .scoped(let expression, let names) = check.form else { continue }
      let used = Set(expression.aggregates.map(\.name))
      let record = plan.records.firstIndex {
        $0.grid != nil && used.contains($0.measure?.name ?? "")
      }
      checks.append(Check(index: index, expression: expression, names: names, record: record))
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
        kept[name, default: [:]][column] = .number(number)
      }
    }
  }

  /// Adds a row of data.
  func inspect(_ view: RowView, _ cursor: RowCursor, _ states: [RecordState]) {
    guard !checks.isEmpty else { return }
    let expressions = RowExpressions(plan, [:])
    for slot in checks.indices {
      let check = checks[slot]
      let columns = check.record.flatMap { plan.records[$0].grid }
      for index in 0..<(columns?.count ?? 1) {
        var key: [String] = []
        for name in check.names {
          if name == "row" {
            key.append(String(cursor.number))
          } else if let dimension = columns?[index].dimensions[name] {
            key.append(dimension)
          } else if let column = plan.columns.columns[name] {
            key.append(
              view.batch.text(of: view.cell(cursor.row, cursor.start, cursor.width, column)))
          }
        }
        add(slot, key, index, columns, view, cursor, states, expressions)
      }
    }
  }

  private func add(
    _ slot: Int, _ key: [String], _ index: Int, _ columns: [ColumnBinding.GridColumn]?,
    _ view: RowView, _ cursor: RowCursor, _ states: [RecordState], _ expressions: RowExpressions
  ) {
    let expression = checks[slot].expression
    let column = columns?[index].column
    var group =
      checks[slot].groups[key]
      ?? Group(
        aggregates: expression.aggregates.map { _ in AggregateState() },
        place: Place(
          plan.binding.file, sheet: plan.binding.sheet, row: cursor.number,
          column: column.map { $0 + 1 }), order: checks[slot].groups.count)
    for (position, aggregate) in expression.aggregates.enumerated() {
      group.aggregates[position].add(
        value(of: aggregate.name, index, states, view, cursor, expressions))
    }
    for name in expression.names {
      let value: Value
      if let row = kept[name] {
        value = column.flatMap { row[$0] } ?? .missing
      } else {
        value = number(of: name, view, cursor)
      }
      if let known = group.names[name], known != value {
        group.disagreeing.insert(name)
      } else {
        group.names[name] = value
      }
    }
    checks[slot].groups[key] = group
  }

  private func value(
    of name: String, _ index: Int, _ states: [RecordState], _ view: RowView, _ cursor: RowCursor,
    _ expressions: RowExpressions
  ) -> Value {
    for state in states where state.plan.measure?.name == name {
      let cell = state.plan.grid == nil ? 0 : index
      guard cell < state.cellCount, state.values[cell] > RecordState.CellMark.held else {
        return .missing
      }
      return .number(DecimalNumber(mantissa: state.values[cell], scale: state.scales[cell]))
    }
    return number(of: name, view, cursor)
  }

  /// A column read as a number.
  private func number(of name: String, _ view: RowView, _ cursor: RowCursor) -> Value {
    guard let column = plan.columns.columns[name] else { return .missing }
    let cell = view.cell(cursor.row, cursor.start, cursor.width, column)
    if cell.isBlank { return .missing }
    let style =
      plan.mapping.columns.first { $0.name == name }?.numbers ?? plan.mapping.source.numbers
    if case .value(let number) = NumberReader.number(
      view.bytes(cell), kind: cell.kind, style: style)
    {
      return .number(number)
    }
    return .missing
  }

  /// Adds what another worker gathered.
  func merge(_ other: ScopedChecks) {
    for slot in checks.indices {
      for (key, group) in other.checks[slot].groups {
        guard var mine = checks[slot].groups[key] else {
          checks[slot].groups[key] = group
          continue
        }
        for index in mine.aggregates.indices {
          mine.aggregates[index].merge(group.aggregates[index])
        }
        for (name, value) in group.names where mine.names[name] != value {
          mine.disagreeing.insert(name)
        }
        mine.disagreeing.formUnion(group.disagreeing)
        if (group.place.row ?? 0) < (mine.place.row ?? 0) { mine.place = group.place }
        checks[slot].groups[key] = mine
      }
    }
    for (name, cells) in other.kept { kept[name, default: [:]].merge(cells) { mine, _ in mine } }
  }

  /// Judges all groups.
  func conclude(_ tallies: inout [CheckTally], _ findings: inout Findings) {
    for check in checks {
      let block = plan.checks[check.index].block
      let groups = check.groups.values.sorted {
        ($0.place.row ?? 0, $0.place.column ?? 0) < ($1.place.row ?? 0, $1.place.column ?? 0)
      }
      for group in groups {
        let value = judge(check, group)
        switch value {
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

  private func judge(_ check: Check, _ group: Group) -> Value {
    func name(_ name: String) -> Value {
      if let column = group.place.column, let row = kept[name] {
        return row[column - 1] ?? .missing
      }
      return group.disagreeing.contains(name) ? .missing : group.names[name] ?? .missing
    }
    func aggregate(_ function: AggregateFunction, _ wanted: String) -> Value {
      let position = check.expression.aggregates.firstIndex {
        $0.function == function && $0.name == wanted
      }
      return position.map { group.aggregates[$0].result(for: function) } ?? .missing
    }
    if let when = plan.checks[check.index].when,
      when.evaluate(name: name, aggregate: aggregate) != .boolean(true)
    {
      return .missing
    }
    return check.expression.evaluate(name: name, aggregate: aggregate)
  }
}
