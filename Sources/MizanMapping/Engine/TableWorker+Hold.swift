import Glibc
import MizanDiagnostics
import MizanRecords
import MizanStandards

extension TableWorker {
  /// Holds a whole row: it goes to `held.csv` as received, with its reasons.
  func holdRow(_ cursor: RowCursor, _ view: RowView, raw: String?) {
    output.counts.held += 1
    let reasons = reasons.count > 1 ? uniqueReasons(reasons) : reasons
    let asks = reasons.contains { $0.review != nil }
    var learners = ExactSum()
    for state in states {
      account(state, view, cursor, \.held, \.held)
      if asks { addLearners(of: state, view, cursor, to: &learners) }
    }
    var told: Set<ReviewTally.Key> = []
    for reason in reasons {
      tell(reason, cursor)
      if let key = reason.review, told.insert(key).inserted {
        output.review.add(key, learners: learners, at: place(cursor, column: reason.column))
      }
    }
    writeHeld(cursor, view, scope: TableWorker.rowScope, reasons, raw: raw)
    rowChecks.hold()
    scopes.hold(view, cursor, states, isRead: view.batch.faults[cursor.row] == nil)
  }

  /// The numbers of a row that waits for a decision.
  private func addLearners(
    of state: RecordState, _ view: RowView, _ cursor: RowCursor, to sum: inout ExactSum
  ) {
    for column in state.plan.measure?.columns ?? [] {
      let cell = view.cell(cursor.row, cursor.start, cursor.width, column)
      if case .value(let number) = read(cell, view, state) { sum.add(number) }
    }
  }

  /// Tells about held cells of a row whose other cells were written.
  func tellHeldCells(_ cursor: RowCursor, _ view: RowView) {
    for reason in cellReasons { tell(reason, cursor) }
    writeHeld(cursor, view, scope: TableWorker.cellScope, cellReasons)
  }

  private func tell(_ reason: HoldReason, _ cursor: RowCursor) {
    let heading = reason.column.flatMap { self.heading(ofColumn: $0) } ?? reason.field
    output.told.append(
      .init(
        code: reason.code, row: cursor.number, column: reason.column, heading: heading,
        value: reason.value, field: reason.field, rule: reason.rule,
        path: path(column: reason.column)))
  }

  /// Several records may hold a row for the same reason; it is told once.
  private func uniqueReasons(_ reasons: [HoldReason]) -> [HoldReason] {
    var seen: Set<String> = []
    return reasons.filter {
      seen.insert(
        "\($0.code.name)\u{1F}\($0.column ?? -1)\u{1F}\($0.column == nil ? $0.field : "")"
      ).inserted
    }
  }

  /// One line of `held.csv`: file, sheet, row, scope, cells, reasons, then the cells as received.
  private func writeHeld(
    _ cursor: RowCursor, _ view: RowView, scope: [UInt8], _ reasons: [HoldReason],
    raw: String? = nil
  ) {
    var line: [UInt8] = heldHead
    line.append(contentsOf: String(cursor.number).utf8)
    line.append(contentsOf: scope)
    var isFirst = true
    for reason in reasons {
      guard let column = reason.column else { continue }
      if !isFirst { line.append(32) }
      isFirst = false
      if let path = path(column: column) {
        line.append(contentsOf: HeldAddress.text(path))
        continue
      }
      line.append(contentsOf: Place.letters(ofColumn: column + 1).utf8)
      line.append(contentsOf: String(cursor.number).utf8)
    }
    if isFirst, let path = path(column: nil) { line.append(contentsOf: HeldAddress.text(path)) }
    line.append(44)
    for (index, reason) in reasons.enumerated()
    where !reasons[..<index].contains(where: { $0.code == reason.code }) {
      if index > 0 { line.append(32) }
      line.append(contentsOf: reason.code.name.utf8)
    }
    if let raw {
      // A row with more cells than headings: all of them, as they were received.
      line.append(44)
      line.append(contentsOf: raw.utf8)
      line.append(10)
      output.held.buffer.append(line)
      return
    }
    var room = line.count + 2
    for column in heldColumns {
      room += 2 * view.cell(cursor.row, cursor.start, cursor.width, column).count + 3
    }
    let start = output.held.buffer.room(room)
    memcpy(start, line, line.count)
    var end = start + line.count
    for column in heldColumns {
      end.pointee = 44
      end += 1
      let cell = view.cell(cursor.row, cursor.start, cursor.width, column)
      end = CSVText.write(view.arena + Int(cell.start), cell.count, to: end)
    }
    end.pointee = 10
    output.held.buffer.advance(to: end + 1)
  }

  private static let rowScope = Array(",row,".utf8)
  private static let cellScope = Array(",cell,".utf8)
}
