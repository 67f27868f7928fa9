import MizanRecords

/// One batch as raw pointers, for the loops of rules. Valid inside ``withView(of:_:)`` only.
struct BatchView {
  let arena: UnsafePointer<UInt8>
  let arenaCount: Int
  let rowCount: Int
  private let cells: UnsafePointer<Cell>
  private let starts: UnsafePointer<UInt32>
  private let widths: UnsafePointer<UInt32>
  private let marks: UnsafePointer<UInt8>
  private let batch: RecordBatch
  private let hasFaults: Bool

  /// Calls `body` with the view; not at all when the batch has no rows or no cells.
  static func withView(of batch: RecordBatch, _ body: (BatchView) -> Void) {
    batch.arena.withUnsafeBufferPointer { arena in
      batch.cells.withUnsafeBufferPointer { cells in
        batch.starts.withUnsafeBufferPointer { starts in
          batch.widths.withUnsafeBufferPointer { widths in
            batch.marks.withUnsafeBufferPointer { marks in
              guard let arenaBase = arena.baseAddress, let cellBase = cells.baseAddress,
                let startBase = starts.baseAddress, let widthBase = widths.baseAddress,
                let markBase = marks.baseAddress
              else { return }
              body(
                BatchView(
                  arena: arenaBase, arenaCount: arena.count, rowCount: starts.count,
                  cells: cellBase, starts: startBase, widths: widthBase, marks: markBase,
                  batch: batch, hasFaults: !batch.faults.isEmpty))
            }
          }
        }
      }
    }
  }

  /// Whether a row is data that can be read.
  @inline(__always)
  func isData(_ row: Int) -> Bool {
    marks[row] == RecordBatch.Mark.data && !(hasFaults && batch.faults[row] != nil)
  }

  /// The cells of a row.
  @inline(__always)
  func cells(_ row: Int) -> UnsafeBufferPointer<Cell> {
    UnsafeBufferPointer(start: cells + Int(starts[row]), count: Int(widths[row]))
  }

  /// A row's number as people see it.
  func number(_ row: Int) -> Int { Int(batch.rowNumbers[row]) }

  @inline(__always)
  func bytes(_ cell: Cell) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: arena + Int(cell.start), count: cell.count)
  }
}
