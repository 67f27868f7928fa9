import Glibc
import MizanDiagnostics
import MizanRecords

extension TableWorker {
  /// Writes the one record of a plain plan; returns the number of records written.
  func writeRow(_ state: RecordState, _ cursor: RowCursor) -> Int {
    renderRowPieces(state, cursor)
    let target = tableOutput(state)
    for index in state.plan.pieces.indices {
      switch state.plan.pieces[index] {
      case .value: appendField(named: { if case .value = $0 { true } else { false } }, state, target)
      case .status: appendField(named: { if case .status = $0 { true } else { false } }, state, target)
      default:
        let piece = state.pieces[index]
        if let base = piece.baseAddress { target.buffer.append(base, piece.count) }
      }
    }
    output.counts.records[state.plan.table.name, default: 0] += 1
    if let account = state.account {
      output.accounts[account].cells.read += 1
      output.accounts[account].cells.ready += 1
      if state.values[0] > RecordState.CellMark.held {
        let number = DecimalNumber(mantissa: state.values[0], scale: state.scales[0])
        output.accounts[account].read.add(number)
        output.accounts[account].ready.add(number)
        output.accounts[account].cells.filled += 1
      }
    }
    return 1
  }

  private func appendField(
    named isWanted: (FieldPlan.Source) -> Bool, _ state: RecordState,
    _ target: BatchOutput.ByteOutput
  ) {
    for (index, field) in state.plan.fields.enumerated() where isWanted(field.source) {
      let result = state.results[index]
      target.buffer.append(result.bytes, result.count)
      return
    }
  }

  /// Writes one record for each cell of a grid's row; returns the number of records written.
  func writeCells(_ state: RecordState, _ view: RowView, _ cursor: RowCursor) -> Int {
    guard let account = state.account else { return 0 }
    renderRowPieces(state, cursor)
    let variant = state.variants?.variant(state, view, cursor)
    let target = tableOutput(state)
    let columns = state.cellCount
    let pieces = state.plan.pieces
    let count = pieces.count
    var widest = 64 * (count + 1)
    for index in 0..<count { widest += state.pieces[index].count }
    let values = state.values
    let valueText = TableWorker.statusTexts(state.plan)
    var written = 0
    var filled = 0
    var ready: Int64 = 0
    for column in 0..<columns {
      let value = values[column]
      if value == RecordState.CellMark.held { continue }
      if let hold = variant?.holds[column] {
        holdDerived(hold, state, column, account)
        continue
      }
      var bound = widest
      for index in 0..<count {
        switch pieces[index] {
        case .column: bound &+= state.columnPieces[index &* columns &+ column].count
        case .variant: bound &+= variant?.pieces[index &* columns &+ column].count ?? 0
        default: break
        }
      }
      var end = target.buffer.room(bound)
      for index in 0..<count {
        switch pieces[index] {
        case .row: end = TableWorker.copy(state.pieces[index], to: end)
        case .column: end = TableWorker.copy(state.columnPieces[index &* columns &+ column], to: end)
        case .variant:
          if let piece = variant?.pieces[index &* columns &+ column] {
            end = TableWorker.copy(piece, to: end)
          }
        case .value:
          if value > RecordState.CellMark.held {
            end = NumberText.write(value, scale: state.scales[column], to: end)
          }
        case .status:
          let text = value == RecordState.CellMark.missing ? valueText.missing : valueText.present
          end = TableWorker.copy(text, to: end)
        }
      }
      target.buffer.advance(to: end)
      written &+= 1
      if value > RecordState.CellMark.held {
        filled &+= 1
        if state.scales[column] == 0 {
          ready &+= value
        } else {
          output.accounts[account].ready.add(
            DecimalNumber(mantissa: value, scale: state.scales[column]))
        }
      }
    }
    output.accounts[account].ready.add(ready)
    output.accounts[account].cells.ready += written
    output.accounts[account].cells.filled += filled
    output.counts.records[state.plan.table.name, default: 0] += written
    return written
  }

  /// A record whose derived field nobody can work out: its cell is held.
  private func holdDerived(
    _ hold: (field: Int, code: Code), _ state: RecordState, _ column: Int, _ account: Int
  ) {
    let field = state.plan.fields[hold.field].field.name
    let place = state.plan.measure?.columns[column]
    cellReasons.append(
      HoldReason(
        code: hold.code, column: place, field: field,
        value: place.flatMap { heading(ofColumn: $0) } ?? ""))
    output.accounts[account].cells.held += 1
    let value = state.values[column]
    if value > RecordState.CellMark.held {
      output.accounts[account].held.add(
        DecimalNumber(mantissa: value, scale: state.scales[column]))
    }
  }

  private func tableOutput(_ state: RecordState) -> BatchOutput.ByteOutput {
    let index = output.tableNames.firstIndex(of: state.plan.table.name) ?? 0
    return output.tables[index]
  }

  /// `obs_status` with and without a number.
  private static func statusTexts(
    _ plan: RecordPlan
  ) -> (present: UnsafeBufferPointer<UInt8>, missing: UnsafeBufferPointer<UInt8>) {
    (RecordStatus.unvalidated, RecordStatus.missing)
  }

  /// Copies bytes; the source has at least 64 bytes behind its end, and so has the target.
  @inline(__always)
  private static func copy(
    _ source: UnsafeBufferPointer<UInt8>, to target: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    let count = source.count
    guard let base = source.baseAddress else { return target }
    if count <= 64 {
      memcpy(target, base, 32)
      if count > 32 { memcpy(target + 32, base + 32, 32) }
    } else {
      memcpy(target, base, count)
    }
    return target + count
  }

  /// Renders what the row's records share, once.
  private func renderRowPieces(_ state: RecordState, _ cursor: RowCursor) {
    for (index, piece) in state.plan.pieces.enumerated() {
      guard case .row(let parts) = piece else { continue }
      var size = 0
      for part in parts {
        switch part {
        case .bytes(let bytes): size += bytes.count
        case .field(let field): size += state.results[field].count
        case .rowNumber: size += 20
        case .columnLetters: break
        }
      }
      let start = row.room(size)
      var end = start
      for part in parts {
        switch part {
        case .bytes(let bytes):
          for byte in bytes {
            end.pointee = byte
            end += 1
          }
        case .field(let field):
          let result = state.results[field]
          memcpy(end, result.bytes, result.count)
          end += result.count
        case .rowNumber: end = NumberText.write(Int64(cursor.number), scale: 0, to: end)
        case .columnLetters: break
        }
      }
      state.pieces[index] = UnsafeBufferPointer(start: start, count: end - start)
    }
  }
}

/// Texts of `obs_status` that the engine writes: `V` for what has just arrived, `O` for a missing
/// value of unknown reason (SDMX CL_OBS_STATUS).
enum RecordStatus {
  nonisolated(unsafe) static let unvalidated = RecordState.padded([86])
  nonisolated(unsafe) static let missing = RecordState.padded([79])
}
