import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

struct MappingTestRunnerTests {
  static let mapping = """
    mizan: 1
    mapping: { id: a, version: 1.0.0, standard: eie-core@1 }
    source:
      missing: ["-"]
      title: "{year}"
      fill_down: [area]
      drop: [{ name: totals, where: area, says: [Total] }]
    columns: { area: [Area], sex: [Sex], value: [Learners] }
    record:
      table: observation
      ref_area: { from: area }
      school_year: { from: year, as: school-year, unreadable: stop }
      measure: { value: STU }
      sex: { from: sex, codes: sex, unmatched: review }
      value: { from: value, as: count, unreadable: hold }
    tests:
      - name: one
        given: |
    GIVEN
        with: { year: "2023/2024" }
        expect: |
    EXPECT
    """

  static func run(_ given: String, _ expect: String) throws -> MappingTestResult {
    try #require(MappingTestRunner.run(try checked(given, expect)).first)
  }

  static func checked(_ given: String, _ expect: String) throws -> CheckedMapping {
    func indented(_ text: String) -> String {
      text.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n")
    }
    let text = mapping.replacing("GIVEN", with: indented(given)).replacing(
      "EXPECT", with: indented(expect))
    return try CheckedMapping(
      try MappingReader.read(Array(text.utf8), file: "a.map.yaml"), ProjectFolder.standards())
  }

  static let given = """
    Area  | Sex   | Learners
    TCD   | girls | ١٢
          | boys  | -
    Total |       | 12
    """

  @Test func `Rows are filled down, dropped and compared`() throws {
    let result = try MappingTestRunnerTests.run(
      MappingTestRunnerTests.given,
      """
      ref_area | school_year | sex | value | obs_status
      TCD      | 2023/2024   | F   | 12    | V
      TCD      | 2023/2024   | M   | ?     | O
      """)
    #expect(result.differences == [])
    #expect(result.passed && result.name == "one" && result.place.line == 17)
  }

  @Test func `Differences say what was expected and what came`() throws {
    let result = try MappingTestRunnerTests.run(
      MappingTestRunnerTests.given,
      """
      sex | value
      M   | 12
      M   | 0
      F   | 3
      """)
    #expect(
      result.differences == [
        "record 1, sex: expected \"M\", got \"F\"", "record 2, value: expected \"0\", got nothing",
        "record 3: expected F | 3, got none",
      ])
  }

  @Test func `A record too many is a difference`() throws {
    let result = try MappingTestRunnerTests.run(MappingTestRunnerTests.given, "sex\nF")
    #expect(result.differences == ["record 2: expected none, got M"])
  }

  @Test func `Held rows tell why they are held`() throws {
    let result = try MappingTestRunnerTests.run(
      "Area | Sex | Learners\nTCD | qwertz | 1\nTCD | girls | 1e3", "sex | value\nF | 1000")
    #expect(!result.passed)
    #expect(result.differences.contains { $0.hasPrefix("held: VALUE_NOT_COUNT") })
    #expect(result.differences.contains { $0.hasPrefix("held: CODE_UNKNOWN") })
  }

  @Test func `A heading that is absent and a field that is none are told`() throws {
    let missing = try MappingTestRunnerTests.run("Area | Sex\nTCD | F", "sex\nF")
    #expect(missing.differences.first?.hasPrefix("HEADING_MISSING") == true)
    let unknown = try MappingTestRunnerTests.run(MappingTestRunnerTests.given, "sexe\nF")
    #expect(
      unknown.differences == ["no table of the mapping has a field `sexe`; did you mean `sex`?"])
  }

  @Test func `A column table says where a record goes`() throws {
    let right = try MappingTestRunnerTests.run(
      MappingTestRunnerTests.given, "table | sex\nobservation | F\nobservation | M")
    #expect(right.differences == [])
    let wrong = try MappingTestRunnerTests.run(
      MappingTestRunnerTests.given, "table | sex\nobservation | F\nfacility | M")
    #expect(wrong.differences.contains("the mapping writes no table `facility`"))
    #expect(wrong.differences.contains("observation record 2: expected none, got observation | M"))
  }

  @Test func `Tables are read as people write them`() throws {
    let table = try #require(TestTable("a | b |\n 1 | x\\|y |\n\n  | 2"))
    #expect(table.headings == ["a", "b"])
    #expect(table.rows == [["1", "x|y"], ["", "2"]])
    #expect(TestTable("") == nil)
    #expect(TestTable("a\n1 | 2") == nil)
    #expect(TestTable("a | b\n1")?.rows == [["1", ""]])
    #expect(TestTable("a\nc:\\x")?.rows == [["c:\\x"]])
  }

  @Test func `Changed decisions are noticed as far as the expected columns look`() throws {
    let loose = MappingTestRunner.mutate(
      try MappingTestRunnerTests.checked(MappingTestRunnerTests.given, "sex\nF\nM"))
    #expect(loose.unnoticed.contains("observation.measure: constant changed"))
    #expect(loose.noticed.contains("drop rule totals removed"))
    let full =
      "ref_area | school_year | measure | sex | value\n"
      + "TCD | 2023/2024 | STU | F | 12\nTCD | 2023/2024 | STU | M | ?"
    let strict = MappingTestRunner.mutate(
      try MappingTestRunnerTests.checked(MappingTestRunnerTests.given, full))
    #expect(strict.unnoticed == [])
    #expect(strict.share == 1 && loose.share < 1)
    #expect(
      strict.noticed == [
        "drop rule totals removed", "fill_down of area removed", "missing mark - removed",
        "observation.measure: constant changed", "observation.sex: codes removed",
      ])
  }
}
