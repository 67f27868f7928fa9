import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanSources

/// The whole way from a sheet to shaped rows, compared with the slow one on random sheets.
struct ShapedReaderTwinTests {
  private let words = [
    "", "", "", " ", "\u{A0}", "Total", "SOUS-TOTAL", "المجموع", "ጠቅላላ", "Jumla", "Totem", "x",
    "Idlib", "drop me", "dropped", "0", "-", "12", "éa", "\t",
  ]

  private func sheet(
    _ random: inout SplitMix, width: Int, titles: Int, skip: Int
  ) -> [[String]] {
    var rows = (0..<titles).map { index in index % 2 == 0 ? ["Title \(index)"] : [""] }
    var heads = (0..<width).map { "h\($0)" }
    // A blank heading now and then, also at the end.
    for column in 1..<max(2, width) where width > 1 && Int.random(in: 0..<5, using: &random) == 0 {
      heads[column] = ""
    }
    rows.append(heads)
    rows += (0..<skip).map { _ in ["(unit)"] }
    for _ in 0..<Int.random(in: 0...40, using: &random) {
      let more = [0, 0, 0, 0, 0, -1, 1, 2].randomElement(using: &random) ?? 0
      rows.append(
        (0..<max(0, width + more)).map { _ in words.randomElement(using: &random) ?? "" })
    }
    return rows
  }

  private func rules(_ width: Int) -> RowTreatment {
    treatment(
      fillDown: width > 2 ? [0, 2] : [0],
      drops: [
        RowTreatment.Drop(name: "says", .says(column: width - 1, labels: ["drop*", "Total"])),
        RowTreatment.Drop(name: "blank", .blank(columns: Array(Set([0, width - 1])).sorted())),
      ])
  }

  @Test(arguments: [(true, 1), (true, 7), (true, 1024), (false, 1), (false, 7), (false, 1024)])
  func `Random sheets are shaped as the slow twin shapes them`(
    isText: Bool, batchRows: Int
  ) throws {
    var random = SplitMix(state: UInt64(batchRows) &* 2 &+ (isText ? 1 : 0))
    for round in 0..<60 {
      let width = Int.random(in: 1...6, using: &random)
      let titles = Int.random(in: 0...4, using: &random)
      let skip = Int.random(in: 0...2, using: &random)
      let rows = sheet(&random, width: width, titles: titles, skip: skip)
      let slow = SlowTable(
        rows, headerRow: titles + 1, skip: skip, isText: isText, rules(width))
      let file = MemoryTableFile(
        name: isText ? nil : "S", format: isText ? "csv" : "xlsx", rows: rows,
        batchRows: batchRows)
      let fast = try read(
        file,
        layout {
          $0.headerRow = titles + 1
          $0.skipAfterHeader = skip
        }, rules(width))
      let label: Comment = "round \(round), width \(width)"
      #expect(fast.headings == slow.headings, label)
      #expect(fast.numbers == slow.numbers, label)
      #expect(fast.marks == slow.marks, label)
      #expect(fast.faults == slow.faults, label)
      #expect(
        fast.rows.map { $0.map(CellText.clean) } == slow.rows.map { $0.map(CellText.clean) },
        label)
    }
  }

  @Test func `Reading a table twice gives the same rows`() throws {
    var random = SplitMix(state: 404)
    let rows = sheet(&random, width: 4, titles: 2, skip: 0)
    let file = MemoryTableFile(format: "csv", rows: rows, batchRows: 5)
    var findings = Findings()
    let located = try TableLocator.locate(
      file, layout { $0.headerRow = 3 }, input: Input(path: "f.csv"), &findings)
    var runs: [[[String]]] = []
    for _ in 0..<3 {
      let reader = try located.rows(rules(4))
      let batch = RecordBatch()
      var rows: [[String]] = []
      while try reader.next(into: batch, &findings) {
        for row in 0..<batch.rowCount {
          rows.append((0..<Int(batch.widths[row])).map { batch.text(row: row, column: $0) })
        }
      }
      runs.append(rows)
    }
    #expect(!runs[0].isEmpty)
    #expect(runs[0] == runs[1] && runs[1] == runs[2])
  }

  @Test func `How a table is cut into batches changes nothing at all`() throws {
    var random = SplitMix(state: 77)
    for _ in 0..<20 {
      let rows = sheet(&random, width: 5, titles: 3, skip: 1)
      let found = try [1, 2, 3, 16, 1024].map { batchRows in
        try read(
          MemoryTableFile(format: "csv", rows: rows, batchRows: batchRows),
          layout {
            $0.headerRow = 4
            $0.skipAfterHeader = 1
          }, rules(5))
      }
      for other in found.dropFirst() {
        #expect(other.rows == found[0].rows)
        #expect(other.marks == found[0].marks)
        #expect(other.faults == found[0].faults)
        #expect(other.codes == found[0].codes)
      }
    }
  }
}
