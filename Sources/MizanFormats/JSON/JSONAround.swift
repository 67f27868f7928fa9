import MizanRecords

/// Values of the objects around the rows of a table: they are known when such an object ends, and
/// are then put into all of its rows.
final class JSONAround {
  /// An object around the rows: which of ``columns`` are its own, and the row at which it began.
  private struct Owner {
    var first: Int
    var end: Int
    /// Whether its columns stand side by side.
    var isBlock: Bool
    var firstRow = -1
  }

  let hasColumns: Bool
  /// The value of each column that is one of an object around the row.
  let values: UnsafeMutablePointer<Cell>
  private let owners: UnsafeMutablePointer<Owner>
  /// The columns, those of one owner side by side.
  private let columns: UnsafeMutablePointer<Int>
  /// The owner that a node is, for each node; negative for none.
  private let places: UnsafeMutablePointer<Int32>

  init(_ shape: JSONShape, _ table: JSONTable) {
    let flags = table.columns.map { if case .around = $0.origin { true } else { false } }
    hasColumns = flags.contains(true)
    values = .allocate(capacity: max(1, flags.count))
    values.initialize(repeating: .blank, count: max(1, flags.count))
    let count = hasColumns ? shape.count : 1
    places = .allocate(capacity: count)
    places.initialize(repeating: -1, count: count)
    let held = JSONAround.columns(of: table, shape)
    owners = .allocate(capacity: max(1, held.count))
    columns = .allocate(capacity: max(1, flags.count))
    var filled = 0
    for (index, owner) in held.enumerated() {
      places[Int(owner.node)] = Int32(truncatingIfNeeded: index)
      let isBlock = owner.columns[owner.columns.count - 1] - owner.columns[0] < owner.columns.count
      (owners + index).initialize(
        to: Owner(first: filled, end: filled + owner.columns.count, isBlock: isBlock))
      for column in owner.columns {
        (columns + filled).initialize(to: column)
        filled += 1
      }
    }
  }

  /// The objects around the rows of a table, each with the columns that it has the values of.
  private static func columns(
    of table: JSONTable, _ shape: JSONShape
  ) -> [(node: Int32, columns: [Int])] {
    var ancestors: Set<Int32> = []
    var next = table.node
    while next >= 0 {
      ancestors.insert(next)
      next = shape.nodes[Int(next)].parent
    }
    var held: [(node: Int32, columns: [Int])] = []
    for (index, column) in table.columns.enumerated() {
      guard case .around(let node) = column.origin else { continue }
      var owner = shape.nodes[Int(node)].parent
      while owner > 0, !ancestors.contains(owner) { owner = shape.nodes[Int(owner)].parent }
      if let known = held.firstIndex(where: { $0.node == owner }) {
        held[known].columns.append(index)
      } else {
        held.append((owner, [index]))
      }
    }
    return held
  }

  deinit {
    values.deallocate()
    places.deallocate()
    owners.deallocate()
    columns.deallocate()
  }

  /// An object begins while the batch has as many rows.
  @inline(__always)
  func open(_ node: Int32, _ rows: Int) {
    guard places[Int(node)] >= 0 else { return }
    let owner = owners + Int(places[Int(node)])
    owner.pointee.firstRow = rows
    for index in owner.pointee.first..<owner.pointee.end { values[columns[index]] = .blank }
  }

  /// An object ends: its values are those of all rows since it began.
  @inline(__always)
  func close(_ node: Int32, _ rows: Int, _ cells: UnsafeMutablePointer<Cell>, _ width: Int) {
    guard places[Int(node)] >= 0 else { return }
    let owner = owners[Int(places[Int(node)])]
    guard owner.firstRow >= 0, owner.firstRow < rows else { return }
    let block = columns[owner.first]
    for row in owner.firstRow..<rows {
      let first = cells + row &* width
      if owner.isBlock {
        (first + block).update(from: values + block, count: owner.end &- owner.first)
        continue
      }
      for index in owner.first..<owner.end { first[columns[index]] = values[columns[index]] }
    }
  }
}
