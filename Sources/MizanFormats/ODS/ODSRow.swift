import MizanRecords

/// The cells of one row that have content, until copies of the row are given out.
struct ODSRow: ~Copyable {
  /// A cell with the place of its bytes; columns count from 0.
  struct Piece {
    var column: Int
    var start: Int
    var count: Int
    var kind: Cell.Kind
  }

  /// The row's number in its sheet, from 1.
  var number = 0
  private(set) var isHidden = false
  private(set) var cells: [Piece] = []
  private(set) var fault: RecordBatch.Fault?
  private var buffer = ByteBuffer()

  var isBlank: Bool { cells.isEmpty && fault == nil }
  var bytes: UnsafeMutablePointer<UInt8> { buffer.base }

  mutating func begin(number: Int, isHidden: Bool) {
    self.number = number
    self.isHidden = isHidden
    cells.removeAll(keepingCapacity: true)
    fault = nil
    buffer.removeAll()
  }

  /// Appends a cell of `count` bytes at most, which `write` puts down and counts; none is no cell.
  mutating func add(
    _ column: Int, _ kind: Cell.Kind, room: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int
  ) -> Bool {
    let start = buffer.count
    let target = buffer.room(room)
    let count = write(target)
    guard count > 0 else { return false }
    buffer.advance(to: target + count)
    cells.append(Piece(column: column, start: start, count: count, kind: kind))
    return true
  }

  mutating func repeatLast(at column: Int) {
    guard var piece = cells.last else { return }
    piece.column = column
    cells.append(piece)
  }

  mutating func removeLast() { _ = cells.popLast() }

  /// Notes why the row cannot be read; the first reason stays.
  mutating func fail(_ fault: RecordBatch.Fault) { if self.fault == nil { self.fault = fault } }
}
