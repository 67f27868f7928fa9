import MizanDiagnostics

/// What is wrong with an expression, and where.
struct ExpressionError: Error, Sendable, Hashable {
  var code: Code
  /// The place in the expression's text, in characters from 0.
  var column: Int
  /// What was found, what was expected, and what to write instead.
  var arguments: [String: String]

  init(_ code: Code, _ column: Int, _ arguments: [String: String] = [:]) {
    self.code = code
    self.column = column
    self.arguments = arguments
  }
}

extension Code {
  static let exprSyntax = Code("EXPR_SYNTAX", .error)
  static let exprNumber = Code("EXPR_NUMBER", .error)
  static let exprUnknownName = Code("EXPR_UNKNOWN_NAME", .error)
  static let exprUnknownFunction = Code("EXPR_UNKNOWN_FUNCTION", .error)
  static let exprArguments = Code("EXPR_ARGUMENTS", .error)
  static let exprType = Code("EXPR_TYPE", .error)
  static let exprAggregate = Code("EXPR_AGGREGATE", .error)
}
