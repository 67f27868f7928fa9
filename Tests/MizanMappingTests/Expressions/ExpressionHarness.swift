import MizanDiagnostics
import Testing

@testable import MizanMapping

/// Short words for the tests of expressions.
enum Run {
  /// The parsed expression; a fault fails the test.
  static func parse(
    _ text: String, _ location: SourceLocation = #_sourceLocation
  ) throws -> ParsedExpression {
    switch ExpressionParser.parse(text) {
    case .success(let parsed): return parsed
    case .failure(let error):
      Issue.record(
        "\(error.code.name) at \(error.column): \(error.arguments)", sourceLocation: location)
      throw error
    }
  }

  /// The value under names; a name that is not given is missing.
  static func value(
    _ text: String, _ names: [String: Value] = [:], _ aggregates: [Aggregate: Value] = [:]
  ) throws -> Value {
    try parse(text).expression.evaluate(
      name: { names[$0] ?? .missing },
      aggregate: { aggregates[Aggregate(function: $0, name: $1)] ?? .missing })
  }

  static func fault(_ text: String) -> ExpressionError? {
    if case .failure(let error) = ExpressionParser.parse(text) { error } else { nil }
  }

  /// The first type fault.
  static func typeFault(
    _ text: String, _ types: [String: ValueType] = [:], aggregates: Bool = false,
    expecting: ValueType? = nil
  ) throws -> ExpressionError? {
    let parsed = try parse(text)
    return TypeChecker.check(
      parsed.expression, types: types, allowAggregates: aggregates, columns: parsed.columns,
      expecting: expecting)
  }

  static func number(_ text: String) -> Value {
    let parts = text.split(separator: ".")
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    return .number(
      DecimalNumber(
        mantissa: Int64(String(parts[0]) + fraction) ?? 0, scale: UInt8(fraction.utf8.count)))
  }
}

/// Numbers that look like chance and are the same in every run.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
