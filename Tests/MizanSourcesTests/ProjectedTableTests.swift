import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanSources

@Suite struct `A table with other columns` {
  /// What a planned cell is, worked out the slow way.
  private func slow(_ origin: ColumnPlan.Origin, _ row: [String]) -> String {
    func first(_ columns: [Int]) -> String {
      columns.lazy.map { $0 < row.count ? row[$0] : "" }.first { !$0.allSatisfy { $0 == " " } }
        ?? ""
    }
    switch origin {
    case .first(let columns):
      return columns.count == 1 ? (columns[0] < row.count ? row[columns[0]] : "") : first(columns)
    case .named(let columns, let names, let isKept):
      let word = first(columns)
      return word.isEmpty ? "" : names.text(word) ?? (isKept ? word : "")
    case .listed(let columns, let names):
      return first(columns).split(separator: " ").map { word in
        let text = names.text(String(word)) ?? ""
        return text.isEmpty ? String(word) : text
      }.joined(separator: ", ")
    case .chosen(let columns, let choice, let names):
      let words = first(columns).split(separator: " ").map(String.init)
      if words.contains(String(decoding: choice, as: UTF8.self)) { return "1" }
      return words.contains { names.text($0) != nil } ? "0" : ""
    case .looked(let columns, let rows, let column):
      var word = first(columns)
      return word.withUTF8 { word in
        word.baseAddress.map {
          String(decoding: rows.find($0, word.count, column: column), as: UTF8.self)
        } ?? ""
      }
    }
  }

  @Test(arguments: 1...40) func `has the cells that a slow reading gives`(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let words = ["", " ", "a", "b", "a b", "b c a", "سورية", "dd"]
    let names = NameTable([("a", "Alpha"), ("b", ""), ("سورية", "Syria"), ("a", "never")])
    let rows = try KeyedRows(
      csv("key|value\nb|x\na|Äpfel\na|never\nسورية|"), 0, Place("f"), headingRow: 1,
      headings: ["key", "value"],
      key: 0)
    let width = Int.random(in: 1...6, using: &random)
    func sources() -> [Int] {
      (0..<Int.random(in: 0...3, using: &random)).map { _ in
        Int.random(in: 0..<width + 1, using: &random)
      }
    }
    var plan = ColumnPlan()
    for index in 0..<Int.random(in: 1...7, using: &random) {
      let origin: ColumnPlan.Origin =
        switch Int.random(in: 0..<6, using: &random) {
        case 0: .named(sources(), names, isKept: Bool.random(using: &random))
        case 1: .listed(sources(), names)
        case 2: .chosen(sources(), Array("b".utf8), among: names)
        case 3: .looked(sources(), rows, Int.random(in: 0..<2, using: &random))
        default: .first(sources())
        }
      plan.columns.append(.init(heading: "c\(index)", origin: origin))
    }
    let data = (0..<20).map { _ in
      (0..<width).map { _ in words.randomElement(using: &random) ?? "" }
    }
    let heading = (0..<width).map { "h\($0)" }
    let file = MemoryTableFile(
      name: "s", format: "xlsx", rows: [["title"], heading] + data, batchRows: 7)
    let table = ProjectedTable(
      file, index: 0, headingRow: 2, sourceWidth: width, plan, Input(path: "f"))
    var found: [[String]] = []
    let reader = try table.rows(ofTable: 0)
    let batch = RecordBatch()
    var findings = Findings()
    while try reader.next(into: batch, &findings) {
      for row in 0..<batch.rowCount {
        found.append((0..<Int(batch.widths[row])).map { batch.text(row: row, column: $0) })
      }
    }
    #expect(found[0] == ["title"])
    #expect(found[1] == plan.columns.map(\.heading))
    #expect(
      found.dropFirst(2) == data.map { row in plan.columns.map { slow($0.origin, row) } }[...])
    let missing = data.reduce(0) { count, row in
      count
        + plan.columns.count { column in
          guard case .named(let columns, let names, false) = column.origin else { return false }
          let word = slow(.first(columns + columns), row)
          return !word.allSatisfy { $0 == " " } && names.text(word) == nil
        }
    }
    #expect(findings.groups.reduce(0) { $0 + $1.count } == missing)
  }

  @Test func `tells a fault with the column that its cell has now`() throws {
    let batch = RecordBatch()
    batch.appendRow(["x", "y", "z"], number: 2)
    batch.faults[0] = RecordBatch.Fault(.sourceTable, column: 3)
    var plan = ColumnPlan()
    plan.columns = [
      .init(heading: "new", origin: .first([])), .init(heading: "z", origin: .first([2])),
    ]
    let reader = ProjectedReader(
      OneBatch(batch), headingRow: 1, sourceWidth: 3, plan, isText: false, nil, Place("f"))
    let out = RecordBatch()
    var findings = Findings()
    #expect(try reader.next(into: out, &findings))
    #expect(out.faults[0]?.column == 2)
    #expect(out.text(row: 0, column: 1) == "z")
  }

  @Test func `leaves the other tables of the file as they are`() throws {
    let file = MemoryTableFile(
      format: "xlsx",
      sheets: [.init(name: "a", rows: [["x"], ["1"]]), .init(name: "b", rows: [["y"]])])
    let table = ProjectedTable(
      file, index: 0, headingRow: 1, sourceWidth: 1, ColumnPlan(), Input(path: "f"))
    let reader = try table.rows(ofTable: 1)
    let batch = RecordBatch()
    var findings = Findings()
    #expect(try reader.next(into: batch, &findings))
    #expect(batch.text(row: 0, column: 0) == "y")
    #expect(try table.sha256() == file.sha256())
  }

  /// Yields one batch that was made before.
  private final class OneBatch: RowReader {
    private let made: RecordBatch
    private var isDone = false
    init(_ batch: RecordBatch) { made = batch }
    func next(into batch: RecordBatch, _ findings: inout Findings) throws(Failure) -> Bool {
      if isDone { return false }
      isDone = true
      batch.arena = made.arena
      batch.cells = made.cells
      batch.starts = made.starts
      batch.widths = made.widths
      batch.rowNumbers = made.rowNumbers
      batch.marks = made.marks
      batch.faults = made.faults
      return true
    }
  }
}
