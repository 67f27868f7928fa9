import MizanRecords

/// Values of the objects around the rows of a table: they are known when such an object ends, and
/// are then put into all of its rows.
final class JSONAround {
  /// Whether each column is one of an object around the row.
  let isAround: UnsafeMutablePointer<Bool>
  let hasColumns: Bool
  /// The columns of each object around the rows.
  private var columns: [Int32: [Int]] = [:]
  private var firstRows: [Int32: Int] = [:]
  private var values: [Cell]

  init(_ shape: JSONShape, _ table: JSONTable) {
    let flags = table.columns.map { if case .around = $0.origin { true } else { false } }
    isAround = .allocate(capacity: max(1, flags.count))
    for (index, flag) in flags.enumerated() { (isAround + index).initialize(to: flag) }
    hasColumns = flags.contains(true)
    values = Array(repeating: .blank, count: table.columns.count)
    guard hasColumns else { return }
    var ancestors: Set<Int32> = []
    var next = table.node
    while next >= 0 {
      ancestors.insert(next)
      next = shape.nodes[Int(next)].parent
    }
    for (index, column) in table.columns.enumerated() {
      guard case .around(let node) = column.origin else { continue }
      var owner = shape.nodes[Int(node)].parent
      while owner > 0, !ancestors.contains(owner) { owner = shape.nodes[Int(owner)].parent }
      columns[owner, default: []].append(index)
    }
  }

  deinit { isAround.deallocate() }

  func take(_ cell: Cell, _ column: Int) { if isAround[column] { values[column] = cell } }

  /// An object begins while the batch has as many rows.
  func open(_ node: Int32, _ rows: Int) {
    guard let own = columns[node] else { return }
    firstRows[node] = rows
    for column in own { values[column] = .blank }
  }

  /// An object ends: its values are those of all rows since it began.
  func close(_ node: Int32, _ rows: Int, _ cells: UnsafeMutablePointer<Cell>, _ width: Int) {
    guard let own = columns[node], let first = firstRows[node] else { return }
    for row in first..<max(first, rows) {
      for column in own { cells[row &* width &+ column] = values[column] }
    }
  }
}
