import MizanRecords
import Testing

@testable import Mizan

@Suite struct `Rows as CSV and JSON lines` {
  private func batch(_ rows: [[String]]) -> RecordBatch {
    let batch = RecordBatch()
    for (index, row) in rows.enumerated() { batch.appendRow(row, number: index + 1) }
    return batch
  }

  private func csv(_ rows: [[String]]) -> String {
    var writer = CSVRows()
    _ = writer.write(batch(rows))
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// The slow twin.
  private func slow(_ rows: [[String]]) -> String {
    rows.map { row in
      row == [""] ? "\"\"\n" : row.map { CSVText.quoted($0) }.joined(separator: ",") + "\n"
    }.joined()
  }

  @Test(arguments: 1...300)
  func `agrees with its slow twin`(_ seed: UInt64) {
    var random = SystemSeeded(seed)
    let pieces = [
      "a", "é", "مدرسة", ",", "\"", "\n", "\r", "fifteen letters", "sixteen letters!", "",
    ]
    let width = Int.random(in: 1...5, using: &random)
    let rows = (0..<Int.random(in: 1...8, using: &random)).map { _ in
      (0..<width).map { _ in
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
          pieces.randomElement(using: &random) ?? ""
        }.joined()
      }
    }
    #expect(csv(rows) == slow(rows))
  }

  /// Rows that share cells with the row before, as those of one parent do.
  @Test(arguments: 1...200)
  func `shared cells are written as their slow twin writes them`(_ seed: UInt64) {
    var random = SystemSeeded(seed)
    let batch = RecordBatch()
    let pieces = [
      "", "a", "a name of some length", "x,y", "\"q\"", "é",
      "forty bytes of a text that says nothing",
    ]
    let width = Int.random(in: 1...9, using: &random)
    let from = Int.random(in: 0...width, using: &random)
    let to = Int.random(in: from...width, using: &random)
    var rows: [[String]] = []
    var shared: [Cell] = []
    for row in 0..<60 {
      let isNew = Int.random(in: 0..<5, using: &random) == 0
      let isShort = Int.random(in: 0..<12, using: &random) == 0
      batch.beginRow(number: row + 1)
      let start = batch.cells.count
      for column in 0..<(isShort ? Int.random(in: 0...width, using: &random) : width) {
        if !isNew, column >= from, column < to, shared.count == width {
          batch.cells.append(shared[column])
        } else {
          batch.append((pieces.randomElement(using: &random) ?? "").utf8)
        }
      }
      batch.endRow()
      if !isShort { shared = Array(batch.cells[start...]) }
      rows.append((0..<batch.cells.count - start).map { batch.text(row: row, column: $0) })
      if Int.random(in: 0..<15, using: &random) == 0 {
        batch.faults[row] = RecordBatch.Fault(Code("CSV_ROW_SHORT", .error))
      }
    }
    let first = Int.random(in: 0...3, using: &random)
    let good = rows.indices.filter { $0 >= first && batch.faults[$0] == nil }
    var writer = CSVRows()
    #expect(writer.write(batch, from: first) == good.count)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == slow(good.map { rows[$0] }))
  }

  @Test func `rows with a fault are left out`() {
    let batch = batch([["a"], ["b"], ["c"]])
    batch.faults[1] = RecordBatch.Fault(Code("CSV_ROW_SHORT", .error))
    var writer = CSVRows()
    #expect(writer.write(batch, from: 0) == 2)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "a\nc\n")
  }

  @Test func `objects keep numbers bare and leave blanks out`() {
    let batch = RecordBatch()
    batch.beginRow(number: 2)
    batch.append("A \"x\"\n\u{1}".utf8)
    batch.append("0.10".utf8, kind: .number)
    batch.append("".utf8)
    batch.append("true".utf8, kind: .boolean)
    batch.append("2024-01-05".utf8, kind: .date)
    batch.append("1,5".utf8, kind: .number)
    batch.endRow()
    let names = ["name", "n", "gone", "", "n", "odd"]
    var writer = JSONLineRows(names.enumerated().map { Heading($1, column: $0) })
    #expect(writer.write(batch) == 1)
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == #"{"name":"A \"x\"\n\u0001","n":0.10,"D":true,"n 2":"2024-01-05","odd":"1,5"}"# + "\n")
  }

  @Test(arguments: [
    ("0", true), ("-0.5", true), ("1e5", true), ("1E+5", true), ("01", false), ("", false),
    ("-", false), ("1.", false), (".5", false), ("1e", false), ("1 ", false), ("٣", false),
  ])
  func `a number is one as JSON has it`(_ text: String, _ isNumber: Bool) {
    #expect(JSONLineRows.isNumber(Array(text.utf8)[...]) == isNumber)
  }
}

/// Random numbers that are the same in every run.
private struct SystemSeeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
