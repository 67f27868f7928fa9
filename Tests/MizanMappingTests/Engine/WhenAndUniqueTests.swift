import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

@Suite struct `Several records from one row` {
  private let body = """
    columns: { name: [Name], boys: [Boys], girls: [Girls] }
    records:
      - table: observation
        ref_area: { from: name, as: text }
        school_year: { value: 2021/2022 }
        measure: { value: REA }
        sex: { value: M }
        value: { from: boys, as: count, unreadable: hold }
        when: "boys is not missing"
      - table: observation
        ref_area: { from: name, as: text }
        school_year: { value: 2021/2022 }
        measure: { value: REA }
        sex: { value: F }
        value: { from: girls, as: count, unreadable: hold }
        when: "not (girls is missing)"
    """

  @Test func `a record whose when does not hold is left out and its row still counts`() throws {
    let text = body.replacing("boys is not missing", with: "not (boys is missing)")
    let outcome = try EngineHarness(text, headings: "Name|Boys|Girls").run(
      ["A|1|2", "B||3", "C||"])
    #expect(outcome.tables["observation"]?.map { $0["value"] } == ["1", "2", "3"])
    #expect(outcome.result.counts.ready == 2)
    #expect(outcome.result.counts.dropped == 1)
    #expect(outcome.result.counts.droppedByRule == [-1: 1])
    #expect(outcome.result.accounts.map(\.ready.text) == ["1", "5"])
    #expect(outcome.result.isEven)
  }

  @Test func `a number that one record cannot read holds the whole row`() throws {
    let text = body.replacing("boys is not missing", with: "not (boys is missing)")
    let outcome = try EngineHarness(text, headings: "Name|Boys|Girls").run(["A|x|2"])
    #expect(outcome.tables["observation"] == [])
    #expect(outcome.result.counts.held == 1)
    #expect(outcome.result.accounts.map(\.held.text) == ["0", "2"])
    #expect(outcome.result.isEven)
  }
}

@Suite struct `A unique check` {
  private let body = """
    columns: { area: [Area], kids: [Kids] }
    record:
      table: observation
      ref_area: { from: area, as: text }
      school_year: { value: 2021/2022 }
      measure: { value: STU }
      value: { from: kids, as: count, unreadable: hold }
    checks:
      - { name: once, unique: [ref_area], else: hold }
    """

  @Test func `leaves out fields that are the same in every record`() throws {
    for (names, failed) in [("ref_area, school_year", 1), ("school_year, measure", 0)] {
      let body = body.split(separator: "[ref_area]").joined(separator: "[\(names)]")
      let outcome = try EngineHarness(body, headings: "Area|Kids").run(["A|1", "A|2", "B|3"])
      #expect(outcome.result.checks[0].failed == failed, "\(names)")
      #expect(outcome.result.checks[0].evaluated == (failed == 0 ? 0 : 3), "\(names)")
    }
  }

  @Test func `that only warns says which names must not repeat`() throws {
    let body = body.replacing("[ref_area], else: hold", with: "[ref_area, kids], else: warning")
    let outcome = try EngineHarness(body, headings: "Area|Kids").run(["A|1", "A|1", "B|1"])
    #expect(outcome.result.counts.ready == 3)
    let told = try #require(
      outcome.result.findings.groups.first { $0.key.code.name == "CHECK_WARNED" })
    #expect(told.count == 1)
    #expect(told.arguments["rule"] == "unique ref_area, kids")
  }

  @Test func `holds the second row with the same key, also in a later batch`() throws {
    for usesGate in [true, false] {
      for size in [1, 2, 100] {
        let outcome = try EngineHarness(body, headings: "Area|Kids").run(
          ["A|1", "B|x", "A|2", "B|3", "B|4"], batchSize: size, usesGate: usesGate)
        #expect(outcome.tables["observation"]?.map { $0["value"] } == ["1", "3"])
        #expect(outcome.result.counts.held == 3)
        #expect(outcome.result.findings.countsByCode[Code("ROW_NOT_UNIQUE", .error)] == 2)
        #expect(outcome.result.isEven)
      }
    }
  }

  @Test func `only warns where the mapping says warning`() throws {
    let text = body.replacing("else: hold", with: "else: warning")
    let outcome = try EngineHarness(text, headings: "Area|Kids").run(["A|1", "A|2"])
    #expect(outcome.tables["observation"]?.count == 2)
    #expect(outcome.result.checks[0].failed == 1)
  }
}

@Suite struct `Checks` {
  @Test func `compare sums of cells in a row and tell the place that fails`() throws {
    let body = """
      columns: { area: [Area] }
      grid:
        - { heading: "G{grade}_{sex}", cell: learners }
        - { heading: "REP_G{grade}", cell: repeaters }
      records:
        - table: observation
          ref_area: { from: area, as: text }
          school_year: { value: 2021/2022 }
          measure: { value: STU }
          sex: { from: sex, codes: sex, unmatched: stop }
          value: { from: learners, as: count, unreadable: hold }
        - table: observation
          ref_area: { from: area, as: text }
          school_year: { value: 2021/2022 }
          measure: { value: RPTR }
          value: { from: repeaters, as: count, unreadable: hold }
      checks:
        - name: fewer-repeaters
          that: "sum(repeaters) <= sum(learners)"
          when: "missing(repeaters) = 0 and missing(learners) = 0"
          per: [row, grade]
          else: warning
      """
    let harness = try EngineHarness(body, headings: "Area|G1_M|G1_F|G2_M|G2_F|REP_G1|REP_G2")
    let outcome = try harness.run(["A|5|5|1|1|10|3", "B|1||1|1|9|2"])
    #expect(outcome.result.checks[0].evaluated == 3)
    #expect(outcome.result.checks[0].failed == 1)
    #expect(outcome.result.checks[0].examples.first?.cell == "G2")
    #expect(outcome.result.counts.ready == 2)
    #expect(outcome.result.isEven)
  }

  @Test func `over all rows of a group find a wrong total`() throws {
    let body = """
      columns: { school: [School], total: [Total] }
      grid: { heading: "{grade} / {sex}", cell: learners }
      record:
        table: observation
        ref_area: { from: school, as: text }
        school_year: { value: 2021/2022 }
        measure: { value: STU }
        sex: { from: sex, codes: sex, unmatched: stop }
        value: { from: learners, as: count, unreadable: hold }
      checks:
        - { name: school-total, that: "sum(learners) = total", per: school, else: error }
      """
    let harness = try EngineHarness(body, headings: "School|1 / M|1 / F|Total")
    let outcome = try harness.run(["A|1|2|3", "B|1|2|4"])
    #expect(outcome.result.checks[0].evaluated == 2)
    #expect(outcome.result.checks[0].failed == 1)
    #expect(outcome.result.findings.countsByCode[Code("CHECK_FAILED", .error)] == 1)
  }

  @Test func `that look at columns of the row hold it where the mapping says hold`() throws {
    let body = """
      columns: { one: [One], two: [Two], kids: [Kids] }
      record:
        table: observation
        ref_area: { from: two, as: text }
        school_year: { value: 2021/2022 }
        measure: { value: STU }
        value: { from: kids, as: count, unreadable: hold }
      checks:
        - { name: parent, that: "starts-with(two, one)", else: hold }
      """
    let harness = try EngineHarness(body, headings: "One|Two|Kids")
    let outcome = try harness.run(["SY01|SY0101|1", "SY02|SY0101|2", "SY01|SY0102|4"])
    #expect(outcome.tables["observation"]?.map { $0["value"] } == ["1", "4"])
    #expect(outcome.result.accounts[0].held.text == "2")
    #expect(outcome.result.checks[0].failed == 1)
    #expect(outcome.result.checks[0].evaluated == 3)
    // The finding says which check it was and what it asks for.
    let told = try #require(
      outcome.result.findings.groups.first { $0.key.code.name == "CHECK_FAILED" })
    #expect(told.arguments["check"] == "parent")
    #expect(told.arguments["rule"] == "starts-with(two, one)")
  }
}
