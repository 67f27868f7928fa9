import MizanDiagnostics
import MizanRecords

extension JSONRows {
  /// Writes what says where the row stands.
  func putPlaces(_ trail: borrowing JSONTrail) {
    for index in places {
      scratch.removeAll(keepingCapacity: true)
      var kind = Cell.Kind.text
      switch table.columns[index].origin {
      case .index:
        kind = .number
        JSONTrail.append(total, to: &scratch)
      case .parentIndex:
        kind = .number
        if parentCount > 0 { JSONTrail.append(parentCount, to: &scratch) }
      case .path:
        if line > 0 {
          JSONTrail.append(line, to: &scratch)
          scratch.append(35)
        }
        trail.write(to: &scratch, from: line > 0 ? 1 : 0)
      case .key(let star):
        for level in 0..<trail.depth where trail.frames[level].last == star {
          scratch = trail.starKey(level + 1)
        }
      default: break
      }
      cells[openRow + index] = text.put(scratch, kind)
    }
  }

  /// The names of the columns as a row.
  func writeHeadings() {
    let row = addRow(number: 1)
    for (index, column) in table.columns.enumerated() {
      cells[row + index] = text.put(column.name, .text)
    }
  }

  /// A JSON text without the blanks between its tokens.
  static func compact(_ raw: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(raw.count)
    var isString = false
    var isEscaped = false
    for byte in raw {
      if !isString, byte <= 32 { continue }
      result.append(byte)
      if isEscaped {
        isEscaped = false
      } else if byte == 92 {
        isEscaped = isString
      } else if byte == 34 {
        isString.toggle()
      }
    }
    return result
  }

  /// The text of a row as one cell of `held.csv`, cut where it is very long.
  static func shown(_ raw: [UInt8]) -> String {
    let cut = raw.prefix(1 << 16)
    return CSVText.quoted(String(decoding: RowCheck.escaped(cut) ?? Array(cut), as: UTF8.self))
  }
}
