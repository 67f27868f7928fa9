import MizanDiagnostics
import MizanRecords

/// The first rows of a table, kept as batches until it is known where the table lies.
///
/// Rows are counted from 0 in the order in which the format yields them; texts are made when asked
/// for.
struct TableHead {
  /// How many rows are looked at before data are read.
  static let rowLimit = 240

  private(set) var batches: [RecordBatch] = []
  private(set) var count = 0

  /// Reads batches until they hold `rows` rows or the table ends.
  init(
    _ reader: any RowReader, rows: Int, _ findings: inout Findings
  ) throws(Failure) {
    while count < rows {
      let batch = RecordBatch()
      guard try reader.next(into: batch, &findings) else { break }
      guard batch.rowCount > 0 else { continue }
      batches.append(batch)
      count += batch.rowCount
    }
  }

  /// The batch that holds a row, and the row's index in it.
  private func find(_ row: Int) -> (batch: RecordBatch, row: Int) {
    var row = row
    for batch in batches {
      if row < batch.rowCount { return (batch, row) }
      row -= batch.rowCount
    }
    preconditionFailure("the row is one of the head")
  }

  /// A row's number as the spreadsheet program shows it.
  func number(_ row: Int) -> Int {
    let (batch, row) = find(row)
    return Int(batch.rowNumbers[row])
  }

  /// The row with a number; nil where the format skipped it as empty.
  func row(numbered number: Int) -> Int? { (0..<count).first { self.number($0) == number } }

  /// The first row with a number above `number`; ``count`` when there is none.
  func firstRow(after number: Int) -> Int {
    (0..<count).first { self.number($0) > number } ?? count
  }

  func width(_ row: Int) -> Int {
    let (batch, row) = find(row)
    return Int(batch.widths[row])
  }

  /// A cell's text, cleaned; empty for a blank cell and beyond the row's end.
  func text(_ row: Int, _ column: Int) -> String {
    let (batch, row) = find(row)
    let cell = batch.cell(row: row, column: column)
    return cell.isBlank ? "" : CellText.clean(batch.text(of: cell))
  }

  /// All texts of a row.
  func texts(_ row: Int) -> [String] {
    let (batch, row) = find(row)
    return (0..<Int(batch.widths[row])).map { column in
      let cell = batch.cell(row: row, column: column)
      return cell.isBlank ? "" : CellText.clean(batch.text(of: cell))
    }
  }

  /// Whether a cell has content.
  func isFilled(_ row: Int, _ column: Int) -> Bool {
    let (batch, row) = find(row)
    return !CellBlank.isBlank(batch.cell(row: row, column: column), in: batch)
  }

  /// Marks the columns below `limit` in which a row has content.
  func markFilled(_ row: Int, limit: Int, _ columns: inout [Bool]) {
    let (batch, row) = find(row)
    let width = min(limit, Int(batch.widths[row]))
    if width > columns.count {
      columns += Array(repeating: false, count: width - columns.count)
    }
    let start = Int(batch.starts[row])
    batch.arena.withUnsafeBufferPointer { arena in
      guard let base = arena.baseAddress else { return }
      for column in 0..<width where !columns[column] {
        let cell = batch.cells[start + column]
        columns[column] = !cell.isBlank && !CellBlank.isBlank(base + Int(cell.start), cell.count)
      }
    }
  }

  /// What a cell is to its format.
  func kind(_ row: Int, _ column: Int) -> Cell.Kind {
    let (batch, row) = find(row)
    return batch.cell(row: row, column: column).kind
  }

  /// The texts of the first rows, for a message to a person who looks for the headings.
  func shown() -> String {
    var lines: [String] = []
    for row in 0..<min(count, 40) where lines.count < 5 {
      let texts = self.texts(row).filter { !$0.isEmpty }
      guard !texts.isEmpty else { continue }
      let cells = texts.prefix(6).map { ShownText.make($0, limit: 30) }.joined(separator: " · ")
      lines.append("\(number(row)): \(cells)")
    }
    return lines.joined(separator: " | ")
  }
}
