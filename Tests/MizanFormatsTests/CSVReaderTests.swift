import MizanDiagnostics
import MizanFormats
import MizanRecords
import Testing

@Suite struct `CSV reader` {
  @Test func `rows are numbered from one and keep their cells`() throws {
    let table = try ReadTable("a,b\n1,2\n3,4\n")
    #expect(table.rows == [["a", "b"], ["1", "2"], ["3", "4"]])
    #expect(table.numbers == [1, 2, 3])
    #expect(table.faults.isEmpty && table.findings.isEmpty)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `any line end separates records`(_ end: String) throws {
    let table = try ReadTable(["a,b", "1,\"x\"", "", "3,"].joined(separator: end))
    #expect(table.rows == [["a", "b"], ["1", "x"], [""], ["3", ""]])
    #expect(table.numbers == [1, 2, 3, 4])
    let closed = try ReadTable(["a,b", "1,\"x\"", ""].joined(separator: end))
    #expect(closed.rows == [["a", "b"], ["1", "x"]])
  }

  @Test func `a record may end in a delimiter at the end of the file`() throws {
    #expect(try ReadTable("a,b\n1,").rows == [["a", "b"], ["1", ""]])
    #expect(try ReadTable("a,b\n1,\"\"").rows == [["a", "b"], ["1", ""]])
  }

  @Test func `quotes hide delimiters, line ends and doubled quotes`() throws {
    let table = try ReadTable(
      "a,b\n\"x,y\",\"one\r\ntwo \"\"three\"\"\"\n\"\",\"\"\"\"\n5\" pipe,z\n")
    #expect(
      table.rows == [
        ["a", "b"], ["x,y", "one\r\ntwo \"three\""], ["", "\""], ["5\" pipe", "z"],
      ])
    #expect(table.numbers == [1, 2, 3, 4])
    #expect(table.faults.isEmpty)
  }

  @Test func `blank cells are blank and others are text`() throws {
    let folder = Folder()
    let file = try FormatCatalog.open(
      folder.input("a.csv", "a,,\"\"\n"), format: "csv", FormatOptions(delimiter: 44))
    var findings = Findings()
    let batch = RecordBatch()
    #expect(try file.rows(ofTable: 0).next(into: batch, &findings))
    #expect(batch.cells.map(\.kind) == [.text, .blank, .blank])
  }

  @Test func `ragged rows are yielded as they are`() throws {
    let table = try ReadTable("a,b,c\n1,2\n1,2,3,4\n1,2,3\n")
    #expect(table.rows.map(\.count) == [3, 2, 4, 3])
    #expect(table.faults.isEmpty)
  }

  @Test func `text after a closing quote holds its row and no other`() throws {
    let table = try ReadTable("a,b\n\"Ecole \"La Paix\" x\",2\n\"y\",3\n")
    #expect(table.faults == [2: "CSV_TEXT_AFTER_QUOTE"])
    #expect(table.rows[1] == ["\"Ecole \"La Paix\" x\"", "2"])
    #expect(table.rows[2] == ["y", "3"])
  }

  @Test func `a quote that nobody closes holds the last row as received`() throws {
    let table = try ReadTable("a,b\n1,2\n3,\"four,5\n")
    #expect(table.faults == [3: "CSV_UNTERMINATED_QUOTE"])
    #expect(table.rows[2] == ["3", "\"four,5"])
  }

  @Test func `a quote that swallows too many lines ends the file at the quote`() throws {
    var options = FormatOptions()
    options.limits.quotedLines = 5
    let text = "a,b\n\"two\nlines\",2\n3,\"open\n" + String(repeating: "1,2\n", count: 9)
    let failure = failure { () throws(Failure) in _ = try ReadTable(text, options) }
    #expect(failure?.name == "CSV_UNTERMINATED_QUOTE")
    #expect(failure?.kind == .unreadable)
    #expect(failure?.diagnostics[0].place?.line == 4)
  }

  @Test func `a quote that swallows too many bytes ends the file at the quote`() throws {
    let text = "a,b\n1,2\n" + String(repeating: "\"", count: 3_000_001) + "\n"
    let failure = failure { () throws(Failure) in _ = try ReadTable(text) }
    #expect(failure?.name == "CSV_UNTERMINATED_QUOTE")
    #expect(failure?.diagnostics[0].place?.line == 3)
  }

  @Test func `a cell over the limit holds its row`() throws {
    let text = "a,b\n1," + String(repeating: "x", count: 3_000_000) + "\n3,4\n"
    let table = try ReadTable(text)
    #expect(table.faults == [2: "LIMIT_FIELD_SIZE"])
    #expect(table.rows[1][1].utf8.count == 3_000_000)
    #expect(table.rows[2] == ["3", "4"])
  }

  @Test func `a record without an end is refused`() throws {
    var options = FormatOptions()
    options.limits.fieldBytes = 20_000
    let text = "a,b\n1," + String(repeating: "x", count: 900_000) + "\n3,4\n"
    let failure = failure { () throws(Failure) in _ = try ReadTable(text, options) }
    #expect(failure?.name == "LIMIT_FIELD_SIZE")
  }

  @Test func `a row with too many columns is refused`() throws {
    var options = FormatOptions()
    options.limits.columns = 3
    #expect(try ReadTable("a,b,c\n1,2,3\n", options).rows.count == 2)
    let failure = failure { () throws(Failure) in _ = try ReadTable("a,b,c\n1,2,3,4\n", options) }
    #expect(failure?.name == "LIMIT_COLUMNS")
    #expect(failure?.diagnostics[0].place?.line == 2)
  }

  @Test func `a NUL byte holds its row and is shown`() throws {
    let table = try ReadTable("a,b\n1,x\0y\n3,4\n")
    #expect(table.faults == [2: "CSV_NUL_BYTE"])
    #expect(table.rows == [["a", "b"], ["1", "x\\x00y"], ["3", "4"]])
  }

  @Test func `rows go on over many windows`() throws {
    var text = "id,name\n"
    for row in 0..<60_000 { text += "\(row),\"school \"\"\(row)\"\" é\"\n" }
    let table = try ReadTable(text)
    #expect(table.rows.count == 60_001)
    #expect(table.numbers == Array(1...60_001))
    #expect(table.rows[60_000] == ["59999", "school \"59999\" é"])
    #expect(table.rows[31_007] == ["31006", "school \"31006\" é"])
    #expect(table.faults.isEmpty && table.findings.isEmpty)
  }

  @Test func `ten thousand blank lines are ten thousand rows`() throws {
    let table = try ReadTable("a,b\n" + String(repeating: "\n", count: 10_000) + "1,2\n")
    #expect(table.rows.count == 10_002)
    #expect(table.rows[5000] == [""])
    #expect(table.numbers.last == 10_002)
  }

  @Test func `a table can be read twice and its digest is that of the file`() throws {
    let folder = Folder()
    let text = "a,b\n1,2\n"
    let file = try FormatCatalog.open(folder.input("a.csv", text), format: nil, FormatOptions())
    #expect(file.tables == [TableInfo(name: nil)])
    let digest = SHA256.hex(Array(text.utf8))
    #expect(try file.sha256() == digest)
    var findings = Findings()
    let batch = RecordBatch()
    for _ in 0..<2 {
      let reader = try file.rows(ofTable: 0)
      #expect(try reader.next(into: batch, &findings))
      #expect(batch.rowCount == 2)
      #expect(try !reader.next(into: batch, &findings))
      #expect(batch.rowCount == 0)
    }
    #expect(try file.sha256() == digest)
  }
}
