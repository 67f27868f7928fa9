import Glibc
import MizanDiagnostics
import MizanRecords
import MizanStandards

extension TableWorker {
  /// Writes the one record of a plain plan.
  func writeRow(_ state: RecordState, _ cursor: RowCursor) {
    renderRowPieces(state, cursor)
    let target = output.tables[state.output]
    for index in state.plan.pieces.indices {
      switch state.pieceKinds[index] {
      case .value, .status:
        let field = state.pieceFields[index]
        target.buffer.append(state.results[field].bytes, state.results[field].count)
      default:
        let piece = state.pieces[index]
        if let base = piece.baseAddress { target.buffer.append(base, piece.count) }
      }
    }
    state.tally.pointee.records &+= 1
    guard let account = state.account else { return }
    state.tally.pointee.cellsRead &+= 1
    state.tally.pointee.cellsReady &+= 1
    let value = state.values[0]
    guard value > RecordState.CellMark.held else { return }
    state.tally.pointee.cellsFilled &+= 1
    if state.scales[0] == 0, value <= RecordState.CellMark.small,
      value >= -RecordState.CellMark.small
    {
      state.tally.pointee.readSum &+= value
      state.tally.pointee.readySum &+= value
    } else {
      let number = DecimalNumber(mantissa: value, scale: state.scales[0])
      output.accounts[account].read.add(number)
      output.accounts[account].ready.add(number)
    }
  }

  /// Writes one record for each cell of a grid's row; returns the number of records written.
  func writeCells(_ state: RecordState, _ view: RowView, _ cursor: RowCursor) -> Int {
    guard let account = state.account else { return 0 }
    renderRowPieces(state, cursor)
    let variant = state.variants?.variant(state, view, cursor)
    let variantPieces = variant.map { UnsafePointer($0.pieces) }
    let target = output.tables[state.output]
    let columns = state.cellCount
    let count = state.plan.pieces.count
    let kinds = state.pieceKinds
    let pieces = state.pieces
    let columnPieces = state.columnPieces
    let values = state.values
    let scales = state.scales
    let present = RecordStatus.unvalidated
    let missing = RecordStatus.missing
    var widest = 64 &* (count &+ 1) &+ state.widestColumn &+ (variant?.widest ?? 0)
    for index in 0..<count { widest &+= pieces[index].count }
    var written = 0
    var filled = 0
    var ready: Int64 = 0
    var end = target.buffer.room(widest &* columns)
    for column in 0..<columns {
      let value = values[column]
      if value == RecordState.CellMark.held { continue }
      if state.hasColumnHolds, let hold = state.columnHolds[column] {
        let code = hold.outcome.code ?? .fieldEmpty
        holdDerived((hold.field, code), state, column, account, review: hold.outcome.asksForReview)
        continue
      }
      if let variant, variant.hasHolds, let hold = variant.hold(column) {
        holdDerived(hold, state, column, account)
        continue
      }
      for index in 0..<count {
        switch kinds[index] {
        case .row: end = TableWorker.copy(pieces[index], to: end)
        case .column: end = TableWorker.copy(columnPieces[index &* columns &+ column], to: end)
        case .variant:
          if let variantPieces {
            end = TableWorker.copy(variantPieces[index &* columns &+ column], to: end)
          }
        case .value:
          if value > RecordState.CellMark.held {
            end = NumberText.write(value, scale: scales[column], to: end)
          }
        case .status:
          end = TableWorker.copy(value == RecordState.CellMark.missing ? missing : present, to: end)
        }
      }
      written &+= 1
      if value > RecordState.CellMark.held {
        filled &+= 1
        if scales[column] == 0, value <= RecordState.CellMark.small,
          value >= -RecordState.CellMark.small
        {
          ready &+= value
        } else {
          output.accounts[account].ready.add(
            DecimalNumber(mantissa: value, scale: scales[column]))
        }
      }
    }
    target.buffer.advance(to: end)
    state.tally.pointee.readySum &+= ready
    state.tally.pointee.cellsReady &+= written
    state.tally.pointee.cellsFilled &+= filled
    state.tally.pointee.records &+= written
    return written
  }

  /// A record whose derived field nobody can work out: its cell is held.
  private func holdDerived(
    _ hold: (field: Int, code: Code), _ state: RecordState, _ column: Int, _ account: Int,
    review: Bool = false
  ) {
    let field = state.plan.fields[hold.field].field.name
    let place = state.plan.measure?.columns[column]
    let heading = place.flatMap { self.heading(ofColumn: $0) } ?? ""
    var reason = HoldReason(code: hold.code, column: place, field: field, value: heading)
    let value = state.values[column]
    if review {
      let key = ReviewTally.Key(field: field, list: field, label: heading)
      reason.review = key
      var learners = ExactSum()
      if value > RecordState.CellMark.held {
        learners.add(DecimalNumber(mantissa: value, scale: state.scales[column]))
      }
      output.review.add(
        key, learners: learners,
        at: Place(
          plan.binding.file, sheet: plan.binding.sheet, row: rowNumber, column: place.map { $0 + 1 }
        ))
    }
    cellReasons.append(reason)
    output.accounts[account].cells.held += 1
    if value > RecordState.CellMark.held {
      output.accounts[account].held.add(
        DecimalNumber(mantissa: value, scale: state.scales[column]))
    }
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
    let results = state.results
    let parts = state.rowParts
    var part = 0
    while part < parts.count {
      let piece = parts[part].piece
      var size = 0
      var last = part
      while last < parts.count, parts[last].piece == piece {
        let field = parts[last].field
        size &+=
          field >= 0
          ? results[field].count : field == RecordState.rowNumber ? 20 : parts[last].bytes.count
        last &+= 1
      }
      let start = row.pointee.room(size)
      var end = start
      while part < last {
        let field = parts[part].field
        if field >= 0 {
          memcpy(end, results[field].bytes, results[field].count)
          end += results[field].count
        } else if field == RecordState.rowNumber {
          end = NumberText.write(Int64(cursor.number), scale: 0, to: end)
        } else {
          end = TableWorker.copy(parts[part].bytes, to: end)
        }
        part &+= 1
      }
      state.pieces[piece] = UnsafeBufferPointer(start: start, count: end - start)
    }
  }
}

/// Texts of `obs_status` that the engine writes: `V` for what has just arrived, `O` for a missing
/// value of unknown reason (SDMX CL_OBS_STATUS).
enum RecordStatus {
  nonisolated(unsafe) static let unvalidated = RecordState.padded([86])
  nonisolated(unsafe) static let missing = RecordState.padded([79])
}
