import MizanRecords

/// The columns that say where a row stands: its number, that of its parent, its pointer, and the
/// names that are data.
final class JSONRowPlaces {
  private enum Kind {
    case index, parentIndex, path
    case key(Int32)
  }

  let hasColumns: Bool
  private let columns: [(index: Int, kind: Kind)]
  /// The array that the last row stood in, and the pointer to its elements without their number.
  @exclusivity(unchecked) private var array: UInt64 = 0
  @exclusivity(unchecked) private var prefix: [UInt8] = []

  init(_ table: JSONTable) {
    columns = table.columns.enumerated().compactMap { index, column in
      switch column.origin {
      case .index: (index, .index)
      case .parentIndex: (index, .parentIndex)
      case .path: (index, .path)
      case .key(let star): (index, .key(star))
      default: nil
      }
    }
    hasColumns = !columns.isEmpty
  }

  /// Writes them into the row that is open.
  @inline(never)
  func write(_ rows: JSONRows, _ trail: borrowing JSONTrail) {
    let cells = rows.cells + rows.openRow
    for (index, kind) in columns {
      switch kind {
      case .index: cells[index] = rows.text.put([], number: rows.total, .number)
      case .parentIndex:
        let count = rows.parentCount
        cells[index] = count > 0 ? rows.text.put([], number: count, .number) : .blank
      case .path: cells[index] = path(rows, trail)
      case .key(let star):
        for level in 0..<trail.depth where trail.frames[level].last == star {
          cells[index] = rows.text.put(trail.starKey(level + 1), .text)
        }
      }
    }
  }

  /// The pointer of the row; in JSON lines the line comes first.
  @inline(__always)
  private func path(_ rows: JSONRows, _ trail: borrowing JSONTrail) -> Cell {
    // The row itself is an open container, unless it is a number or text.
    let level = trail.depth &- (rows.table.row == .scalar ? 1 : 2)
    guard level >= (rows.line > 0 ? 1 : 0), !trail.frames[level].isObject else {
      return rows.text.put(whole(rows.line, trail, to: trail.depth), .text)
    }
    if trail.frames[level].serial != array {
      array = trail.frames[level].serial
      prefix = whole(rows.line, trail, to: level) + [47]
    }
    return rows.text.put(prefix, number: trail.frames[level].index, .text)
  }

  @inline(never)
  private func whole(_ line: Int, _ trail: borrowing JSONTrail, to depth: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    if line > 0 {
      JSONTrail.append(line, to: &bytes)
      bytes.append(35)
    }
    trail.write(to: &bytes, from: line > 0 ? 1 : 0, depth: depth)
    return bytes
  }
}
