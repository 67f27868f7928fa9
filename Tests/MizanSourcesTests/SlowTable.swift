import MizanDiagnostics
import MizanRecords

@testable import MizanSources

/// A located table in plain words: what `TableLocator` and the shaped reader must give for a table
/// whose headings stand in a known row. Written to be obvious, not fast.
struct SlowTable {
  var headings: [String]
  var rows: [[String]] = []
  var numbers: [Int] = []
  var marks: [UInt8] = []
  var faults: [Int: String] = [:]

  /// - Parameters:
  ///   - rows: all rows of the sheet, the first with number 1.
  ///   - headerRow: the number of the row of headings.
  ///   - skip: rows to leave out below the headings.
  init(
    _ rows: [[String]], headerRow: Int, skip: Int = 0, isText: Bool, _ treatment: RowTreatment
  ) {
    let heads = rows[headerRow - 1].map(CellText.clean)
    let body = Array(rows.dropFirst(headerRow + skip))
    // A column counts when it has a heading or, where the heading's cell is blank, some content.
    var width = (heads.lastIndex { !$0.isEmpty } ?? -1) + 1
    for row in body.prefix(500) {
      for (column, text) in row.enumerated() where column >= width {
        let isReachable = !isText || column < heads.count
        if isReachable && !SlowTable.isBlank(text) { width = column + 1 }
      }
    }
    headings = (0..<width).map { $0 < heads.count ? heads[$0] : "" }
    var above: [Int: String] = [:]
    for (index, row) in body.enumerated() {
      numbers.append(headerRow + skip + index + 1)
      add(row, width, isText, treatment, &above)
    }
  }

  static func isBlank(_ text: String) -> Bool { CellText.clean(text).isEmpty }

  private mutating func add(
    _ original: [String], _ width: Int, _ isText: Bool, _ treatment: RowTreatment,
    _ above: inout [Int: String]
  ) {
    var row = original
    if !isText { while row.count < width { row.append("") } }
    let index = rows.count
    if row.allSatisfy(SlowTable.isBlank) {
      rows.append(Array(row.prefix(width)))
      marks.append(1)
      return
    }
    if let rule = treatment.drops.firstIndex(where: { SlowTable.meets($0, row) }) {
      rows.append(Array(row.prefix(width)))
      marks.append(UInt8(2 + rule))
      return
    }
    marks.append(0)
    if row.count < width {
      faults[index] = "CSV_ROW_SHORT"
      rows.append(row)
      return
    }
    let surplus = row.dropFirst(width)
    row = Array(row.prefix(width))
    if isText, !surplus.allSatisfy(SlowTable.isBlank) {
      faults[index] = "CSV_ROW_LONG"
      rows.append(row)
      return
    }
    if let first = row.first(where: { !SlowTable.isBlank($0) }),
      TotalsDetector.labels.contains(where: { Folding.fold($0) == Folding.fold(first) })
    {
      faults[index] = "ROW_TOTAL_DETECTED"
      rows.append(row)
      return
    }
    for column in treatment.fillDown where column < width {
      if SlowTable.isBlank(row[column]) {
        row[column] = above[column] ?? row[column]
      } else {
        above[column] = row[column]
      }
    }
    rows.append(row)
  }

  private static func meets(_ drop: RowTreatment.Drop, _ row: [String]) -> Bool {
    switch drop.condition {
    case .says(let column, let labels):
      guard column < row.count else { return false }
      return labels.contains { label in
        if label.hasSuffix("*"), label.count > 1 {
          return Folding.fold(row[column]).hasPrefix(Folding.fold(String(label.dropLast())))
        }
        if isBlank(label) { return isBlank(row[column]) }
        return !isBlank(row[column]) && Folding.fold(label) == Folding.fold(row[column])
      }
    case .blank(let columns):
      return columns.allSatisfy { $0 < row.count && isBlank(row[$0]) }
    }
  }
}
