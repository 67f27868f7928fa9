import MizanRecords

/// One declared exclusion, ready to be asked for each row.
final class DropRule {
  private let columns: [Int]
  private let asksLabels: Bool
  private var labels: LabelSet

  init(_ condition: RowTreatment.Drop.Condition) {
    switch condition {
    case .says(let column, let texts):
      columns = [column]
      asksLabels = true
      labels = LabelSet(texts)
    case .blank(let blanks):
      columns = blanks
      asksLabels = false
      labels = LabelSet([])
    }
  }

  /// Whether a row is excluded. A column that a short row lacks says nothing and is no blank cell.
  @inline(__always)
  func meets(
    _ cells: UnsafePointer<Cell>, _ width: Int, _ arena: UnsafePointer<UInt8>
  ) -> Bool {
    if asksLabels {
      guard columns[0] < width else { return false }
      let cell = cells[columns[0]]
      if cell.isBlank { return labels.hasBlank }
      return labels.contains(arena + Int(cell.start), cell.count)
    }
    var index = 0
    while index < columns.count {
      guard columns[index] < width else { return false }
      let cell = cells[columns[index]]
      if !cell.isBlank && !CellBlank.isBlank(arena + Int(cell.start), cell.count) { return false }
      index &+= 1
    }
    return !columns.isEmpty
  }
}
