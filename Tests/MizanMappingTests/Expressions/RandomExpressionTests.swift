import Testing

@testable import MizanMapping

/// Expressions made by chance: nothing crashes, and what the checker takes has the type it says.
struct RandomExpressionTests {
  static let words = [
    "1", "2.5", "0", "\"a\"", "'2021/2022'", "true", "n", "t", "gap", "+", "-", "*", "/", "=", "!=",
    "<", "<=", ">", ">=", "(", ")", "and", "or", "not", "in", "[", "]", ",", "is", "missing", "if(",
    "sum(n)", "abs(", "part(", "first-of(", "round(", "\"", "ع", "replace(", "999999999999999999",
  ]
  static let types: [String: ValueType] = ["n": .number, "t": .text, "gap": .number]

  @Test func `Any run of words is parsed or refused with a place inside it`() {
    var chance = SeededNumbers(1)
    var parsed = 0
    for _ in 0..<20_000 {
      let count = Int.random(in: 1...12, using: &chance)
      let text = (0..<count)
        .map { _ in RandomExpressionTests.words.randomElement(using: &chance) ?? "" }
        .joined(separator: " ")
      switch ExpressionParser.parse(text) {
      case .success(let found):
        parsed += 1
        #expect(
          TypeChecker.check(found.expression, types: [:], allowAggregates: true) != nil
            || found.expression.names.isEmpty)
      case .failure(let error):
        #expect(error.column >= 0 && error.column <= text.unicodeScalars.count)
      }
    }
    #expect(parsed > 100)
  }

  /// An expression of a wanted type.
  static func make(_ type: ValueType, _ depth: Int, _ chance: inout SeededNumbers) -> Expression {
    func more(_ type: ValueType) -> Expression { make(type, depth - 1, &chance) }
    let choice = depth <= 0 ? 0 : Int.random(in: 0..<6, using: &chance)
    switch (type, choice) {
    case (.number, 0):
      return [
        .number(DecimalNumber(mantissa: 125, scale: 2)), .name("n"), .name("gap"),
        .number(DecimalNumber(-3)),
      ]
      .randomElement(using: &chance) ?? .name("n")
    case (.number, 1), (.number, 2):
      let operation = [BinaryOperator.add, .subtract, .multiply, .divide].randomElement(
        using: &chance)
      return .binary(operation ?? .add, more(.number), more(.number))
    case (.number, 3): return .negative(more(.number))
    case (.number, 4): return .call(.textLength, [more(.text)])
    case (.number, _): return .call(.if, [more(.boolean), more(.number), more(.number)])
    case (.text, 0):
      return [.text("a/b"), .name("t"), .text("")].randomElement(using: &chance) ?? .name("t")
    case (.text, 1): return .call(.lower, [more(.text)])
    case (.text, 2): return .call(.replace, [more(.text), more(.text), more(.text)])
    case (.text, 3): return .call(.part, [more(.text), .text("/"), more(.number)])
    case (.text, _): return .call(.firstOf, [more(.text), more(.text)])
    case (.boolean, 0): return .boolean(true)
    case (.boolean, 1): return .not(more(.boolean))
    case (.boolean, 2): return .binary(.and, more(.boolean), more(.boolean))
    case (.boolean, 3): return .binary(.lessOrEqual, more(.number), more(.number))
    case (.boolean, 4): return .isMissing(more(.text))
    case (.boolean, _): return .isIn(more(.text), [.text("a")])
    }
  }

  @Test func `What is well typed evaluates to its type or to missing, twice the same`() {
    var chance = SeededNumbers(2)
    for round in 0..<3_000 {
      let type = ValueType.allCases[round % 3]
      let expression = RandomExpressionTests.make(type, 5, &chance)
      #expect(
        TypeChecker.check(
          expression, types: RandomExpressionTests.types, allowAggregates: false, expecting: type)
          == nil)
      func evaluate() -> Value {
        expression.evaluate(
          name: { $0 == "n" ? Run.number("7.5") : $0 == "t" ? .text("x/y") : .missing },
          aggregate: { _, _ in .missing })
      }
      let value = evaluate()
      #expect(value.type == nil || value.type == type)
      #expect(value == evaluate())
      #expect(expression.cost > 0)
    }
  }
}
