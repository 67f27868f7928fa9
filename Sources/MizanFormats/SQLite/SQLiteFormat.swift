public import MizanDiagnostics
public import MizanRecords

/// SQLite database files: each table and each view is a table, or the rows of one query.
public enum SQLiteFormat: TableFormat {
  public static let name = "sqlite"
  public static let reads = "its tables, or the rows of one query (`query:`); opened to read only"
  public static let fileExtensions = ["sqlite", "sqlite3", "db", "gpkg"]

  static let magic = Array("SQLite format 3\0".utf8)

  public static func recognize(head: [UInt8], fileName: String) -> Confidence {
    head.starts(with: magic) ? .certain : .no
  }

  public static func open(
    _ input: Input, _ options: FormatOptions
  ) throws(Failure) -> any TableFile {
    try SQLiteFile(InputFile(input), options)
  }
}
