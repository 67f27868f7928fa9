import MizanDiagnostics

/// Cuts the bytes of one of our own tables into rows of cells, by RFC 4180.
///
/// Cells stay where they lie. Those with doubled quotes become shorter in their own place, so the
/// bytes are the cutter's to change.
struct RowCutter {
  private let bytes: UnsafeMutablePointer<UInt8>
  private let count: Int
  private let file: String
  private let separator: UInt8
  private var index: Int
  /// The number of the line at `index`.
  private var line: Int
  /// The line where the row begins.
  private var start: Int
  /// The cells of all rows, one behind the other.
  private(set) var cells: [Cell] = []
  private(set) var rows: [ByteTable.Row] = []

  /// - Parameters:
  ///   - bytes: the whole table.
  ///   - line: the number of the line at which the bytes begin.
  init(
    _ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, file: String, separator: UInt8, line: Int
  ) {
    self.bytes = bytes
    self.count = count
    self.file = file
    self.separator = separator
    self.line = line
    start = line
    let hasMark = count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
    index = hasMark ? 3 : 0
  }

  /// Cuts all rows; blank lines are none.
  /// - Throws: a ``Failure`` of kind `mapping` when the quotes do not pair, or a cell is no UTF-8.
  mutating func run() throws(Failure) {
    while index < count {
      let first = cells.count
      start = line
      var hasMore = true
      while hasMore {
        cells.append(index < count && bytes[index] == 34 ? try quotedCell() : try plainCell())
        hasMore = index < count && bytes[index] == separator
        if index < count, bytes[index] == 10 { line += 1 }
        index += 1
      }
      if cells.count == first + 1, cells[first].count == 0 {
        cells.removeLast()
      } else {
        rows.append(ByteTable.Row(first: first, width: cells.count - first, line: start))
      }
    }
  }

  /// A cell up to the byte that ends it; a quote in it is text.
  private mutating func plainCell() throws(Failure) -> Cell {
    let first = index
    var end = index
    var all: UInt8 = 0
    while end < count {
      let byte = bytes[end]
      if byte == separator || byte == 10 { break }
      all |= byte
      end &+= 1
    }
    index = end
    if end > first, end < count, bytes[end] == 10, bytes[end - 1] == 13 { end -= 1 }
    return try cell(first, end, isASCII: all < 0x80)
  }

  /// A cell between quotes, where two quotes mean one.
  private mutating func quotedCell() throws(Failure) -> Cell {
    index += 1
    let first = index
    var end = index
    var all: UInt8 = 0
    while true {
      guard index < count else {
        throw Failure(.mapping, .tableQuoteOpen, at: Place(file, line: start))
      }
      let byte = bytes[index]
      index += 1
      if byte == 10 { line += 1 }
      if byte == 34 {
        guard index < count, bytes[index] == 34 else { break }
        index += 1
      }
      bytes[end] = byte
      end += 1
      all |= byte
    }
    if index + 1 < count, bytes[index] == 13, bytes[index + 1] == 10 { index += 1 }
    guard index == count || bytes[index] == separator || bytes[index] == 10 else {
      throw Failure(.mapping, .tableQuoteStray, at: Place(file, line: line))
    }
    return try cell(first, end, isASCII: all < 0x80)
  }

  private func cell(_ first: Int, _ end: Int, isASCII: Bool) throws(Failure) -> Cell {
    if !isASCII {
      let text = UnsafeBufferPointer(start: bytes + first, count: end - first)
      guard String(validating: text, as: UTF8.self) != nil else {
        throw Failure(.mapping, .tableEncoding, at: Place(file, line: start))
      }
    }
    return Cell(start: first, count: end - first, kind: .text)
  }
}

extension Code {
  static let tableEncoding = Code("ENC_INVALID_SEQUENCE", .error)
  static let tableQuoteOpen = Code("CSV_UNTERMINATED_QUOTE", .error)
  static let tableQuoteStray = Code("TABLE_QUOTE_STRAY", .error)
}
