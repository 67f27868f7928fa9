import MizanRecords

/// Values of the objects around the rows of a table: they are known when such an object ends, and
/// are then put into all of its rows.
final class JSONAround {
  /// An object around the rows.
  private struct Owner {
    var columns: [Int] = []
    var firstRow = -1
  }

  /// Whether each column is one of an object around the row.
  let isAround: UnsafeMutablePointer<Bool>
  let hasColumns: Bool
  private let values: UnsafeMutablePointer<Cell>
  private var owners: [Owner] = []
  /// The owner that a node is, for each node; negative for none.
  private let places: UnsafeMutablePointer<Int32>

  init(_ shape: JSONShape, _ table: JSONTable) {
    let flags = table.columns.map { if case .around = $0.origin { true } else { false } }
    isAround = .allocate(capacity: max(1, flags.count))
    for (index, flag) in flags.enumerated() { (isAround + index).initialize(to: flag) }
    hasColumns = flags.contains(true)
    values = .allocate(capacity: max(1, flags.count))
    values.initialize(repeating: .blank, count: max(1, flags.count))
    let count = hasColumns ? shape.count : 1
    places = .allocate(capacity: count)
    places.initialize(repeating: -1, count: count)
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
      if places[Int(owner)] < 0 {
        places[Int(owner)] = Int32(truncatingIfNeeded: owners.count)
        owners.append(Owner())
      }
      owners[Int(places[Int(owner)])].columns.append(index)
    }
  }

  deinit {
    isAround.deallocate()
    values.deallocate()
    places.deallocate()
  }

  @inline(__always)
  func take(_ cell: Cell, _ column: Int) { if isAround[column] { values[column] = cell } }

  /// An object begins while the batch has as many rows.
  @inline(__always)
  func open(_ node: Int32, _ rows: Int) {
    let place = Int(places[Int(node)])
    guard place >= 0 else { return }
    owners[place].firstRow = rows
    for column in owners[place].columns { values[column] = .blank }
  }

  /// An object ends: its values are those of all rows since it began.
  @inline(__always)
  func close(_ node: Int32, _ rows: Int, _ cells: UnsafeMutablePointer<Cell>, _ width: Int) {
    let place = Int(places[Int(node)])
    guard place >= 0, owners[place].firstRow >= 0 else { return }
    for column in owners[place].columns {
      for row in owners[place].firstRow..<max(owners[place].firstRow, rows) {
        cells[row &* width &+ column] = values[column]
      }
    }
  }
}
