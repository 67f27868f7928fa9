import Testing

@testable import MizanMapping

struct FunctionTests {
  @Test(arguments: [
    ("min(3, 1.5, 2)", "1.5"), ("max(3, 1.5, 2)", "3"), ("abs(-2.5)", "2.5"), ("abs(2)", "2"),
    ("round(2.5)", "2"), ("round(3.5)", "4"), ("round(-2.5)", "-2"), ("round(2.345, 2)", "2.34"),
    ("round(2.355, 2)", "2.36"), ("round(7, 3)", "7"), ("text-length(\"مدرسة\")", "5"),
    ("text-length(\"\")", "0"), ("school-year-start(\"2021/2022\")", "2021"),
    ("school-year-start(\"2021\")", "2021"), ("years-between(\"2010-05-02\", \"2020-05-01\")", "9"),
    ("years-between(\"2010-05-01\", \"2020-05-01\")", "10"),
    ("years-between(\"2020-05-01\", \"2010-05-01\")", "-10"),
    ("years-between(\"2020-02-29T10:00:00\", \"2021-02-28\")", "0"),
  ])
  func `Functions that give numbers`(_ text: String, _ wanted: String) throws {
    #expect(try Run.value(text) == Run.number(wanted))
  }

  @Test(arguments: [
    ("lower(\"ABC É\")", "abc é"), ("trim(\"  a   b \")", "a b"),
    ("replace(\"a-b-c\", \"-\", \"/\")", "a/b/c"), ("replace(\"abc\", \"\", \"x\")", "abc"),
    ("replace(\"aaa\", \"aa\", \"b\")", "ba"), ("part(\"G1_F\", \"_\", 2)", "F"),
    ("part(\"a / b / c\", \"/\", 2)", "b"), ("part(\"abc\", \"/\", 1)", "abc"),
  ])
  func `Functions that give texts`(_ text: String, _ wanted: String) throws {
    #expect(try Run.value(text) == .text(wanted))
  }

  @Test(arguments: [
    ("starts-with(\"SY0701\", \"SY07\")", true), ("starts-with(\"SY\", \"SY07\")", false),
    ("contains(\"grand total\", \"total\")", true), ("contains(\"abc\", \"x\")", false),
    ("contains(\"abc\", \"\")", true),
  ])
  func `Functions that give yes or no`(_ text: String, _ wanted: Bool) throws {
    #expect(try Run.value(text) == .boolean(wanted))
  }

  @Test(arguments: [
    "1 / 0", "part(\"a\", \"/\", 2)", "part(\"a\", \"/\", 0)", "part(\"a//b\", \"/\", 2)",
    "years-between(\"x\", \"2020-01-01\")", "years-between(\"2020-02-30\", \"2021-01-01\")",
    "school-year-start(\"21/22\")", "school-year-start(\"20212\")", "round(1.5, -1)",
    "round(1.5, 0.5)", "999999999999999999 + 1", "999999999999999999 * 10",
  ])
  func `What cannot be worked out is missing, never wrong`(_ text: String) throws {
    #expect(try Run.value(text) == .missing)
  }

  @Test func `Nested replacements cannot fill the memory`() throws {
    var text = "\"aaaaaaaaaa\""
    for _ in 0..<40 { text = "replace(\(text), \"a\", \"aaaaaaaaaa\")" }
    #expect(try Run.value(text) == .missing)
  }

  @Test func `Bytes are split where the separator stands`() {
    func split(_ text: String, _ separator: String) -> [String] {
      ByteSearch.split(Array(text.utf8), by: Array(separator.utf8))
        .map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(split("a,b,,c", ",") == ["a", "b", "", "c"])
    #expect(split("", ",") == [""])
    #expect(split("aXXb", "XX") == ["a", "b"])
    #expect(split("ab", "abc") == ["ab"])
  }
}
