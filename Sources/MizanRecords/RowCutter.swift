import MizanDiagnostics

/// Cuts the bytes of a ``SmallTable`` into rows of texts, by RFC 4180.
struct RowCutter {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let file: String
  private let separator: UInt8
  private var index: Int
  /// The number of the line at `index`.
  private var line: Int
  /// The line where the row begins.
  private var start: Int
  /// The parts of a quoted cell that a doubled quote ends.
  private var parts: [UInt8] = []

  /// - Parameters:
  ///   - bytes: the whole table; they must stay where they are.
  ///   - line: the number of the line at which the bytes begin.
  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String, separator: UInt8, line: Int) {
    self.bytes = bytes
    self.file = file
    self.separator = separator
    self.line = line
    start = line
    index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// All rows, blank lines too.
  /// - Throws: a ``Failure`` of kind `mapping` when the quotes do not pair, or a cell is no UTF-8.
  mutating func rows() throws(Failure) -> [SmallTable.Row] {
    var rows: [SmallTable.Row] = []
    var width = 1
    while index < bytes.count {
      var cells: [String] = []
      cells.reserveCapacity(width)
      start = line
      var hasMore = true
      while hasMore {
        let isQuoted = index < bytes.count && bytes[index] == 34
        cells.append(isQuoted ? try quotedCell() : try plainCell())
        hasMore = index < bytes.count && bytes[index] == separator
        if index < bytes.count, bytes[index] == 10 { line += 1 }
        index += 1
      }
      width = cells.count
      rows.append(SmallTable.Row(line: start, cells: cells))
    }
    return rows
  }

  /// A cell up to the byte that ends it; a quote in it is text.
  private mutating func plainCell() throws(Failure) -> String {
    let first = index
    while index < bytes.count, bytes[index] != separator, bytes[index] != 10 { index += 1 }
    let hasReturn = index < bytes.count && bytes[index] == 10 && index > first
    return try text(first, hasReturn && bytes[index - 1] == 13 ? index - 1 : index)
  }

  /// A cell between quotes, where two quotes mean one.
  private mutating func quotedCell() throws(Failure) -> String {
    index += 1
    var first = index
    parts.removeAll(keepingCapacity: true)
    while true {
      guard index < bytes.count else {
        throw Failure(.mapping, .tableQuoteOpen, at: Place(file, line: start))
      }
      let byte = bytes[index]
      index += 1
      if byte == 10 { line += 1 }
      guard byte == 34 else { continue }
      guard index < bytes.count, bytes[index] == 34 else { break }
      parts.append(contentsOf: bytes[first..<index])
      index += 1
      first = index
    }
    let end = index - 1
    if index + 1 < bytes.count, bytes[index] == 13, bytes[index + 1] == 10 { index += 1 }
    guard index == bytes.count || bytes[index] == separator || bytes[index] == 10 else {
      throw Failure(.mapping, .tableQuoteStray, at: Place(file, line: line))
    }
    if parts.isEmpty { return try text(first, end) }
    parts.append(contentsOf: bytes[first..<end])
    return try parts.withUnsafeBufferPointer { (parts) throws(Failure) in try text(parts) }
  }

  private func text(_ first: Int, _ end: Int) throws(Failure) -> String {
    try text(UnsafeBufferPointer(rebasing: bytes[first..<end]))
  }

  private func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure) -> String {
    if bytes.isEmpty { return "" }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.mapping, .tableEncoding, at: Place(file, line: start))
    }
    return text
  }
}

extension Code {
  static let tableEncoding = Code("ENC_INVALID_SEQUENCE", .error)
  static let tableQuoteOpen = Code("CSV_UNTERMINATED_QUOTE", .error)
  static let tableQuoteStray = Code("TABLE_QUOTE_STRAY", .error)
}
