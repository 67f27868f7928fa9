import MizanDiagnostics
import Testing

@testable import MizanMapping

struct ExpressionParserTests {
  @Test(arguments: [
    ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("10 - 4 - 3", "3"), ("100 / 10 / 2", "5"),
    ("-2 * -3", "6"), ("2 - -1", "3"), ("-(1 + 2)", "-3"), ("0.1 + 0.2", "0.3"),
    ("1/3*3", "0.999999999999"), ("12.50", "12.5"), ("2*3-1", "5"),
  ])
  func `Arithmetic binds as in a spreadsheet`(_ text: String, _ wanted: String) throws {
    #expect(try Run.value(text) == Run.number(wanted))
  }

  @Test(arguments: [
    ("1 = 1 and 2 > 1 or false", true), ("not 1 = 2", true), ("not true or true", true),
    ("false and true or true", true), ("1 + 1 <= 2", true), ("\"a\" != \"b\"", true),
    ("true = false", false), ("\"2020/2021\" < \"2021/2022\"", true), ("1.0 = 1", true),
    ("\"1\" = \"1.0\"", false),
  ])
  func `Comparisons bind tighter than not, and, or`(_ text: String, _ wanted: Bool) throws {
    #expect(try Run.value(text) == .boolean(wanted))
  }

  @Test func `A hyphen belongs to a name when a letter follows it`() throws {
    #expect(try Run.parse("row-total - a").expression.names == ["row-total", "a"])
    #expect(
      try Run.parse("a-1").expression == .binary(.subtract, .name("a"), .number(DecimalNumber(1))))
    #expect(try Run.parse("a - b").expression == .binary(.subtract, .name("a"), .name("b")))
  }

  @Test func `Texts take either quote and a backslash before it`() throws {
    #expect(try Run.value(#""say \"yes\"""#) == .text("say \"yes\""))
    #expect(try Run.value("'it\\'s'") == .text("it's"))
    #expect(try Run.value("'المجموع'") == .text("المجموع"))
    #expect(try Run.value(#""a\b""#) == .text(#"a\b"#))
  }

  @Test(arguments: [
    ("", 0, "EXPR_SYNTAX"), ("1 +", 3, "EXPR_SYNTAX"), ("(1", 2, "EXPR_SYNTAX"),
    ("1 2", 2, "EXPR_SYNTAX"), ("a == b", 2, "EXPR_SYNTAX"), ("a && b", 2, "EXPR_SYNTAX"),
    ("a <> b", 2, "EXPR_SYNTAX"), ("a ≤ b", 2, "EXPR_SYNTAX"), ("\"open", 0, "EXPR_SYNTAX"),
    ("1 < 2 < 3", 6, "EXPR_SYNTAX"), ("a is 3", 5, "EXPR_SYNTAX"), ("a in 3", 5, "EXPR_SYNTAX"),
    ("a in [b]", 6, "EXPR_SYNTAX"), ("and", 0, "EXPR_SYNTAX"),
    ("x is not missing", 5, "EXPR_SYNTAX"),
    ("12abc", 0, "EXPR_NUMBER"), ("1.2.3", 0, "EXPR_NUMBER"), ("1e3", 0, "EXPR_NUMBER"),
    ("1234567890123456789", 0, "EXPR_NUMBER"), ("1 + suma(x)", 4, "EXPR_UNKNOWN_FUNCTION"),
    ("if(true, 1)", 0, "EXPR_ARGUMENTS"), ("sum(1)", 0, "EXPR_ARGUMENTS"),
    ("sum(a, b)", 0, "EXPR_ARGUMENTS"), ("abs()", 0, "EXPR_ARGUMENTS"),
    ("{grade}", 0, "EXPR_SYNTAX"),
  ])
  func `A fault has its code and its place`(_ text: String, _ column: Int, _ code: String) throws {
    let fault = try #require(Run.fault(text))
    #expect(fault.code.name == code)
    #expect(fault.column == column)
    #expect(!fault.arguments.isEmpty)
  }

  @Test func `A fault says what to write instead`() {
    #expect(Run.fault("a == b")?.arguments["fix"] == "=")
    #expect(Run.fault("a || b")?.arguments["fix"] == "or")
    #expect(Run.fault("a ≥ 1")?.arguments["fix"] == ">=")
    #expect(Run.fault("averge(x)")?.arguments["nearest"] == "did you mean `average`?")
    #expect(Run.fault("part(a)")?.arguments["usage"] == "part(text, separator, place from 1)")
  }

  @Test func `Depth and length are bounded`() throws {
    let deep = { (count: Int) in
      String(repeating: "(", count: count) + "1" + String(repeating: ")", count: count)
    }
    #expect(try Run.value(deep(64)) == Run.number("1"))
    #expect(Run.fault(deep(65))?.code == .limitDepth)
    #expect(Run.fault(String(repeating: "(", count: 50_000))?.code == .limitDepth)
    #expect(Run.fault(String(repeating: "abs(", count: 1_000))?.code == .limitDepth)
    let long = { (count: Int) in Array(repeating: "1", count: count).joined(separator: "+") }
    #expect(try Run.value(long(256)) == Run.number("256"))
    #expect(Run.fault(long(10_000))?.code == .limitDepth)
    #expect(
      Run.fault("a in [" + Array(repeating: "1", count: 600).joined(separator: ",") + "]")?.code
        == .limitDepth)
  }

  @Test func `Each part has its place, in the order of a visit`() throws {
    let parsed = try Run.parse("sum(a) <= b + 10")
    var visited = 0
    parsed.expression.visit { _ in visited += 1 }
    #expect(parsed.columns == [7, 0, 12, 10, 14])
    #expect(visited == parsed.columns.count)
    #expect(parsed.expression.cost == 5)
    #expect(parsed.expression.names == ["b"])
    #expect(parsed.expression.aggregates == [Aggregate(function: .sum, name: "a")])
  }
}
