import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanSources

struct CellBlankTests {
  private func isBlank(_ text: String) -> Bool {
    let batch = RecordBatch()
    batch.appendRow(["padding", text], number: 1)
    return CellBlank.isBlank(batch.cell(row: 0, column: 1), in: batch)
  }

  @Test(arguments: ["", " ", "   ", "\t", "\n\r", "\u{A0}", " \u{A0} ", "\u{A0}\u{A0}"])
  func `Blanks and hard spaces are no content`(text: String) { #expect(isBlank(text)) }

  @Test(arguments: ["x", " x", "\u{A0}x", "é", "-", "0", "م", "\u{A1}", "\u{C2}", "\u{A0}\u{A2}"])
  func `Everything else is content`(text: String) { #expect(!isBlank(text)) }

  @Test func `The first filled cell is found`() {
    let batch = RecordBatch()
    batch.appendRow(["", " ", "\u{A0}", "x", ""], number: 1)
    batch.appendRow(["", " "], number: 2)
    batch.arena.withUnsafeBufferPointer { arena in
      batch.cells.withUnsafeBufferPointer { cells in
        guard let arena = arena.baseAddress, let cells = cells.baseAddress else { return }
        #expect(CellBlank.firstFilled(cells, 5, arena) == 3)
        #expect(CellBlank.firstFilled(cells, 3, arena) == 3)
        #expect(CellBlank.firstFilled(cells + 5, 2, arena) == 2)
        #expect(CellBlank.firstFilled(cells, 0, arena) == 0)
      }
    }
  }
}

struct CellTextTests {
  @Test(arguments: [
    "12", "1,234.5", "١٢", "2023-05-01", "12 %", "-4", "1 000", "2023/2024", "۱۲", "12:30", "٪١٢",
  ])
  func `Numbers, dates and shares are numeric`(text: String) {
    #expect(CellText.isNumeric(text))
  }

  @Test(arguments: ["", "-", "G1", "F_00_04", "12 girls", "1e5", "፲፪", "N/A", "#5"])
  func `Names are not, and marks without a digit are not`(text: String) {
    #expect(!CellText.isNumeric(text))
  }

  @Test(arguments: [
    ("1900", true), ("2100", true), ("1899", false), ("2101", false), ("20 3", false),
    ("+201", false), ("٢٠٢٣", false), ("02023", false),
  ])
  func `Years are of four digits`(text: String, isYear: Bool) {
    #expect(CellText.isYear(text) == isYear)
  }
}

struct TableHeadTests {
  private func head(_ rows: [[String]], batchRows: Int, limit: Int) throws -> TableHead {
    var findings = Findings()
    return try TableHead(
      MemoryTableFile(rows: rows, batchRows: batchRows).rows(ofTable: 0), rows: limit, &findings)
  }

  @Test(arguments: [1, 2, 3, 100])
  func `Rows are found in whichever batch they lie`(batchRows: Int) throws {
    let rows = (0..<7).map { ["r\($0)", "", " x\ny "] }
    let head = try head(rows, batchRows: batchRows, limit: 100)
    #expect(head.count == 7)
    for row in 0..<7 {
      #expect(head.number(row) == row + 1)
      #expect(head.texts(row) == ["r\(row)", "", "x y"])
      #expect(head.text(row, 0) == "r\(row)")
      #expect(head.text(row, 9) == "")
      #expect(head.isFilled(row, 0))
      #expect(!head.isFilled(row, 1))
      #expect(!head.isFilled(row, 9))
      #expect(head.kind(row, 0) == .text)
      #expect(head.kind(row, 1) == .blank)
      #expect(head.width(row) == 3)
      var columns: [Bool] = []
      head.markFilled(row, limit: 2, &columns)
      #expect(columns == [true, false])
    }
    #expect(head.row(numbered: 4) == 3)
    #expect(head.row(numbered: 8) == nil)
    #expect(head.firstRow(after: 0) == 0)
    #expect(head.firstRow(after: 6) == 6)
    #expect(head.firstRow(after: 7) == 7)
  }

  @Test func `No more is read than is needed`() throws {
    let rows = (0..<100).map { ["\($0)"] }
    #expect(try head(rows, batchRows: 10, limit: 25).count == 30)
    #expect(try head(rows, batchRows: 10, limit: 25).batches.count == 3)
  }

  @Test func `What is shown is short and safe`() throws {
    let rows =
      [["", ""]]
      + (0..<9).map { row in
        (0..<9).map { "cell \(row) \($0) \u{202E}" + String(repeating: "x", count: 50) }
      }
    let shown = try head(rows, batchRows: 100, limit: 100).shown()
    #expect(shown.hasPrefix("2: cell 0 0 \\u{202E}xxx"))
    #expect(shown.split(separator: "|").count == 5)
    #expect(shown.split(separator: "·").count <= 5 * 6)
    #expect(!shown.contains("\u{202E}"))
    #expect(shown.count < 1400)
  }
}

struct LabelSetTests {
  private func asks(_ labels: [String], _ text: String) -> Bool {
    var set = LabelSet(labels)
    let bytes = Array(text.utf8) + [0]
    return bytes.withUnsafeBufferPointer {
      guard let base = $0.baseAddress else { return false }
      let first = set.contains(base, bytes.count - 1)
      // The second answer comes from memory and must be the same.
      #expect(set.contains(base, bytes.count - 1) == first)
      return first
    }
  }

  @Test(arguments: ["Total", "TOTAL", " total ", "Sub total 3", "sub-total", "المجموع", "—"])
  func `Labels are compared after folding`(text: String) {
    #expect(asks(["Total", "Sub*", "المجموع", "—"], text))
  }

  @Test(arguments: ["Totals", "a total", "Su", "", " ", "-", "المجموعة"])
  func `Other texts are no labels`(text: String) {
    #expect(!asks(["Total", "Sub*", "المجموع", "—"], text))
  }

  @Test func `A blank label fits every blank text`() {
    for text in ["", " ", "\u{A0}"] { #expect(asks(["", "x"], text)) }
    #expect(!asks(["", "x"], "y"))
    let hasBlank = [LabelSet([""]).hasBlank, LabelSet(["x"]).hasBlank]
    #expect(hasBlank == [true, false])
  }

  @Test func `A lone star is a mark like any other`() {
    #expect(asks(["*"], "*"))
    #expect(!asks(["*"], "x"))
  }

  @Test func `Long texts and many texts are answered too`() {
    let long = String(repeating: "x", count: 1000)
    #expect(asks([long], long.uppercased()))
    #expect(asks(["x*"], long))
    var set = LabelSet(["n7"])
    var hits = 0
    for index in 0..<40_000 {
      let bytes = Array("n\(index % 20_000)".utf8)
      bytes.withUnsafeBufferPointer {
        if let base = $0.baseAddress, set.contains(base, bytes.count) { hits += 1 }
      }
    }
    #expect(hits == 2)
  }
}

struct RowTextTests {
  @Test(arguments: [
    (["a", "b"], "a,b"), (["a,b", ""], "\"a,b\","), (["say \"x\"", "1"], "\"say \"\"x\"\"\",1"),
    (["", "", ""], ",,"), (["line\nbreak"], "\"line\nbreak\""),
  ])
  func `A row is written as a line of CSV`(cells: [String], line: String) {
    let batch = RecordBatch()
    batch.appendRow(["before"], number: 1)
    batch.appendRow(cells, number: 2)
    batch.arena.withUnsafeBufferPointer { arena in
      batch.cells.withUnsafeBufferPointer { all in
        guard let arena = arena.baseAddress, let base = all.baseAddress else { return }
        #expect(RowText.make(base + 1, cells.count, arena) == line)
      }
    }
  }
}
