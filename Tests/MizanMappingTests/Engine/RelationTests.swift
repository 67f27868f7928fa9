import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

/// How labels that mean more or less than their code are carried to the record.
@Suite struct `A label that is not the same as its code` {
  private let sexes = """
    source,target,relation,status
    filles,F,equal,approved
    fillettes,F,narrower,approved
    mixte,_T,wider,approved
    surtout filles,F,inexact,approved
    jeunes filles,F,narrower,approved
    autre,,none,approved

    """

  private func harness(_ body: String, _ headings: String) throws -> EngineHarness {
    let folder = try TemporaryFolder()
    try folder.write("sexes.csv", sexes)
    let text = "mizan: 1\nmapping: { id: t, version: 1.0.0, standard: eie-core@1 }\n" + body
    let checked = try CheckedMapping(
      MappingReader.read(Array(text.utf8), file: folder.path + "/t.map.yaml"),
      EngineHarness.standards())
    return try EngineHarness(checked, headings: headings)
  }

  private let columns = "area: [Area], kids: [Kids], sex: [Sex], more: [More]"

  private func plain(
    _ rows: [String], _ sex: String = "{ from: sex, codes: sexes.csv, unmatched: review }",
    extra: String = ""
  ) throws
    -> EngineHarness.Outcome
  {
    try harness(
      EngineBody.plain(columns: columns) + "  sex: \(sex)\n\(extra)", "Area|Kids|Sex|More"
    ).run(rows)
  }

  @Test func `makes the definition differ where it is wider or inexact`() throws {
    let outcome = try plain([
      "A|1|Filles|", "B|2|fillettes|", "C|3|mixte|", "D|4|surtout filles|", "E|5|filles|",
    ])
    #expect(outcome.observations("obs_status") == ["V", "V", "D", "D", "V"])
    #expect(
      outcome.observations("note") == ["", "sex narrower", "sex wider", "sex inexact", ""])
    #expect(outcome.codes == ["LABEL_NARROWER": 1, "LABEL_WIDER": 1, "LABEL_INEXACT": 1])
    #expect(outcome.result.counts.held == 0)
  }

  @Test func `does not hide that there is no value`() throws {
    let outcome = try plain(["A||mixte|", "B|2|mixte|"])
    #expect(outcome.observations("obs_status") == ["O", "D"])
  }

  @Test func `says so in no other row, with one worker or several`() throws {
    let rows = (0..<40).map { "A\($0)|\($0)|\(["filles", "mixte", "fillettes"][$0 % 3])|" }
    let one = try plain(rows)
    let harness = try harness(
      EngineBody.plain(columns: columns)
        + "  sex: { from: sex, codes: sexes.csv, unmatched: review }\n", "Area|Kids|Sex|More")
    let many = try harness.run(rows, workers: rows.indices.map { $0 % 3 })
    #expect(one.text == many.text)
    #expect(
      one.observations("obs_status") == rows.indices.map { $0 % 3 == 1 ? "D" : "V" })
  }

  @Test func `counts only where the line of the mapping is used`() throws {
    let outcome = try plain(
      ["A|1|mixte|yes", "B|2|mixte|no"],
      "{ from: sex, codes: sexes.csv, unmatched: review, when: 'more = \"yes\"' }")
    #expect(outcome.observations("obs_status") == ["D", "V"])
    #expect(outcome.observations("note") == ["sex wider", ""])
  }

  @Test func `leaves a note that the mapping writes itself`() throws {
    let outcome = try plain(["A|1|mixte|hello"], extra: "  note: { from: more, as: text }\n")
    #expect(outcome.observations("note") == ["hello"])
    #expect(outcome.observations("obs_status") == ["D"])
  }

  @Test func `leaves a status that the mapping writes itself`() throws {
    let outcome = try plain(["A|1|mixte|"], extra: "  obs_status: { value: E }\n")
    #expect(outcome.observations("obs_status") == ["E"])
  }

  @Test func `in a row marks all records that are made of the row's cells`() throws {
    let body = """
      columns: { area: [Area], site: [Sex] }
      grid: { heading: "G{grade}", cell: learners }
      record:
        table: observation
        ref_area: { from: area, as: text }
        school_year: { value: 2021/2022 }
        measure: { value: STU }
        grade: { from: grade, as: text, prefix: "G" }
        sex: { from: site, codes: sexes.csv, unmatched: review }
        value: { from: learners, as: count, unreadable: hold }
      """
    let rows = ["A|filles|1|2", "B|mixte|3|", "C|fillettes|4|5", "D|filles|6|7"]
    let outcome = try harness(body, "Area|Sex|G1|G2").run(rows)
    #expect(outcome.observations("obs_status") == ["V", "V", "D", "O", "V", "V", "V", "V"])
    #expect(outcome.observations("value") == ["1", "2", "3", "", "4", "5", "6", "7"])
    #expect(outcome.codes == ["LABEL_WIDER": 1, "LABEL_NARROWER": 1])
  }

  @Test func `in a heading marks the records of its column`() throws {
    let body = """
      columns: { area: [Area] }
      grid: { heading: "{sex}", cell: learners }
      record:
        table: observation
        ref_area: { from: area, as: text }
        school_year: { value: 2021/2022 }
        measure: { value: STU }
        sex: { from: sex, codes: sexes.csv, unmatched: stop }
        value: { from: learners, as: count, unreadable: hold }
      """
    let harness = try harness(body, "Area|filles|mixte")
    let outcome = try harness.run(["A|1|2", "B||"])
    #expect(outcome.observations("obs_status") == ["V", "D", "O", "O"])
    #expect(harness.plan.notes.map(\.code.name) == ["LABEL_WIDER"])
  }

  @Test func `changes nothing of a record where all decisions are equal`() throws {
    let harness = try harness(
      EngineBody.plain(columns: columns)
        + "  sex: { from: sex, codes: sex, unmatched: review }\n", "Area|Kids|Sex|More")
    #expect(TableWorker(harness.plan, harness.checked).states.allSatisfy { !$0.mayDiffer })
    #expect(try harness.run(["A|1|F|"]).observations("note") == [""])
  }

  @Test func `that has no counterpart is no total, and is told`() throws {
    let outcome = try plain(["A|1|autre|", "B|2|filles|", "C|3||"])
    #expect(outcome.observations("sex") == ["_U", "F", "_T"])
    #expect(outcome.codes == ["LABEL_NO_COUNTERPART": 1])
    #expect(outcome.result.review.keys.isEmpty)
  }

  @Test func `that has no counterpart takes the default that the mapping writes`() throws {
    let outcome = try plain(
      ["A|1|autre|"], "{ from: sex, codes: sexes.csv, unmatched: review, default: M }")
    #expect(outcome.observations("sex") == ["M"])
  }

  @Test func `in a heading that has no counterpart is no total either`() throws {
    let body = EngineBody.grid().replacing(
      "codes: sex, unmatched: stop", with: "codes: sexes.csv, unmatched: review")
    let outcome = try harness(body, "Area|1 / Filles|1 / Autre").run(["A|1|2"])
    #expect(outcome.observations("sex") == ["F", "_U"])
    #expect(outcome.observations("value") == ["1", "2"])
  }
}

@Suite struct `The label that a person is asked about` {
  @Test func `in a heading is the part that was looked up, with its list`() throws {
    let body = EngineBody.grid().replacing("unmatched: stop", with: "unmatched: review")
    let outcome = try EngineHarness(body, headings: "Area|1 / M|1 / Fillettes").run(["A|1|2"])
    #expect(outcome.observations("value") == ["1"])
    #expect(outcome.result.review.keys.map(\.label) == ["Fillettes"])
    #expect(outcome.result.review.keys.map(\.list) == ["sex"])
    #expect(outcome.result.review.waiting.values.map(\.learners.text) == ["2"])
  }

  @Test func `in a split text is the part that was looked up`() throws {
    let body =
      EngineBody.plain(columns: "area: [Area], kids: [Kids], both: [Both]")
      + "  sex: { from: both, split: { by: \"/\", take: 2 }, codes: sex, unmatched: review }\n"
    let outcome = try EngineHarness(body, headings: "Area|Kids|Both").run(["A|1|x / Fillettes"])
    #expect(outcome.result.review.keys.map(\.label) == ["Fillettes"])
  }

  @Test func `above the headings is asked with its list`() throws {
    let body = """
      source: { title: "Sex {sex}" }
      columns: { area: [Area], kids: [Kids] }
      record:
        table: observation
        ref_area: { from: area, as: text }
        school_year: { value: 2021/2022 }
        measure: { value: STU }
        sex: { from: sex, codes: sex, unmatched: review }
        value: { from: kids, as: count, unreadable: hold }
      """
    let outcome = try EngineHarness(
      body, headings: "Area|Kids", captures: ["sex": "Fillettes"]
    ).run(["A|1"])
    #expect(
      outcome.result.review.keys.map { "\($0.field) \($0.list) \($0.label)" } == [
        "sex sex Fillettes"
      ])
    #expect(outcome.result.counts.held == 1)
  }
}
