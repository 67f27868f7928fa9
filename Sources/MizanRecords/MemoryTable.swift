public import MizanDiagnostics

/// A table held in memory: the given tables of a mapping's tests, and tables that a program
/// already has.
public final class MemoryTableFile: TableFile {
  /// One sheet: its description and its rows of texts; an empty text is a blank cell.
  public struct Sheet: Sendable, Hashable {
    public var info: TableInfo
    public var rows: [[String]]
    public init(name: String?, isHidden: Bool = false, rows: [[String]]) {
      info = TableInfo(name: name, isHidden: isHidden)
      self.rows = rows
    }
  }

  public let format: String
  public let findings = Findings()
  private let sheets: [Sheet]
  private let batchRows: Int

  /// - Parameters:
  ///   - format: The name of the format that the table plays, such as `csv`.
  ///   - batchRows: The number of rows of a batch.
  public init(format: String = "csv", sheets: [Sheet], batchRows: Int = 1024) {
    self.format = format
    self.sheets = sheets
    self.batchRows = max(1, batchRows)
  }

  /// A file with one table.
  public convenience init(
    name: String? = nil, format: String = "csv", rows: [[String]], batchRows: Int = 1024
  ) {
    self.init(format: format, sheets: [Sheet(name: name, rows: rows)], batchRows: batchRows)
  }

  public var tables: [TableInfo] { sheets.map(\.info) }

  public func rows(ofTable table: Int) throws(Failure) -> any RowReader {
    MemoryRowReader(sheets[table].rows, batchRows: batchRows)
  }

  /// The SHA-256 of the texts, each cell ended by U+001F, each row by U+001E, each sheet by U+001D.
  public func sha256() throws(Failure) -> String {
    let hash = SHA256()
    for sheet in sheets {
      var bytes: [UInt8] = []
      for row in sheet.rows {
        for cell in row { bytes += Array(cell.utf8) + [0x1F] }
        bytes.append(0x1E)
      }
      bytes.append(0x1D)
      bytes.withUnsafeBytes { hash.update($0) }
    }
    return hash.finish()
  }
}

/// Yields rows of texts; a text that is a plain number stays text, as in a text file.
final class MemoryRowReader: RowReader {
  private let rows: [[String]]
  private let batchRows: Int
  private var next = 0

  init(_ rows: [[String]], batchRows: Int) {
    self.rows = rows
    self.batchRows = batchRows
  }

  func next(into batch: RecordBatch, _ findings: inout Findings) throws(Failure) -> Bool {
    batch.removeAll()
    guard next < rows.count else { return false }
    for index in next..<min(next + batchRows, rows.count) {
      batch.appendRow(rows[index], number: index + 1)
    }
    next += batch.rowCount
    return true
  }
}
