import MizanDiagnostics
import MizanRecords

extension JSONRows {
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
