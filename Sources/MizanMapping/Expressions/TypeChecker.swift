import MizanDiagnostics

/// Checks that an expression's names exist and that its types fit, before any data are read.
struct TypeChecker {
  private let types: [String: ValueType]
  private let allowsAggregates: Bool
  private let columns: [Int]
  private var part = -1

  /// The first fault of an expression, or nil.
  /// - Parameters:
  ///   - types: the type of each name that may be used.
  ///   - allowAggregates: whether `sum` and its like may be used.
  ///   - columns: the places of the parts, from the parser.
  ///   - expecting: the type that the whole must have, if any.
  static func check(
    _ expression: Expression, types: [String: ValueType], allowAggregates: Bool,
    columns: [Int] = [], expecting: ValueType? = nil
  ) -> ExpressionError? {
    var checker = TypeChecker(types: types, allowsAggregates: allowAggregates, columns: columns)
    do throws(ExpressionError) {
      let type = try checker.type(of: expression)
      if let expecting, let type, type != expecting {
        throw checker.mismatch(expecting, type, at: 0)
      }
      return nil
    } catch {
      return error
    }
  }

  private init(types: [String: ValueType], allowsAggregates: Bool, columns: [Int]) {
    self.types = types
    self.allowsAggregates = allowsAggregates
    self.columns = columns
  }

  private func column(_ part: Int) -> Int { columns.indices.contains(part) ? columns[part] : 0 }

  private func mismatch(
    _ expected: ValueType, _ found: ValueType, at part: Int
  ) -> ExpressionError {
    let fix =
      expected == .number && found == .text
      ? "as: count or as: number in a line of the record makes the column a number" : ""
    return ExpressionError(
      .exprType, column(part),
      ["expected": expected.shown, "value": found.shown, "fix": fix])
  }

  private func known(_ name: String, at part: Int) throws(ExpressionError) -> ValueType {
    if let type = types[name] { return type }
    let names = types.keys.sorted()
    var nearest = Nearest.word(to: name, among: names).map { "did you mean `\($0)`?" } ?? ""
    let pieces = name.split(separator: "-").map(String.init)
    if pieces.count > 1, pieces.allSatisfy({ types[$0] != nil }) {
      nearest = "to subtract, write `\(pieces.joined(separator: " - "))`"
    }
    throw ExpressionError(
      .exprUnknownName, column(part),
      [
        "name": ShownText.make(name, limit: 40), "known": names.joined(separator: ", "),
        "nearest": nearest,
      ])
  }

  private mutating func require(
    _ expected: ValueType, _ expression: Expression
  ) throws(ExpressionError) {
    let place = part + 1
    let found = try type(of: expression)
    if let found, found != expected { throw mismatch(expected, found, at: place) }
  }

  /// The type of a part; nil for one whose parts have none.
  private mutating func type(
    of expression: Expression
  ) throws(ExpressionError) -> ValueType? {
    part += 1
    let place = part
    switch expression {
    case .number: return .number
    case .text: return .text
    case .boolean: return .boolean
    case .name(let name): return try known(name, at: place)
    case .not(let inner):
      try require(.boolean, inner)
      return .boolean
    case .negative(let inner):
      try require(.number, inner)
      return .number
    case .isMissing(let inner):
      _ = try type(of: inner)
      return .boolean
    case .isIn(let inner, let values):
      let type = try type(of: inner)
      for found in values.compactMap(\.type) where type != nil && found != type {
        throw mismatch(type ?? .text, found, at: place)
      }
      return .boolean
    case .binary(let operation, let left, let right):
      return try self.type(of: operation, left, right)
    case .aggregate(let function, let name):
      guard allowsAggregates else {
        throw ExpressionError(.exprAggregate, column(place), ["function": function.rawValue])
      }
      let found = try known(name, at: place)
      if function.needsNumbers && found != .number { throw mismatch(.number, found, at: place) }
      return .number
    case .call(let function, let arguments):
      return try self.type(of: function, arguments)
    }
  }

  private mutating func type(
    of operation: BinaryOperator, _ left: Expression, _ right: Expression
  ) throws(ExpressionError) -> ValueType {
    if operation.isLogical {
      try require(.boolean, left)
      try require(.boolean, right)
      return .boolean
    }
    guard operation.isComparison else {
      try require(.number, left)
      try require(.number, right)
      return .number
    }
    let first = try type(of: left)
    let place = part + 1
    let second = try type(of: right)
    if let first, let second, first != second { throw mismatch(first, second, at: place) }
    if first == .boolean, operation != .equal, operation != .notEqual {
      throw mismatch(.number, .boolean, at: place)
    }
    return .boolean
  }

  private mutating func type(
    of function: Function, _ arguments: [Expression]
  ) throws(ExpressionError) -> ValueType? {
    var common: ValueType?
    for (index, argument) in arguments.enumerated() {
      if let wanted = function.argumentType(index) {
        try require(wanted, argument)
        continue
      }
      let place = part + 1
      guard let found = try type(of: argument) else { continue }
      if let common, common != found { throw mismatch(common, found, at: place) }
      common = found
    }
    return function.resultType ?? common
  }
}
