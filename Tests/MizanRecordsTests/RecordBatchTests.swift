import MizanDiagnostics
import MizanRecords
import Testing

@Suite struct `Cells` {
  @Test func `a blank cell has no length`() {
    #expect(Cell.blank.isBlank && Cell.blank.count == 0 && Cell.blank.kind == .blank)
  }

  @Test(arguments: [Cell.Kind.text, .number, .date, .boolean, .error, .blank])
  func `a cell keeps place, length and kind`(_ kind: Cell.Kind) {
    for (start, count) in [(0, 0), (1, 1), (1 << 20, 77), (4_294_967_295, 1 << 20)] {
      let cell = Cell(start: start, count: count, kind: kind)
      #expect(Int(cell.start) == start && cell.count == count && cell.kind == kind)
      #expect(cell.isBlank == (kind == .blank))
    }
  }

  @Test func `the longest cell fits and does not touch the kind`() {
    let longest = (1 << 28) - 1
    let cell = Cell(start: 9, count: longest, kind: .error)
    #expect(cell.count == longest && cell.kind == .error && cell.start == 9)
  }

  @Test func `bits that name no kind are text`() {
    var cell = Cell(start: 0, count: 3, kind: .text)
    cell.bits |= 15
    #expect(cell.kind == .text && cell.count == 3 && !cell.isBlank)
  }

  @Test func `cells are small enough to be many`() {
    #expect(MemoryLayout<Cell>.size == 8 && MemoryLayout<Cell>.stride == 8)
  }
}

@Suite struct `Record batch` {
  private func batch(_ rows: [[String]]) -> RecordBatch {
    let batch = RecordBatch()
    for (index, row) in rows.enumerated() { batch.appendRow(row, number: index + 1) }
    return batch
  }

  @Test func `a new batch has no rows`() {
    let batch = RecordBatch()
    #expect(batch.rowCount == 0 && batch.cells.isEmpty && batch.arena.isEmpty)
  }

  @Test func `rows of any width keep their cells`() {
    let rows = [["a", "b"], [], ["x"], ["", "é", "", "مدرسة"]]
    let batch = batch(rows)
    #expect(batch.rowCount == 4)
    #expect(batch.widths == [2, 0, 1, 4])
    #expect(batch.starts == [0, 2, 2, 3])
    #expect(batch.rowNumbers == [1, 2, 3, 4])
    for (row, texts) in rows.enumerated() {
      for (column, text) in texts.enumerated() {
        #expect(batch.text(row: row, column: column) == text)
      }
    }
  }

  @Test func `the bytes of all cells lie behind one another`() {
    let batch = batch([["ab", "", "c"], ["d"]])
    #expect(batch.arena == Array("abcd".utf8))
    #expect(batch.cells.map(\.kind) == [.text, .blank, .text, .text])
  }

  @Test func `beyond the end of a row there are blank cells only`() {
    let batch = batch([["a"], ["b", "c"]])
    #expect(batch.cell(row: 0, column: 1).isBlank)
    #expect(batch.text(row: 0, column: 1) == "")
    #expect(batch.text(row: 0, column: 5000) == "")
    #expect(batch.text(row: 1, column: 1) == "c")
  }

  @Test func `a cell without bytes is blank whatever its kind`() {
    let batch = RecordBatch()
    batch.beginRow(number: 1)
    batch.append([UInt8](), kind: .number)
    batch.append(Array("5".utf8), kind: .number)
    batch.append("true".utf8, kind: .boolean)
    batch.endRow()
    #expect(batch.cells.map(\.kind) == [.blank, .number, .boolean])
  }

  @Test func `rows are data without a fault until somebody says otherwise`() {
    let batch = batch([["a"], ["b"]])
    #expect(batch.marks == [RecordBatch.Mark.data, RecordBatch.Mark.data])
    #expect(batch.faults.isEmpty)
    batch.faults[1] = RecordBatch.Fault(Code("X", .error), column: 3, raw: "b;c")
    #expect(batch.faults[1]?.column == 3 && batch.faults[1]?.raw == "b;c")
    #expect(RecordBatch.Fault(Code("X", .error)).column == nil)
  }

  @Test func `the marks are told apart`() {
    let marks = [RecordBatch.Mark.data, RecordBatch.Mark.blank, RecordBatch.Mark.firstRule]
    #expect(Set(marks).count == 3)
    #expect(marks.max() == RecordBatch.Mark.firstRule, "rules count upwards from the first")
  }

  @Test func `an emptied batch is as new and keeps its memory`() {
    let batch = batch((0..<500).map { ["row \($0)", "x"] })
    batch.faults[3] = RecordBatch.Fault(Code("X", .error))
    let room = (batch.arena.capacity, batch.cells.capacity)
    batch.removeAll()
    #expect(batch.rowCount == 0 && batch.arena.isEmpty && batch.cells.isEmpty)
    #expect(batch.widths.isEmpty && batch.rowNumbers.isEmpty && batch.marks.isEmpty)
    #expect(batch.faults.isEmpty)
    #expect((batch.arena.capacity, batch.cells.capacity) == room)
    batch.appendRow(["again"], number: 77)
    #expect(batch.text(row: 0, column: 0) == "again" && batch.rowNumbers == [77])
  }

  @Test func `bytes that are no text are shown without a crash`() {
    let batch = RecordBatch()
    batch.beginRow(number: 1)
    batch.append([0x41, 0xFF, 0x42])
    batch.endRow()
    #expect(batch.text(row: 0, column: 0) == "A\u{FFFD}B")
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `random rows come out as they went in`(_ seed: UInt64) {
    var random = Seeded(seed)
    let batch = RecordBatch()
    for _ in 0..<3 {
      let rows = (0..<random.below(300)).map { _ in
        (0..<random.below(9)).map { _ in String(repeating: "ق", count: random.below(4)) }
      }
      batch.removeAll()
      for (index, row) in rows.enumerated() { batch.appendRow(row, number: index * 2 + 5) }
      #expect(batch.rowCount == rows.count)
      let read = (0..<batch.rowCount).map { row in
        (0..<Int(batch.widths[row])).map { batch.text(row: row, column: $0) }
      }
      #expect(read == rows)
      #expect(batch.rowNumbers == rows.indices.map { UInt32($0 * 2 + 5) })
    }
  }
}
