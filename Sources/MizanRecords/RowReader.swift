public import MizanDiagnostics

/// Yields the rows of one table in order, some thousand at a time.
///
/// A reader is used by one thread. It yields every row of the table, also those above the
/// headings; what they mean is not its concern.
public protocol RowReader: AnyObject {
  /// Empties `batch` and fills it with the next rows; false when there are none left.
  ///
  /// A row that cannot be read is yielded all the same, with a fault. What concerns the file as
  /// a whole goes to `findings`.
  /// - Throws: a ``Failure`` of kind `unreadable` when the rest of the file cannot be read.
  func next(into batch: RecordBatch, _ findings: inout Findings) throws(Failure) -> Bool
}

/// What a workbook says about one of its tables.
public struct TableInfo: Sendable, Hashable {
  /// The sheet's name; nil where the format has only one table without a name.
  public var name: String?
  /// Whether the spreadsheet program hides it.
  public var isHidden: Bool
  /// The number of the one row that is known to hold the headings, where the format makes it
  /// itself; nil where they are to be looked for.
  public var headingRow: Int?
  /// How the table's cells are addressed.
  public var addressing: TableAddressing
  public init(
    name: String?, isHidden: Bool = false, headingRow: Int? = nil,
    addressing: TableAddressing = .cells
  ) {
    self.name = name
    self.isHidden = isHidden
    self.headingRow = headingRow
    self.addressing = addressing
  }
}

/// An open file of tables: a workbook with its sheets, or a text file with its one table.
public protocol TableFile: AnyObject {
  /// The format's name, as in `format: xlsx`.
  var format: String { get }
  var tables: [TableInfo] { get }
  /// Opens a table by its index in ``tables``; each call starts at its first row.
  func rows(ofTable table: Int) throws(Failure) -> any RowReader
  /// What opening the file found.
  var findings: Findings { get }
  /// The SHA-256 of the whole file in hexadecimal digits; call it after reading.
  func sha256() throws(Failure) -> String
}
