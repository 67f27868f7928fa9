import Glibc
import MizanDiagnostics
import MizanRecords
import MizanStandards

extension TableWorker {
  /// Writes the one record of a plain plan.
  func writeRow(_ state: RecordState, _ cursor: RowCursor) {
    state.line._withUnsafeGuaranteedRef { line in
      state.target._withUnsafeGuaranteedRef { target in
        line.begin(rowNumber: cursor.number)
        for index in 0..<line.rowPieces.count {
          let piece = line.rowPieces[index]
          let end = line.render(piece, to: target.buffer.room(line.size(of: piece)))
          target.buffer.advance(to: end)
        }
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
    let template = state.isWidened ? state.widenedLine ?? state.line : state.line
    return template._withUnsafeGuaranteedRef { line in
      renderRowPieces(line, state, cursor)
      guard let variants = state.variants else {
        return writeCells(line, nil, state, cursor)
      }
      return variants._withUnsafeGuaranteedRef { memo in
        memo.variant(state, view, cursor)._withUnsafeGuaranteedRef {
          writeCells(line, $0, state, cursor)
        }
      }
    }
  }

  @inline(__always)
  private func writeCells(
    _ line: LineTemplate, _ variant: VariantMemo.Variant?, _ state: RecordState,
    _ cursor: RowCursor
  ) -> Int {
    guard let account = state.account else { return 0 }
    let target = state.target.takeUnretainedValue()
    let columns = state.cellCount
    if let variant {
      for index in 0..<line.variantPieces.count {
        let piece = line.variantPieces[index]
        line.parts[piece].slices = UnsafePointer(variant.pieces + piece &* columns)
      }
      if line.statusPiece >= 0, let usual = line.usualStatus {
        line.parts[line.statusPiece].slices =
          line.isWidened ? usual : variant.statuses?.baseAddress.map { UnsafePointer($0) } ?? usual
      }
    }
    let parts = UnsafePointer(line.parts.baseAddress!)
    let count = line.parts.count
    let values = state.values
    let scales = state.scales
    let digits = NumberText.table
    var widest = 64 &* (count &+ 1) &+ line.widest &+ (variant?.widest ?? 0)
    for index in 0..<line.rowPieces.count {
      widest &+= line.rowSlices[line.rowPieces[index].piece].count
    }
    var written = 0
    var filled = 0
    var ready: Int64 = 0
    var end = target.buffer.room(widest &* columns)
    for column in 0..<columns {
      let value = values[column]
      if value == RecordState.CellMark.held { continue }
      if state.hasColumnHolds, let hold = state.columnHolds[column] {
        let code = hold.outcome.code ?? .fieldEmpty
        holdDerived((hold.field, code), state, column, account, asked: hold.outcome.asked)
        continue
      }
      if let variant, variant.hasHolds, let hold = variant.hold(column) {
        holdDerived(hold, state, column, account)
        continue
      }
      for index in 0..<count {
        let part = parts + index
        switch part.pointee.kind {
        case .slice: end = part.pointee.slices[column &* part.pointee.stride].copy(to: end)
        case .value:
          if value >= 0 && value < 10_000 && scales[column] == 0 {
            end = NumberText.writeSmall(Int(value), digits, to: end)
          } else if value > RecordState.CellMark.held {
            end = NumberText.write(value, scale: scales[column], to: end)
          }
        case .status:
          let isMissing = value == RecordState.CellMark.missing ? 1 : 0
          end = part.pointee.slices[column &* 2 &+ isMissing].copy(to: end)
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
    asked: Outcome.Asked? = nil
  ) {
    let field = state.plan.fields[hold.field].field.name
    let place = state.plan.measure?.columns[column]
    let heading = place.flatMap { self.heading(ofColumn: $0) } ?? ""
    var reason = HoldReason(code: hold.code, column: place, field: field, value: heading)
    let value = state.values[column]
    if let asked {
      let key = ReviewTally.Key(asked, field: field)
      reason.review = key
      var learners = ExactSum()
      if value > RecordState.CellMark.held {
        learners.add(DecimalNumber(mantissa: value, scale: state.scales[column]))
      }
      output.review.add(
        key, learners: learners,
        at: Place(
          plan.binding.file, sheet: plan.binding.sheet, row: rowNumber,
          column: place.map { $0 + 1 },
          path: path(column: place)))
    }
    cellReasons.append(reason)
    output.accounts[account].cells.held += 1
    if value > RecordState.CellMark.held {
      output.accounts[account].held.add(
        DecimalNumber(mantissa: value, scale: state.scales[column]))
    }
  }

  /// Renders what the row's records share, once.
  @inline(__always)
  private func renderRowPieces(_ line: LineTemplate, _ state: RecordState, _ cursor: RowCursor) {
    line.begin(rowNumber: cursor.number)
    for index in 0..<line.rowPieces.count {
      let piece = line.rowPieces[index]
      let start = row.pointee.room(line.size(of: piece))
      let end = line.render(piece, to: start)
      line.rowSlices[piece.piece] = Slice(base: UnsafePointer(start), count: end - start)
    }
  }
}
