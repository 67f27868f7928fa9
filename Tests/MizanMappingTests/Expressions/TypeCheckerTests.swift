import MizanDiagnostics
import Testing

@testable import MizanMapping

struct TypeCheckerTests {
  static let types: [String: ValueType] = [
    "n": .number, "m": .number, "t": .text, "total": .number,
  ]

  @Test(arguments: [
    "n + m * 2 <= 10", "t = \"a\" and n > 1", "t in [\"a\", \"b\"]", "n in [1, 2]",
    "if(n > 1, t, \"x\") = t", "first-of(n, m, 0) + 1 > 0", "school-year-start(t) < n",
    "not (t is missing)", "part(t, \"/\", 2) = \"x\"", "t < \"2022\"", "years-between(t, t) = 1",
  ])
  func `What fits is taken`(_ text: String) throws {
    #expect(try Run.typeFault(text, TypeCheckerTests.types, expecting: .boolean) == nil)
  }

  @Test(arguments: [
    ("t + 1", 0, "EXPR_TYPE"), ("n + t", 4, "EXPR_TYPE"), ("n = t", 4, "EXPR_TYPE"),
    ("t * 2 = 4", 0, "EXPR_TYPE"), ("n and true", 0, "EXPR_TYPE"), ("not n", 4, "EXPR_TYPE"),
    ("n in [\"a\"]", 2, "EXPR_TYPE"), ("abs(t)", 4, "EXPR_TYPE"), ("lower(n)", 6, "EXPR_TYPE"),
    ("if(n, 1, 2)", 3, "EXPR_TYPE"), ("if(true, 1, t)", 12, "EXPR_TYPE"),
    ("first-of(n, t)", 12, "EXPR_TYPE"), ("true < false", 7, "EXPR_TYPE"), ("-t", 1, "EXPR_TYPE"),
    ("sum(n)", 0, "EXPR_AGGREGATE"), ("1 + x", 4, "EXPR_UNKNOWN_NAME"),
    ("\"12\" + 1", 0, "EXPR_TYPE"), ("t = 12", 4, "EXPR_TYPE"),
  ])
  func `What does not fit is told with its place`(
    _ text: String, _ column: Int, _ code: String
  ) throws {
    let fault = try #require(try Run.typeFault(text, TypeCheckerTests.types))
    #expect(fault.code.name == code)
    #expect(fault.column == column)
  }

  @Test func `Aggregates are taken in checks, over numbers where they add`() throws {
    func fault(_ text: String) throws -> String? {
      try Run.typeFault(text, TypeCheckerTests.types, aggregates: true)?.code.name
    }
    #expect(try fault("sum(n) = total") == nil)
    #expect(try fault("count(t) > 3 and share(t) >= 90 and missing(t) = 0") == nil)
    #expect(try fault("sum(t) > 1") == "EXPR_TYPE")
    #expect(try fault("average(t) > 1") == "EXPR_TYPE")
    #expect(try fault("sum(nothing) > 1") == "EXPR_UNKNOWN_NAME")
  }

  @Test func `The whole must have the type that its place asks for`() throws {
    #expect(
      try Run.typeFault("n + 1", TypeCheckerTests.types, expecting: .boolean)?.code == .exprType)
    #expect(try Run.typeFault("n > 1", TypeCheckerTests.types, expecting: .boolean) == nil)
  }

  @Test func `An unknown name gets its nearest, or the blanks it lacks`() throws {
    #expect(
      try Run.typeFault("totl > 1", TypeCheckerTests.types)?.arguments["nearest"]
        == "did you mean `total`?")
    #expect(
      try Run.typeFault("n-m > 1", TypeCheckerTests.types)?.arguments["nearest"]
        == "to subtract, write `n - m`")
  }

  @Test(arguments: [
    ("sum(x) = total", "total", true), ("x = y", "x", false), ("x + 1 = y", "x", true),
    ("x + 1 = y", "y", true), ("x <= 5000", "x", true), ("x = \"a\"", "x", false),
    ("round(x / 10) = y", "x", true), ("x in [1, 2]", "x", true), ("x in [\"a\"]", "x", false),
    ("sum(x) > 1", "x", true), ("count(x) > 1", "x", false), ("not (x is missing)", "x", false),
    ("if(a > 1, x, 2) = 3", "x", true), ("first-of(x, y) > 0", "x", true),
    ("lower(x) = \"a\"", "x", false), ("a = 1 and x - 1 = 2", "x", true),
  ])
  func `A name needs to be a number where only a number makes sense`(
    _ text: String, _ name: String, _ wanted: Bool
  ) throws {
    #expect(try Run.parse(text).expression.needsNumber(name) == wanted)
  }
}
