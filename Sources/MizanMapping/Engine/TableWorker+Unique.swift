public import MizanRecords

extension TableWorker {
  /// The keys of a `unique:` check for each row of a batch; 0 for rows that are dropped, held for
  /// another reason, or lack a part of the key. Empty when the mapping has no such check.
  ///
  /// The keys are judged in the order of the batches, by one ``DuplicateGate`` for the table.
  public func uniqueKeys(_ batch: RecordBatch) -> [UInt64] {
    guard let parts = uniqueParts else { return [] }
    var keys = [UInt64](repeating: 0, count: batch.rowCount)
    batch.arena.withUnsafeBufferPointer { arena in
      batch.cells.withUnsafeBufferPointer { cells in
        let view = RowView(
          batch: batch, arena: arena.baseAddress ?? RecordState.nothing,
          cells: cells.baseAddress ?? TableWorker.noCell)
        for index in 0..<batch.rowCount
        where batch.marks[index] == RecordBatch.Mark.data && batch.faults[index] == nil {
          let cursor = RowCursor(
            row: index, start: Int(batch.starts[index]), width: Int(batch.widths[index]),
            number: Int(batch.rowNumbers[index]))
          row.removeAll()
          reasons.removeAll(keepingCapacity: true)
          for state in states { evaluate(state, view, cursor) }
          checkRow(view, cursor)
          if reasons.isEmpty { keys[index] = key(parts, view, cursor) }
        }
      }
    }
    return keys
  }

  private var uniqueParts: [CheckPlan.UniquePart]? {
    for check in plan.checks { if case .unique(let parts) = check.form { return parts } }
    return nil
  }

  private func key(
    _ parts: [CheckPlan.UniquePart], _ view: RowView, _ cursor: RowCursor
  ) -> UInt64 {
    var hash: UInt64 = 0
    for part in parts {
      switch part {
      case .field(let record, let field):
        let result = states[record].results[field]
        hash = ByteHash.hash(result.bytes, result.count, seed: hash)
      case .column(let column):
        let bytes = view.bytes(view.cell(cursor.row, cursor.start, cursor.width, column))
        hash = ByteHash.hash(bytes.baseAddress ?? RecordState.nothing, bytes.count, seed: hash)
      }
    }
    return hash == 0 ? 1 : hash
  }
}
