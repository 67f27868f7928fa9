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

  /// The largest file that is read, in bytes.
  static let limit = 64 << 20

  /// The file's path as the user gave it.
  public let file: String
  public let headings: [String]
  public let rows: [Row]
  private let columns: [String: Int]

  /// Reads a file.
  /// - Throws: a ``Failure`` of kind `missing` when it cannot be opened, `mapping` when it is no
  ///   UTF-8, larger than 64 MB, or its quotes do not pair.
  public init(file: String) throws(Failure) {
    try self.init(bytes: SmallFile.read(file, limit: SmallTable.limit), file: file)
  }

  /// Reads bytes.
  /// - Parameters:
  ///   - separator: the byte between cells; a comma unless said otherwise.
  ///   - firstLine: the number of the line of the file at which the bytes begin.
  /// - Throws: a ``Failure`` of kind `mapping`, as when a file is read.
  public init(
    bytes: [UInt8], file: String, separator: UInt8 = 44, firstLine: Int = 1
  ) throws(Failure) {
    let table = try ByteTable(
      bytes: bytes, file: file, separator: separator, firstLine: firstLine)
    self.file = file
    headings = table.headings
    rows = (0..<table.rowCount).map { Row(line: table.line($0), cells: table.texts($0)) }
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
