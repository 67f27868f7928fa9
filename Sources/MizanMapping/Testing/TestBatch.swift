import MizanRecords

/// Makes a batch of a test's rows and does to it what the mapping asks: fills down, and marks the
/// rows that its `drop:` rules exclude.
enum TestBatch {
  static func make(_ table: TestTable, _ treatment: RowTreatment) -> RecordBatch {
    let batch = RecordBatch()
    var above: [Int: String] = [:]
    for (index, row) in table.rows.enumerated() {
      var cells = row
      var mark = RecordBatch.Mark.data
      if row.allSatisfy(\.isEmpty) {
        mark = RecordBatch.Mark.blank
      } else if let rule = treatment.drops.firstIndex(where: { applies($0.condition, row) }) {
        mark = RecordBatch.Mark.firstRule &+ UInt8(truncatingIfNeeded: rule)
      } else {
        for column in treatment.fillDown where cells.indices.contains(column) {
          if cells[column].isEmpty { cells[column] = above[column] ?? "" }
          above[column] = cells[column]
        }
      }
      // The headings stand in row 1.
      batch.appendRow(cells, number: index + 2)
      batch.marks[index] = mark
    }
    return batch
  }

  private static func applies(_ condition: RowTreatment.Drop.Condition, _ row: [String]) -> Bool {
    switch condition {
    case .says(let column, let labels):
      guard row.indices.contains(column), !row[column].isEmpty else { return false }
      let text = Folding.fold(row[column])
      return labels.contains { label in
        label.hasSuffix("*")
          ? text.hasPrefix(Folding.fold(String(label.dropLast()))) : text == Folding.fold(label)
      }
    case .blank(let columns):
      return columns.allSatisfy { !row.indices.contains($0) || row[$0].isEmpty }
    }
  }
}
