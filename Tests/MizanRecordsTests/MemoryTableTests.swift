import MizanDiagnostics
import MizanRecords
import Testing

struct MemoryTableTests {
  private func read(_ reader: any RowReader) throws -> (rows: [[String]], batches: Int) {
    var rows: [[String]] = []
    var batches = 0
    var findings = Findings()
    let batch = RecordBatch()
    while try reader.next(into: batch, &findings) {
      batches += 1
      for row in 0..<batch.rowCount {
        #expect(Int(batch.rowNumbers[row]) == rows.count + 1)
        rows.append((0..<Int(batch.widths[row])).map { batch.text(row: row, column: $0) })
      }
    }
    #expect(findings.isEmpty)
    return (rows, batches)
  }

  @Test func `Rows come back as they were given`() throws {
    let rows = [["المحافظة", "Girls"], ["إدلب", ""], [], ["x", "1", "2"]]
    let file = MemoryTableFile(rows: rows)
    #expect(file.format == "csv")
    #expect(file.tables == [TableInfo(name: nil)])
    #expect(try read(file.rows(ofTable: 0)).rows == rows)
  }

  @Test(arguments: [(1, 5), (2, 3), (5, 1), (9, 1), (0, 5)])
  func `Batches have the size asked for`(size: Int, batches: Int) throws {
    let file = MemoryTableFile(rows: (0..<5).map { ["\($0)"] }, batchRows: size)
    let result = try read(file.rows(ofTable: 0))
    #expect(result.rows.count == 5)
    #expect(result.batches == batches)
  }

  @Test func `Each call starts at the first row`() throws {
    let file = MemoryTableFile(rows: [["a"], ["b"]])
    for _ in 0..<3 { #expect(try read(file.rows(ofTable: 0)).rows == [["a"], ["b"]]) }
  }

  @Test func `A workbook has several sheets`() throws {
    let file = MemoryTableFile(
      format: "xlsx",
      sheets: [
        .init(name: "Lists", isHidden: true, rows: [["x"]]), .init(name: "Data", rows: [["y"]]),
      ])
    #expect(file.tables.map(\.name) == ["Lists", "Data"])
    #expect(file.tables.map(\.isHidden) == [true, false])
    #expect(try read(file.rows(ofTable: 1)).rows == [["y"]])
  }

  @Test func `A blank text is a blank cell`() throws {
    let batch = RecordBatch()
    var findings = Findings()
    _ = try MemoryTableFile(rows: [["", "x"]]).rows(ofTable: 0).next(into: batch, &findings)
    #expect(batch.cell(row: 0, column: 0).isBlank)
    #expect(batch.cell(row: 0, column: 1).kind == .text)
    #expect(batch.cell(row: 0, column: 2).isBlank)
  }

  @Test func `The digest tells tables apart by their cells, rows and sheets`() throws {
    let digests = try [
      MemoryTableFile(rows: [["a", "b"]]), MemoryTableFile(rows: [["ab"]]),
      MemoryTableFile(rows: [["a"], ["b"]]), MemoryTableFile(rows: []),
      MemoryTableFile(sheets: [.init(name: nil, rows: [["a"]]), .init(name: nil, rows: [["b"]])]),
    ].map { try $0.sha256() }
    #expect(Set(digests).count == digests.count)
    #expect(digests.allSatisfy { $0.count == 64 })
    #expect(try MemoryTableFile(rows: [["a", "b"]]).sha256() == digests[0])
  }
}
