import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

/// A mapping of one number a row.
private let plain = """
  columns: { area: [Area], kids: [Kids] }
  record:
    table: observation
    ref_area: { from: area, as: text }
    school_year: { value: 2021/2022 }
    measure: { value: STU }
    value: { from: kids, as: count, unreadable: hold }
  """

@Suite struct `A worker applies a plan to rows` {
  @Test func `one record is written for each row, with the standard's defaults`() throws {
    let outcome = try EngineHarness(plain, headings: "Area|Kids").run(["SY01|12", "SY02|0"])
    let records = try #require(outcome.tables["observation"])
    #expect(records.map { $0["value"] } == ["12", "0"])
    #expect(records.map { $0["ref_area"] } == ["SY01", "SY02"])
    #expect(records.allSatisfy { $0["sex"] == "_T" && $0["obs_status"] == "V" })
    #expect(records.map { $0["source_ref"] } == ["B2", "B3"])
    #expect(records.allSatisfy { $0["source_id"] == "src" })
    #expect(outcome.result.isEven)
    #expect(outcome.result.accounts[0].ready.text == "12")
  }

  @Test func `a count that cannot be read holds its row and nothing is guessed`() throws {
    let outcome = try EngineHarness(plain, headings: "Area|Kids").run(["SY01|12 pupils", "SY02|3"])
    #expect(outcome.result.counts.held == 1)
    #expect(outcome.result.counts.ready == 1)
    #expect(outcome.tables["observation"]?.count == 1)
    #expect(outcome.held.hasPrefix("test.csv,,2,row,B2,"))
    #expect(outcome.held.contains("12 pupils"))
    #expect(outcome.result.isEven)
  }

  @Test func `a blank number is a missing value with a status, never zero`() throws {
    let outcome = try EngineHarness(plain, headings: "Area|Kids").run(["SY01|"])
    let record = try #require(outcome.tables["observation"]?.first)
    #expect(record["value"] == "")
    #expect(record["obs_status"] == "O")
    #expect(outcome.result.accounts[0].cells.filled == 0)
  }

  @Test func `a blank required field holds the row with the place of its cell`() throws {
    let outcome = try EngineHarness(plain, headings: "Area|Kids").run(["|5"])
    #expect(outcome.result.counts.held == 1)
    #expect(outcome.result.findings.groups.first?.key.code.name == "FIELD_EMPTY")
    #expect(outcome.result.findings.groups.first?.examples.first?.cell == "A2")
    #expect(outcome.result.accounts[0].held.text == "5")
    #expect(outcome.result.isEven)
  }

  @Test func `a blank row is counted apart and a declared exclusion is dropped with its sum`()
    throws
  {
    let outcome = try EngineHarness(plain, headings: "Area|Kids").run(
      ["SY01|1", "|", "Total|1"],
      marks: [1: RecordBatch.Mark.blank, 2: RecordBatch.Mark.firstRule])
    #expect(outcome.result.counts.blank == 1)
    #expect(outcome.result.counts.read == 2)
    #expect(outcome.result.counts.droppedByRule == [0: 1])
    #expect(outcome.result.accounts[0].dropped.text == "1")
    #expect(outcome.result.accounts[0].read.text == "2")
    #expect(outcome.result.isEven)
  }

  @Test func `a row that the format could not read is held with the format's reason`() throws {
    let outcome = try EngineHarness(plain, headings: "Area|Kids").run(
      ["SY01|1", "SY02|2"], faults: [1: .init(Code("CSV_ROW_SHORT", .error))])
    #expect(outcome.result.counts.held == 1)
    #expect(outcome.held.contains("CSV_ROW_SHORT"))
    #expect(outcome.result.isEven)
  }

  @Test func `text with commas and quotes is written as RFC 4180 wants it`() throws {
    let outcome = try EngineHarness(plain, headings: "Area|Kids").run(["A, \"B\"|1"])
    #expect(outcome.text["observation"]?.hasPrefix("\"A, \"\"B\"\"\",2021/2022") == true)
    #expect(outcome.tables["observation"]?.first?["ref_area"] == "A, \"B\"")
  }

  @Test func `numbers of many digits and with fractions keep every digit in records and sums`()
    throws
  {
    let body = plain.replacing("as: count", with: "as: number")
    let outcome = try EngineHarness(body, headings: "Area|Kids").run(
      ["SY01|0.5", "SY02|123456789012345", "SY03|0.25"])
    #expect(
      outcome.tables["observation"]?.map { $0["value"] } == ["0.5", "123456789012345", "0.25"])
    #expect(outcome.result.accounts[0].ready.text == "123456789012345.75")
    #expect(outcome.result.isEven)
  }
}

@Suite struct `A coded field` {
  private func body(_ policy: String) -> String {
    """
    columns: { area: [Area], sex: [Sex], kids: [Kids] }
    record:
      table: observation
      ref_area: { from: area, as: text }
      school_year: { value: 2021/2022 }
      measure: { value: STU }
      sex: { from: sex, codes: sex, unmatched: \(policy) }
      value: { from: kids, as: count, unreadable: hold }
    """
  }

  @Test func `takes labels of any language after folding`() throws {
    let outcome = try EngineHarness(body("stop"), headings: "Area|Sex|Kids").run(
      ["SY01|ذكور|1", "SY01|FILLES|2", "SY01|female |3"])
    #expect(outcome.tables["observation"]?.map { $0["sex"] } == ["M", "F", "F"])
    #expect(outcome.result.changes.most(.max).map(\.to).sorted() == ["F", "F", "M"])
  }

  @Test func `holds an unknown label for review with the learners who wait`() throws {
    let outcome = try EngineHarness(body("review"), headings: "Area|Sex|Kids").run(
      ["SY01|femal|7", "SY01|femal|5", "SY01|F|1"])
    #expect(outcome.result.counts.held == 2)
    let key = try #require(outcome.result.review.keys.first)
    #expect(key.label == "femal" && key.field == "sex" && key.list == "sex")
    #expect(outcome.result.review.waiting[key]?.rows == 2)
    #expect(outcome.result.review.waiting[key]?.learners.text == "12")
  }

  @Test func `writes the default for an unknown label where the mapping says missing, and tells`()
    throws
  {
    let outcome = try EngineHarness(body("missing"), headings: "Area|Sex|Kids").run(["SY01|x1|7"])
    #expect(outcome.tables["observation"]?.first?["sex"] == "_T")
    #expect(outcome.result.findings.countsByCode.keys.map(\.name) == ["CODE_UNKNOWN_LEFT_OUT"])
    #expect(outcome.result.review.keys.count == 1)
  }

  @Test func `ends the run at an unknown label where the mapping says stop`() throws {
    let harness = try EngineHarness(body("stop"), headings: "Area|Sex|Kids")
    #expect(throws: Failure.self) { try harness.run(["SY01|x1|7"]) }
  }
}

@Suite struct `A grid` {
  private let body = """
    columns: { area: [Area] }
    grid: { heading: "{grade} / {sex}", cell: learners }
    record:
      table: observation
      ref_area: { from: area, as: text }
      school_year: { value: 2021/2022 }
      measure: { value: STU }
      grade: { from: grade, as: text, prefix: "G" }
      sex: { from: sex, codes: sex, unmatched: stop }
      value: { from: learners, as: count, unreadable: hold }
    checks:
      - { name: plausible, that: "learners <= 400", per: record, else: hold }
    """

  @Test func `gives one record for each cell with the cell's address`() throws {
    let outcome = try EngineHarness(body, headings: "Area|1 / M|1 / F|2 / M").run(["SY01|1|2|3"])
    let records = try #require(outcome.tables["observation"])
    #expect(records.map { $0["grade"] } == ["G1", "G1", "G2"])
    #expect(records.map { $0["sex"] } == ["M", "F", "M"])
    #expect(records.map { $0["source_ref"] } == ["B2", "C2", "D2"])
    #expect(outcome.result.counts.records["observation"] == 3)
    #expect(outcome.result.isEven)
  }

  @Test func `holds a cell that cannot be read and writes the others`() throws {
    let outcome = try EngineHarness(body, headings: "Area|1 / M|1 / F").run([
      "SY01|1O|2", "SY02|x|y",
    ])
    #expect(outcome.tables["observation"]?.map { $0["value"] } == ["2"])
    #expect(outcome.result.counts.ready == 1)
    #expect(outcome.result.counts.held == 1)
    #expect(outcome.result.accounts[0].cells.held == 3)
    #expect(outcome.held.split(separator: "\n").count == 2)
    #expect(outcome.result.isEven)
  }

  @Test func `holds a number beyond its bound with the sum it carries`() throws {
    let outcome = try EngineHarness(body, headings: "Area|1 / M|1 / F").run(["SY01|401|400"])
    #expect(outcome.tables["observation"]?.map { $0["value"] } == ["400"])
    #expect(outcome.result.accounts[0].held.text == "401")
    #expect(outcome.result.checks[0].failed == 1)
    #expect(outcome.result.checks[0].evaluated == 2)
    #expect(outcome.result.isEven)
  }

  @Test func `refuses a heading that fits no pattern`() {
    #expect(throws: Failure.self) { try EngineHarness(body, headings: "Area|1 / M|Remarks") }
  }
}

@Suite struct `A label in a heading` {
  private func body(_ policy: String) -> String {
    """
    columns: { area: [Area] }
    grid: { heading: "{grade} / {sex}", cell: learners }
    record:
      table: observation
      ref_area: { from: area, as: text }
      school_year: { value: 2021/2022 }
      measure: { value: STU }
      sex: { from: sex, codes: sex, unmatched: \(policy) }
      value: { from: learners, as: count, unreadable: hold }
    """
  }

  @Test func `that nobody has decided about holds the cells below it, never the default`() throws {
    let outcome = try EngineHarness(body("review"), headings: "Area|1 / M|1 / Q").run(["SY01|1|2"])
    #expect(outcome.tables["observation"]?.map { $0["value"] } == ["1"])
    #expect(outcome.result.accounts[0].held.text == "2")
    #expect(outcome.result.review.keys.count == 1)
    #expect(outcome.held.contains("CODE_UNKNOWN"))
    #expect(outcome.result.isEven)
  }

  @Test func `ends the run before the first row where the mapping says stop`() {
    #expect {
      try EngineHarness(body("stop"), headings: "Area|1 / M|1 / Q")
    } throws: { error in
      (error as? Failure)?.kind == .undecided
    }
  }

  @Test func `is left out with a word about it where the mapping says missing`() throws {
    let harness = try EngineHarness(body("missing"), headings: "Area|1 / M|1 / Q")
    #expect(harness.plan.notes.map(\.code.name) == ["CODE_UNKNOWN_LEFT_OUT"])
    #expect(try harness.run(["SY01|1|2"]).tables["observation"]?.map { $0["sex"] } == ["M", "_T"])
  }
}
