/// An expression of the mapping language, parsed once and evaluated for each row.
///
/// There are no loops, no user functions, no clock and no chance in it: every expression ends,
/// and its cost is known before the run.
indirect enum Expression: Sendable, Hashable {
  case number(DecimalNumber)
  case text(String)
  case boolean(Bool)
  /// What a name says in the row.
  case name(String)
  case not(Expression)
  case negative(Expression)
  case binary(BinaryOperator, Expression, Expression)
  /// Whether a value is one of some literals.
  case isIn(Expression, [Value])
  case isMissing(Expression)
  case call(Function, [Expression])
  /// A function over all cells of a scope.
  case aggregate(AggregateFunction, String)

  /// The parts from left to right.
  var parts: [Expression] {
    switch self {
    case .number, .text, .boolean, .name, .aggregate: []
    case .not(let part), .negative(let part), .isIn(let part, _), .isMissing(let part): [part]
    case .binary(_, let left, let right): [left, right]
    case .call(_, let arguments): arguments
    }
  }

  /// The number of parts, which bounds the work of one evaluation.
  var cost: Int {
    var literals = 0
    if case .isIn(_, let values) = self { literals = values.count }
    return parts.reduce(1 + literals) { $0 + $1.cost }
  }

  /// The names used outside aggregates, each once, in the order of the text.
  var names: [String] {
    var names: [String] = []
    visit { if case .name(let name) = $0, !names.contains(name) { names.append(name) } }
    return names
  }

  /// The aggregates used, each once, in the order of the text.
  var aggregates: [Aggregate] {
    var aggregates: [Aggregate] = []
    visit {
      guard case .aggregate(let function, let name) = $0 else { return }
      let aggregate = Aggregate(function: function, name: name)
      if !aggregates.contains(aggregate) { aggregates.append(aggregate) }
    }
    return aggregates
  }

  /// Calls `body` with this part and all parts inside it.
  func visit(_ body: (Expression) -> Void) {
    body(self)
    for part in parts { part.visit(body) }
  }
}

/// A function over all cells of a scope, and the name whose cells it looks at.
struct Aggregate: Sendable, Hashable {
  var function: AggregateFunction
  var name: String
}

/// Operators between two parts.
enum BinaryOperator: String, Sendable, Hashable, CaseIterable {
  case or, and
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"

  /// Whether the operator compares two values.
  var isComparison: Bool {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
    default: false
    }
  }

  /// Whether the operator works on yes and no.
  var isLogical: Bool { self == .or || self == .and }
}
