import MizanDiagnostics

/// An expression with the places of its parts.
struct ParsedExpression: Sendable, Hashable {
  var expression: Expression
  /// The place of each part in the text, in the order in which ``Expression/visit(_:)`` meets them.
  var columns: [Int]
}

/// Parses the text of an expression: recursive descent, each level of the grammar a function.
///
/// ```
/// expr := or ; or := and ("or" and)* ; and := not ("and" not)* ; not := "not"? cmp
/// cmp  := sum (("="|"!="|"<"|"<="|">"|">=") sum | "in" "[" lit,* "]" | "is missing")?
/// sum  := prod (("+"|"-") prod)* ; prod := unary (("*"|"/") unary)* ; unary := "-"? atom
/// atom := number | "text" | true | false | name | fn "(" expr,* ")" | "(" expr ")"
/// ```
struct ExpressionParser {
  /// How deep parentheses and calls may be nested.
  static let depthLimit = 64
  /// How many parts an expression may have.
  static let partLimit = 512

  static let reserved: Set<String> = ["and", "or", "not", "in", "is", "true", "false"]

  private typealias Parsed = ParsedExpression

  private var lexer: ExpressionLexer
  private var token = ExpressionLexer.Token.end
  private var column = 0
  private var depth = 0
  private var parts = 0

  private init(_ text: String) { lexer = ExpressionLexer(text) }

  /// Parses a text.
  static func parse(_ text: String) -> Result<ParsedExpression, ExpressionError> {
    var parser = ExpressionParser(text)
    do throws(ExpressionError) {
      try parser.advance()
      let parsed = try parser.or()
      guard parser.token == .end else { throw parser.unexpected("an operator or the end") }
      return .success(parsed)
    } catch {
      return .failure(error)
    }
  }

  private mutating func advance() throws(ExpressionError) {
    (token, column) = try lexer.next().get()
  }

  private func unexpected(_ expected: String, fix: String = "") -> ExpressionError {
    ExpressionError(
      .exprSyntax, column, ["value": token.shown, "expected": expected, "fix": fix])
  }

  private mutating func expect(_ sign: String) throws(ExpressionError) {
    guard token == .sign(sign) else { throw unexpected(sign) }
    try advance()
  }

  private mutating func node(
    _ expression: Expression, _ column: Int, _ inner: [Parsed] = []
  ) throws(ExpressionError) -> Parsed {
    parts += 1
    guard parts <= ExpressionParser.partLimit else {
      throw ExpressionError(.limitDepth, column, ["known": "\(ExpressionParser.partLimit) parts"])
    }
    return Parsed(expression: expression, columns: inner.reduce([column]) { $0 + $1.columns })
  }

  private mutating func or() throws(ExpressionError) -> Parsed {
    var left = try and()
    while token == .word("or") {
      let place = column
      try advance()
      let right = try and()
      left = try node(.binary(.or, left.expression, right.expression), place, [left, right])
    }
    return left
  }

  private mutating func and() throws(ExpressionError) -> Parsed {
    var left = try not()
    while token == .word("and") {
      let place = column
      try advance()
      let right = try not()
      left = try node(.binary(.and, left.expression, right.expression), place, [left, right])
    }
    return left
  }

  private mutating func not() throws(ExpressionError) -> Parsed {
    guard token == .word("not") else { return try comparison() }
    let place = column
    try advance()
    let part = try comparison()
    return try node(.not(part.expression), place, [part])
  }

  private mutating func comparison() throws(ExpressionError) -> Parsed {
    let left = try sum()
    let place = column
    switch token {
    case .sign(let sign):
      guard let operation = BinaryOperator(rawValue: sign), operation.isComparison else {
        return left
      }
      try advance()
      let right = try sum()
      if case .sign(let next) = token, BinaryOperator(rawValue: next)?.isComparison == true {
        throw unexpected("one comparison", fix: "a < b and b < c")
      }
      return try node(
        .binary(operation, left.expression, right.expression), place, [left, right])
    case .word("in"):
      try advance()
      let values = try literals()
      return try node(.isIn(left.expression, values), place, [left])
    case .word("is"):
      try advance()
      if token == .word("not") { throw unexpected("missing", fix: "not (name is missing)") }
      guard token == .word("missing") else { throw unexpected("missing", fix: "is missing") }
      try advance()
      return try node(.isMissing(left.expression), place, [left])
    default: return left
    }
  }

  private mutating func literals() throws(ExpressionError) -> [Value] {
    try expect("[")
    var values: [Value] = []
    while true {
      parts += 1
      guard parts <= ExpressionParser.partLimit else {
        throw ExpressionError(
          .limitDepth, column, ["known": "\(ExpressionParser.partLimit) parts"])
      }
      let isNegative = token == .sign("-")
      if isNegative { try advance() }
      switch token {
      case .number(let number):
        values.append(
          .number(
            isNegative
              ? DecimalNumber(mantissa: 0 &- number.mantissa, scale: number.scale) : number))
      case .text(let text) where !isNegative: values.append(.text(text))
      case .word("true") where !isNegative: values.append(.boolean(true))
      case .word("false") where !isNegative: values.append(.boolean(false))
      default: throw unexpected("a number or a \"text\"", fix: "in [\"a\", \"b\"]")
      }
      try advance()
      if token == .sign("]") { break }
      guard token == .sign(",") else { throw unexpected(", or ]") }
      try advance()
    }
    try advance()
    return values
  }

  private mutating func sum() throws(ExpressionError) -> Parsed {
    var left = try product()
    while token == .sign("+") || token == .sign("-") {
      let operation: BinaryOperator = token == .sign("+") ? .add : .subtract
      let place = column
      try advance()
      let right = try product()
      left = try node(
        .binary(operation, left.expression, right.expression), place, [left, right])
    }
    return left
  }

  private mutating func product() throws(ExpressionError) -> Parsed {
    var left = try unary()
    while token == .sign("*") || token == .sign("/") {
      let operation: BinaryOperator = token == .sign("*") ? .multiply : .divide
      let place = column
      try advance()
      let right = try unary()
      left = try node(
        .binary(operation, left.expression, right.expression), place, [left, right])
    }
    return left
  }

  private mutating func unary() throws(ExpressionError) -> Parsed {
    guard token == .sign("-") else { return try atom() }
    let place = column
    try advance()
    if case .number(let number) = token {
      try advance()
      return try node(
        .number(DecimalNumber(mantissa: 0 &- number.mantissa, scale: number.scale)), place)
    }
    let part = try atom()
    return try node(.negative(part.expression), place, [part])
  }

  private mutating func atom() throws(ExpressionError) -> Parsed {
    let place = column
    switch token {
    case .number(let number):
      try advance()
      return try node(.number(number), place)
    case .text(let text):
      try advance()
      return try node(.text(text), place)
    case .sign("("):
      try descend()
      try advance()
      let inner = try or()
      try expect(")")
      depth -= 1
      return inner
    case .word("true"), .word("false"):
      let isTrue = token == .word("true")
      try advance()
      return try node(.boolean(isTrue), place)
    case .word(let word):
      if ExpressionParser.reserved.contains(word) {
        throw unexpected("a name, a number or a \"text\"")
      }
      try advance()
      return token == .sign("(") ? try call(word, place) : try node(.name(word), place)
    default: throw unexpected("a name, a number or a \"text\"")
    }
  }

  private mutating func descend() throws(ExpressionError) {
    depth += 1
    if depth > ExpressionParser.depthLimit {
      throw ExpressionError(
        .limitDepth, column, ["known": "\(ExpressionParser.depthLimit) levels"])
    }
  }

  private mutating func call(_ word: String, _ place: Int) throws(ExpressionError) -> Parsed {
    try descend()
    try advance()
    var arguments: [Parsed] = []
    if token != .sign(")") {
      while true {
        arguments.append(try or())
        guard token == .sign(",") else { break }
        try advance()
      }
    }
    try expect(")")
    depth -= 1
    if let function = AggregateFunction(rawValue: word) {
      guard arguments.count == 1, case .name(let name) = arguments[0].expression else {
        throw ExpressionError(
          .exprArguments, place, ["function": word, "usage": "\(word)(name of a column or cell)"])
      }
      return try node(.aggregate(function, name), place)
    }
    guard let function = Function(rawValue: word) else {
      let known = Function.allCases.map(\.rawValue) + AggregateFunction.allCases.map(\.rawValue)
      throw ExpressionError(
        .exprUnknownFunction, place,
        [
          "function": ShownText.make(word, limit: 40), "known": known.joined(separator: ", "),
          "nearest": Nearest.word(to: word, among: known).map { "did you mean `\($0)`?" } ?? "",
        ])
    }
    guard function.arity.contains(arguments.count) else {
      throw ExpressionError(
        .exprArguments, place, ["function": word, "usage": function.usage])
    }
    return try node(.call(function, arguments.map(\.expression)), place, arguments)
  }
}
