import MizanDiagnostics
import MizanRecords
import Testing

/// Forms of small tables other than the plain one: other separators, lines before the table, quotes
/// that do not close where they should.
struct SmallTableFormTests {
  private func table(
    _ text: String, separator: Character = ",", firstLine: Int = 1
  ) throws -> SmallTable {
    try SmallTable(
      bytes: Array(text.utf8), file: "t.csv", separator: separator.asciiValue ?? 44,
      firstLine: firstLine)
  }

  @Test func `Tabs part cells where they are the separator, commas do not`() throws {
    let table = try table("a\tb,c\n1\t\"2\t3\"\n", separator: "\t")
    #expect(table.headings == ["a", "b,c"])
    #expect(table.rows.map(\.cells) == [["1", "2\t3"]])
  }

  @Test func `Lines are counted from the one where the table begins`() throws {
    let table = try table("a,b\n1,\"x\ny\"\n2,z\n", firstLine: 10)
    #expect(table.rows.map(\.line) == [11, 13])
  }

  @Test(arguments: [
    ("a,b\n\"x\"y,1\n", 2), ("a,b\n1,\"x\" \n", 2), ("\"a\"b,c\n", 1), ("a\n\"x\"\"\"y\n", 2),
    ("a,b\n1,2\n3,\"\"4\n", 3),
  ])
  func `Text behind a closing quote is refused with its line`(text: String, line: Int) throws {
    let failure = try #require(throws: Failure.self) { try table(text) }
    #expect(failure.kind == .mapping)
    #expect(failure.diagnostics.map(\.code.name) == ["TABLE_QUOTE_STRAY"])
    #expect(failure.diagnostics.first?.place?.line == line)
  }

  @Test(arguments: [
    ("a\n5\" pipe\n", "5\" pipe"), ("a\nit\"s\n", "it\"s"), ("a\n\"x\"\"y\"\n", "x\"y"),
    ("a\n\"\"\"x\"\"\"\n", "\"x\""), ("a\n\"x\"\r\n", "x"),
  ])
  func `Quotes that part no cell are text`(text: String, cell: String) throws {
    #expect(try table(text).rows.map(\.cells) == [[cell]])
  }

  @Test func `What is quoted by the rules comes back whatever the separator`() throws {
    var seed: UInt64 = 3
    func next(_ limit: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % limit
    }
    let pieces = ["a", "\"", ",", "\t", ";", "\n", "\r\n", " ", "ع", "#", "''", "0"]
    for separator in [",", "\t", ";"] as [Character] {
      for _ in 0..<100 {
        let width = 2 + next(3)
        let rows = (0..<(1 + next(4))).map { _ in
          (0..<width).map { _ in (0..<next(5)).map { _ in pieces[next(pieces.count)] }.joined() }
        }
        let text = rows.map { row in
          row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
            .joined(separator: String(separator)) + "\n"
        }.joined()
        let heads = (0..<width).map { "h\($0)" }.joined(separator: String(separator)) + "\n"
        #expect(try table(heads + text, separator: separator).rows.map(\.cells) == rows)
      }
    }
  }
}
