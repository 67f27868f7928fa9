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
    // A workbook that somebody has only given another name.
    if bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw Failure(.mapping, .tableIsWorkbook, at: Place(file))
    }
    var rows = try bytes.withUnsafeBufferPointer { (bytes) throws(Failure) in
      var cutter = RowCutter(bytes, file: file, separator: separator, line: firstLine)
      return try cutter.rows()
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
  static let tableIsWorkbook = Code("TABLE_IS_WORKBOOK", .error)
}
