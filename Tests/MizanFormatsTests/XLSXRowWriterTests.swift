import MizanRecords
import Testing

@testable import MizanFormats

@Suite("The writer of rows")
struct XLSXRowWriterTests {
  /// Writes the text into a column of the row begun last.
  private func put(_ text: String, _ column: Int, _ writer: inout RowWriter) -> Bool {
    let target = writer.room(text.utf8.count)
    for (index, byte) in text.utf8.enumerated() { target[index] = byte }
    return writer.place(column, count: text.utf8.count, kind: .text)
  }

  /// The slow twin: a dictionary of columns per row.
  @Test(arguments: 1...5) func `rows come out as a dictionary would hold them`(seed: Int) {
    var random = XLSXRandom(seed: UInt64(seed))
    var writer = RowWriter(columns: 300)
    defer { writer.deallocate() }
    var expected: [(number: Int, cells: [Int: String])] = []
    for number in 1...200 {
      var cells: [Int: String] = [:]
      writer.beginRow()
      for _ in 0..<random.below(12) {
        let column = random.below(300)
        let text = random.below(4) == 0 ? "" : "t\(random.below(1000))"
        let isNew = put(text, column, &writer)
        #expect(isNew == (cells[column] == nil))
        cells[column] = text
      }
      let hasContent = cells.values.contains { !$0.isEmpty }
      let isKept = writer.trimRow()
      #expect(isKept == hasContent)
      if isKept {
        writer.endRow(number: number)
        expected.append((number, cells))
      } else {
        writer.dropRow()
      }
    }
    let batch = RecordBatch()
    writer.copy(to: batch)
    #expect(batch.rowNumbers.map(Int.init) == expected.map(\.number))
    #expect(batch.marks == [UInt8](repeating: 0, count: expected.count))
    for (row, (_, cells)) in expected.enumerated() {
      let last = cells.filter { !$0.value.isEmpty }.keys.max() ?? -1
      #expect(Int(batch.widths[row]) == last + 1)
      for column in 0...last {
        #expect(batch.text(row: row, column: column) == cells[column] ?? "")
      }
    }
  }

  @Test func `a row with a fault is kept although it is blank`() {
    var writer = RowWriter(columns: 10)
    defer { writer.deallocate() }
    writer.beginRow()
    writer.fail(.init(.xlsxBadValue, column: 3, raw: "x"))
    writer.fail(.init(.xlsxBadStringIndex, column: 4))
    let isKept = writer.trimRow()
    #expect(isKept)
    writer.endRow(number: 7)
    writer.beginRow()
    #expect(put("next", 0, &writer))
    _ = writer.trimRow()
    writer.endRow(number: 8)
    let batch = RecordBatch()
    writer.copy(to: batch)
    #expect(batch.rowCount == 2 && batch.widths == [0, 1])
    #expect(batch.faults.count == 1)
    #expect(batch.faults[0]?.code == .xlsxBadValue && batch.faults[0]?.column == 3)
  }

  @Test func `an emptied writer begins anew`() {
    var writer = RowWriter(columns: 10)
    defer { writer.deallocate() }
    for round in 1...3 {
      writer.removeAll()
      writer.beginRow()
      #expect(put("round \(round)", 2, &writer))
      _ = writer.trimRow()
      writer.endRow(number: round)
      let batch = RecordBatch()
      writer.copy(to: batch)
      #expect(batch.rowCount == 1 && batch.text(row: 0, column: 2) == "round \(round)")
      #expect(batch.rowNumbers == [UInt32(round)])
    }
  }

  @Test func `a batch is full by rows, by cells or by bytes`() {
    var writer = RowWriter(columns: 16_384)
    defer { writer.deallocate() }
    for number in 1...RowWriter.rowLimit {
      #expect(!writer.isFull)
      writer.beginRow()
      _ = put("x", 0, &writer)
      _ = writer.trimRow()
      writer.endRow(number: number)
    }
    #expect(writer.isFull)
    writer.removeAll()
    for number in 1...64 {
      #expect(!writer.isFull)
      writer.beginRow()
      _ = put("x", 16_383, &writer)
      _ = writer.trimRow()
      writer.endRow(number: number)
    }
    #expect(writer.isFull)
    writer.removeAll()
    writer.beginRow()
    _ = put(String(repeating: "x", count: RowWriter.byteLimit), 0, &writer)
    #expect(writer.isFull)
  }
}
