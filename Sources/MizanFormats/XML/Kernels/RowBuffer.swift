import Glibc
import MizanRecords

/// Rows of one width that are put together cell by cell, and then given to a batch.
///
/// The row in work may begin with cells of a template (what all observations of a series share), whose
/// bytes lie in the buffer once. A row that is not finished stays when the others are taken.
final class RowBuffer {
  let width: Int
  private(set) var arena: UnsafeMutablePointer<UInt8>
  private var capacity = 1 << 17
  private(set) var used = 0
  private var cells: UnsafeMutablePointer<Cell>
  private var cellCapacity: Int
  /// The number of finished rows.
  private(set) var count = 0
  private(set) var isOpen = false
  private var faults: [Int: RecordBatch.Fault] = [:]
  /// The bytes of the row in work.
  private(set) var rowBytes = 0

  init(width: Int) {
    self.width = max(1, width)
    cellCapacity = self.width * 1024
    arena = .allocate(capacity: capacity)
    cells = .allocate(capacity: cellCapacity)
  }

  deinit {
    arena.deallocate()
    cells.deallocate()
  }

  /// The cells of the row in work.
  var row: UnsafeMutablePointer<Cell> {
    @inline(__always) get { cells + count &* width }
  }

  /// Begins a row with the cells of a template, or blank ones.
  @inline(__always)
  func begin(_ template: UnsafePointer<Cell>?) {
    if (count &+ 1) &* width > cellCapacity { growCells() }
    if let template {
      row.update(from: template, count: width)
    } else {
      row.initialize(repeating: .blank, count: width)
    }
    isOpen = true
    rowBytes = 0
  }

  @inline(__always)
  func end() {
    isOpen = false
    count &+= 1
  }

  /// Sets a cell of the row in work; an empty text leaves a blank cell.
  @inline(__always)
  func set(_ slot: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ kind: Cell.Kind = .text) {
    row[slot] = store(bytes, kind)
  }

  /// Keeps bytes until the rows are taken.
  @inline(__always)
  func store(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: Cell.Kind = .text) -> Cell {
    let length = bytes.count
    guard length > 0, let base = bytes.baseAddress else { return .blank }
    if used &+ length > capacity { growArena(length) }
    memcpy(arena + used, base, length)
    let cell = Cell(start: used, count: length, kind: kind)
    used &+= length
    rowBytes &+= length
    return cell
  }

  /// Keeps bytes, a number of at most 19 digits that is not negative, and a last byte as one text.
  @inline(__always)
  func store(_ bytes: [UInt8], number: Int, end: UInt8) -> Cell {
    let start = used
    let length = bytes.count
    if used &+ length &+ 24 > capacity { growArena(length &+ 24) }
    bytes.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { memcpy(arena + used, base, length) }
    }
    used &+= length
    var digits = 1
    var rest = number / 10
    while rest > 0 {
      digits &+= 1
      rest /= 10
    }
    rest = number
    var index = used &+ digits
    for _ in 0..<digits {
      index &-= 1
      arena[index] = UInt8(truncatingIfNeeded: 48 &+ rest % 10)
      rest /= 10
    }
    used &+= digits
    arena[used] = end
    used &+= 1
    return Cell(start: start, count: used &- start, kind: .text)
  }

  /// The bytes of a cell of this buffer.
  func bytes(_ cell: Cell) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: arena + Int(cell.start), count: cell.count)
  }

  /// The row in work cannot be read as it should; the first reason counts.
  func fault(_ fault: RecordBatch.Fault) {
    if faults[count] == nil { faults[count] = fault }
  }

  /// Moves the finished rows into an empty batch; `number` is that of the first.
  func take(into batch: RecordBatch, number: Int) {
    let rows = count
    batch.arena.append(contentsOf: UnsafeBufferPointer(start: arena, count: used))
    batch.cells.append(contentsOf: UnsafeBufferPointer(start: cells, count: rows &* width))
    batch.marks.append(contentsOf: repeatElement(RecordBatch.Mark.data, count: rows))
    batch.widths.append(contentsOf: repeatElement(UInt32(width), count: rows))
    batch.starts.append(addingCapacity: rows) { span in
      for row in 0..<rows { span.append(UInt32(truncatingIfNeeded: row &* width)) }
    }
    batch.rowNumbers.append(addingCapacity: rows) { span in
      for row in 0..<rows { span.append(UInt32(truncatingIfNeeded: number &+ row)) }
    }
    let open = faults[rows]
    faults[rows] = nil
    batch.faults = faults
    faults.removeAll(keepingCapacity: true)
    if let open { faults[0] = open }
    keepOpenRow()
  }

  /// Brings the row in work to the front.
  private func keepOpenRow() {
    let open = isOpen ? (0..<width).map { ($0, row[$0], Array(bytes(row[$0]))) } : []
    count = 0
    used = 0
    guard isOpen else { return }
    for (slot, cell, text) in open {
      row[slot] = text.withUnsafeBufferPointer { store($0, cell.kind) }
    }
  }

  private func growArena(_ more: Int) {
    while used &+ more > capacity { capacity *= 2 }
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: arena, count: used)
    arena.deallocate()
    arena = larger
  }

  private func growCells() {
    let filled = count * width
    cellCapacity *= 2
    let larger = UnsafeMutablePointer<Cell>.allocate(capacity: cellCapacity)
    larger.update(from: cells, count: filled)
    cells.deallocate()
    cells = larger
  }
}
