import MizanRecords

/// The columns that say where a row stands: its number, that of its parent, its pointer, and the
/// names that are data.
final class JSONRowPlaces {
  let hasColumns: Bool
  /// The places of the columns in a row; negative for none.
  private let indexColumn: Int
  private let parentColumn: Int
  private let pathColumn: Int
  private let keys: [(column: Int, star: Int32)]
  private let indexText = JSONNumbered()
  private let parentText = JSONNumbered()
  /// The pointer of a row, all rows of one array having the same text before their number.
  private let pathText = JSONNumbered()
  /// The array that the last row stood in.
  @exclusivity(unchecked) private var array: UInt64 = 0
  @exclusivity(unchecked) private var bytes: [UInt8] = []
  /// The number of the last row's parent and its cell, which rows of one parent have in common;
  /// negative when it is not in the batch.
  @exclusivity(unchecked) private var lastParent = -1
  @exclusivity(unchecked) private var parentCell = Cell.blank

  init(_ table: JSONTable) {
    var (index, parent, path) = (-1, -1, -1)
    var keys: [(column: Int, star: Int32)] = []
    for (place, column) in table.columns.enumerated() {
      switch column.origin {
      case .index: index = place
      case .parentIndex: parent = place
      case .path: path = place
      case .key(let star): keys.append((place, star))
      default: break
      }
    }
    (indexColumn, parentColumn, pathColumn) = (index, parent, path)
    self.keys = keys
    hasColumns = index >= 0 || parent >= 0 || path >= 0 || !keys.isEmpty
  }

  /// Tells that texts were taken out of the batch.
  func forget() { lastParent = -1 }

  /// Writes them into the row that is open.
  @inline(never)
  func write(_ rows: JSONRows, _ trail: borrowing JSONTrail) {
    let cells = rows.cells + rows.openRow
    if indexColumn >= 0 { cells[indexColumn] = indexText.put(rows.total, into: rows.text, .number) }
    if parentColumn >= 0 { cells[parentColumn] = parentNumber(rows) }
    if pathColumn >= 0 { cells[pathColumn] = pointer(rows, trail) }
    if !keys.isEmpty { writeKeys(rows, trail) }
  }

  /// The names that are data.
  @inline(never)
  private func writeKeys(_ rows: JSONRows, _ trail: borrowing JSONTrail) {
    let cells = rows.cells + rows.openRow
    for (column, star) in keys {
      for level in 0..<trail.depth where trail.frames[level].last == star {
        cells[column] = rows.text.put(trail.starKey(level + 1), .text)
      }
    }
  }

  @inline(__always)
  private func parentNumber(_ rows: JSONRows) -> Cell {
    let number = rows.parentCount
    if number != lastParent {
      lastParent = number
      parentCell = number > 0 ? parentText.put(number, into: rows.text, .number) : .blank
    }
    return parentCell
  }

  /// The pointer of the row; in JSON lines the line comes first.
  @inline(__always)
  private func pointer(_ rows: JSONRows, _ trail: borrowing JSONTrail) -> Cell {
    // The row itself is an open container, unless it is a number or text.
    let level = trail.depth &- (rows.table.row == .scalar ? 1 : 2)
    guard level >= (rows.line > 0 ? 1 : 0), !trail.frames[level].isObject else {
      writePointer(rows.line, trail, to: trail.depth)
      return rows.text.put(bytes, .text)
    }
    if trail.frames[level].serial != array {
      array = trail.frames[level].serial
      writePointer(rows.line, trail, to: level)
      bytes.append(47)
      pathText.begin(with: bytes)
    }
    return pathText.put(trail.frames[level].index, into: rows.text, .text)
  }

  /// Writes a pointer to ``bytes``.
  @inline(never)
  private func writePointer(_ line: Int, _ trail: borrowing JSONTrail, to depth: Int) {
    bytes.removeAll(keepingCapacity: true)
    if line > 0 {
      JSONTrail.append(line, to: &bytes)
      bytes.append(35)
    }
    trail.write(to: &bytes, from: line > 0 ? 1 : 0, depth: depth)
  }
}
