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
  /// The numbered texts of the column, where one alone decides.
  private let codes: ColumnCodes?
  /// The verdict of each number; 0 for none yet.
  private var verdicts: UnsafeMutablePointer<UInt8>
  private var verdictCount = 0

  /// What a condition or a check says of a row.
  enum Verdict: UInt8 {
    case yes = 1
    case no, cannotTell
  }

  init(
    _ expression: Expression, _ binding: ColumnBinding, captures: Set<String>,
    _ numbered: NumberedColumns
  ) {
    self.expression = expression
    let names = expression.names.filter { !captures.contains($0) && !binding.absent.contains($0) }
    let found = names.compactMap { binding.columns[$0] }
    columns = found.count == names.count && expression.aggregates.isEmpty ? found : nil
    codes =
      columns?.count == 1 ? columns?.first.map { numbered.codes(ofColumn: $0) } : nil
    verdicts = .allocate(capacity: 0)
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
    verdicts.deallocate()
  }

  /// Whether the expression holds in a row of the batch that is numbered.
  @inline(__always)
  func verdict(_ view: RowView, _ cursor: RowCursor, _ expressions: RowExpressions) -> Verdict {
    if let codes {
      let number = Int(codes.numbers[cursor.row])
      if number >= 0, number < verdictCount, let known = Verdict(rawValue: verdicts[number]) {
        return known
      }
    }
    return judge(view, cursor, expressions)
  }

  @inline(never)
  private func judge(
    _ view: RowView, _ cursor: RowCursor, _ expressions: RowExpressions
  ) -> Verdict {
    let verdict: Verdict =
      switch value(view, cursor, expressions) {
      case .boolean(true): .yes
      case .boolean(false): .no
      default: .cannotTell
      }
    if let codes {
      let number = Int(codes.numbers[cursor.row])
      if number >= verdictCount { makeRoom(codes.count) }
      if number >= 0 { verdicts[number] = verdict.rawValue }
    }
    return verdict
  }

  private func makeRoom(_ count: Int) {
    let wanted = max(64, verdictCount * 2, count)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
    larger.update(from: verdicts, count: verdictCount)
    (larger + verdictCount).initialize(repeating: 0, count: wanted - verdictCount)
    verdicts.deallocate()
    verdicts = larger
    verdictCount = wanted
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
