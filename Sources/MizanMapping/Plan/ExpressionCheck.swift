import MizanDiagnostics

/// Checks the names and types of all expressions of a mapping.
struct ExpressionCheck {
  private let mapping: Mapping
  private let types: [String: ValueType]
  private let names: MappingNames

  init(_ mapping: Mapping, _ types: [String: ValueType], _ names: MappingNames) {
    self.mapping = mapping
    self.types = types
    self.names = names
  }

  func run(_ problems: inout MappingProblems) {
    for record in mapping.records {
      check(record.when, aggregates: false, expecting: .boolean, &problems)
      for field in record.fields {
        check(field.when, aggregates: false, expecting: .boolean, &problems)
        if case .calc(let block) = field.origin { check(block, aggregates: false, &problems) }
      }
    }
    for block in mapping.checks {
      check(block.that, aggregates: true, expecting: .boolean, &problems)
      check(block.when, aggregates: true, expecting: .boolean, &problems)
      if case .names(let scope) = block.scope {
        for name in scope where name != "row" && !names.all.contains(name) {
          names.tell(name, at: block.mark, known: names.all, &problems)
        }
      }
      for named in block.unique where !names.all.contains(named.name) {
        let fields = Set(
          mapping.records.flatMap { $0.fields.map(\.field) + $0.faulty.map(\.name.name) })
        if !fields.contains(named.name) {
          names.tell(named.name, at: named.mark, known: names.all.union(fields), &problems)
        }
      }
    }
  }

  /// Whether an error may come only of what could not be read.
  private func follows(_ error: ExpressionError, _ expression: Expression) -> Bool {
    if error.code == .exprUnknownName { return !names.areAllRead }
    let untyped = Set(mapping.records.flatMap(\.faulty).compactMap(\.from))
    return error.code == .exprType
      && (expression.names + expression.aggregates.map(\.name)).contains(where: untyped.contains)
  }

  private func check(
    _ block: ExpressionBlock?, aggregates: Bool, expecting: ValueType? = nil,
    _ problems: inout MappingProblems
  ) {
    guard let block else { return }
    if let error = TypeChecker.check(
      block.expression, types: types, allowAggregates: aggregates, columns: block.columns,
      expecting: expecting), !follows(error, block.expression)
    {
      var mark = block.mark
      mark.column += error.column
      problems.add(error.code, at: mark, error.arguments)
    }
  }
}
