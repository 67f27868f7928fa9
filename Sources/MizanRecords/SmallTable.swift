public import MizanDiagnostics

/// One of our own small CSV files read whole: a code list, a crosswalk, a register.
///
/// Files of partners are read by `MizanFormats`; this reader is for files that Mizan ships or that
/// a person keeps beside a mapping. The syntax is RFC 4180 in UTF-8 with a line of headings.
public struct SmallTable: Sendable {
  /// One line with the number of the line in the file where it begins, from 1.
  public struct Row: Sendable {
    public var line: Int
    public var cells: [String]
  }

  /// The file's path as the user gave it.
  public let file: String
  public let headings: [String]
  public let rows: [Row]
  private let columns: [String: Int]

  /// Reads a file.
  /// - Throws: a ``Failure`` of kind `missing` when it cannot be opened, `mapping` when it is no
  ///   UTF-8, larger than 64 MB, or its quotes do not pair.
  public init(file: String) throws(Failure) {
    try self.init(bytes: SmallFile.read(file, limit: 64 << 20), file: file)
  }

  /// Reads bytes.
  /// - Parameters:
  ///   - separator: the byte between cells; a comma unless said otherwise.
  ///   - firstLine: the number of the line of the file at which the bytes begin.
  /// - Throws: a ``Failure`` of kind `mapping`, as when a file is read.
  public init(
    bytes: [UInt8], file: String, separator: UInt8 = 44, firstLine: Int = 1
  ) throws(Failure) {
    self.file = file
    var rows: [Row] = []
    var cells: [String] = []
    var cell: [UInt8] = []
    var line = firstLine
    var start = firstLine
    var isQuoted = false
    var wasQuoted = false
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    func endCell() throws(Failure) {
      guard let text = String(validating: cell, as: UTF8.self) else {
        throw Failure(.mapping, .tableEncoding, at: Place(file, line: start))
      }
      cells.append(text)
      cell.removeAll(keepingCapacity: true)
      wasQuoted = false
    }
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 10 { line += 1 }
      if isQuoted {
        if byte != 34 {
          cell.append(byte)
        } else if index < bytes.count, bytes[index] == 34 {
          cell.append(34)
          index += 1
        } else {
          isQuoted = false
        }
        continue
      }
      switch byte {
      case 34 where cell.isEmpty && !wasQuoted:
        isQuoted = true
        wasQuoted = true
      case separator: try endCell()
      case 13 where index < bytes.count && bytes[index] == 10: break
      case 10:
        try endCell()
        rows.append(Row(line: start, cells: cells))
        cells.removeAll(keepingCapacity: true)
        start = line
      case _ where wasQuoted:
        throw Failure(.mapping, .tableQuoteStray, at: Place(file, line: line))
      default: cell.append(byte)
      }
    }
    if isQuoted { throw Failure(.mapping, .tableQuoteOpen, at: Place(file, line: start)) }
    if !cell.isEmpty || !cells.isEmpty || wasQuoted {
      try endCell()
      rows.append(Row(line: start, cells: cells))
    }
    rows.removeAll { $0.cells.count == 1 && $0.cells[0].isEmpty }
    headings = rows.first?.cells ?? []
    self.rows = Array(rows.dropFirst())
    columns = Dictionary(
      headings.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The index of a heading.
  public func column(_ heading: String) -> Int? { columns[heading] }

  /// A row's text under a heading; empty when the row or the table lacks it.
  public func text(_ row: Row, _ heading: String) -> String {
    guard let column = columns[heading], column < row.cells.count else { return "" }
    return row.cells[column]
  }
}

extension Code {
  static let tableEncoding = Code("ENC_INVALID_SEQUENCE", .error)
  static let tableQuoteOpen = Code("CSV_UNTERMINATED_QUOTE", .error)
  static let tableQuoteStray = Code("TABLE_QUOTE_STRAY", .error)
}
