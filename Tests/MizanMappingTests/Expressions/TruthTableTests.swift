import Testing

@testable import MizanMapping

/// The written table of missing values, gone through completely.
struct TruthTableTests {
  static let truths: [Value] = [.boolean(true), .boolean(false), .missing]

  /// The tables as a person writes them: rows and columns in the order true, false, missing.
  static let and: [[Value]] = [
    [.boolean(true), .boolean(false), .missing],
    [.boolean(false), .boolean(false), .boolean(false)],
    [.missing, .boolean(false), .missing],
  ]
  static let or: [[Value]] = [
    [.boolean(true), .boolean(true), .boolean(true)],
    [.boolean(true), .boolean(false), .missing],
    [.boolean(true), .missing, .missing],
  ]

  @Test func `And and or follow their tables`() throws {
    for (row, left) in TruthTableTests.truths.enumerated() {
      for (column, right) in TruthTableTests.truths.enumerated() {
        let names = ["a": left, "b": right]
        #expect(try Run.value("a and b", names) == TruthTableTests.and[row][column])
        #expect(try Run.value("a or b", names) == TruthTableTests.or[row][column])
      }
    }
  }

  @Test func `Not of missing is missing`() throws {
    let results: [Value] = [.boolean(false), .boolean(true), .missing]
    for (value, wanted) in zip(TruthTableTests.truths, results) {
      #expect(try Run.value("not a", ["a": value]) == wanted)
    }
  }

  @Test(arguments: BinaryOperator.allCases.filter { !$0.isLogical })
  func `A missing side makes every other operator missing`(_ operation: BinaryOperator) throws {
    let one = Run.number("1")
    for (left, right) in [(Value.missing, one), (one, .missing), (.missing, .missing)] {
      #expect(Expression.apply(operation, left, right) == .missing)
      #expect(
        try Run.value("a \(operation.rawValue) b", ["a": left, "b": right]) == .missing)
    }
    #expect(Expression.apply(operation, one, one) != .missing)
  }

  @Test(arguments: Function.allCases.filter { $0 != .if && $0 != .firstOf })
  func `A missing argument makes a function missing`(_ function: Function) throws {
    for count in function.arity.lowerBound...min(3, function.arity.upperBound) {
      for hole in 0..<count {
        let arguments = (0..<count).map { place -> Expression in
          if place == hole { return .name("gap") }
          switch function.argumentType(place) {
          case .number: return .number(DecimalNumber(1))
          default: return .text("2020-01-01")
          }
        }
        let value = Expression.call(function, arguments).evaluate(
          name: { _ in .missing }, aggregate: { _, _ in .missing })
        #expect(value == .missing, "\(function.rawValue), argument \(hole)")
      }
    }
  }

  @Test func `Only is-missing, first-of and if look past what is missing`() throws {
    #expect(try Run.value("gap is missing") == .boolean(true))
    #expect(try Run.value("x is missing", ["x": .text("")]) == .boolean(false))
    #expect(try Run.value("gap + 1 is missing") == .boolean(true))
    #expect(try Run.value("first-of(gap, x, 3)", ["x": Run.number("2")]) == Run.number("2"))
    #expect(try Run.value("first-of(gap, other)") == .missing)
    #expect(try Run.value("if(true, 1, gap)") == Run.number("1"))
    #expect(try Run.value("if(false, gap, 2)") == Run.number("2"))
    #expect(try Run.value("if(gap, 1, 2)") == .missing)
  }

  @Test func `A missing value is in no list, and nobody can tell`() throws {
    #expect(try Run.value("gap in [1, 2]") == .missing)
    #expect(try Run.value("x in [1, 2]", ["x": Run.number("2")]) == .boolean(true))
    #expect(try Run.value("x in [1, 2]", ["x": Run.number("3")]) == .boolean(false))
    #expect(try Run.value("x in [\"a\", 'b']", ["x": .text("b")]) == .boolean(true))
    #expect(try Run.value("x in [-1.5]", ["x": Run.number("-1.5")]) == .boolean(true))
  }
}
