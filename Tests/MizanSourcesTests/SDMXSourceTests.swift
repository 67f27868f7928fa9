import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanSources

@Suite struct `SDMX source` {
  private struct Table {
    var rows: [[String]] = []
    var faults: [Int: String] = [:]
    var codes: [String] = []
    var kinds: [Cell.Kind] = []
  }

  private func read(_ rows: [[String]], format: String = "csv") throws -> Table {
    var findings = Findings()
    let file = MemoryTableFile(format: format, rows: rows, batchRows: 2)
    let reading = try SDMXSource.open(
      file, SourceOptions(Input(path: "data.csv"), TableLayout()), &findings)
    var table = Table()
    let reader = try reading.table.rows(ofTable: 0)
    let batch = RecordBatch()
    while try reader.next(into: batch, &findings) {
      for row in 0..<batch.rowCount {
        if let fault = batch.faults[row] {
          table.faults[Int(batch.rowNumbers[row])] = fault.code.name
        }
        table.rows.append((0..<Int(batch.widths[row])).map { batch.text(row: row, column: $0) })
        table.kinds.append(batch.cell(row: row, column: Int(batch.widths[row]) - 1).kind)
      }
    }
    table.codes = findings.groups.map(\.key.code.name)
    return table
  }

  private func head(_ rows: [[String]], format: String = "csv") -> FileHead {
    FileHead(MemoryTableFile(format: format, rows: rows), input: Input(path: "data.csv"))
  }

  @Test func `SDMX-CSV and messages are recognised, other tables are not`() {
    let first = head([
      ["DATAFLOW", "AREA", "TIME_PERIOD", "OBS_VALUE"], ["U:E(1.0)", "TD", "2020", "1"],
    ])
    #expect(SDMXSource.recognize(first)?.strength == .certain)
    #expect(SDMXSource.recognize(first)?.reason.arguments["value"] == "SDMX-CSV 1.0")
    let second = head([["STRUCTURE", "STRUCTURE_ID", "ACTION", "AREA", "OBS_VALUE"]])
    #expect(SDMXSource.recognize(second)?.reason.arguments["value"] == "SDMX-CSV 2.0")
    #expect(
      SDMXSource.recognize(head([["AREA", "OBS_VALUE"]], format: "sdmx-ml"))?.strength == .certain)
    #expect(SDMXSource.recognize(head([["DATAFLOW", "AREA"]])) == nil)
    #expect(SDMXSource.recognize(head([["School", "Girls"]])) == nil)
  }

  @Test func `ids are read in place of ids with labels`() throws {
    let table = try read([
      [
        "DATAFLOW: Dataflow", "REF_AREA: Area", "COMMENT: Comment", "TIME_PERIOD: Time",
        "OBS_VALUE: Value",
      ],
      ["U:E(1.0): Education", "SYR: Syrian Arab Republic", "see: the note", "2020", "12.5"],
      ["U:E(1.0): Education", "TCD: Chad, the", "none", "2021", "1"],
      ["U:E(1.0): Education", "", "", "2022", "NaN"],
    ])
    #expect(table.rows[0] == ["DATAFLOW", "REF_AREA", "COMMENT", "TIME_PERIOD", "OBS_VALUE"])
    #expect(table.rows[1] == ["U:E(1.0): Education", "SYR", "see: the note", "2020", "12.5"])
    #expect(
      table.rows[2][1] == "TCD" && table.rows[3] == ["U:E(1.0): Education", "", "", "2022", ""])
    #expect(table.kinds[1] == .number && table.kinds[3] == .blank)
    #expect(table.codes == ["SDMX_MISSING_VALUE"])
  }

  @Test func `colons are left alone where headings have no labels`() throws {
    let table = try read([
      ["DATAFLOW", "TITLE", "TIME_PERIOD", "OBS_VALUE"], ["x", "Chad: pupils", "2020", "1"],
    ])
    #expect(table.rows[1][1] == "Chad: pupils")
  }

  @Test func `deletions and times that are none hold their rows`() throws {
    let table = try read([
      ["STRUCTURE", "STRUCTURE_ID", "ACTION", "TIME_PERIOD", "OBS_VALUE"],
      ["dataflow", "x", "I", "2020", "1"], ["dataflow", "x", "D", "2020", "1"],
      ["dataflow", "x", "I", "2020-13", "1"],
    ])
    #expect(table.faults == [3: "SDMX_ACTION_DELETE", 4: "SDMX_BAD_TIME"])
  }

  @Test func `a file that is no SDMX is not read as such`() {
    var code = ""
    do {
      _ = try read([["School", "Girls"], ["a", "1"]])
    } catch {
      code = (error as? Failure)?.diagnostics[0].code.name ?? ""
    }
    #expect(code == "SOURCE_UNFIT")
  }

  @Test(arguments: [
    ("REF_AREA: Area", "REF_AREA"), ("REF_AREA", "REF_AREA"), ("COMMENT[]", "COMMENT"),
    ("A:B", "A:B"), ("two words: x", "two words: x"), ("", ""),
  ])
  func `the id of a heading stands before its label`(_ heading: String, _ id: String) {
    #expect(SDMXCSVColumns.id(heading) == id)
  }
}
