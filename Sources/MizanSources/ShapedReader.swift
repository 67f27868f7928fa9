import MizanDiagnostics
import MizanRecords

/// Yields the rows of data of a table: what the format reads, without what stands above the data,
/// shaped batch by batch.
final class ShapedReader: RowReader {
  private let source: any RowReader
  private var pending: [RecordBatch]
  private let shaper: RowShaper
  private let lastHeadingRow: Int
  private let place: Place
  private var isBelowHeadings = false
  private var rowCount = 0

  init(
    _ source: any RowReader, first: [RecordBatch], shaper: RowShaper, lastHeadingRow: Int,
    place: Place
  ) {
    self.source = source
    pending = first.reversed()
    self.shaper = shaper
    self.lastHeadingRow = lastHeadingRow
    self.place = place
  }

  func next(into batch: RecordBatch, _ findings: inout Findings) throws(Failure) -> Bool {
    while true {
      if let ready = pending.popLast() {
        exchange(ready, batch)
      } else if try !source.next(into: batch, &findings) {
        if rowCount == 0 { findings.add(.inputNoRows, at: place) }
        return false
      }
      if !isBelowHeadings { cutHeadings(batch) }
      guard batch.rowCount > 0 else { continue }
      rowCount += shaper.shape(batch)
      tellSurplus(batch, &findings)
      return true
    }
  }

  /// Gives the contents of one batch to another without copying them.
  private func exchange(_ one: RecordBatch, _ other: RecordBatch) {
    swap(&one.arena, &other.arena)
    swap(&one.cells, &other.cells)
    swap(&one.starts, &other.starts)
    swap(&one.widths, &other.widths)
    swap(&one.rowNumbers, &other.rowNumbers)
    swap(&one.marks, &other.marks)
    swap(&one.faults, &other.faults)
  }

  /// Takes away the rows down to the last one of the headings.
  private func cutHeadings(_ batch: RecordBatch) {
    let first = batch.rowNumbers.firstIndex { Int($0) > lastHeadingRow } ?? batch.rowCount
    isBelowHeadings = first < batch.rowCount
    guard first > 0 else { return }
    batch.starts.removeFirst(first)
    batch.widths.removeFirst(first)
    batch.rowNumbers.removeFirst(first)
    batch.marks.removeFirst(first)
    guard !batch.faults.isEmpty else { return }
    var faults: [Int: RecordBatch.Fault] = [:]
    for (row, fault) in batch.faults where row >= first { faults[row - first] = fault }
    batch.faults = faults
  }

  /// Tells once about content to the right of a workbook's table that the first rows did not show.
  private func tellSurplus(_ batch: RecordBatch, _ findings: inout Findings) {
    guard let surplus = shaper.takeSurplus() else { return }
    let letters = Place.letters(ofColumn: surplus.column + 1)
    findings.add(
      .headerBlank,
      at: Place(place, row: Int(batch.rowNumbers[surplus.row]), column: surplus.column + 1),
      column: letters, ["column": letters])
  }
}

extension Code {
  static let inputNoRows = Code("INPUT_NO_ROWS", .warning)
}
