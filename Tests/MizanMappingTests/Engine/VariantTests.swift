import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

@Suite struct `A level that is derived` {
  private func body(
    year: String = "{ from: year }",
    grade: String = "{ from: grade, codes: grade, unmatched: review }", more: String = ""
  ) -> String {
    """
    columns: { area: [Area], year: [Year] }
    grid: { heading: "{grade} / {sex}", cell: learners }
    record:
      table: observation
      ref_area: { from: area }
      school_year: \(year)
      measure: { value: STU }
      level: { derive: level\(more) }
      grade: \(grade)
      sex: { from: sex, codes: sex, unmatched: stop }
      value: { from: learners, as: count, unreadable: hold }
    """
  }

  private let headings = "Area|Year|P1 / M|P8 / F|S1 / M|Baby class / F"

  @Test func `follows the grade of each column`() throws {
    let outcome = try EngineHarness(body(), headings: headings, country: "SSD").run(
      ["A|2021/2022|1|2|3|4", "B|2021/2022|5|6|7|8"])
    #expect(outcome.observations("level") == ["L1", "L2", "L3", "L02", "L1", "L2", "L3", "L02"])
    #expect(outcome.observations("grade") == ["G1", "G8", "G9", "BABY", "G1", "G8", "G9", "BABY"])
    #expect(outcome.result.isEven)
  }

  @Test func `follows the school year of each row`() throws {
    // The country's own table says what a grade was in a year.
    let standards = try EngineHarness.standards()
    let country = try #require(try standards.country("SSD"))
    let years = ["2001/2002", "2009/2010", "2015/2016", "2021/2022", "2001/2002"]
    let outcome = try EngineHarness(body(), headings: headings, country: "SSD").run(
      years.map { "A|\($0)|1|2|3|4" })
    for record in outcome.tables["observation"] ?? [] {
      let level = country.grades.level(
        ofGrade: record["grade"] ?? "", schoolYear: record["school_year"] ?? "", system: nil)
      #expect(record["level"] == level?.level)
    }
    #expect(outcome.result.isEven)
  }

  @Test func `holds the cells of a year that the country says nothing about`() throws {
    let outcome = try EngineHarness(body(), headings: headings, country: "SSD").run(
      ["A|1950/1951|1|2|3|4", "B|2021/2022|1|1|1|1"])
    #expect(outcome.observations("value") == ["1", "1", "1", "1"])
    #expect(outcome.codes == ["LEVEL_UNKNOWN": 4])
    #expect(outcome.result.accounts[0].held.text == "10")
    #expect(
      outcome.result.accounts[0].cells == .init(read: 8, ready: 4, held: 4, dropped: 0, filled: 4))
    #expect(outcome.result.counts.held == 1 && outcome.result.isEven)
    #expect(outcome.heldLines[0].hasPrefix("test.csv,,2,cell,C2 D2 E2 F2,LEVEL_UNKNOWN,A,"))
  }

  @Test func `is the total where the grade is the total`() throws {
    let outcome = try EngineHarness(
      body(grade: "{ value: _T }"), headings: headings, country: "SSD"
    ).run(["A|2021/2022|1|2|3|4"])
    #expect(Set(outcome.observations("level")) == ["_T"])
  }

  @Test func `takes a constant year as well`() throws {
    let outcome = try EngineHarness(
      body(year: "{ value: 2021/2022 }"), headings: headings, country: "SSD"
    ).run(["A||1|2|3|4"])
    #expect(outcome.observations("level") == ["L1", "L2", "L3", "L02"])
  }

  @Test func `is worked out once a row where there is no grid`() throws {
    let text = """
      columns: { area: [Area], grade: [Grade], kids: [Kids] }
      record:
        table: observation
        ref_area: { from: area }
        school_year: { value: 2021/2022 }
        measure: { value: STU }
        level: { derive: level }
        grade: { from: grade, codes: grade, unmatched: review }
        value: { from: kids, as: count, unreadable: hold }
      """
    let outcome = try EngineHarness(text, headings: "Area|Grade|Kids", country: "SSD").run(
      ["A|P1|1", "B|S1|2", "C|P1|3", "D||4", "E|P9|5"])
    #expect(outcome.observations("level") == ["L1", "L3", "L1", "_T"])
    #expect(outcome.observations("value") == ["1", "2", "3", "4"])
    #expect(outcome.codes["CODE_UNKNOWN"] == 1)
    #expect(outcome.result.isEven)
  }

  @Test func `stays right beyond what is remembered`() throws {
    let harness = try EngineHarness(
      body().replacing(
        "ref_area: { from: area }", with: "ref_area: { from: area }\n  subject_id: { from: area }"),
      headings: headings, country: "SSD")
    // Years that alternate, so that each look-up finds another variant than the one before.
    let rows = (0..<300).map { "A\($0)|\(2011 + $0 % 10)/\(2012 + $0 % 10)|1|2|3|4" }
    let outcome = try harness.run(rows)
    #expect(outcome.observations("level") == rows.flatMap { _ in ["L1", "L2", "L3", "L02"] })
    #expect(
      outcome.observations("subject_id")
        == rows.indices.flatMap { Array(repeating: "A\($0)", count: 4) })
  }
}

@Suite struct `A join in a grid` {
  private func run(_ rows: [String], unmatched: String = "") throws -> EngineHarness.Outcome {
    let folder = try TemporaryFolder()
    try folder.write(
      "t.csv", "area,sex,take\nA,M,am\nA,F,af\nB,M,\"b,m\"\n")
    let text =
      "mizan: 1\nmapping: { id: t, version: 1.0.0, standard: eie-core@1 }\n"
      + EngineBody.grid()
      + "  subject_id: { join: { table: t.csv, key: [area, sex], take: take }\(unmatched) }\n"
    let checked = try CheckedMapping(
      MappingReader.read(Array(text.utf8), file: folder.path + "/t.map.yaml"),
      EngineHarness.standards())
    return try EngineHarness(checked, headings: "Area|1 / M|1 / F|2 / M").run(rows)
  }

  @Test func `looks up the row and the dimension of each column together`() throws {
    let outcome = try run(["A|1|2|3", "a|4|5|6"])
    #expect(outcome.observations("subject_id") == ["am", "af", "am", "am", "af", "am"])
  }

  @Test func `holds only the cells that it lacks`() throws {
    let outcome = try run(["B|1|2|3", "C|7|8|9"])
    #expect(outcome.observations("subject_id") == ["b,m", "b,m"])
    #expect(outcome.observations("value") == ["1", "3"])
    #expect(outcome.codes == ["JOIN_UNKNOWN": 4])
    #expect(outcome.result.accounts[0].held.text == "26")
    #expect(outcome.result.counts.ready == 1 && outcome.result.counts.held == 1)
    #expect(outcome.result.isEven)
  }

  @Test func `leaves empty what it lacks where the mapping says missing`() throws {
    let outcome = try run(["B|1|2|3"], unmatched: ", unmatched: missing")
    #expect(outcome.observations("subject_id") == ["b,m", "", "b,m"])
  }

  @Test func `keeps rows apart whose keys only join to the same letters`() throws {
    let outcome = try run(["A|1|2|3", "AM|1|2|3", "|1|2|3"])
    #expect(outcome.observations("subject_id") == ["am", "af", "am"])
  }
}
