import Glibc
import MizanDiagnostics
import MizanRecords

/// Puts the values of a JSON text into the rows of one table.
///
/// Its own memory holds a batch until it is given out: all rows have the table's width, so that a
/// cell has its place before its row is complete.
final class JSONRows: JSONMemberTaker {
  /// A batch is given out when it has as many rows or bytes of text.
  private static let batchRows = 2048
  private static let batchBytes = 1 << 18
  private static let batchCells = 1 << 18
  /// The most cells of the rows inside one outermost element: wide and many rows cannot be told
  /// from an attempt to fill the memory.
  private static let cellLimit = 1 << 22

  let shape: JSONShape
  let table: JSONTable
  let width: Int
  let limits: Limits
  /// The cells of a row before anything is put into it.
  private let template: UnsafeMutablePointer<Cell>
  private let forms: [JSONTable.Form]
  let places: JSONRowPlaces
  let around: JSONAround
  let text = JSONArena()
  @exclusivity(unchecked) var cells: UnsafeMutablePointer<Cell>
  @exclusivity(unchecked) private var cellCapacity = 1 << 12
  /// The number of rows in the batch, and of rows of data since the start of the table.
  @exclusivity(unchecked) var rows = 0
  @exclusivity(unchecked) var total = 0
  @exclusivity(unchecked) private var numbers: UnsafeMutablePointer<UInt32>
  @exclusivity(unchecked) private var rowCapacity = JSONRows.batchRows * 2
  var faults: [Int: RecordBatch.Fault] = [:]
  /// The first cell of the row that is open; negative for none.
  @exclusivity(unchecked) var openRow = -1
  @exclusivity(unchecked) var rowStart = 0
  @exclusivity(unchecked) var rowFault: Code?
  var topFault: Code?
  /// Where the outermost element begins in the window, and the rows of the batch before it.
  @exclusivity(unchecked) private(set) var topStart = 0
  @exclusivity(unchecked) var topRow = 0
  @exclusivity(unchecked) var isBetweenRows = true
  /// The array or odd row that is collected into one cell; negative for none.
  @exclusivity(unchecked) var collected: Int32 = -1
  @exclusivity(unchecked) var collectedColumn = 0
  @exclusivity(unchecked) var collectedForm = JSONTable.Form.text
  @exclusivity(unchecked) var collectedStart = 0
  @exclusivity(unchecked) var collectedText = 0
  private(set) var parentCount = 0
  /// Set when the rows inside one element are too many; what follows them is lost.
  private(set) var isOverfull = false
  /// The line, where each line is a JSON text.
  var line = 0

  init(_ shape: JSONShape, _ table: JSONTable, _ limits: Limits) {
    self.shape = shape
    self.table = table
    self.limits = limits
    width = table.columns.count
    forms = table.columns.map { if case .own(_, let form) = $0.origin { form } else { .scalar } }
    places = JSONRowPlaces(table)
    around = JSONAround(shape, table)
    cells = .allocate(capacity: cellCapacity)
    template = .allocate(capacity: max(1, width))
    template.initialize(repeating: .blank, count: max(1, width))
    numbers = .allocate(capacity: rowCapacity)
    for (index, column) in table.columns.enumerated() {
      switch column.origin {
      case .own(let node, _) where node >= 0: shape.nodes[Int(node)].column = Int32(index)
      case .around(let node) where node >= 0: shape.nodes[Int(node)].around = Int32(index)
      default: break
      }
    }
  }

  deinit {
    cells.deallocate()
    template.deallocate()
    numbers.deallocate()
  }

  var isFull: Bool {
    rows >= JSONRows.batchRows || text.count >= JSONRows.batchBytes
      || rows &* width >= JSONRows.batchCells
  }

  /// Empties the batch; what stands on every row is written once.
  func begin() {
    rows = 0
    text.cut(to: 0)
    places.forget()
    faults.removeAll(keepingCapacity: true)
    for (index, column) in table.columns.enumerated() {
      guard case .constant(let constant) = column.origin else { continue }
      template[index] = text.put(constant.bytes, constant.kind)
    }
  }

  /// Gives the rows to a batch.
  func finish(_ batch: RecordBatch) {
    batch.arena.append(contentsOf: text.bytes)
    batch.cells.append(contentsOf: UnsafeBufferPointer(start: cells, count: rows * width))
    batch.starts.append(contentsOf: (0..<rows).lazy.map { [width] in UInt32($0 * width) })
    batch.widths.append(contentsOf: repeatElement(UInt32(width), count: rows))
    batch.marks.append(contentsOf: repeatElement(RecordBatch.Mark.data, count: rows))
    batch.rowNumbers.append(contentsOf: UnsafeBufferPointer(start: numbers, count: rows))
    batch.faults = faults
  }

  /// What ``cut(to:)`` needs to take back rows.
  struct Mark {
    var rows: Int
    var total: Int
    var arena: Int
    var parents: Int
  }

  var mark: Mark { Mark(rows: rows, total: total, arena: text.count, parents: parentCount) }

  /// Takes back all rows after a mark.
  func cut(to mark: Mark) {
    rows = mark.rows
    total = mark.total
    text.cut(to: mark.arena)
    places.forget()
    parentCount = mark.parents
    for row in faults.keys where row >= rows { faults[row] = nil }
    openRow = -1
    collected = -1
    isBetweenRows = true
    topFault = nil
    rowFault = nil
    isOverfull = false
  }

  /// A row that cannot be read.
  func addFault(_ code: Code, raw: [UInt8]) {
    _ = addDataRow()
    faults[rows - 1] = RecordBatch.Fault(code, raw: JSONRows.shown(raw))
  }

  /// Tells that bytes were dropped from the window.
  func drop(_ count: Int) {
    topStart &-= count
    rowStart &-= count
    collectedStart &-= count
  }

  /// A name stands twice in an object: nobody knows which value is meant.
  func meetTwice(
    _ node: Int32, _ base: UnsafePointer<UInt8>, _ at: Int, _ trail: borrowing JSONTrail
  ) {
    if openRow >= 0 {
      rowFault = rowFault ?? .jsonDuplicateKey
    } else if !isBetweenRows {
      topFault = .jsonDuplicateKey
    }
  }

  /// Takes a value that is no container, of a member or an element.
  @inline(__always)
  func takeMember(
    _ kind: JSONTokenizer.Kind, _ span: JSONSpan, _ base: UnsafePointer<UInt8>, _ node: Int32,
    _ trail: borrowing JSONTrail
  ) {
    let known = shape.nodes + Int(node)
    if collected >= 0 {
      if collectedForm == .joined { join(kind, span, base) }
    } else if openRow >= 0 {
      var column = Int(known.pointee.column)
      if column < 0, table.row == .array, known.pointee.parent == table.node {
        column = trail.frames[trail.depth &- 1].index
        if column >= width { return }
      }
      if column >= 0 { cells[openRow &+ column] = cell(kind, span, base) }
    } else if known.pointee.around >= 0 {
      around.values[Int(known.pointee.around)] = cell(kind, span, base)
    } else if node == table.node {
      takeRow(kind, span, base, trail)
    }
  }

  /// A container begins.
  @inline(__always)
  func open(
    _ kind: JSONTokenizer.Kind, _ at: Int, _ node: Int32, _ trail: borrowing JSONTrail
  ) {
    if collected >= 0 { return }
    if node == table.top {
      topStart = at
      topRow = rows
      isBetweenRows = false
    }
    if node == table.parent { parentCount &+= 1 }
    if node == table.node {
      openTableRow(kind, at, trail)
      return
    }
    if kind == .beginObject {
      if around.hasColumns { around.open(node, rows) }
      return
    }
    let column = Int(shape.nodes[Int(node)].column)
    if openRow >= 0, column >= 0, forms[column] != .scalar {
      collect(node, column, forms[column], at)
    } else if openRow >= 0, table.row == .array, shape.nodes[Int(node)].parent == table.node {
      collect(node, trail.frames[trail.depth &- 2].index, .text, at)
    }
  }

  /// A container ends; `at` is the place behind it.
  @inline(__always)
  func close(_ at: Int, _ base: UnsafePointer<UInt8>, _ node: Int32) {
    if collected >= 0 {
      if collected == node { endCollection(at, base) }
    } else if node == table.node {
      closeRow(at, base)
    } else if around.hasColumns {
      around.close(node, rows, cells, width)
    }
    if node == table.top, collected < 0 { closeTop() }
  }

  /// A value as a cell.
  @inline(__always)
  func cell(
    _ kind: JSONTokenizer.Kind, _ span: JSONSpan, _ base: UnsafePointer<UInt8>
  ) -> Cell {
    let count = span.count
    if kind == .null || count == 0 { return .blank }
    if span.hasEscapes { return unescaped(base + span.start, count) }
    if count > limits.fieldBytes { rowFault = .limitFieldSize }
    return text.put(
      base + span.start, count, kind == .string ? .text : kind == .number ? .number : .boolean)
  }

  @inline(never)
  private func unescaped(_ source: UnsafePointer<UInt8>, _ count: Int) -> Cell {
    var isWhole = true
    let cell = text.putUnescaped(source, count, isWhole: &isWhole)
    if !isWhole { rowFault = rowFault ?? .encodingInvalid }
    return cell
  }

  func addDataRow() -> Int {
    total &+= 1
    let heading = table.hasHeadings ? 1 : 0
    let number = line > 0 && table.node == table.top ? line : total
    return addRow(number: number &+ heading)
  }

  /// Adds a row and returns its first cell.
  func addRow(number: Int) -> Int {
    if rows &* width > JSONRows.cellLimit {
      isOverfull = true
      return (rows &- 1) &* width
    }
    let first = rows &* width
    if first &+ width > cellCapacity || rows == rowCapacity { grow(first) }
    (cells + first).update(from: template, count: width)
    numbers[rows] = UInt32(truncatingIfNeeded: number)
    rows &+= 1
    return first
  }

  /// Makes room for one more row whose first cell has this number.
  @inline(never)
  private func grow(_ first: Int) {
    if first &+ width > cellCapacity {
      let wanted = max(cellCapacity * 2, first + width)
      let larger = UnsafeMutablePointer<Cell>.allocate(capacity: wanted)
      larger.update(from: cells, count: first)
      cells.deallocate()
      cells = larger
      cellCapacity = wanted
    }
    if rows == rowCapacity {
      let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: rowCapacity * 2)
      larger.update(from: numbers, count: rows)
      numbers.deallocate()
      numbers = larger
      rowCapacity *= 2
    }
  }
}

extension Code {
  static let jsonRecordNotObject = Code("JSON_RECORD_NOT_OBJECT", .error)
}
