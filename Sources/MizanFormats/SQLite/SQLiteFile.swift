import MizanDiagnostics
import MizanRecords

/// An open database: its tables and their columns are known, the rows not yet read.
final class SQLiteFile: TableFile {
  let format = SQLiteFormat.name
  let tables: [TableInfo]
  let findings: Findings

  /// What gives the rows of a table.
  private struct Reading {
    var query: String
    var columns: [String]
  }

  private let file: InputFile
  private let limits: Limits
  private let readings: [Reading]

  init(_ file: InputFile, _ options: FormatOptions) throws(Failure) {
    self.file = file
    limits = options.limits
    try SQLiteSoundness.check(file)
    let connection = try SQLiteConnection(file, options.limits)
    connection.allow(seconds: options.limits.querySeconds)
    var findings = Findings()
    if let query = options.query {
      connection.refuseAllButReading()
      let statement = try SQLiteStatement(connection, query)
      readings = [Reading(query: query, columns: statement.columns)]
      tables = [SQLiteFile.info(nil, "", isHidden: false, statement.columns)]
    } else {
      let names = try SQLiteFile.names(connection)
      connection.refuseAllButReading()
      var readings: [Reading] = []
      var tables: [TableInfo] = []
      for (name, isHidden) in names {
        let query = "SELECT * FROM " + SQLiteFile.quoted(name)
        do throws(Failure) {
          let statement = try SQLiteStatement(connection, query)
          readings.append(Reading(query: query, columns: statement.columns))
          tables.append(SQLiteFile.info(name, "/" + name, isHidden: isHidden, statement.columns))
        } catch {
          if error.kind == .unreadable { throw error }
          // A view of a table that is gone is no reason to stop.
          findings.add(
            .sqliteTableUnreadable, at: file.place, value: ShownText.make(name),
            ["value": ShownText.make(name), "problem": connection.message])
        }
      }
      if tables.isEmpty { throw Failure(.unreadable, .sqliteNoTables, at: file.place) }
      self.readings = readings
      self.tables = tables
    }
    self.findings = findings
  }

  func rows(ofTable table: Int) throws(Failure) -> any RowReader {
    let reading = readings[table]
    let connection = try SQLiteConnection(file, limits)
    connection.refuseAllButReading()
    return SQLiteReader(
      file, try SQLiteStatement(connection, reading.query), reading.columns, limits)
  }

  func sha256() throws(Failure) -> String {
    let bytes = FileBytes(file)
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { block.deallocate() }
    while try bytes.read(into: block) > 0 {}
    return bytes.digest ?? ""
  }

  /// Tables, then views, in the order in which they were made; those that SQLite or a map program
  /// keeps for itself are hidden.
  private static func names(
    _ connection: SQLiteConnection
  ) throws(Failure) -> [(name: String, isHidden: Bool)] {
    let from = "FROM sqlite_master m"
    let rest = "WHERE m.type IN ('table','view') AND substr(m.name,1,7) <> 'sqlite_' "
    let order = "ORDER BY m.type, m.rowid"
    let newer =
      "SELECT m.name, coalesce(l.type = 'shadow', 0) \(from) LEFT JOIN pragma_table_list l "
      + "ON l.name = m.name AND l.schema = 'main' \(rest) \(order)"
    let statement =
      (try? SQLiteStatement(connection, newer)) == nil
      ? try SQLiteStatement(connection, "SELECT m.name, 0 \(from) \(rest) \(order)")
      : try SQLiteStatement(connection, newer)
    var names: [(String, Bool)] = []
    while try statement.step() {
      let name = String(decoding: statement.text(0), as: UTF8.self)
      let own = ["gpkg_", "rtree_"].contains { name.hasPrefix($0) }
      names.append((name, own || statement.text(1).first == 49))
    }
    return names
  }

  private static func quoted(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }

  /// A row is found again by its number: `/schools/12`, a cell by `/schools/12/pupils`.
  private static func info(
    _ name: String?, _ path: String, isHidden: Bool, _ columns: [String]
  ) -> TableInfo {
    TableInfo(
      name: name, isHidden: isHidden, headingRow: 1,
      addressing: .paths(
        TreePaths(
          prefix: path + "/", offset: 1, columns: columns.map { TreePaths.Column("/" + $0) })))
  }
}

extension Code {
  static let sqliteNoTables = Code("SQLITE_NO_TABLES", .error)
  static let sqliteTableUnreadable = Code("SQLITE_TABLE_UNREADABLE", .warning)
}
