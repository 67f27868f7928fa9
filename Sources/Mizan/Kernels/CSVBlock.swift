import Glibc
import MizanRecords

/// Columns side by side whose cells are mostly the very cells of the row before, as those of a
/// parent are on the rows of its children: their text is written once and then copied.
struct CSVBlock {
  /// The columns; both are 0 where copying would spare nothing.
  private(set) var first = 0
  private(set) var last = 0
  /// Where their text was written last.
  private(set) var start = 0
  private(set) var count = 0
  /// The cells of that text.
  private var cells: UnsafePointer<Cell>?

  /// The rows of a batch that are looked at, and the shortest text worth copying.
  private static let sample = 8
  private static let shortest = 32

  /// Finds the columns by the first rows of a batch.
  init(_ batch: RecordBatch, from row: Int) {
    var longest = CSVBlock.shortest - 1
    for row in row..<max(row, min(row + CSVBlock.sample, batch.rowCount - 1)) {
      let one = Int(batch.starts[row])
      let other = Int(batch.starts[row + 1])
      let width = Int(min(batch.widths[row], batch.widths[row + 1]))
      var from = 0
      var length = 0
      for column in 0..<width {
        guard batch.cells[one + column] == batch.cells[other + column] else {
          from = column + 1
          length = 0
          continue
        }
        length += batch.cells[one + column].count + 1
        if length > longest {
          longest = length
          (first, last) = (from, column + 1)
        }
      }
    }
  }

  /// Whether a row has the cells whose text was written last.
  @inline(__always)
  func isRepeated(in row: UnsafeBufferPointer<Cell>) -> Bool {
    guard let cells, let base = row.baseAddress else { return false }
    return memcmp(cells + first, base + first, (last &- first) &* MemoryLayout<Cell>.stride) == 0
  }

  /// Remembers the text of a row's cells.
  @inline(__always)
  mutating func take(_ row: UnsafeBufferPointer<Cell>, start: Int, count: Int) {
    cells = row.baseAddress
    self.start = start
    self.count = count
  }
}
