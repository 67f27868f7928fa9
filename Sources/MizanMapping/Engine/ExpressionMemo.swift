import MizanRecords

/// Remembers what an expression gives for the texts of the columns it looks at, so that a check
/// over millions of rows is worked out once for each distinct set of texts.
final class ExpressionMemo {
  private let expression: Expression
  /// The columns that decide; nil when the expression looks at more than columns and captures.
  private let columns: [Int]?
  private let map: UnsafeMutablePointer<ByteMap>
  private var values: [Value] = []
  private let key: UnsafeMutablePointer<ByteBuffer>
  private var misses = 0
  private var hits = 0

  init(_ expression: Expression, _ binding: ColumnBinding, captures: Set<String>) {
    self.expression = expression
    let names = expression.names.filter { !captures.contains($0) && !binding.absent.contains($0) }
    let found = names.compactMap { binding.columns[$0] }
    columns = found.count == names.count && expression.aggregates.isEmpty ? found : nil
    map = .allocate(capacity: 1)
    map.initialize(to: ByteMap())
    key = .allocate(capacity: 1)
    key.initialize(to: ByteBuffer(capacity: 256))
  }

  deinit {
    map.deinitialize(count: 1)
    map.deallocate()
    key.deinitialize(count: 1)
    key.deallocate()
  }

  /// The expression's value in a row.
  func value(_ view: RowView, _ cursor: RowCursor, _ expressions: RowExpressions) -> Value {
    guard let columns, misses < 10_000 || misses < hits else {
      return expressions.evaluate(expression, view, cursor)
    }
    key.pointee.removeAll()
    for column in columns {
      let cell = view.cell(cursor.row, cursor.start, cursor.width, column)
      key.pointee.append(view.arena + Int(cell.start), cell.count)
      key.pointee.append(0x1F)
      key.pointee.append(UInt8(truncatingIfNeeded: cell.bits & 15))
    }
    if let known = map.pointee.find(key.pointee.base, key.pointee.count) {
      hits &+= 1
      return values[Int(known)]
    }
    misses &+= 1
    let value = expressions.evaluate(expression, view, cursor)
    if values.count < FieldMemo.limit {
      map.pointee.insert(key.pointee.base, key.pointee.count, Int32(values.count))
      values.append(value)
    }
    return value
  }
}
