import MizanRecords

/// Values of the objects around the rows of a table: they are known when such an object ends, and
/// are then put into all of its rows.
final class JSONAround {
  /// An object around the rows: its columns, which stand side by side, and the row at which it
  /// began.
  private struct Owner {
    var first: Int
    var count: Int
    var firstRow = -1
  }

  let hasColumns: Bool
  /// The value of each column that is one of an object around the row.
  let values: UnsafeMutablePointer<Cell>
  private let owners: UnsafeMutablePointer<Owner>
  /// The owner that a node is, for each node; negative for none.
  private let places: UnsafeMutablePointer<Int32>

  init(_ shape: JSONShape, _ table: JSONTable) {
    let held = JSONAround.columns(of: table, shape)
    hasColumns = !held.isEmpty
    values = .allocate(capacity: max(1, table.columns.count))
    values.initialize(repeating: .blank, count: max(1, table.columns.count))
    let count = hasColumns ? shape.count : 1
    places = .allocate(capacity: count)
    places.initialize(repeating: -1, count: count)
    owners = .allocate(capacity: max(1, held.count))
    for (index, owner) in held.enumerated() {
      places[Int(owner.node)] = Int32(truncatingIfNeeded: index)
      (owners + index).initialize(
        to: Owner(first: owner.columns.lowerBound, count: owner.columns.count))
    }
  }

  /// The objects around the rows of a table, each with the columns that it has the values of.
  private static func columns(
    of table: JSONTable, _ shape: JSONShape
  ) -> [(node: Int32, columns: Range<Int>)] {
    var ancestors: Set<Int32> = []
    var next = table.node
    while next >= 0 {
      ancestors.insert(next)
      next = shape.nodes[Int(next)].parent
    }
    var held: [(node: Int32, columns: Range<Int>)] = []
    for (index, column) in table.columns.enumerated() {
      guard case .around(let node) = column.origin else { continue }
      var owner = shape.nodes[Int(node)].parent
      while owner > 0, !ancestors.contains(owner) { owner = shape.nodes[Int(owner)].parent }
      if let last = held.last, last.node == owner {
        held[held.count - 1].columns = last.columns.lowerBound..<index + 1
      } else {
        held.append((owner, index..<index + 1))
      }
    }
    return held
  }

  deinit {
    values.deallocate()
    places.deallocate()
    owners.deallocate()
  }

  /// An object begins while the batch has as many rows.
  @inline(__always)
  func open(_ node: Int32, _ rows: Int) {
    guard places[Int(node)] >= 0 else { return }
    let owner = owners + Int(places[Int(node)])
    owner.pointee.firstRow = rows
    (values + owner.pointee.first).update(repeating: .blank, count: owner.pointee.count)
  }

  /// An object ends: its values are those of all rows since it began.
  @inline(__always)
  func close(_ node: Int32, _ rows: Int, _ cells: UnsafeMutablePointer<Cell>, _ width: Int) {
    guard places[Int(node)] >= 0 else { return }
    let owner = owners[Int(places[Int(node)])]
    guard owner.firstRow >= 0, owner.firstRow < rows else { return }
    for row in owner.firstRow..<rows {
      (cells + (row &* width &+ owner.first)).update(
        from: values + owner.first, count: owner.count)
    }
  }
}
