import Glibc
import MizanRecords

/// The rows of a batch while they are read: raw memory that grows, copied out once per batch.
///
/// A plain value of pointers, so that loops keep it in registers; its owner calls `deallocate`.
struct RowWriter {
  /// A batch ends after so many rows, cells or bytes.
  static let rowLimit = 8192
  static let cellLimit = 1 << 20
  static let byteLimit = 16 << 20

  private(set) var arena: UnsafeMutablePointer<UInt8>
  private(set) var filled = 0
  private var arenaCapacity = 1 << 16
  private(set) var cells: UnsafeMutablePointer<Cell>
  private var cellCount = 0
  private var cellCapacity = 1 << 12
  /// Bits of the columns that the row has given so far.
  private let seen: UnsafeMutablePointer<UInt64>
  private let seenCount: Int
  private var rowStart = 0
  private var rowArena = 0
  private var starts: [UInt32] = []
  private var widths: [UInt32] = []
  private var numbers: [UInt32] = []
  private var faults: [Int: RecordBatch.Fault] = [:]
  private var fault: RecordBatch.Fault?

  init(columns: Int) {
    arena = .allocate(capacity: arenaCapacity)
    cells = .allocate(capacity: cellCapacity)
    seenCount = columns / 64 + 1
    seen = .allocate(capacity: seenCount)
    seen.initialize(repeating: 0, count: seenCount)
  }

  func deallocate() {
    arena.deallocate()
    cells.deallocate()
    seen.deallocate()
  }

  var rowCount: Int { starts.count }
  var isFull: Bool {
    starts.count >= RowWriter.rowLimit || cellCount >= RowWriter.cellLimit
      || filled >= RowWriter.byteLimit
  }

  /// Empties the writer for the next batch.
  mutating func removeAll() {
    filled = 0
    cellCount = 0
    starts.removeAll(keepingCapacity: true)
    widths.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    faults.removeAll(keepingCapacity: true)
  }

  mutating func beginRow() {
    rowStart = cellCount
    rowArena = filled
    fault = nil
  }

  /// The number of cells of the row begun last.
  @inline(__always) var width: Int { cellCount &- rowStart }

  /// A cell of the row begun last.
  func cell(_ column: Int) -> Cell { column < width ? cells[rowStart + column] : .blank }

  /// Notes why the row cannot be read; the first reason stays.
  mutating func fail(_ fault: RecordBatch.Fault) { if self.fault == nil { self.fault = fault } }

  /// Takes bytes of the room asked for that belong to no cell of their own.
  mutating func advance(_ count: Int) { filled &+= count }

  /// Makes sure that `more` bytes and 16 beyond fit, and gives the place where they go.
  @inline(__always)
  mutating func room(_ more: Int) -> UnsafeMutablePointer<UInt8> {
    if filled &+ more &+ 16 > arenaCapacity { growArena(more &+ 16) }
    return arena + filled
  }

  /// Sets a cell of the row to the next `count` bytes of the room asked for.
  ///
  /// - Returns: false when the row gave this column before.
  @inline(__always)
  mutating func place(_ column: Int, count: Int, kind: Cell.Kind) -> Bool {
    let cell = count == 0 ? Cell.blank : Cell(start: filled, count: count, kind: kind)
    filled &+= count
    return set(column, cell)
  }

  @inline(__always)
  private mutating func set(_ column: Int, _ cell: Cell) -> Bool {
    let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: column & 63)
    let isNew = seen[column &>> 6] & bit == 0
    seen[column &>> 6] |= bit
    if column == width {
      if cellCount == cellCapacity { growCells(1) }
      cells[cellCount] = cell
      cellCount &+= 1
    } else {
      overwrite(column, cell)
    }
    return isNew
  }

  /// Sets a cell of the row without regard to what the row itself gave.
  mutating func overwrite(_ column: Int, _ cell: Cell) {
    let missing = column &+ 1 &- width
    if missing > 0 {
      if cellCount &+ missing > cellCapacity { growCells(missing) }
      (cells + cellCount).initialize(repeating: .blank, count: missing)
      cellCount &+= missing
    }
    cells[rowStart &+ column] = cell
  }

  /// Leaves out the blank cells at the row's end; false when nothing is left.
  mutating func trimRow() -> Bool {
    let words = min(seenCount, width / 64 + 1)
    for word in 0..<words { seen[word] = 0 }
    while cellCount > rowStart, cells[cellCount - 1].isBlank { cellCount -= 1 }
    return cellCount > rowStart || fault != nil
  }

  /// Ends the row and keeps it.
  mutating func endRow(number: Int) {
    if let fault { faults[starts.count] = fault }
    starts.append(UInt32(truncatingIfNeeded: rowStart))
    widths.append(UInt32(truncatingIfNeeded: width))
    numbers.append(UInt32(truncatingIfNeeded: number))
  }

  /// Forgets the row begun last.
  mutating func dropRow() {
    cellCount = rowStart
    filled = rowArena
  }

  /// Copies the rows to an empty batch.
  func copy(to batch: RecordBatch) {
    batch.arena.append(contentsOf: UnsafeBufferPointer(start: arena, count: filled))
    batch.cells.append(contentsOf: UnsafeBufferPointer(start: cells, count: cellCount))
    batch.starts.append(contentsOf: starts)
    batch.widths.append(contentsOf: widths)
    batch.rowNumbers.append(contentsOf: numbers)
    batch.marks.append(contentsOf: repeatElement(RecordBatch.Mark.data, count: starts.count))
    batch.faults = faults
  }

  @inline(never)
  private mutating func growArena(_ more: Int) {
    let capacity = max(arenaCapacity * 2, filled + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    memcpy(larger, arena, filled)
    arena.deallocate()
    arena = larger
    arenaCapacity = capacity
  }

  @inline(never)
  private mutating func growCells(_ more: Int) {
    let capacity = max(cellCapacity * 2, cellCount + more)
    let larger = UnsafeMutablePointer<Cell>.allocate(capacity: capacity)
    memcpy(larger, cells, cellCount * MemoryLayout<Cell>.stride)
    cells.deallocate()
    cells = larger
    cellCapacity = capacity
  }
}

extension RowWriter {
  /// Copies bytes behind the cells and gives the cell that shows them, without placing it.
  mutating func store(_ bytes: [UInt8], kind: Cell.Kind) -> Cell {
    let target = room(bytes.count)
    for index in bytes.indices { target[index] = bytes[index] }
    let cell = Cell(start: filled, count: bytes.count, kind: kind)
    advance(bytes.count)
    return cell
  }
}
