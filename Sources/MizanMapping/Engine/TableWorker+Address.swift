import MizanDiagnostics
import MizanRecords

extension TableWorker {
  /// A place in the table for messages; the column counts from 0.
  func place(_ cursor: RowCursor, column: Int? = nil) -> Place {
    Place(
      plan.binding.file, sheet: plan.binding.sheet, row: cursor.number,
      column: column.map { $0 + 1 }, path: path(column: column))
  }

  /// The path of a cell of the row the worker is at, in a table cut out of a tree.
  func path(column: Int?) -> String? {
    guard let paths, let batch else { return nil }
    return batch.path(paths, row: rowIndex, column: column)
  }

  /// `source_ref` of a table cut out of a tree: the row's path for a grid, otherwise all of it.
  @inline(__always)
  func putPath(_ state: RecordState, _ index: Int, _ view: RowView, _ cursor: RowCursor) {
    guard let address = state.address else { return }
    var own = Cell.blank
    if address.pathColumn >= 0 {
      own = view.cell(cursor.row, cursor.start, cursor.width, address.pathColumn)
    }
    let target = row.pointee.room(address.room(own.count))
    let end = address.write(
      number: cursor.number, own: view.arena + Int(own.start), own.count,
      hasRoom: view.hasRoom(behind: own), to: target)
    state.results[index] = FieldResult(
      bytes: UnsafePointer(target), count: end - target, state: .value)
  }
}

/// Paths in the list of cells of `held.csv`, which blanks separate.
public enum HeldAddress {
  /// The path with blanks, commas, quotes and line breaks as `%20` and the like.
  public static func text(_ path: String) -> [UInt8] {
    var result: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in path.utf8 {
      if byte <= 32 || byte == 34 || byte == 37 || byte == 44 {
        result += [37, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      } else {
        result.append(byte)
      }
    }
    return result
  }

  /// The path that ``text(_:)`` wrote.
  public static func path(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == 37, index + 2 < bytes.count,
        let code = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        result.append(code)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
