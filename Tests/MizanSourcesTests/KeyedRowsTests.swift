import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanSources

/// A file whose rows with a cell `bad` have a fault there.
private final class FaultyFile: TableFile {
  private final class Reader: RowReader {
    let source: any RowReader
    init(_ source: any RowReader) { self.source = source }

    func next(into batch: RecordBatch, _ findings: inout Findings) throws(Failure) -> Bool {
      guard try source.next(into: batch, &findings) else { return false }
      for row in 0..<batch.rowCount {
        let column = (0..<Int(batch.widths[row])).first {
          batch.text(row: row, column: $0) == "bad"
        }
        if let column { batch.faults[row] = .init(FaultyFile.bad, column: column + 1) }
      }
      return true
    }
  }

  static let bad = Code("XLSX_BAD_VALUE", .error)
  let file: MemoryTableFile
  init(_ file: MemoryTableFile) { self.file = file }

  var format: String { file.format }
  var tables: [TableInfo] { file.tables }
  var findings: Findings { file.findings }
  func rows(ofTable table: Int) throws(Failure) -> any RowReader {
    Reader(try file.rows(ofTable: table))
  }
  func sha256() throws(Failure) -> String { try file.sha256() }
}

@Suite struct `KeyedRows: what stands around a repeated group` {
  private static let held = "ROW_AROUND_UNREADABLE"

  private struct Found {
    var rows: [[String]] = []
    var faults: [Int: (code: String, column: Int?)] = [:]
    /// Where each cell of each row stands.
    var homes: [[String]] = []
  }

  /// Reads a sheet of an export with places, the grades at them, and the books of the grades.
  private func open(
    _ places: String, sheet: String = "grades", hasForm: Bool = false
  ) throws -> Found {
    let file = FaultyFile(
      MemoryTableFile(
        format: "xlsx",
        sheets: [
          .init(name: "Data", rows: rows("site/adm2|note|_index\n" + places)),
          .init(
            name: "grades",
            rows: rows(
              """
              grades/boys|_index|_parent_table_name|_parent_index
              4|1|Data|1
              5|2|Data|2
              6|3|Data|1
              7|4|Data|9
              8|5|Data|
              """)),
          .init(
            name: "books",
            rows: rows(
              """
              title|_index|_parent_table_name|_parent_index
              A|1|grades|1
              B|2|grades|2
              """)),
        ]))
    var findings = Findings()
    var options = SourceOptions(Input(path: "k.xlsx"), TableLayout())
    options.layout.sheets = [sheet]
    if hasForm { options.files["form"] = SampleForm.file() }
    let reading = try KoboSource.open(file, options, &findings)
    let located = try TableLocator.locate(reading, input: options.input, &findings)
    let reader = try located.rows(RowTreatment())
    let batch = RecordBatch()
    var found = Found()
    while try reader.next(into: batch, &findings) {
      for row in 0..<batch.rowCount {
        found.faults[found.rows.count] = batch.faults[row].map { ($0.code.name, $0.column) }
        found.homes.append(
          located.headings.map { heading in
            switch located.home(of: batch, row: row, column: heading.column) {
            case .own: "own"
            case .nowhere: "nowhere"
            case .around(let place):
              "\(place.sheet ?? "") \(Place.letters(ofColumn: place.column ?? 0))\(place.row ?? 0)"
            }
          })
        found.rows.append(located.headings.indices.map { batch.text(row: row, column: $0) })
      }
    }
    return found
  }

  @Test(arguments: [false, true])
  func `a row whose parent has a fault has one too`(hasForm: Bool) throws {
    let read = try open("UG1|bad|1\nUG2|ok|2", hasForm: hasForm)
    #expect(read.faults.mapValues(\.code) == [0: Self.held, 2: Self.held])
    #expect(read.faults[0]?.column == 4)
    // What can be read of the parent is shown beside it.
    #expect(read.rows[0].contains("UG1") && read.rows[1].contains("UG2"))
    // One without a parent is as it was.
    #expect(read.rows[3].suffix(3) == ["", "", ""])
  }

  @Test func `a row whose parent leads to a fault has one too`() throws {
    let read = try open("UG1|bad|1\nUG2|ok|2", sheet: "books")
    #expect(read.faults.mapValues(\.code) == [0: Self.held])
    #expect(read.rows[1].contains("UG2"))
  }

  @Test(arguments: ["UG1|bad|\nUG2|ok|2", "UG1|ok|bad\nUG2|ok|2"])
  func `where a parent's number is not known, rows without a parent may be its own`(
    places: String
  ) throws {
    let read = try open(places)
    #expect(read.faults.mapValues(\.code) == [0: Self.held, 2: Self.held, 3: Self.held])
    #expect(read.rows[1].contains("UG2"))
  }

  @Test(arguments: [false, true])
  func `each cell is found in the sheet and the row where it stands`(hasForm: Bool) throws {
    let read = try open("UG1|ok|1\nUG2|ok|2", hasForm: hasForm)
    #expect(read.homes[0].prefix(4) == ["own", "own", "own", "own"])
    #expect(read.homes[0].dropFirst(4) == ["Data A2", "Data B2", "Data C2"])
    #expect(read.homes[1].dropFirst(4) == ["Data A3", "Data B3", "Data C3"])
    #expect(read.homes[3].dropFirst(4) == ["nowhere", "nowhere", "nowhere"])
    let inner = try open("UG1|ok|1\nUG2|ok|2", sheet: "books", hasForm: hasForm)
    #expect(
      inner.homes[1].dropFirst(4) == [
        "grades A3", "grades B3", "grades C3", "grades D3", "Data A3", "Data B3", "Data C3",
      ])
  }

  @Test func `without faults no row is held`() throws {
    #expect(try open("UG1|ok|1\nUG2|ok|2").faults.isEmpty)
  }

  @Test func `of two rows with one number the first counts, also with a fault`() throws {
    #expect(try open("UG1|ok|1\nUG2|ok|2\nUG3|bad|1").faults.isEmpty)
    #expect(try open("UG1|bad|1\nUG2|ok|2\nUG3|ok|1").faults.count == 2)
  }

  @Test func `what is beyond the limit is not taken for missing`() throws {
    let file = MemoryTableFile(
      format: "xlsx", rows: rows("key|value\na|1234\nb|5678\nc|9"), batchRows: 2)
    func unreadable(_ limit: Int) throws -> [Bool] {
      let rows = try KeyedRows(
        file, 0, Place("f"), headingRow: 1, headings: ["key", "value"], key: 0, byteLimit: limit)
      return ["a", "c", "d"].map { key in
        Array(key.utf8).withUnsafeBufferPointer { rows.isUnreadable($0.baseAddress!, $0.count) }
      }
    }
    #expect(try unreadable(100) == [false, false, false])
    #expect(try unreadable(4) == [false, true, true])
  }
}
