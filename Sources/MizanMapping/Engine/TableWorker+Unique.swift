public import MizanRecords

extension TableWorker {
  /// The keys of a `unique:` check for each row of a batch; 0 for rows that are dropped or held for
  /// another reason. Empty when the mapping has no such check.
  ///
  /// The keys are judged in the order of the batches, by one ``DuplicateGate`` for the table. The
  /// rows are worked out a second time by `process`; the only worker of a table asks the gate there.
  public func uniqueKeys(_ batch: RecordBatch) -> [UInt64] {
    guard uniqueCheck != nil else { return [] }
    var keys = [UInt64](repeating: 0, count: batch.rowCount)
    weight = 0
    batch.withView { view in
      numbered.number(view)
      for index in 0..<batch.rowCount
      where batch.marks[index] == RecordBatch.Mark.data && batch.faults[index] == nil {
        let cursor = RowCursor(batch, index)
        begin(cursor)
        look(at: cursor, view, nil)
        if reasons.isEmpty { keys[index] = uniqueKey(view, cursor) }
      }
    }
    for state in states { state.tally.pointee = RecordState.BatchTally() }
    rowChecks.forget()
    weight = 1
    return keys
  }

  /// The key of the row whose fields stand in the states; 0 for a row without the record that a
  /// part of the key belongs to, which takes no part.
  func uniqueKey(_ view: RowView, _ cursor: RowCursor) -> UInt64 {
    guard let uniqueCheck, case .unique(let parts) = plan.checks[uniqueCheck].form else { return 1 }
    var hash: UInt64 = 0
    for part in parts {
      switch part {
      case .field(let record, let field):
        if !states[record].isTaken { return 0 }
        let result = states[record].results[field]
        hash = ByteHash.hash(result.bytes, result.count, seed: hash)
      case .column(let column):
        let bytes = view.bytes(view.cell(cursor.row, cursor.start, cursor.width, column))
        hash = ByteHash.hash(bytes.baseAddress ?? RecordState.nothing, bytes.count, seed: hash)
      }
    }
    return hash == 0 ? 1 : hash
  }

  /// The last record that the key of the `unique:` check takes a field of; the first record for a
  /// key of columns alone, and none without such a check.
  static func lastKeyRecord(_ plan: TablePlan) -> Int {
    for check in plan.checks {
      guard case .unique(let parts) = check.form else { continue }
      return parts.map { if case .field(let record, _) = $0 { record } else { 0 } }.max() ?? 0
    }
    return -1
  }
}
