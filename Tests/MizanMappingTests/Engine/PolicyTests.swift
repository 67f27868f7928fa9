import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

/// What became of one row with a bad value in one field.
private enum Fate: Equatable {
  case written(String)
  case held
  case stopped
}

private func fate(_ body: String, _ row: String, headings: String, field: String) throws -> Fate {
  let harness = try EngineHarness(body, headings: headings)
  do {
    let outcome = try harness.run([row])
    #expect(outcome.result.isEven)
    if let record = outcome.tables["observation"]?.first { return .written(record[field] ?? "") }
    #expect(outcome.result.counts.held == 1 && !outcome.held.isEmpty)
    return .held
  } catch let failure as Failure {
    #expect(failure.kind == .undecided)
    #expect(failure.diagnostics.first?.code.name == "MAP_STOP_ASKED")
    #expect(failure.diagnostics.first?.place?.row == 2)
    return .stopped
  }
}

@Suite struct `A label that nobody decided about` {
  private func run(_ policy: String, _ more: String = "") throws -> Fate {
    let body =
      EngineBody.plain(columns: "area: [Area], kids: [Kids], sex: [Sex]")
      + "  sex: { from: sex, codes: sex, unmatched: \(policy)\(more) }\n"
    return try fate(body, "A|1|qwertz", headings: "Area|Kids|Sex", field: "sex")
  }

  @Test func `is treated as the mapping says`() throws {
    #expect(try run("stop") == .stopped)
    #expect(try run("review") == .held)
    #expect(try run("missing") == .written("_T"))
    #expect(try run("missing", ", default: _U") == .written("_U"))
    #expect(try run("keep") == .written("qwertz"))
    #expect(try run("keep", ", prefix: \"x-\", suffix: \"-y\"") == .written("x-qwertz-y"))
  }

  @Test(arguments: [
    ("review", "CODE_UNKNOWN", 1), ("missing", "CODE_UNKNOWN_LEFT_OUT", 1),
    ("keep", "CODE_UNKNOWN_KEPT", 0),
  ])
  func `is told with its place, and asked about unless it is kept`(
    _ policy: String, _ code: String, _ reviews: Int
  ) throws {
    let body =
      EngineBody.plain(columns: "area: [Area], kids: [Kids], sex: [Sex]")
      + "  sex: { from: sex, codes: sex, unmatched: \(policy) }\n"
    let outcome = try EngineHarness(body, headings: "Area|Kids|Sex").run(
      ["A|1|F", "B|2|qwertz", "C|3|qwertz", "D|4|asdf"])
    #expect(outcome.codes == [code: 3])
    let groups = outcome.result.findings.groups
    #expect(groups.map(\.key.value) == ["qwertz", "asdf"])
    #expect(groups[0].examples.map(\.cell) == ["C3", "C4"])
    #expect(groups[0].key.column == "Sex")
    #expect(outcome.result.review.keys.count == reviews * 2)
    if reviews > 0 {
      let key = ReviewTally.Key(field: "sex", list: "sex", label: "qwertz")
      #expect(outcome.result.review.waiting[key]?.rows == 2)
      #expect(outcome.result.review.waiting[key]?.places.map(\.cell) == ["C3", "C4"])
    }
  }

  @Test func `that is blank is no label`() throws {
    for policy in ["stop", "review", "missing", "keep"] {
      let body =
        EngineBody.plain(
          columns: "area: [Area], kids: [Kids], sex: [Sex]", source: "{ missing: [\"n/a\"] }")
        + "  sex: { from: sex, codes: sex, unmatched: \(policy) }\n"
      let outcome = try EngineHarness(body, headings: "Area|Kids|Sex").run(
        ["A|1|", "B|2|  ", "C|3|n/a"])
      #expect(outcome.observations("sex") == ["_T", "_T", "_T"], "\(policy)")
      #expect(outcome.result.findings.isEmpty)
    }
  }
}

@Suite struct `A value that cannot be read` {
  static let readings: [(reading: String, field: String, bad: String, code: String)] = [
    ("date", "ref_date", "yesterday", "DATE_UNREADABLE"),
    ("date", "ref_date", "3/4/2023", "DATE_AMBIGUOUS"),
    ("month", "ref_date", "later", "DATE_UNREADABLE"), ("age", "age", "old", "AGE_UNREADABLE"),
    ("yes-no", "subject_id", "perhaps", "YES_NO_UNREADABLE"),
    ("point", "subject_id", "here", "POINT_UNREADABLE"),
    ("point", "subject_id", "99 10", "POINT_OUTSIDE"),
    ("number", "subject_id", "many", "NUMBER_UNREADABLE"),
    ("number", "subject_id", "1,234", "NUMBER_AMBIGUOUS"),
    ("percent", "subject_id", "half", "NUMBER_UNREADABLE"),
    ("count", "subject_id", "-3", "VALUE_NOT_COUNT"),
    ("count", "subject_id", "1.5", "VALUE_NOT_COUNT"),
    ("school-year", "subject_id", "2021/2023", "DATE_UNREADABLE"),
    ("school-year", "subject_id", "1443", "CALENDAR_UNDECLARED"),
    ("date", "ref_date", "!#REF", "XLSX_ERROR_VALUE"),
    ("text, shape: AA00", "subject_id", "A1", "SHAPE_UNFIT"),
    ("text, shape: AA00", "subject_id", "!#N/A", "XLSX_ERROR_VALUE"),
  ]

  private func body(_ field: String, _ reading: String, _ policy: String, _ more: String = "")
    -> String
  {
    EngineBody.plain(columns: "area: [Area], kids: [Kids], x: [X]")
      + "  \(field): { from: x, as: \(reading), unreadable: \(policy)\(more) }\n"
  }

  @Test(arguments: readings.indices)
  func `is treated as the mapping says in every reading`(_ index: Int) throws {
    let (reading, field, bad, code) = Self.readings[index]
    let row = "A|7|\(bad)"
    let headings = "Area|Kids|X"
    #expect(
      try fate(body(field, reading, "stop"), row, headings: headings, field: field) == .stopped)
    #expect(try fate(body(field, reading, "hold"), row, headings: headings, field: field) == .held)
    let left = body(field, reading, "missing")
    let standard = try EngineHarness(left, headings: headings).run([row])
    let blank = try EngineHarness(left, headings: headings).run(["A|7|"])
    #expect(standard.observations(field) == blank.observations(field))
    let held = try EngineHarness(body(field, reading, "hold"), headings: headings).run([row])
    #expect(held.codes == [code: 1])
    #expect(held.result.accounts[0].held.text == "7")
    #expect(held.heldLines[0].contains(",C2,\(code),"))
  }

  @Test func `that is left out leaves the default of the mapping`() throws {
    let body = body("subject_id", "number", "missing", ", default: none")
    #expect(
      try fate(body, "A|7|many", headings: "Area|Kids|X", field: "subject_id") == .written("none"))
  }

  @Test(arguments: ["12 pupils", "1e3", "x", "-1", "1.5", "!#DIV/0!", "@2023-01-01", "1 2 3"])
  func `as the number of a record follows the same three ways`(_ bad: String) throws {
    func run(_ policy: String) throws -> Fate {
      let body = EngineBody.plain(value: "{ from: kids, as: count, unreadable: \(policy) }")
      return try fate(body, "A|\(bad)", headings: "Area|Kids", field: "value")
    }
    #expect(try run("stop") == .stopped)
    #expect(try run("hold") == .held)
    #expect(try run("missing") == .written(""))
  }

  @Test func `in a grid holds its cell, ends the run or leaves the cell empty`() throws {
    func run(_ policy: String) throws -> EngineHarness.Outcome {
      try EngineHarness(
        EngineBody.grid(value: "{ from: learners, as: count, unreadable: \(policy) }"),
        headings: "Area|1 / M|1 / F|2 / M"
      ).run(["A|1|x|3"])
    }
    #expect(throws: Failure.self) { try run("stop") }
    let held = try run("hold")
    #expect(held.observations("value") == ["1", "3"])
    #expect(held.result.accounts[0].cells.held == 1)
    #expect(held.heldLines == ["test.csv,,2,cell,C2,VALUE_NOT_COUNT,A,1,x,3"])
    let missing = try run("missing")
    #expect(missing.observations("value") == ["1", "", "3"])
    #expect(missing.observations("obs_status") == ["V", "O", "V"])
    #expect(held.result.isEven && missing.result.isEven)
  }

  @Test func `ends the run at its own cell`() throws {
    let harness = try EngineHarness(
      EngineBody.grid(value: "{ from: learners, as: count, unreadable: stop }"),
      headings: "Area|1 / M|1 / F")
    #expect {
      try harness.run(["A|1|2", "B|3|x"])
    } throws: { error in
      let place = (error as? Failure)?.diagnostics.first?.place
      return place?.cell == "C3" && place?.file == "test.csv"
    }
  }
}

@Suite struct `A text above the headings` {
  private func harness(_ policy: String, _ text: String) throws -> EngineHarness {
    let body = """
      source: { title: "Year {year}" }
      columns: { area: [Area], kids: [Kids] }
      record:
        table: observation
        ref_area: { from: area }
        school_year: { from: year, as: school-year, unreadable: \(policy) }
        measure: { value: STU }
        value: { from: kids, as: count, unreadable: hold }
      """
    return try EngineHarness(body, headings: "Area|Kids", captures: ["year": text])
  }

  @Test func `is written in every record`() throws {
    let outcome = try harness("hold", "٢٠٢١/٢٠٢٢").run(["A|1", "B|2"])
    #expect(outcome.observations("school_year") == ["2021/2022", "2021/2022"])
  }

  @Test func `that cannot be read holds every row or ends the run`() throws {
    let outcome = try harness("hold", "soon").run(["A|1", "B|2"])
    #expect(outcome.result.counts.held == 2 && outcome.result.counts.ready == 0)
    #expect(outcome.codes == ["DATE_UNREADABLE": 2])
    #expect(outcome.result.isEven)
    #expect(throws: Failure.self) { try harness("stop", "soon").run(["A|1"]) }
  }

  @Test func `that is left out holds the rows of a field that must not stay empty`() throws {
    let outcome = try harness("missing", "soon").run(["A|1"])
    #expect(outcome.codes == ["FIELD_EMPTY": 1])
  }

  @Test func `must be there when a record uses it`() {
    let body = """
      source: { title: "Year {year}" }
      columns: { area: [Area], kids: [Kids] }
      record:
        table: observation
        ref_area: { from: area }
        school_year: { from: year, as: school-year, unreadable: hold }
        measure: { value: STU }
        value: { from: kids, as: count, unreadable: hold }
      """
    #expect {
      try EngineHarness(body, headings: "Area|Kids")
    } throws: { error in
      (error as? Failure)?.diagnostics.first?.code.name == "TITLE_MISSING"
        && (error as? Failure)?.diagnostics.first?.arguments["name"] == "year"
    }
  }
}

@Suite struct `A row that the format marks` {
  private let body = EngineBody.grid(
    source: "{ drop: [{ name: one, where: area, says: X }, { name: two, where: area, says: Y }] }")

  @Test func `is counted by what became of it`() throws {
    let outcome = try EngineHarness(body, headings: "Area|1 / M|1 / F").run(
      ["A|1|2", "|", "X|3|4", "Y|5|", "X|x|1", "B|7"],
      marks: [
        1: RecordBatch.Mark.blank, 2: RecordBatch.Mark.firstRule, 3: RecordBatch.Mark.firstRule + 1,
        4: RecordBatch.Mark.firstRule,
      ], faults: [5: .init(Code("CSV_ROW_SHORT", .error), column: 2, raw: "B|7")])
    let counts = outcome.result.counts
    #expect(counts.read == 5 && counts.blank == 1 && counts.ready == 1)
    #expect(counts.dropped == 3 && counts.held == 1)
    #expect(counts.droppedByRule == [0: 2, 1: 1])
    let account = outcome.result.accounts[0]
    #expect(
      [account.read, account.ready, account.held, account.dropped].map(\.text) == [
        "23", "3", "7", "13",
      ])
    #expect(account.cells == .init(read: 10, ready: 2, held: 2, dropped: 6, filled: 2))
    #expect(outcome.result.isEven)
    #expect(outcome.result.findings.groups.map(\.key.code.name) == ["CSV_ROW_SHORT"])
    #expect(outcome.result.findings.groups.first?.examples.first?.cell == "B7")
  }
}
