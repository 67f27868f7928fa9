import MizanRecords

/// Evaluates expressions over the row a worker is at.
struct RowExpressions {
  private let plan: TablePlan
  private let types: [String: ValueType]
  /// How the numbers of each column are read.
  private let readers: [String: Transform]

  init(_ plan: TablePlan, _ types: [String: ValueType]) {
    self.plan = plan
    self.types = types
    var readers: [String: Transform] = [:]
    for measure in plan.records.compactMap(\.measure) { readers[measure.name] = measure.transform }
    self.readers = readers
  }

  func evaluate(
    _ expression: Expression, _ view: RowView, _ cursor: RowCursor
  ) -> Value {
    expression.evaluate(
      name: { value(of: $0, view, cursor) }, aggregate: { _, _ in .missing })
  }

  /// What a name says in the row: a number where the mapping reads it as one, text otherwise.
  func value(of name: String, _ view: RowView, _ cursor: RowCursor) -> Value {
    guard let column = plan.columns.columns[name] else {
      return plan.binding.captures[name].map { .text($0) } ?? .missing
    }
    return value(ofColumn: column, name, view, cursor)
  }

  func value(
    ofColumn column: Int, _ name: String, _ view: RowView, _ cursor: RowCursor
  ) -> Value {
    let cell = view.cell(cursor.row, cursor.start, cursor.width, column)
    if cell.isBlank { return .missing }
    var text: [UInt8] = []
    TextCleaner.clean(view.bytes(cell), into: &text)
    let missing = plan.mapping.source.missing
    if text.isEmpty || missing.contains(where: { Array($0.utf8) == text }) { return .missing }
    guard types[name] == .number else { return .text(String(decoding: text, as: UTF8.self)) }
    let style =
      plan.mapping.columns.first { $0.name == name }?.numbers ?? plan.mapping.source.numbers
    let reading = text.withUnsafeBufferPointer {
      readers[name]?.number($0, kind: cell.kind)
        ?? NumberReader.number($0, kind: cell.kind, style: style)
    }
    if case .value(let number) = reading { return .number(number) }
    return .missing
  }
}
