import MizanDiagnostics
import MizanRecords
import Testing

@Suite struct `Tables in memory` {
  private func read(
    _ file: MemoryTableFile, table: Int = 0
  ) throws(Failure) -> (rows: [[String]], numbers: [Int], batches: [Int]) {
    let reader = try file.rows(ofTable: table)
    let batch = RecordBatch()
    var findings = Findings()
    var result: (rows: [[String]], numbers: [Int], batches: [Int]) = ([], [], [])
    while try reader.next(into: batch, &findings) {
      result.batches.append(batch.rowCount)
      for row in 0..<batch.rowCount {
        result.rows.append((0..<Int(batch.widths[row])).map { batch.text(row: row, column: $0) })
        result.numbers.append(Int(batch.rowNumbers[row]))
      }
    }
    #expect(batch.rowCount == 0, "an ended table leaves an empty batch")
    #expect(findings.isEmpty)
    return result
  }

  @Test func `rows come with their numbers from one`() throws {
    let rows = [["a", "b"], ["1", ""], []]
    let result = try read(MemoryTableFile(rows: rows))
    #expect(result.rows == rows && result.numbers == [1, 2, 3])
  }

  @Test(arguments: [
    (1, [1, 1, 1, 1, 1]), (2, [2, 2, 1]), (5, [5]), (100, [5]), (0, [1, 1, 1, 1, 1]),
  ])
  func `batches have the number of rows asked for`(_ size: Int, _ batches: [Int]) throws {
    let rows = (0..<5).map { ["\($0)"] }
    let result = try read(MemoryTableFile(rows: rows, batchRows: size))
    #expect(result.batches == batches)
    #expect(result.rows == rows && result.numbers == [1, 2, 3, 4, 5])
  }

  @Test func `a table without rows ends at once`() throws {
    #expect(try read(MemoryTableFile(rows: [])).batches.isEmpty)
  }

  @Test func `a file has the sheets it was given in their order`() throws {
    let file = MemoryTableFile(
      format: "xlsx",
      sheets: [
        .init(name: "Data", rows: [["1"]]), .init(name: "List", isHidden: true, rows: [["2"]]),
      ])
    #expect(file.format == "xlsx")
    #expect(file.tables.map(\.name) == ["Data", "List"])
    #expect(file.tables.map(\.isHidden) == [false, true])
    #expect(try read(file, table: 0).rows == [["1"]])
    #expect(try read(file, table: 1).rows == [["2"]])
    #expect(file.findings.isEmpty)
  }

  @Test func `a file of one table is a text table unless it says otherwise`() {
    let file = MemoryTableFile(rows: [["a"]])
    #expect(file.format == "csv" && file.tables == [TableInfo(name: nil)])
    #expect(MemoryTableFile(name: "S", format: "xlsx", rows: []).tables == [TableInfo(name: "S")])
  }

  @Test func `each reader starts at the first row`() throws {
    let file = MemoryTableFile(rows: [["1"], ["2"], ["3"]], batchRows: 1)
    let one = try file.rows(ofTable: 0)
    let two = try file.rows(ofTable: 0)
    let batch = RecordBatch()
    var findings = Findings()
    for _ in 0..<2 { #expect(try one.next(into: batch, &findings)) }
    #expect(batch.text(row: 0, column: 0) == "2")
    #expect(try two.next(into: batch, &findings))
    #expect(batch.text(row: 0, column: 0) == "1")
    #expect(try one.next(into: batch, &findings))
    #expect(batch.text(row: 0, column: 0) == "3")
    #expect(try !one.next(into: batch, &findings))
    #expect(try !one.next(into: batch, &findings))
  }

  @Test func `numbers stay texts as in a text file`() throws {
    let reader = try MemoryTableFile(rows: [["5", "", "2024-01-01"]]).rows(ofTable: 0)
    let batch = RecordBatch()
    var findings = Findings()
    #expect(try reader.next(into: batch, &findings))
    #expect(batch.cells.map(\.kind) == [.text, .blank, .text])
  }

  @Test func `the digest tells tables apart by content and shape`() throws {
    let tables: [[[String]]] = [
      [], [[]], [["a"]], [["a"], []], [["a", ""]], [["", "a"]], [["a", "b"]], [["ab"]],
      [["a"], ["b"]],
    ]
    let digests = try tables.map { try MemoryTableFile(rows: $0).sha256() }
    #expect(Set(digests).count == tables.count)
    #expect(try MemoryTableFile(rows: [["a", "b"]]).sha256() == digests[6])
    let two = MemoryTableFile(sheets: [.init(name: "A", rows: []), .init(name: "B", rows: [])])
    #expect(try two.sha256() != digests[0])
  }

  @Test func `the digest is that of the texts with their separators`() throws {
    let text = "a\u{1F}b\u{1F}\u{1E}c\u{1F}\u{1E}\u{1D}"
    let digest = try MemoryTableFile(rows: [["a", "b"], ["c"]]).sha256()
    #expect(digest == SHA256.hex(Array(text.utf8)))
  }
}

@Suite struct `Inputs` {
  @Test(arguments: [
    ("a.csv", "a.csv"), ("data/a.csv", "a.csv"), ("/data/2024/a b.xlsx", "a b.xlsx"), ("-", "-"),
    ("data/", "data"), ("./a.csv", "a.csv"), ("/", "/"), ("", ""), ("مدارس/لحج.csv", "لحج.csv"),
    ("../a", "a"), ("a//b", "b"),
  ])
  func `people know a file by the last part of its path`(_ path: String, _ name: String) {
    #expect(Input(path: path).name == name)
    #expect(Input(path: path).path == path)
  }

  @Test func `a name may be given`() {
    #expect(Input(path: "/tmp/x1", name: "march.xlsx").name == "march.xlsx")
    #expect(Input(path: "a", name: "b") != Input(path: "a"))
    #expect(Input(path: "x/a") == Input(path: "x/a", name: "a"))
  }
}

@Suite struct `Table layout` {
  @Test func `nothing declared means the first sheet with headings somewhere`() {
    let layout = TableLayout()
    #expect(layout.sheets.isEmpty && layout.titles.isEmpty && layout.fileName == nil)
    #expect(layout.headerFind == nil && layout.headerRow == nil)
    #expect(layout.headerRows == 1 && layout.skipAfterHeader == 0)
  }

  @Test func `a heading has a text, a column and perhaps a hashtag`() {
    #expect(Heading("a", column: 2) == Heading("a", column: 2, tag: nil))
    #expect(Heading("a", column: 2) != Heading("a", column: 3))
    #expect(Heading("a", column: 2, tag: "#adm1") != Heading("a", column: 2))
  }

  @Test func `treatments differ in what they fill and drop`() {
    var one = RowTreatment()
    #expect(one == RowTreatment() && one.drops.isEmpty && one.fillDown.isEmpty)
    one.drops = [.init(name: "totals", .says(column: 1, labels: ["total*"]))]
    var other = one
    #expect(one == other)
    other.drops[0].condition = .blank(columns: [1])
    #expect(one != other)
    other = one
    other.fillDown = [0]
    #expect(one != other)
  }

  @Test func `a table is shown unless it is hidden`() {
    #expect(!TableInfo(name: "A").isHidden && TableInfo(name: "A", isHidden: true).isHidden)
    #expect(TableInfo(name: nil) != TableInfo(name: ""))
  }
}
