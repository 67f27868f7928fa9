import Foundation
import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

/// Databases of one test, made by the program `sqlite3`.
enum Databases {
  static let program = ["/usr/bin/sqlite3", "/usr/local/bin/sqlite3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Whether databases can be made here; tells when not.
  static var areThere: Bool {
    if program == nil { print("skipped: there is no program sqlite3") }
    return program != nil
  }

  /// A database that statements made.
  static func make(_ folder: Folder, _ name: String, _ statements: String) throws -> Input {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program ?? "")
    process.arguments = [folder.path + "/" + name, statements]
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return Input(path: folder.path + "/" + name)
  }
}

@Suite(.enabled(if: Databases.areThere)) struct `A SQLite database` {
  let folder = Folder()

  private func query(_ text: String) -> FormatOptions { FormatOptions(query: text) }

  private func schools() throws -> Input {
    try Databases.make(
      folder, "schools.db",
      """
      create table schools(id integer primary key, name text, pupils int, rate real, note);
      insert into schools values (1,'Abéché',120,0.1,null),(2,'نيالا',9007199254740993,2024.0,'');
      create table other(a);
      insert into other values (x'00ff'),('b');
      create view big as select name from schools where pupils > 200;
      """)
  }

  @Test func `has its tables and views as tables`() throws {
    let file = try FormatCatalog.open(schools(), format: nil, FormatOptions())
    #expect(file.format == "sqlite")
    #expect(file.tables.map(\.name) == ["schools", "other", "big"])
    #expect(file.tables.map(\.headingRow) == [1, 1, 1])
    #expect(file.tables[0].addressing.paths?.path(ofRow: 3, column: 1) == "/schools/2/name")
  }

  @Test func `keeps numbers exactly`() throws {
    let table = try ReadTable(schools())
    #expect(
      table.rows == [
        ["id", "name", "pupils", "rate", "note"], ["1", "Abéché", "120", "0.1", ""],
        ["2", "نيالا", "9007199254740993", "2024", ""],
      ])
    #expect(table.numbers == [1, 2, 3])
  }

  @Test func `says which cells are numbers, texts and blank`() throws {
    let file = try FormatCatalog.open(schools(), format: nil, FormatOptions())
    let batch = RecordBatch()
    var findings = Findings()
    _ = try file.rows(ofTable: 0).next(into: batch, &findings)
    #expect(
      (0..<5).map { batch.cell(row: 1, column: $0).kind } == [
        .number, .text, .number, .number, .blank,
      ])
  }

  @Test func `tells what is binary`() throws {
    let input = try schools()
    let file = try FormatCatalog.open(input, format: nil, FormatOptions())
    let reader = try file.rows(ofTable: 1)
    let batch = RecordBatch()
    var findings = Findings()
    while try reader.next(into: batch, &findings) {}
    #expect(findings.groups.map(\.key.code.name) == ["SQLITE_BINARY"])
    #expect(findings.groups.first?.count == 1)
  }

  @Test func `answers one query`() throws {
    let table = try ReadTable(
      schools(),
      query("select s.name as school, pupils*2 as twice from schools s order by id desc;"))
    #expect(table.rows[0] == ["school", "twice"])
    #expect(table.rows[2] == ["Abéché", "240"])
  }

  @Test(arguments: [
    "delete from schools", "select 1; select 2", "attach '/tmp/x.db' as x", "pragma journal_mode",
    "drop table schools", "create table x(a)", "insert into other values(1) returning a", "",
    "-- nothing", "vacuum into '/tmp/x'", "select load_extension('x')",
    "select * from pragma_table_list; drop table other",
  ])
  func `refuses what is more than a query`(_ text: String) throws {
    let input = try schools()
    let before = try Data(contentsOf: URL(fileURLWithPath: input.path))
    let trouble = failure { () throws(Failure) in _ = try ReadTable(input, query(text)) }
    #expect(trouble?.name == "QUERY_REFUSED" || trouble?.name == "QUERY_FAILED")
    #expect(trouble?.kind == .mapping || trouble?.name == "QUERY_FAILED")
    #expect(try Data(contentsOf: URL(fileURLWithPath: input.path)) == before)
  }

  @Test func `tells that a query asks for what is not there`() throws {
    let input = try schools()
    let trouble = failure { () throws(Failure) in
      _ = try ReadTable(input, query("select x from none"))
    }
    #expect(trouble?.name == "QUERY_FAILED")
    #expect(trouble?.kind == .undecided)
    #expect(trouble?.diagnostics[0].arguments["problem"] == "no such table: none")
  }

  @Test func `ends a query that has no end`() throws {
    let input = try schools()
    var options = query(
      "with recursive n(i) as (select 1 union all select i+1 from n) select count(*) from n")
    options.limits.querySeconds = 1
    let trouble = failure { () throws(Failure) in _ = try ReadTable(input, options) }
    #expect(trouble?.name == "QUERY_TIMEOUT")
  }

  @Test func `is the only thing that has queries`() throws {
    let input = folder.input("a.csv", "a\n1\n")
    let trouble = failure { () throws(Failure) in
      _ = try ReadTable(input, query("select 1"))
    }
    #expect(trouble?.name == "INPUT_TYPE_MISMATCH")
  }

  @Test func `leaves no file beside itself`() throws {
    _ = try ReadTable(schools())
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["schools.db"])
  }

  @Test(arguments: ["create table t(a,b);", "create table t(a primary key,b) without rowid;"])
  func `ends after its headings where a table has no rows`(_ statements: String) throws {
    let input = try Databases.make(folder, "empty.db", statements)
    let file = try FormatCatalog.open(input, format: nil, FormatOptions())
    let reader = try file.rows(ofTable: 0)
    let batch = RecordBatch()
    var findings = Findings()
    #expect(try reader.next(into: batch, &findings))
    #expect(batch.rowCount == 1 && batch.text(row: 0, column: 1) == "b")
    #expect(try !reader.next(into: batch, &findings))
  }

  @Test func `must be unpacked`() throws {
    let packed = folder.path + "/schools.db.gz"
    let process = try Process.run(
      URL(fileURLWithPath: "/bin/sh"),
      arguments: ["-c", "gzip -c '\(schools().path)' > '\(packed)'"])
    process.waitUntilExit()
    let failure = #expect(throws: Failure.self) {
      try FormatCatalog.open(Input(path: packed), format: nil, FormatOptions())
    }
    #expect(failure?.diagnostics.first?.code.name == "SQLITE_NEEDS_FILE")
  }

  @Test func `with many rows comes in batches`() throws {
    let input = try Databases.make(
      folder, "many.db",
      "create table t(a); with recursive n(i) as (select 1 union all select i+1 from n where i<5000) "
        + "insert into t select i from n;")
    let table = try ReadTable(input)
    #expect(table.rows.count == 5001)
    #expect(table.rows.last == ["5000"])
    #expect(table.numbers == Array(1...5001))
    #expect(table.sha256.count == 64)
  }

  @Test func `holds rows whose text is none`() throws {
    let input = try Databases.make(
      folder, "bad.db",
      "create table t(a,b); insert into t values(1,cast(x'41ff' as text)),(2,'ok'),"
        + "(3,cast(x'410042' as text));")
    let table = try ReadTable(input)
    #expect(table.faults == [2: "SQLITE_TEXT_INVALID", 4: "SQLITE_TEXT_INVALID"])
  }

  @Test func `holds a row with a text that is too long`() throws {
    let input = try Databases.make(
      folder, "long.db", "create table t(a); insert into t values(printf('%.2000c','x'));")
    var options = FormatOptions()
    options.limits.fieldBytes = 1000
    #expect(try ReadTable(input, options).faults == [2: "LIMIT_FIELD_SIZE"])
  }

  @Test func `that is cut off is told`() throws {
    let input = try schools()
    let whole = try Data(contentsOf: URL(fileURLWithPath: input.path))
    let cut = folder.input("cut.db", Array(whole.prefix(whole.count - 4096)))
    let trouble = failure { () throws(Failure) in _ = try ReadTable(cut) }
    #expect(trouble?.name == "SQLITE_DAMAGED")
  }

  @Test func `that is damaged never crashes`() throws {
    let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: schools().path)))
    var random = Seeded(7)
    var told = 0
    for round in 0..<150 {
      var bytes = whole
      for _ in 0..<(1 + round % 40) {
        bytes[Int.random(in: 16..<bytes.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      let input = folder.input("damaged.db", bytes)
      if failure({ () throws(Failure) in _ = try ReadTable(input) }) != nil { told += 1 }
    }
    #expect(told > 0)
  }

  @Test func `that another program still writes is not read`() throws {
    let input = try schools()
    let journal: [UInt8] =
      [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7] + Array(repeating: 1, count: 600)
    _ = folder.input("schools.db-journal", journal)
    #expect(failure { () throws(Failure) in _ = try ReadTable(input) }?.name == "SQLITE_IN_USE")
    _ = folder.input("schools.db-journal", Array(repeating: 0, count: 600))
    #expect(failure { () throws(Failure) in _ = try ReadTable(input) } == nil)
    _ = folder.input("schools.db-wal", Array(repeating: 1, count: 6000))
    #expect(failure { () throws(Failure) in _ = try ReadTable(input) }?.name == "SQLITE_IN_USE")
  }

  @Test func `without tables is told`() throws {
    let input = try Databases.make(folder, "empty.db", "create table t(a); drop table t;")
    #expect(failure { () throws(Failure) in _ = try ReadTable(input) }?.name == "SQLITE_NO_TABLES")
  }

  @Test func `with a view of nothing tells of it and goes on`() throws {
    let input = try Databases.make(
      folder, "view.db",
      "create table t(a); insert into t values(1); create view v as select b from gone;")
    let table = try ReadTable(input)
    #expect(table.codes == ["SQLITE_TABLE_UNREADABLE"])
    #expect(table.rows == [["a"], ["1"]])
  }

  @Test func `has a name with any letters`() throws {
    let input = try Databases.make(
      folder, "a b#%?é.db", "create table \"q\"\"x\"(a); insert into \"q\"\"x\" values(5);")
    #expect(try ReadTable(input).rows == [["a"], ["5"]])
  }
}

@Suite struct `A number of a database` {
  @Test func `has the shortest text that gives it again`() {
    #expect(ShortestNumber.text(2024) == "2024")
    #expect(ShortestNumber.text(-0.5) == "-0.5")
    #expect(ShortestNumber.text(0.1 + 0.2) == "0.30000000000000004")
    #expect(ShortestNumber.text(1e300) == "1e+300")
    #expect(Double(ShortestNumber.text(.leastNonzeroMagnitude)) == .leastNonzeroMagnitude)
  }
}
