import MizanDiagnostics
import MizanRecords
import MizanStandards

extension TableWorker {
  /// Tells about a value that was taken, or left out, although something is to be said about it.
  ///
  /// Of each value the first places are told one by one, as many as a finding shows; what comes
  /// after them in the batch is only counted.
  func tell(
    _ memo: FieldMemo, _ entry: Int, _ state: RecordState, _ index: Int, column: Int?
  ) {
    // A look ahead for keys tells nothing; the rows come again.
    if weight == 0 { return }
    let known = memo.telling(of: entry, column: column, batch: batchNumber)
    if let known, known.count >= Findings.exampleLimit, entry != FieldMemo.beyond {
      output.told[known.place].count += 1
      return
    }
    guard let code = memo.outcomes[entry].code else { return }
    let name = state.plan.fields[index].field
    let value = name.isPersonal ? "" : ShownText.make(memo.raws[entry])
    let heading = column.flatMap { self.heading(ofColumn: $0) } ?? name.name
    let path = path(column: column)
    var told = BatchOutput.Told(
      code: code, row: rowNumber, column: column, heading: heading, value: value,
      field: name.name, path: path)
    if let asked = memo.outcomes[entry].asked {
      let key = ReviewTally.Key(asked, field: name.name)
      told.asked = key
      let place = Place(
        plan.binding.file, sheet: plan.binding.sheet, row: rowNumber, column: column.map { $0 + 1 },
        path: path)
      output.review.add(key, learners: ExactSum(), at: place)
    }
    output.told.append(told)
    memo.note(
      FieldMemo.Telling(
        batch: batchNumber, column: column, count: (known?.count ?? 0) + 1,
        place: output.told.count - 1),
      of: entry)
  }

  /// Adds the rows that were only counted to the labels that wait for a decision.
  func flushTold() {
    for told in output.told where told.count > 1 {
      if let asked = told.asked { output.review.add(asked, rows: told.count - 1) }
    }
  }
}
