extension Expression {
  /// Works the expression out.
  ///
  /// Missing is a value of its own:
  ///
  /// | left | right | and | or | = < + |
  /// |---|---|---|---|---|
  /// | true | missing | missing | true | missing |
  /// | false | missing | false | missing | missing |
  /// | missing | missing | missing | missing | missing |
  ///
  /// `not missing`, a comparison, arithmetic or a function with a missing part are missing; only
  /// `is missing`, `first-of`, and the branch that `if` does not take look past it. A division by
  /// zero and a number of more than 18 digits are missing too.
  func evaluate(
    name: (String) -> Value, aggregate: (AggregateFunction, String) -> Value
  ) -> Value {
    switch self {
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .boolean(let isTrue): return .boolean(isTrue)
    case .name(let wanted): return name(wanted)
    case .aggregate(let function, let wanted): return aggregate(function, wanted)
    case .not(let part):
      guard case .boolean(let isTrue) = part.evaluate(name: name, aggregate: aggregate) else {
        return .missing
      }
      return .boolean(!isTrue)
    case .negative(let part):
      guard case .number(let number) = part.evaluate(name: name, aggregate: aggregate) else {
        return .missing
      }
      return DecimalNumber(0).subtracting(number).map { .number($0) } ?? .missing
    case .isMissing(let part):
      return .boolean(part.evaluate(name: name, aggregate: aggregate).isMissing)
    case .isIn(let part, let values):
      let value = part.evaluate(name: name, aggregate: aggregate)
      if value.isMissing { return .missing }
      return .boolean(values.contains { Comparison.equal(value, $0) == true })
    case .binary(let operation, let left, let right):
      let first = left.evaluate(name: name, aggregate: aggregate)
      if operation == .and && first == .boolean(false) { return first }
      if operation == .or && first == .boolean(true) { return first }
      if first.isMissing && !operation.isLogical { return .missing }
      let second = right.evaluate(name: name, aggregate: aggregate)
      return Expression.apply(operation, first, second)
    case .call(.if, let arguments):
      guard arguments.count == 3,
        case .boolean(let isTrue) = arguments[0].evaluate(name: name, aggregate: aggregate)
      else { return .missing }
      return arguments[isTrue ? 1 : 2].evaluate(name: name, aggregate: aggregate)
    case .call(.firstOf, let arguments):
      for argument in arguments {
        let value = argument.evaluate(name: name, aggregate: aggregate)
        if !value.isMissing { return value }
      }
      return .missing
    case .call(let function, let arguments):
      return FunctionCall.apply(function, count: arguments.count) {
        arguments[$0].evaluate(name: name, aggregate: aggregate)
      }
    }
  }

  /// An operator on two values that are worked out.
  static func apply(_ operation: BinaryOperator, _ left: Value, _ right: Value) -> Value {
    switch operation {
    case .and:
      if left == .boolean(false) || right == .boolean(false) { return .boolean(false) }
      return left == .boolean(true) && right == .boolean(true) ? .boolean(true) : .missing
    case .or:
      if left == .boolean(true) || right == .boolean(true) { return .boolean(true) }
      return left == .boolean(false) && right == .boolean(false) ? .boolean(false) : .missing
    case .add, .subtract, .multiply, .divide:
      guard case .number(let one) = left, case .number(let other) = right else { return .missing }
      let result: DecimalNumber? =
        switch operation {
        case .add: one.adding(other)
        case .subtract: one.subtracting(other)
        case .multiply: one.multiplied(by: other)
        default: one.divided(by: other)
        }
      return result.map { .number($0) } ?? .missing
    default:
      return Comparison.holds(operation, left, right).map { .boolean($0) } ?? .missing
    }
  }
}

/// Comparisons of values; nil where one is missing or the types differ.
enum Comparison {
  static func equal(_ left: Value, _ right: Value) -> Bool? {
    switch (left, right) {
    case (.number(let one), .number(let other)): one == other
    case (.text(let one), .text(let other)): one.utf8.elementsEqual(other.utf8)
    case (.boolean(let one), .boolean(let other)): one == other
    default: nil
    }
  }

  /// Texts are ordered by their bytes, which orders dates and school years by time.
  static func less(_ left: Value, _ right: Value) -> Bool? {
    switch (left, right) {
    case (.number(let one), .number(let other)): one < other
    case (.text(let one), .text(let other)): one.utf8.lexicographicallyPrecedes(other.utf8)
    default: nil
    }
  }

  static func holds(_ operation: BinaryOperator, _ left: Value, _ right: Value) -> Bool? {
    switch operation {
    case .equal: equal(left, right)
    case .notEqual: equal(left, right).map { !$0 }
    case .less: less(left, right)
    case .greater: less(right, left)
    case .lessOrEqual: less(right, left).map { !$0 }
    case .greaterOrEqual: less(left, right).map { !$0 }
    default: nil
    }
  }
}
