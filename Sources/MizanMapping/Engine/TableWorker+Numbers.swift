import MizanDiagnostics
import MizanRecords

extension TableWorker {
  /// Reads the number of a plain record into the state's first value.
  func readNumber(_ state: RecordState, _ view: RowView, _ cursor: RowCursor, field: Int) {
    guard let measure = state.measure, measure.columnCount > 0 else {
      state.values[0] = RecordState.CellMark.missing
      put([], state, field)
      return
    }
    let column = measure.columns[0]
    let cell = view.cell(cursor.row, cursor.start, cursor.width, column)
    let reading = reading(cell, view, state)
    state.scales[0] = 0
    switch reading.state {
    case .value:
      state.values[0] = reading.mantissa
      state.scales[0] = reading.scale
      if measure.hasBounds { checkBounds(reading.number, state, cursor, column: column) }
      let target = row.pointee.room(24)
      let end = NumberText.write(reading.mantissa, scale: reading.scale, to: target)
      state.results[field] = FieldResult(
        bytes: UnsafePointer(target), count: end - target, state: .value)
    case .missing, .leftOut:
      if reading.state == .leftOut { tellLeftOut(cell, view, cursor, column: column) }
      state.values[0] = RecordState.CellMark.missing
      put([], state, field)
      state.results[field].state = .missing
    case .held:
      state.values[0] = RecordState.CellMark.held
      hold(
        outcome(of: reading, state), state, field, column: column, raw: Array(view.bytes(cell)))
    }
  }

  /// Tells the bounds that the number of a plain record breaks.
  private func checkBounds(
    _ number: DecimalNumber, _ state: RecordState, _ cursor: RowCursor, column: Int
  ) {
    state.tally.pointee.numbers &+= 1
    for bound in state.plan.measure?.bounds ?? [] where !bound.passes(number) {
      fail(bound.checkIndex, cursor, column: column, value: number.text, holds: &reasons)
    }
  }

  /// Reads all cells of a grid's row into the state's values.
  func readCells(_ state: RecordState, _ view: RowView, _ cursor: RowCursor) {
    guard let measure = state.measure else { return }
    let values = state.values
    let scales = state.scales
    let tally = state.tally
    var read: Int64 = 0
    var held: Int64 = 0
    var heldCells = 0
    var numbers = 0
    for index in 0..<state.cellCount {
      let cell = view.cell(cursor.row, cursor.start, cursor.width, measure.columns[index])
      var value = RecordState.CellMark.missing
      scales[index] = 0
      if cell.count == 1, measure.missingBytes[Int(view.arena[Int(cell.start)])] {
        values[index] = RecordState.CellMark.missing
        continue
      }
      if cell.count > 0 {
        value =
          measure.isCount ? NumberReader.fastCount(view.arena + Int(cell.start), cell.count) : -1
        if value < 0 {
          value = slowCell(cell, view, cursor, state, index)
          if scales[index] > 0 || value > RecordState.CellMark.small
            || value < -RecordState.CellMark.small
          {
            if value == RecordState.CellMark.held { heldCells &+= 1 }
            values[index] = value
            continue
          }
        }
        read &+= value
        numbers &+= 1
        if value > measure.upper || value < measure.lower {
          if breaks(value, state, cursor, column: measure.columns[index]) {
            held &+= value
            value = RecordState.CellMark.held
          }
        }
      }
      if value == RecordState.CellMark.held { heldCells &+= 1 }
      values[index] = value
    }
    tally.pointee.readSum &+= read
    tally.pointee.heldSum &+= held
    tally.pointee.cellsRead &+= state.cellCount
    tally.pointee.cellsHeld &+= heldCells
    tally.pointee.numbers &+= numbers
  }

  /// Tells the bounds that a whole number breaks; whether one of them holds the cell.
  @inline(never)
  private func breaks(
    _ value: Int64, _ state: RecordState, _ cursor: RowCursor, column: Int
  ) -> Bool {
    var holds = false
    for bound in state.plan.measure?.bounds ?? [] where !bound.passes(value) {
      fail(bound.checkIndex, cursor, column: column, value: String(value), holds: &cellReasons)
      if plan.checks[bound.checkIndex].block.consequence == .hold { holds = true }
    }
    return holds
  }

  /// A cell that is no short run of ASCII digits.
  @inline(never)
  private func slowCell(
    _ cell: Cell, _ view: RowView, _ cursor: RowCursor, _ state: RecordState, _ index: Int
  ) -> Int64 {
    guard let numbers = state.numbers else { return RecordState.CellMark.missing }
    let reading = numbers._withUnsafeGuaranteedRef {
      $0.reading(view.arena + Int(cell.start), cell.count, kind: cell.kind)
    }
    switch reading.state {
    case .value:
      if reading.scale == 0, reading.mantissa <= RecordState.CellMark.small,
        reading.mantissa >= -RecordState.CellMark.small
      {
        return reading.mantissa
      }
      return longCell(reading.number, cursor, state, index)
    case .missing: return RecordState.CellMark.missing
    case .leftOut:
      tellLeftOut(cell, view, cursor, column: state.measure?.columns[index] ?? 0)
      return RecordState.CellMark.missing
    case .held:
      let outcome = numbers.takeUnretainedValue().outcomes[Int(reading.outcome)]
      cellReasons.append(
        HoldReason(
          code: outcome.state == .stop ? .stopAsked : outcome.code ?? .fieldEmpty,
          column: state.measure?.columns[index], field: state.plan.measure?.name ?? "",
          value: ShownText.make(view.bytes(cell))))
      return RecordState.CellMark.held
    }
  }

  /// Tells that a number nobody could read was left out, as the mapping allows.
  private func tellLeftOut(_ cell: Cell, _ view: RowView, _ cursor: RowCursor, column: Int) {
    let value = ShownText.make(view.bytes(cell))
    let heading = heading(ofColumn: column) ?? ""
    output.told.append(
      .init(
        code: .valueLeftOut, row: cursor.number, column: column, heading: heading, value: value,
        field: "", path: path(column: column)))
  }

  /// A number with a fraction or with very many digits: its sums are kept apart.
  private func longCell(
    _ number: DecimalNumber, _ cursor: RowCursor, _ state: RecordState, _ index: Int
  ) -> Int64 {
    guard let measure = state.plan.measure, let account = state.account else {
      return RecordState.CellMark.missing
    }
    state.scales[index] = number.scale
    state.tally.pointee.numbers &+= 1
    output.accounts[account].read.add(number)
    var passes = true
    for bound in measure.bounds where !bound.passes(number) {
      fail(
        bound.checkIndex, cursor, column: measure.columns[index], value: number.text,
        holds: &cellReasons)
      if plan.checks[bound.checkIndex].block.consequence == .hold { passes = false }
    }
    if passes { return number.mantissa }
    output.accounts[account].held.add(number)
    return RecordState.CellMark.held
  }

  /// What a cell of the record's measure says as a number.
  func read(_ cell: Cell, _ view: RowView, _ state: RecordState) -> CellNumber {
    let reading = reading(cell, view, state)
    switch reading.state {
    case .value: return .value(reading.number)
    case .missing, .leftOut: return .missing
    case .held: return .held(outcome(of: reading, state))
    }
  }

  /// Why a number is held.
  private func outcome(of reading: NumberMemo.Reading, _ state: RecordState) -> Outcome {
    let outcomes = state.numbers?.takeUnretainedValue().outcomes ?? []
    return outcomes.isEmpty ? .missing : outcomes[Int(reading.outcome)]
  }

  /// What a cell says as a number.
  enum CellNumber {
    case value(DecimalNumber)
    case missing
    case held(Outcome)
  }

  @inline(__always)
  private func reading(_ cell: Cell, _ view: RowView, _ state: RecordState) -> NumberMemo.Reading {
    if cell.isBlank || cell.count == 0 { return .missing }
    let base = view.arena + Int(cell.start)
    if state.measure?.isCount == true {
      let fast = NumberReader.fastCount(base, cell.count)
      if fast >= 0 { return NumberMemo.Reading(state: .value, mantissa: fast) }
    }
    return state.numbers?._withUnsafeGuaranteedRef {
      $0.reading(base, cell.count, kind: cell.kind)
    } ?? .missing
  }

  /// Adds the numbers of a whole row to one side of the scale; for rows that yield no record.
  func account(
    _ state: RecordState, _ view: RowView, _ cursor: RowCursor,
    _ side: WritableKeyPath<SumAccount, ExactSum>,
    _ cells: WritableKeyPath<SumAccount.CellTally, Int>
  ) {
    guard let measure = state.measure, let account = state.account else { return }
    var small: Int64 = 0
    for index in 0..<measure.columnCount {
      let cell = view.cell(cursor.row, cursor.start, cursor.width, measure.columns[index])
      let reading = reading(cell, view, state)
      guard reading.state == .value else { continue }
      if reading.scale == 0, reading.mantissa.magnitude <= UInt64(RecordState.CellMark.small) {
        small &+= reading.mantissa
      } else {
        output.accounts[account].read.add(reading.number)
        output.accounts[account][keyPath: side].add(reading.number)
      }
    }
    output.accounts[account].cells.read += measure.columnCount
    output.accounts[account].cells[keyPath: cells] += measure.columnCount
    output.accounts[account].read.add(small)
    output.accounts[account][keyPath: side].add(small)
  }

  /// Counts a failed bound; holds the cell when the check says so.
  func fail(
    _ check: Int, _ cursor: RowCursor, column: Int, value: String, holds: inout [HoldReason]
  ) {
    output.checks[check].fail(at: place(cursor, column: column))
    let block = plan.checks[check].block
    if block.consequence == .hold {
      holds.append(
        HoldReason(
          code: .checkFailed, column: column, field: block.name, value: value,
          rule: block.that?.text ?? ""))
    } else {
      tellFailure(block, at: place(cursor, column: column))
    }
  }

  /// Tells that a check failed where nothing is held.
  func tellFailure(_ block: CheckBlock, at place: Place) {
    output.told.append(
      .init(
        code: block.consequence == .warning ? .checkWarned : .checkFailed,
        row: place.row ?? 0, column: place.column.map { $0 - 1 }, heading: block.name, value: "",
        field: block.name, rule: block.rule, path: place.path))
  }
}

extension Code {
  static let checkFailed = Code("CHECK_FAILED", .error)
  static let checkWarned = Code("CHECK_WARNED", .warning)
}
