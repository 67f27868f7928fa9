import Glibc
public import MizanDiagnostics
public import MizanRecords
import MizanStandards

/// Applies a plan to batches of rows. A worker belongs to one thread and keeps its memos.
///
/// Every row ends in exactly one way: ready (some record of it was written), held (nothing of it
/// was written, a person must decide) or dropped (a declared exclusion). A value that cannot be
/// taken holds the whole row, except in a grid, where it holds its own cell.
public final class TableWorker {
  /// How a worker learns which rows a `unique:` check found before.
  public enum Duplicates {
    /// The answers, one for each row, worked out in the order of the batches.
    case judged([Bool])
    /// The gate itself, for the only worker of a table.
    case gate(DuplicateGate)
  }

  let plan: TablePlan
  let states: [RecordState]
  /// The same states for the loops over rows, without counting references.
  private let loopStates: UnsafeMutableBufferPointer<Unmanaged<RecordState>>
  let output: BatchOutput
  /// Texts that live as long as the row.
  let row: UnsafeMutablePointer<BumpArena>
  var reasons: [HoldReason] = []
  var cellReasons: [HoldReason] = []
  let expressions: RowExpressions
  let scopes: ScopedChecks
  /// File and sheet as each line of `held.csv` begins.
  let heldHead: [UInt8]
  /// The columns that `held.csv` shows.
  let heldColumns: [Int]
  /// The headings as messages show them, by column.
  let shownHeadings: [Int: String]
  /// Expressions of `calc:` fields, by their memo.
  let calcs: [ObjectIdentifier: ExpressionMemo]
  let rowChecks: RowChecks
  /// The `when:` of each record.
  private let conditions: [ExpressionMemo?]
  /// The columns whose texts are numbered.
  let numbered: NumberedColumns
  let uniqueCheck: Int?
  /// The record after whose fields the key of the `unique:` check is known.
  private let lastKeyRecord: Int
  /// The key of the row the worker is at.
  private var key: UInt64 = 1
  /// 1 while rows count, 0 while they are only looked at for their keys.
  var weight = 1
  /// The number of the row the worker is at.
  var rowNumber = 0
  /// The paths of cells, in a table cut out of a tree; and the row the worker is at.
  let paths: TreePaths?
  var batch: RecordBatch?
  var rowIndex = 0
  /// How many batches were begun.
  private(set) var batchNumber = 0

  public init(_ plan: TablePlan, _ checked: CheckedMapping) {
    self.plan = plan
    paths = plan.binding.addressing.paths
    output = BatchOutput(plan)
    row = .allocate(capacity: 1)
    row.initialize(to: BumpArena())
    let captures = Set(plan.binding.captures.keys)
    let numbered = NumberedColumns()
    self.numbered = numbered
    func memo(_ expression: Expression) -> ExpressionMemo {
      ExpressionMemo(expression, plan.columns, captures: captures, numbered)
    }
    var accounts = 0
    var states: [RecordState] = []
    var conditions: [ExpressionMemo?] = []
    var calcs: [ObjectIdentifier: ExpressionMemo] = [:]
    for record in plan.records {
      let account = record.measure == nil ? nil : accounts
      if account != nil { accounts += 1 }
      let state = RecordState(
        record, account: account,
        output.tables[output.tableNames.firstIndex(of: record.table.name) ?? 0], numbered,
        earlier: states)
      conditions.append(record.when.map(memo))
      state.condition = conditions.last?.map { .passUnretained($0) }
      if let country = checked.country {
        state.variants?.takeUnretainedValue().level = { grade, year, system in
          country.grades.level(ofGrade: grade, schoolYear: year, system: system)
        }
      }
      for (field, known) in zip(record.fields, state.memos) {
        if case .calc(let expression, _) = field.source, let known {
          calcs[ObjectIdentifier(known)] = memo(expression)
        }
      }
      states.append(state)
    }
    self.states = states
    loopStates = .allocate(capacity: states.count)
    _ = loopStates.initialize(from: states.map { Unmanaged.passUnretained($0) })
    heldColumns = plan.binding.headings.map(\.column)
    heldHead = Array(
      "\(CSVText.quoted(plan.binding.file)),\(CSVText.quoted(plan.binding.sheet ?? "")),".utf8)
    shownHeadings = Dictionary(
      plan.binding.headings.map { ($0.column, ShownText.make($0.text, limit: 60)) },
      uniquingKeysWith: { first, _ in first })
    self.calcs = calcs
    self.conditions = conditions
    expressions = RowExpressions(plan, checked.types)
    scopes = ScopedChecks(plan, expressions)
    rowChecks = RowChecks(plan, states, memo)
    uniqueCheck = plan.checks.firstIndex { if case .unique = $0.form { true } else { false } }
    lastKeyRecord = TableWorker.lastKeyRecord(plan)
  }

  deinit {
    loopStates.deallocate()
    row.deinitialize(count: 1)
    row.deallocate()
  }

  /// Applies the plan to a batch. The output is overwritten by the next call.
  /// - Throws: a ``Failure`` of kind `undecided` where the mapping says `stop`.
  public func process(
    _ batch: RecordBatch, duplicates: Duplicates
  ) throws(Failure) -> BatchOutput {
    output.removeAll()
    batchNumber += 1
    if paths != nil { self.batch = batch }
    var failure: Failure?
    let hasFaults = !batch.faults.isEmpty
    let gate: DuplicateGate? = if case .gate(let gate) = duplicates { gate } else { nil }
    batch.withView { view in
      numbered.number(view)
      for index in 0..<view.rowCount {
        let cursor = RowCursor(batch, index)
        let fault = hasFaults ? batch.faults[index] : nil
        do throws(Failure) {
          try process(cursor, view, mark: batch.marks[index], fault, gate, duplicates)
        } catch {
          failure = error
          return
        }
      }
    }
    if let failure { throw failure }
    flush()
    return output
  }

  private func process(
    _ cursor: RowCursor, _ view: RowView, mark: UInt8, _ fault: RecordBatch.Fault?,
    _ gate: DuplicateGate?, _ duplicates: Duplicates
  ) throws(Failure) {
    if mark == RecordBatch.Mark.blank {
      output.counts.blank += 1
      return
    }
    output.counts.read += 1
    if mark >= RecordBatch.Mark.firstRule {
      drop(cursor, view, mark)
      return
    }
    begin(cursor)
    if let fault {
      reasons.append(
        HoldReason(
          code: fault.code, column: fault.column.map { $0 - 1 }, field: "", value: ""))
      holdRow(cursor, view, raw: fault.raw)
      return
    }
    look(at: cursor, view, gate)
    if reasons.isEmpty, let uniqueCheck { judge(uniqueCheck, cursor, view, duplicates) }
    try stopIfAsked(cursor)
    if !reasons.isEmpty {
      holdRow(cursor, view, raw: nil)
      return
    }
    emit(view, cursor)
    try stopIfAsked(cursor)
  }

  /// Forgets the row before.
  func begin(_ cursor: RowCursor) {
    row.pointee.removeAll()
    if !reasons.isEmpty { reasons.removeAll(keepingCapacity: true) }
    if !cellReasons.isEmpty { cellReasons.removeAll(keepingCapacity: true) }
    rowNumber = cursor.number
    rowIndex = cursor.row
  }

  /// Works out all fields of the row and the checks that look at it alone; the gate, if any, is
  /// told the row's key as soon as it is known.
  func look(at cursor: RowCursor, _ view: RowView, _ gate: DuplicateGate?) {
    for index in 0..<loopStates.count {
      loopStates[index]._withUnsafeGuaranteedRef { state in
        if let condition = state.condition {
          state.isTaken = condition._withUnsafeGuaranteedRef {
            $0.verdict(view, cursor, expressions) == .yes
          }
          if !state.isTaken {
            refuseUnreadable(state, view, cursor)
            return
          }
        }
        evaluate(state, view, cursor)
      }
      if index == lastKeyRecord, let gate {
        key = uniqueKey(view, cursor)
        gate.prefetch(key)
      }
    }
    checkRow(view, cursor)
  }

  /// A record that is left out must not take a number with it that nobody could read.
  private func refuseUnreadable(_ state: RecordState, _ view: RowView, _ cursor: RowCursor) {
    guard let measure = state.plan.measure else { return }
    for column in measure.columns {
      let cell = view.cell(cursor.row, cursor.start, cursor.width, column)
      if case .held(let outcome) = read(cell, view, state) {
        reasons.append(
          HoldReason(
            code: outcome.state == .stop ? .stopAsked : outcome.code ?? .fieldEmpty,
            column: column, field: measure.name,
            value: ShownText.make(view.bytes(cell))))
      }
    }
  }

  private func drop(_ cursor: RowCursor, _ view: RowView, _ mark: UInt8) {
    output.counts.dropped += 1
    output.counts.droppedByRule[Int(mark - RecordBatch.Mark.firstRule), default: 0] += 1
    scopes.keep(mark, view, cursor, states)
    for state in states { account(state, view, cursor, \.dropped, \.dropped) }
  }

  private func judge(
    _ check: Int, _ cursor: RowCursor, _ view: RowView, _ duplicates: Duplicates
  ) {
    output.checks[check].evaluated += 1
    let isDuplicate =
      switch duplicates {
      case .judged(let answers): answers[cursor.row]
      case .gate(let gate): key != 0 && !gate.insert(key)
      }
    guard isDuplicate else { return }
    output.checks[check].fail(at: place(cursor))
    let block = plan.checks[check].block
    if block.consequence == .hold {
      reasons.append(HoldReason(code: .rowNotUnique, field: block.name, value: ""))
    } else {
      tellFailure(block, at: place(cursor))
    }
  }

  private func stopIfAsked(_ cursor: RowCursor) throws(Failure) {
    if reasons.isEmpty && cellReasons.isEmpty { return }
    guard let stop = (reasons + cellReasons).first(where: { $0.code == .stopAsked }) else { return }
    throw Failure(
      .undecided, .stopAsked, at: place(cursor, column: stop.column),
      ["field": stop.field, "value": stop.value])
  }

  /// Emits the records of a row that nothing holds.
  private func emit(_ view: RowView, _ cursor: RowCursor) {
    for index in 0..<loopStates.count {
      loopStates[index]._withUnsafeGuaranteedRef { state in
        if !state.isTaken {
          account(state, view, cursor, \.dropped, \.dropped)
          state.forgetNumbers()
        } else if state.hasGrid {
          readCells(state, view, cursor)
        }
      }
    }
    checkGroups(cursor)
    scopes.inspect(view, cursor, states)
    var written = 0
    for index in 0..<loopStates.count {
      loopStates[index]._withUnsafeGuaranteedRef { state in
        guard state.isTaken else { return }
        if state.hasGrid {
          written &+= writeCells(state, view, cursor)
        } else {
          writeRow(state, cursor)
          written &+= 1
        }
      }
    }
    if written > 0 {
      output.counts.ready += 1
    } else if !cellReasons.isEmpty {
      output.counts.held += 1
    } else {
      output.counts.dropped += 1
      output.counts.droppedByRule[-1, default: 0] += 1
    }
    if !cellReasons.isEmpty { tellHeldCells(cursor, view) }
  }

  /// Moves what was counted in machine words to the output.
  private func flush() {
    for state in states {
      let tally = state.tally.pointee
      state.tally.pointee = RecordState.BatchTally()
      output.counts.records[state.plan.table.name, default: 0] += tally.records
      for bound in state.plan.measure?.bounds ?? [] {
        output.checks[bound.checkIndex].evaluated += tally.numbers
      }
      guard let account = state.account else { continue }
      output.accounts[account].read.add(tally.readSum)
      output.accounts[account].held.add(tally.heldSum)
      output.accounts[account].ready.add(tally.readySum)
      output.accounts[account].cells.read += tally.cellsRead
      output.accounts[account].cells.held += tally.cellsHeld
      output.accounts[account].cells.ready += tally.cellsReady
      output.accounts[account].cells.filled += tally.cellsFilled
    }
    rowChecks.flush(into: &output.checks)
    flushTold()
  }
}

extension Code {
  static let rowNotUnique = Code("ROW_NOT_UNIQUE", .error)
  static let stopAsked = Code("MAP_STOP_ASKED", .error)
}
