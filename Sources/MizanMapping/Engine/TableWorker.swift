import Glibc
public import MizanDiagnostics
public import MizanRecords

/// Applies a plan to batches of rows. A worker belongs to one thread and keeps its memos.
///
/// Every row ends in exactly one way: ready (some record of it was written), held (nothing of it
/// was written, a person must decide) or dropped (a declared exclusion). A value that cannot be
/// taken holds the whole row, except in a grid, where it holds its own cell.
public final class TableWorker {
  let plan: TablePlan
  let states: [RecordState]
  let output: BatchOutput
  var row: BumpArena = BumpArena()
  var reasons: [HoldReason] = []
  var cellReasons: [HoldReason] = []
  let expressions: RowExpressions
  let scopes: ScopedChecks

  public init(_ plan: TablePlan, _ checked: CheckedMapping) {
    self.plan = plan
    output = BatchOutput(plan)
    var accounts = 0
    states = plan.records.map { record in
      let account = record.measure == nil ? nil : accounts
      if account != nil { accounts += 1 }
      let state = RecordState(record, account: account)
      if let country = checked.country {
        state.variants?.level = { grade, year in
          country.grades.level(ofGrade: grade, schoolYear: year, system: nil)?.level
        }
      }
      return state
    }
    expressions = RowExpressions(plan, checked.types)
    scopes = ScopedChecks(plan)
  }

  /// Applies the plan to a batch. The output is overwritten by the next call.
  /// - Parameter duplicates: for each row, whether a `unique:` check found it before; empty
  ///   when the mapping has none.
  /// - Throws: a ``Failure`` of kind `undecided` where the mapping says `stop`.
  public func process(_ batch: RecordBatch, duplicates: [Bool]) throws(Failure) -> BatchOutput {
    output.removeAll()
    var failure: Failure?
    batch.arena.withUnsafeBufferPointer { arena in
      batch.cells.withUnsafeBufferPointer { cells in
        let view = RowView(
          batch: batch, arena: arena.baseAddress ?? RecordState.nothing,
          cells: cells.baseAddress ?? TableWorker.noCell)
        for index in 0..<batch.rowCount {
          let cursor = RowCursor(
            row: index, start: Int(batch.starts[index]), width: Int(batch.widths[index]),
            number: Int(batch.rowNumbers[index]))
          let isDuplicate = !duplicates.isEmpty && duplicates[index]
          do throws(Failure) {
            try process(cursor, view, mark: batch.marks[index], isDuplicate: isDuplicate)
          } catch {
            failure = error
            return
          }
        }
      }
    }
    if let failure { throw failure }
    for (record, name) in zip(plan.records.indices, plan.tables) where output.counts.records[name] == nil {
      _ = record
      output.counts.records[name] = 0
    }
    return output
  }

  nonisolated(unsafe) static let noCell: UnsafePointer<Cell> = {
    let cell = UnsafeMutablePointer<Cell>.allocate(capacity: 1)
    cell.initialize(to: .blank)
    return UnsafePointer(cell)
  }()

  private func process(
    _ cursor: RowCursor, _ view: RowView, mark: UInt8, isDuplicate: Bool
  ) throws(Failure) {
    if mark == RecordBatch.Mark.blank {
      output.counts.blank += 1
      return
    }
    output.counts.read += 1
    if mark >= RecordBatch.Mark.firstRule {
      output.counts.dropped += 1
      output.counts.droppedByRule[Int(mark - RecordBatch.Mark.firstRule), default: 0] += 1
      scopes.keep(mark, view, cursor, states)
      for state in states { account(state, view, cursor, \.dropped, \.dropped) }
      return
    }
    row.removeAll()
    reasons.removeAll(keepingCapacity: true)
    cellReasons.removeAll(keepingCapacity: true)
    if let fault = view.batch.faults[cursor.row] {
      reasons.append(
        HoldReason(
          code: fault.code, column: fault.column.map { $0 - 1 }, field: "",
          value: fault.raw.map { ShownText.make($0) } ?? ""))
      holdRow(cursor, view, raw: fault.raw)
      return
    }
    for state in states { evaluate(state, view, cursor) }
    checkRow(view, cursor)
    if reasons.isEmpty && isDuplicate {
      let name = plan.checks.firstIndex { if case .unique = $0.form { true } else { false } } ?? 0
      output.checks[name].fail(at: place(cursor))
      if plan.checks[name].block.consequence == .hold {
        reasons.append(HoldReason(code: .rowNotUnique, field: plan.checks[name].block.name, value: ""))
      }
    }
    try stopIfAsked(cursor)
    if !reasons.isEmpty {
      holdRow(cursor, view, raw: nil)
      return
    }
    emit(view, cursor)
    try stopIfAsked(cursor)
  }

  private func stopIfAsked(_ cursor: RowCursor) throws(Failure) {
    guard let stop = (reasons + cellReasons).first(where: { $0.code == .stopAsked }) else { return }
    throw Failure(
      .undecided, .stopAsked, at: place(cursor, column: stop.column),
      ["field": stop.field, "value": stop.value])
  }

  /// Emits the records of a row that nothing holds.
  private func emit(_ view: RowView, _ cursor: RowCursor) {
    var written = 0
    var skipped = 0
    for (index, state) in states.enumerated() {
      if let when = state.plan.when,
        expressions.evaluate(when, view, cursor, states) != .boolean(true)
      {
        skipped += 1
        account(state, view, cursor, \.dropped, \.dropped)
        continue
      }
      if state.plan.grid != nil { readCells(state, view, cursor, record: index) }
    }
    checkGroups(cursor)
    scopes.inspect(view, cursor, states)
    for state in states {
      if let when = state.plan.when,
        expressions.evaluate(when, view, cursor, states) != .boolean(true)
      {
        continue
      }
      written += state.plan.grid == nil ? writeRow(state, cursor) : writeCells(state, view, cursor)
    }
    for state in states { countFilled(state) }
    if written > 0 {
      output.counts.ready += 1
    } else if !cellReasons.isEmpty {
      output.counts.held += 1
    } else {
      output.counts.dropped += 1
      output.counts.droppedByRule[-1, default: 0] += 1
    }
    if !cellReasons.isEmpty { tellHeldCells(cursor, view) }
    _ = skipped
  }

  private func countFilled(_ state: RecordState) {
    for index in state.plan.fields.indices where state.memos[index] != nil {
      state.looked[index] += 1
      if state.results[index].state == .value { state.filled[index] += 1 }
    }
  }

  /// A place in the table for messages.
  func place(_ cursor: RowCursor, column: Int? = nil) -> Place {
    Place(
      plan.binding.file, sheet: plan.binding.sheet, row: cursor.number, column: column.map { $0 + 1 })
  }
}

extension Code {
  static let rowNotUnique = Code("ROW_NOT_UNIQUE", .error)
  static let stopAsked = Code("MAP_STOP_ASKED", .error)
}
