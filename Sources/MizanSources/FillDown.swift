import MizanRecords

/// Gives blank cells of declared columns the value of the cell above, also from batch to batch.
final class FillDown {
  private let columns: [Int]
  /// For each column the cell to repeat, in the arena of the batch at hand.
  private var above: [Cell]
  /// For each column the bytes to repeat, kept from the batch before.
  private var kept: [[UInt8]]

  init(_ columns: [Int]) {
    self.columns = columns
    above = Array(repeating: .blank, count: columns.count)
    kept = Array(repeating: [], count: columns.count)
  }

  /// Copies the values to repeat into the batch's arena.
  func begin(_ batch: RecordBatch) {
    for index in columns.indices where !above[index].isBlank {
      let start = batch.arena.count
      batch.arena.append(contentsOf: kept[index])
      above[index] = Cell(start: start, count: kept[index].count, kind: above[index].kind)
    }
  }

  /// Fills one row of data, which then feeds the rows below.
  @inline(__always)
  func apply(_ cells: UnsafeMutablePointer<Cell>, _ width: Int, _ arena: UnsafePointer<UInt8>) {
    var index = 0
    while index < columns.count {
      let column = columns[index]
      if column < width {
        let cell = cells[column]
        if cell.isBlank || CellBlank.isBlank(arena + Int(cell.start), cell.count) {
          cells[column] = above[index]
        } else {
          above[index] = cell
        }
      }
      index &+= 1
    }
  }

  /// Keeps the values to repeat in the next batch.
  func end(_ batch: RecordBatch) {
    for index in columns.indices where !above[index].isBlank {
      let start = Int(above[index].start)
      kept[index] = Array(batch.arena[start..<start + above[index].count])
    }
  }
}
