import MizanDiagnostics
import MizanRecords

extension JSONRows {
  func closeTop() {
    isBetweenRows = true
    guard let fault = topFault else { return }
    for row in topRow..<rows where faults[row] == nil { faults[row] = RecordBatch.Fault(fault) }
    topFault = nil
  }

  func openTableRow(
    _ kind: JSONTokenizer.Kind, _ at: Int, _ trail: borrowing JSONTrail
  ) {
    guard (kind == .beginObject) == (table.row == .object), table.row != .scalar else {
      collect(table.node, -1, .text, at)
      return
    }
    openRow = addDataRow()
    rowStart = at
    rowFault = nil
    if places.hasColumns { places.write(self, trail) }
  }

  func closeRow(_ at: Int, _ base: UnsafePointer<UInt8>) {
    if let fault = rowFault {
      let raw = Array(UnsafeBufferPointer(start: base + rowStart, count: at &- rowStart))
      faults[rows - 1] = RecordBatch.Fault(fault, raw: JSONRows.shown(raw))
      rowFault = nil
    }
    openRow = -1
  }

  /// A row that is no container.
  func takeRow(
    _ kind: JSONTokenizer.Kind, _ span: JSONSpan, _ base: UnsafePointer<UInt8>,
    _ trail: borrowing JSONTrail
  ) {
    let cell = cell(kind, span, base)
    if table.row == .scalar {
      let row = addDataRow()
      cells[row] = cell
      openRow = row
      if places.hasColumns { places.write(self, trail) }
      openRow = -1
      return
    }
    addFault(
      .jsonRecordNotObject,
      raw: Array(UnsafeBufferPointer(start: base + span.start, count: span.count)))
  }

  func collect(_ node: Int32, _ column: Int, _ form: JSONTable.Form, _ at: Int) {
    collected = node
    collectedColumn = column
    collectedForm = form
    collectedStart = at
    collectedText = text.count
  }

  func join(
    _ kind: JSONTokenizer.Kind, _ span: JSONSpan, _ base: UnsafePointer<UInt8>
  ) {
    let start = text.count
    if start > collectedText { _ = text.put([32], .text) }
    if cell(kind, span, base).isBlank { text.cut(to: start) }
  }

  func endCollection(_ at: Int, _ base: UnsafePointer<UInt8>) {
    let node = collected
    collected = -1
    let raw = UnsafeBufferPointer(start: base + collectedStart, count: at &- collectedStart)
    if node == table.node {
      addFault(.jsonRecordNotObject, raw: Array(raw))
      return
    }
    guard openRow >= 0, collectedColumn >= 0, collectedColumn < width else { return }
    if collectedForm == .joined {
      let count = text.count &- collectedText
      cells[openRow &+ collectedColumn] =
        count == 0 ? .blank : Cell(start: collectedText, count: count, kind: .text)
    } else {
      cells[openRow &+ collectedColumn] = text.put(JSONRows.compact(raw), .text)
    }
  }
}
