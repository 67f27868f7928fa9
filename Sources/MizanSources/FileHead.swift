import MizanDiagnostics
public import MizanRecords

/// The first rows of each table of a file, as texts, by which sources recognise it.
public struct FileHead: Sendable, Hashable {
  /// The first rows of one table; rows that the format skips as empty are not among them.
  public struct Table: Sendable, Hashable {
    /// The index of the table in its file.
    public var index: Int
    public var info: TableInfo
    /// Cleaned texts, empty for blank cells.
    public var rows: [[String]]
    /// Each row's number as a spreadsheet program shows it.
    public var numbers: [Int]
  }

  /// How many rows of a table are looked at.
  public static let rowLimit = 40
  /// How many tables are looked at.
  public static let tableLimit = 40

  /// The file's name.
  public var file: String
  /// The format's name, such as `xlsx`.
  public var format: String
  /// The tables that people see before hidden ones, otherwise in their order.
  public var tables: [Table]

  public init(file: String, format: String, tables: [Table]) {
    self.file = file
    self.format = format
    self.tables = tables
  }

  /// Reads the first rows of a file's tables.
  ///
  /// A table that cannot be read has no rows here; whoever reads it to its end is told why.
  /// - Parameter tables: the indexes of the tables to look at; nil: the first
  ///   ``FileHead/tableLimit``.
  public init(_ file: any TableFile, input: Input, tables wanted: [Int]? = nil) {
    self.file = input.name
    format = file.format
    let indexes = wanted ?? Array(file.tables.indices.prefix(FileHead.tableLimit))
    let ordered =
      indexes.filter { !file.tables[$0].isHidden } + indexes.filter { file.tables[$0].isHidden }
    tables = ordered.map { FileHead.read(file, $0) }
  }

  private static func read(_ file: any TableFile, _ index: Int) -> Table {
    var table = Table(index: index, info: file.tables[index], rows: [], numbers: [])
    var findings = Findings()
    guard let reader = try? file.rows(ofTable: index),
      let head = try? TableHead(reader, rows: rowLimit, &findings)
    else { return table }
    for row in 0..<min(head.count, rowLimit) {
      table.rows.append(head.texts(row))
      table.numbers.append(head.number(row))
    }
    return table
  }
}
