import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanSources

/// The shaper in plain words, to compare the fast one with.
private func slowShape(
  _ rows: [[String]], width: Int, isText: Bool, _ treatment: RowTreatment,
  above: inout [Int: String]
) -> [(row: [String], mark: UInt8, fault: String?)] {
  func isBlank(_ text: String) -> Bool { CellText.clean(text).isEmpty }
  return rows.map { original in
    var row = original
    if !isText { while row.count < width { row.append("") } }
    func cut() -> [String] { Array(row.prefix(width)) }
    if row.allSatisfy(isBlank) { return (cut(), 1, nil) }
    for (index, drop) in treatment.drops.enumerated() {
      let meets =
        switch drop.condition {
        case .says(let column, let labels):
          column < row.count && labels.contains { Folding.fold($0) == Folding.fold(row[column]) }
        case .blank(let columns):
          columns.allSatisfy { $0 < row.count && isBlank(row[$0]) }
        }
      if meets { return (cut(), UInt8(2 + index), nil) }
    }
    if row.count < width { return (row, 0, "CSV_ROW_SHORT") }
    if isText && !row.dropFirst(width).allSatisfy(isBlank) { return (cut(), 0, "CSV_ROW_LONG") }
    row = cut()
    if let first = row.first(where: { !isBlank($0) }),
      TotalsDetector.labels.contains(where: { Folding.fold($0) == Folding.fold(first) })
    {
      return (row, 0, "ROW_TOTAL_DETECTED")
    }
    for column in treatment.fillDown {
      if isBlank(row[column]) {
        row[column] = above[column] ?? row[column]
      } else {
        above[column] = row[column]
      }
    }
    return (row, 0, nil)
  }
}

struct RowShaperTwinTests {
  @Test(arguments: [true, false])
  func `The fast shaper and the slow one agree on random rows`(isText: Bool) throws {
    var random = SplitMix(state: isText ? 7 : 11)
    let words = [
      "", "", "", " ", "\u{A0}", "Total", "TOTAL", "المجموع", "Tot", "x", "Idlib", "drop", "0", "-",
    ]
    for width in 1...5 {
      let rules = treatment(
        fillDown: [0, width - 1].prefix(width).map { $0 },
        drops: [
          RowTreatment.Drop(name: "d", .says(column: width - 1, labels: ["drop", "DROP"])),
          RowTreatment.Drop(name: "b", .blank(columns: [0, width / 2])),
        ])
      let shaper = RowShaper(width: width, isText: isText, rules)
      var above: [Int: String] = [:]
      for _ in 0..<60 {
        let rows = (0..<Int.random(in: 0...20, using: &random)).map { _ in
          (0..<max(0, width + Int.random(in: -1...1, using: &random))).map { _ in
            words.randomElement(using: &random) ?? ""
          }
        }
        let batch = RecordBatch()
        for (index, row) in rows.enumerated() { batch.appendRow(row, number: index + 1) }
        let filled = shaper.shape(batch)
        let expected = slowShape(rows, width: width, isText: isText, rules, above: &above)
        #expect(filled == expected.filter { $0.mark != 1 }.count)
        for (index, wanted) in expected.enumerated() {
          let row = (0..<Int(batch.widths[index])).map { batch.text(row: index, column: $0) }
          #expect(row.map(CellText.clean) == wanted.row.map(CellText.clean))
          #expect(batch.marks[index] == wanted.mark)
          #expect(batch.faults[index]?.code.name == wanted.fault)
        }
      }
    }
  }
}
