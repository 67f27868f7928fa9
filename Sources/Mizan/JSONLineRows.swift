import MizanDiagnostics
import MizanRecords

/// Writes rows as JSON objects, one a line. Blank cells are left out; numbers stay as they are
/// written, everything else is a text.
struct JSONLineRows: ~Copyable {
  private var buffer = ByteBuffer(capacity: 1 << 16)
  /// `"name":` for each column.
  private let names: [[UInt8]]
  private let columns: [Int]

  /// - Parameter headings: a heading that stands before gets a number, one without text is named
  ///   by its letters.
  init(_ headings: [Heading]) {
    var seen: [String: Int] = [:]
    var names: [[UInt8]] = []
    for heading in headings {
      let text =
        heading.text.isEmpty ? Place.letters(ofColumn: heading.column + 1) : heading.text
      let number = seen[text, default: 0] + 1
      seen[text] = number
      names.append(Array((JSONText.quoted(number == 1 ? text : "\(text) \(number)") + ":").utf8))
    }
    self.names = names
    columns = headings.map(\.column)
  }

  var bytes: UnsafeRawBufferPointer { buffer.bytes }

  mutating func removeAll() { buffer.removeAll() }

  /// Writes the rows of data of a batch; returns how many.
  mutating func write(_ batch: RecordBatch) -> Int {
    var written = 0
    for row in 0..<batch.rowCount
    where batch.faults[row] == nil && batch.marks[row] != RecordBatch.Mark.blank {
      written += 1
      buffer.append(123)
      var isFirst = true
      for (index, column) in columns.enumerated() {
        let cell = batch.cell(row: row, column: column)
        if cell.isBlank { continue }
        if !isFirst { buffer.append(44) }
        isFirst = false
        buffer.append(names[index])
        put(cell, batch)
      }
      buffer.append(125)
      buffer.append(10)
    }
    return written
  }

  private mutating func put(_ cell: Cell, _ batch: RecordBatch) {
    let bytes = batch.arena[Int(cell.start)..<Int(cell.start) + cell.count]
    let isBare =
      cell.kind == .boolean
      && (bytes.elementsEqual("true".utf8) || bytes.elementsEqual("false".utf8))
      || cell.kind == .number && JSONLineRows.isNumber(bytes)
    if isBare {
      buffer.append(Array(bytes))
      return
    }
    buffer.append(34)
    for byte in bytes {
      switch byte {
      case 34, 92:
        buffer.append(92)
        buffer.append(byte)
      case 10: buffer.append("\\n")
      case 13: buffer.append("\\r")
      case 9: buffer.append("\\t")
      case 0..<32:
        let digits = Array("0123456789abcdef".utf8)
        buffer.append("\\u00")
        buffer.append(digits[Int(byte >> 4)])
        buffer.append(digits[Int(byte & 15)])
      default: buffer.append(byte)
      }
    }
    buffer.append(34)
  }

  /// Whether a text is a number as JSON writes it.
  static func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    func digits() -> Int {
      let count = rest.prefix { $0 &- 48 < 10 }.count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == 45 { rest = rest.dropFirst() }
    let isZero = rest.first == 48
    let whole = digits()
    if whole == 0 || isZero && whole > 1 { return false }
    if rest.first == 46 {
      rest = rest.dropFirst()
      if digits() == 0 { return false }
    }
    if let letter = rest.first, letter | 32 == 101 {
      rest = rest.dropFirst()
      if let sign = rest.first, sign == 43 || sign == 45 { rest = rest.dropFirst() }
      if digits() == 0 { return false }
    }
    return rest.isEmpty
  }
}
