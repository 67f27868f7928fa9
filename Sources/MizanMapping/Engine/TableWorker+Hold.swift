import Glibc
import MizanDiagnostics
import MizanRecords
import MizanStandards

extension TableWorker {
  /// Holds a whole row: it goes to `held.csv` as received, with its reasons.
  func holdRow(_ cursor: RowCursor, _ view: RowView, raw: String?) {
    output.counts.held += 1
    var learners = ExactSum()
    for state in states {
      account(state, view, cursor, \.held, \.held)
      if let measure = state.plan.measure {
        for column in measure.columns {
          let cell = view.cell(cursor.row, cursor.start, cursor.width, column)
          if case .value(let number) = read(cell, view, state) { learners.add(number) }
        }
      }
    }
    var told: Set<ReviewTally.Key> = []
    for reason in uniqueReasons(reasons) {
      tell(reason, cursor)
      if let key = reason.review, told.insert(key).inserted {
        output.review.add(key, learners: learners, at: place(cursor, column: reason.column))
      }
    }
    writeHeld(cursor, view, scope: "row", uniqueReasons(reasons))
  }

  /// Tells about held cells of a row whose other cells were written.
  func tellHeldCells(_ cursor: RowCursor, _ view: RowView) {
    for reason in cellReasons { tell(reason, cursor) }
    writeHeld(cursor, view, scope: "cell", cellReasons)
  }

  private func tell(_ reason: HoldReason, _ cursor: RowCursor) {
    let heading = reason.column.flatMap { self.heading(ofColumn: $0) } ?? reason.field
    output.findings.add(
      reason.code, at: place(cursor, column: reason.column), column: heading, value: reason.value,
      arguments(reason, heading))
  }

  /// What fills the text of a reason; a check is told with its name and what it says.
  private func arguments(_ reason: HoldReason, _ heading: String) -> [String: String] {
    var arguments = ["value": reason.value, "column": heading, "field": reason.field]
    if reason.code == .checkFailed {
      arguments["check"] = reason.field
      arguments["rule"] = plan.checkSummaries.first { $0.name == reason.field }?.text ?? ""
    }
    return arguments
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
    _ cursor: RowCursor, _ view: RowView, scope: String, _ reasons: [HoldReason]
  ) {
    let buffer = output.held
    buffer.buffer.append(heldHead)
    appendNumber(cursor.number)
    buffer.buffer.append(scope == "row" ? TableWorker.rowScope : TableWorker.cellScope)
    var isFirst = true
    for reason in reasons {
      guard let column = reason.column else { continue }
      if !isFirst { buffer.buffer.append(32) }
      isFirst = false
      buffer.buffer.append(Place.letters(ofColumn: column + 1))
      appendNumber(cursor.number)
    }
    buffer.buffer.append(44)
    for (index, reason) in reasons.enumerated()
    where !reasons[..<index].contains(where: { $0.code == reason.code }) {
      if index > 0 { buffer.buffer.append(32) }
      buffer.buffer.append(reason.code.name)
    }
    for column in heldColumns {
      let bytes = view.bytes(view.cell(cursor.row, cursor.start, cursor.width, column))
      guard let base = bytes.baseAddress, bytes.count > 0 else {
        buffer.buffer.append(44)
        continue
      }
      if CSVText.needsQuotes(base, bytes.count) {
        buffer.buffer.append(44)
        buffer.buffer.append(CSVText.quoted(Array(bytes)))
      } else {
        let target = buffer.buffer.room(bytes.count + 1)
        target.pointee = 44
        memcpy(target + 1, base, bytes.count)
        buffer.buffer.advance(to: target + 1 + bytes.count)
      }
    }
    output.held.buffer.append(10)
  }

  private static let rowScope = Array(",row,".utf8)
  private static let cellScope = Array(",cell,".utf8)

  private func appendNumber(_ number: Int) {
    let end = NumberText.write(Int64(number), scale: 0, to: output.held.buffer.room(24))
    output.held.buffer.advance(to: end)
  }
}
