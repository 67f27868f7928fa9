import MizanDiagnostics
import MizanRecords

/// One batch as raw pointers, for the loops. Valid only while the batch is not changed.
struct RowView {
  let batch: RecordBatch
  let arena: UnsafePointer<UInt8>
  let cells: UnsafePointer<Cell>
  /// For each row, the index of its first cell and how many it has.
  let starts: UnsafePointer<UInt32>
  let widths: UnsafePointer<UInt32>
  let rowCount: Int
  /// The bytes of all cells.
  let byteCount: Int

  nonisolated(unsafe) static let noCell: UnsafePointer<Cell> = {
    let cell = UnsafeMutablePointer<Cell>.allocate(capacity: 1)
    cell.initialize(to: .blank)
    return UnsafePointer(cell)
  }()

  /// A cell of a row by its column from 0.
  @inline(__always)
  func cell(_ row: Int, _ start: Int, _ width: Int, _ column: Int) -> Cell {
    column < width ? cells[start &+ column] : .blank
  }

  /// A cell of a row, both counted from 0.
  @inline(__always)
  func cell(_ row: Int, _ column: Int) -> Cell {
    column < Int(widths[row]) ? cells[Int(starts[row]) &+ column] : .blank
  }

  /// Whether a copy of fixed size may run over the end of a cell.
  @inline(__always)
  func hasRoom(behind cell: Cell) -> Bool { Int(cell.start) &+ cell.count &+ 32 <= byteCount }

  /// A cell's bytes.
  @inline(__always)
  func bytes(_ cell: Cell) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: arena + Int(cell.start), count: cell.count)
  }
}

/// The row a worker is at.
struct RowCursor {
  /// The row's index in the batch.
  var row: Int
  /// The index of its first cell.
  var start: Int
  var width: Int
  /// The row's number as people see it.
  var number: Int

  init(_ batch: RecordBatch, _ row: Int) {
    self.row = row
    start = Int(batch.starts[row])
    width = Int(batch.widths[row])
    number = Int(batch.rowNumbers[row])
  }
}

extension RecordBatch {
  /// Gives the batch as raw pointers to `body`.
  func withView(_ body: (RowView) -> Void) {
    arena.withUnsafeBufferPointer { arena in
      cells.withUnsafeBufferPointer { cells in
        starts.withUnsafeBufferPointer { starts in
          widths.withUnsafeBufferPointer { widths in
            guard let first = starts.baseAddress, let width = widths.baseAddress else { return }
            body(
              RowView(
                batch: self, arena: arena.baseAddress ?? RecordState.nothing,
                cells: cells.baseAddress ?? RowView.noCell, starts: first, widths: width,
                rowCount: starts.count, byteCount: arena.count))
          }
        }
      }
    }
  }
}

/// What one field of one record is in the row a worker is at.
struct FieldResult {
  var bytes: UnsafePointer<UInt8>
  var count: Int
  var state: Outcome.State
}

/// Why a row or a cell is held.
struct HoldReason {
  var code: Code
  /// The column, from 0.
  var column: Int?
  var field: String
  /// The value as received, when it may be shown.
  var value: String
  /// The check's expression, when a check holds the row.
  var rule = ""
  /// Set when a label is to be decided.
  var review: ReviewTally.Key?
}
