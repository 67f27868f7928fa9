import MizanDiagnostics
import Testing

@testable import MizanMapping

/// Rows that are held or dropped take their numbers with them, small ones and large ones alike.
@Suite struct `The sums of rows that are held` {
  private let body = """
    columns: { area: [Area], kids: [Kids] }
    record:
      table: observation
      ref_area: { from: area, as: text }
      school_year: { value: 2021/2022 }
      measure: { value: STU }
      value: { from: kids, as: number, unreadable: hold }
    checks:
      - { name: once, unique: [ref_area], else: hold }
    """

  @Test(arguments: [
    (["A|1", "A|2", "A|3"], "1", "5"),
    (["A|1", "A|-7"], "1", "-7"),
    (["A|0.5", "A|0.25", "A|2"], "0.5", "2.25"),
    (["A|1", "A|1000000000000", "A|1000000000001"], "1", "2000000000001"),
    (
      ["A|900000000000000000", "A|900000000000000000", "A|900000000000000000"],
      "900000000000000000", "1800000000000000000"
    ),
    (["A|1", "A|", "A|x"], "1", "0"),
  ])
  func `are exact whatever the size of the numbers`(
    _ rows: [String], ready: String, held: String
  ) throws {
    let outcome = try EngineHarness(body, headings: "Area|Kids").run(rows)
    #expect(outcome.result.accounts[0].ready.text == ready)
    #expect(outcome.result.accounts[0].held.text == held)
    #expect(outcome.result.counts.ready == 1 && outcome.result.counts.held == rows.count - 1)
    #expect(outcome.result.isEven)
  }

  @Test func `count no cell where the table lacks the column`() throws {
    let text = body.replacing("kids: [Kids]", with: "kids: { headings: [Kids], optional: true }")
    let outcome = try EngineHarness(text, headings: "Area").run(["A", "A", "B"])
    #expect(outcome.result.accounts[0].read.text == "0")
    #expect(outcome.result.counts.ready == 2 && outcome.result.counts.held == 1)
    #expect(outcome.result.isEven)
  }
}

/// The gate is told a row's key before all of its records are worked out.
@Suite struct `A key made of fields of several records` {
  private func body(_ first: String, _ second: String) -> String {
    """
    columns: { area: [Area], other: [Other], kids: [Kids] }
    records:
      - table: facility
        facility_id: { from: area, as: text }
        name: { from: area, as: text }
        type: { value: SCH }
        ownership: { value: _U }
        ref_area: { value: SYR }
        functionality: { value: _U }
      - table: observation
        ref_area: { from: other, as: text }
        school_year: { value: 2021/2022 }
        measure: { value: STU }
        value: { from: kids, as: count, unreadable: hold }
    checks:
      - { name: once, unique: [\(first), \(second)], else: hold }
    """
  }

  @Test(arguments: [("facility_id", "other", 2), ("kids", "area", 3), ("area", "facility_id", 3)])
  func `tells a repeated row in one pass and in two`(
    _ first: String, _ second: String, failed: Int
  ) throws {
    let harness = try EngineHarness(body(first, second), headings: "Area|Other|Kids")
    let rows = ["A|x|1", "A|y|1", "B|x|2", "A|x|1", "B|x|2", "C|x|?", "C|x|3"]
    let once = try harness.run(rows)
    let twice = try harness.run(rows, usesGate: false)
    #expect(once.held == twice.held && once.text == twice.text)
    #expect(once.result.checks[0].failed == failed)
    #expect(once.result.isEven && twice.result.isEven)
  }

  @Test func `leaves alone a row without the record that it belongs to`() throws {
    let text = body("facility_id", "other").replacing(
      "functionality: { value: _U }", with: "functionality: { value: _U }\n    when: \"kids > 1\"")
    let harness = try EngineHarness(text, headings: "Area|Other|Kids")
    let rows = ["A|x|2", "A|x|1", "A|x|0", "A|x|3"]
    let once = try harness.run(rows)
    let twice = try harness.run(rows, usesGate: false)
    #expect(once.result.counts.held == 1 && once.result.checks[0].failed == 1)
    #expect(once.held == twice.held && once.text == twice.text)
    #expect(once.result.isEven)
  }
}
