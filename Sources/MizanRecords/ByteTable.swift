package import MizanDiagnostics

/// One of our own CSV files read whole, its cells as slices of its bytes: for tables of thousands of
/// lines, most of whose cells nobody needs as texts. Everything else reads a ``SmallTable``.
package final class ByteTable: @unchecked Sendable {
  /// Where a row's cells begin, how many they are, and the number of the line where it begins.
  struct Row {
    var first: Int
    var width: Int
    var line: Int
  }

  /// The file's path as the user gave it.
  package let file: String
  package let headings: [String]
  private let bytes: UnsafeMutablePointer<UInt8>
  private let cells: [Cell]
  /// All rows; the first has the headings.
  private let rows: [Row]

  /// Reads a file; see ``SmallTable/init(file:)``.
  package convenience init(file: String) throws(Failure) {
    try self.init(bytes: SmallFile.read(file, limit: SmallTable.limit), file: file)
  }

  /// Reads bytes; see ``SmallTable/init(bytes:file:separator:firstLine:)``.
  package init(
    bytes: [UInt8], file: String, separator: UInt8 = 44, firstLine: Int = 1
  ) throws(Failure) {
    self.file = file
    // A workbook that somebody has only given another name.
    if bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw Failure(.mapping, .tableIsWorkbook, at: Place(file))
    }
    let own = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, bytes.count))
    _ = own.initialize(from: bytes)
    guard let base = own.baseAddress else { fatalError("memory without an address") }
    var cutter = RowCutter(
      base, bytes.count, file: file, separator: separator, line: firstLine)
    do throws(Failure) {
      try cutter.run()
    } catch {
      base.deallocate()
      throw error
    }
    self.bytes = base
    cells = cutter.cells
    rows = cutter.rows
    let texts = cells.prefix(rows.first?.width ?? 0)
    headings = texts.map { ByteTable.text(base, $0) }
  }

  deinit { bytes.deallocate() }

  /// The number of rows, that of the headings left out.
  package var rowCount: Int { max(0, rows.count - 1) }

  /// The column of a heading; the first of several with the same one.
  package func column(_ heading: String) -> Int? { headings.firstIndex(of: heading) }

  /// The number of the line where a row begins, from 1.
  package func line(_ row: Int) -> Int { rows[row + 1].line }

  /// How many cells a row has.
  package func width(_ row: Int) -> Int { rows[row + 1].width }

  /// The bytes of a cell, valid as long as the table lives; none when the row or the table lacks it.
  package func bytes(_ row: Int, _ column: Int?) -> UnsafeBufferPointer<UInt8> {
    let row = rows[row + 1]
    guard let column, column < row.width else { return UnsafeBufferPointer(start: bytes, count: 0) }
    let cell = cells[row.first + column]
    return UnsafeBufferPointer(start: bytes + Int(cell.start), count: cell.count)
  }

  /// A cell's text; empty when the row or the table lacks it.
  package func text(_ row: Int, _ column: Int?) -> String {
    String(decoding: bytes(row, column), as: UTF8.self)
  }

  /// The texts of a row.
  func texts(_ row: Int) -> [String] {
    let row = rows[row + 1]
    return cells[row.first..<row.first + row.width].map { ByteTable.text(bytes, $0) }
  }

  private static func text(_ bytes: UnsafeMutablePointer<UInt8>, _ cell: Cell) -> String {
    let slice = UnsafeBufferPointer(start: bytes + Int(cell.start), count: cell.count)
    return String(decoding: slice, as: UTF8.self)
  }
}

extension Code {
  static let tableIsWorkbook = Code("TABLE_IS_WORKBOOK", .error)
}
