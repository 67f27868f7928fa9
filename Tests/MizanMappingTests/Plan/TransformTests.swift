import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

/// What a line of a record makes of a raw text.
private func outcome(
  _ line: String, _ raw: String, kind: Cell.Kind = .text, source: String = "",
  field: String = "subject_id"
) throws -> String {
  let body =
    EngineBody.plain(columns: "area: [Area], kids: [Kids], x: [X]", source: source)
    + "  \(field): { from: x, \(line) }\n"
  let plan = try EngineHarness(body, headings: "Area|Kids|X").plan.records[0]
  let wanted = try #require(plan.fields.first { $0.field.name == field })
  guard case .column(_, let transform) = wanted.source else { return "no column" }
  let found = Array(raw.utf8).withUnsafeBufferPointer { transform.outcome(of: $0, kind: kind) }
  let text = String(decoding: found.text, as: UTF8.self)
  switch found.state {
  case .value: return text + (found.code.map { " " + $0.name } ?? "")
  case .missing: return "missing" + (found.code.map { " " + $0.name } ?? "")
  case .held: return "held " + (found.code?.name ?? "")
  case .stop: return "stop " + (found.code?.name ?? "")
  }
}

@Suite struct `A line of a record` {
  @Test(arguments: [
    ("as: text", " a  b\n c ", "a b c"), ("as: text", "\u{A0}x\u{202F}", "x"),
    ("as: text", "   ", "missing"),
    ("prefix: \"p:\", suffix: \"/s\"", "x", "p:x/s"), ("prefix: \"p:\"", "", "missing"),
    ("split: { by: \"/\", take: 1 }", "a/b/c", "a"),
    ("split: { by: \"/\", take: 3 }", "a/b/ c ", "c"),
    ("split: { by: \"/\", take: 4 }", "a/b/c", "missing"),
    ("split: { by: \" - \", take: 2 }", "a - b", "b"),
    ("split: { by: \"/\", take: 2 }", "a//c", "missing"), ("split: { by: \"/\" }", "a/b", "a"),
    ("split: { by: \"/\", take: 2 }, as: age, unreadable: hold", "boys/6-11", "Y6T11"),
    ("split: { by: \"/\", take: 1 }, codes: sex, unmatched: keep", "girls/6", "F"),
    ("as: count, unreadable: hold", "١٢", "12"),
    ("as: count, unreadable: hold, prefix: n", "007", "n7"),
    ("as: number, unreadable: hold", "1.50", "1.5"),
    ("as: percent, unreadable: hold", "45 %", "45"),
    ("as: yes-no, unreadable: hold", "oui", "true"),
    ("as: month, year: 2023, unreadable: hold", "mai", "2023-05"),
    ("as: date, calendar: ethiopian, unreadable: hold", "2014-01-01", "2021-09-11"),
    ("as: school-year, calendar: ethiopian, unreadable: hold", "2014", "2021/2022"),
    ("as: point, unreadable: hold", "36.5, 37", "36.5 37"),
    ("shape: AA00, unreadable: hold", " SY12 ", "SY12"),
    ("shape: AA00, unreadable: hold, prefix: x", "sy12", "held SHAPE_UNFIT"),
    ("shape: AA00, unreadable: missing", "sy12", "missing VALUE_LEFT_OUT"),
    ("shape: AA00, unreadable: stop", "sy12", "stop SHAPE_UNFIT"),
    ("codes: sex, unmatched: keep", "zz", "zz CODE_UNKNOWN_KEPT"),
    ("codes: sex, unmatched: keep, prefix: a, suffix: b", "zz", "azzb CODE_UNKNOWN_KEPT"),
    ("codes: sex, unmatched: missing", "zz", "missing CODE_UNKNOWN_LEFT_OUT"),
    ("codes: sex, unmatched: review", "zz", "held CODE_UNKNOWN"),
    ("codes: sex, unmatched: stop", "zz", "stop CODE_UNKNOWN"),
    ("codes: sex, unmatched: stop, prefix: a, suffix: b", "boys", "aMb"),
    ("codes: sex, unmatched: stop", "", "missing"),
  ])
  func `makes of a text what it says`(_ line: String, _ raw: String, _ wanted: String) throws {
    #expect(try outcome(line, raw) == wanted)
  }

  @Test(arguments: ["-", "n/a", " n/a ", "999"])
  func `takes the source's marks for missing`(_ raw: String) throws {
    let source = "{ missing: [\"-\", n/a, \"999\"] }"
    for line in ["as: text", "as: count, unreadable: hold", "codes: sex, unmatched: stop"] {
      #expect(try outcome(line, raw, source: source) == "missing")
    }
    #expect(try outcome("as: text", raw + "x", source: source) != "missing")
  }

  @Test(arguments: [
    "as: text", "as: count, unreadable: hold", "as: date, unreadable: hold",
    "codes: sex, unmatched: keep",
  ])
  func `never takes an error of a spreadsheet for a value`(_ line: String) throws {
    #expect(try outcome(line, "#REF!", kind: .error) == "held XLSX_ERROR_VALUE")
  }

  @Test func `reads dates in the order of the source`() throws {
    let line = "as: date, unreadable: hold"
    #expect(try outcome(line, "03/04/2023", source: "{ dates: d/m/y }") == "2023-04-03")
    #expect(try outcome(line, "03/04/2023", source: "{ dates: m/d/y }") == "2023-03-04")
    #expect(try outcome(line, "03/04/2023") == "held DATE_AMBIGUOUS")
  }

  @Test func `reads numbers in the style of the column, else of the source`() throws {
    let line = "as: number, unreadable: hold"
    #expect(try outcome(line, "1.234", source: "{ numbers: \"1.234,5\" }") == "1234")
    #expect(try outcome(line, "1.234", source: "{ numbers: \"1,234.5\" }") == "1.234")
    let body = EngineBody.plain(
      value: "{ from: kids, as: number, unreadable: hold }",
      columns: "area: [Area], kids: { headings: [Kids], numbers: \"1.234,5\" }",
      source: "{ numbers: \"1,234.5\" }")
    #expect(
      try EngineHarness(body, headings: "Area|Kids").run(["A|1.234,5"]).observations("value") == [
        "1234.5"
      ])
  }

  @Test func `reads numbers of a grid in the grid's style`() throws {
    let body = EngineBody.grid(
      value: "{ from: learners, as: number, unreadable: hold }", source: "{ numbers: \"1,234.5\" }"
    ).replacing("cell: learners }", with: "cell: learners, numbers: \"1 234,5\" }")
    #expect(
      try EngineHarness(body, headings: "Area|1 / M|1 / F").run(["A|1 234,5|2,5"]).observations(
        "value")
        == ["1234.5", "2.5"])
  }

  @Test func `is shared by two records only where it makes the same`() throws {
    func transform(_ line: String) throws -> Transform {
      let body =
        EngineBody.plain(columns: "area: [Area], kids: [Kids], x: [X]")
        + "  note: { from: x, \(line) }\n"
      let plan = try EngineHarness(body, headings: "Area|Kids|X").plan.records[0]
      guard
        case .column(_, let found)? = plan.fields.first(where: { $0.field.name == "note" })?.source
      else { throw Failure(.bug, .planInconsistent) }
      return found
    }
    let lines = [
      "as: text", "prefix: a", "suffix: a", "shape: AA, unreadable: hold",
      "shape: A0, unreadable: hold",
      "shape: AA, unreadable: missing", "as: age, unreadable: hold", "as: age, unreadable: stop",
      "codes: sex, unmatched: keep", "codes: sex, unmatched: missing",
      "codes: age, unmatched: keep",
      "split: { by: a, take: 1 }", "split: { by: a, take: 2 }", "split: { by: b, take: 1 }",
      "as: month, year: 2023, unreadable: hold", "as: month, year: 2024, unreadable: hold",
      "as: date, unreadable: hold", "as: date, calendar: ethiopian, unreadable: hold",
    ]
    for (index, line) in lines.enumerated() {
      let one = try transform(line)
      for (other, twin) in lines.enumerated() {
        #expect(one.isSame(as: try transform(twin)) == (index == other), "\(line) – \(twin)")
      }
    }
  }
}

@Suite struct `A field of a record` {
  @Test func `is shared between records and still told by both`() throws {
    let body = """
      columns: { area: [Area], a: [A], b: [B] }
      records:
        - table: observation
          ref_area: { from: area, prefix: "x-" }
          school_year: { value: 2021/2022 }
          measure: { value: STU }
          sex: { value: M }
          value: { from: a, as: count, unreadable: hold }
        - table: observation
          ref_area: { from: area, prefix: "x-" }
          school_year: { value: 2021/2022 }
          measure: { value: STU }
          sex: { value: F }
          value: { from: b, as: count, unreadable: hold }
      """
    let outcome = try EngineHarness(body, headings: "Area|A|B").run(["one|1|2", "|3|4", "tw,o|5|6"])
    #expect(outcome.observations("ref_area") == ["x-one", "x-one", "x-tw,o", "x-tw,o"])
    #expect(outcome.result.counts.held == 1 && outcome.result.isEven)
    #expect(outcome.codes == ["FIELD_EMPTY": 1])
    #expect(outcome.heldLines == ["test.csv,,3,row,A3,FIELD_EMPTY,,3,4"])
  }

  @Test func `with a condition has its default elsewhere`() throws {
    let body =
      EngineBody.plain(columns: "area: [Area], kids: [Kids], x: [X]")
      + "  sex: { from: x, codes: sex, unmatched: stop, default: _U, when: \"kids > 2\" }\n"
    let outcome = try EngineHarness(body, headings: "Area|Kids|X").run([
      "A|1|F", "B|3|F", "C|3|", "D||F",
    ])
    #expect(outcome.observations("sex") == ["_U", "F", "_U", "_U"])
  }

  @Test func `with a condition that does not hold asks nobody about its value`() throws {
    let body =
      EngineBody.plain(columns: "area: [Area], kids: [Kids], x: [X]")
      + "  sex: { from: x, codes: sex, unmatched: review, when: \"kids > 2\" }\n"
    let outcome = try EngineHarness(body, headings: "Area|Kids|X").run(["A|1|zzz", "B|3|zzz"])
    #expect(outcome.observations("sex") == ["_T"])
    #expect(outcome.result.review.waiting.values.map(\.rows) == [1])
  }

  @Test func `with a condition may be a constant`() throws {
    let body = EngineBody.plain() + "  sex: { value: F, when: \"area = 'A'\" }\n"
    let outcome = try EngineHarness(body, headings: "Area|Kids").run(["A|1", "B|2", "A|3"])
    #expect(outcome.observations("sex") == ["F", "_T", "F"])
  }

  @Test(arguments: [
    ("kids * 2", "4"), ("area", "A"), ("if(kids > 1, 'many', 'few')", "many"), ("kids > 1", "true"),
    ("first-of(x, area)", "A"), ("x", ""), ("x + 1", ""), ("round(kids / 3, 2)", "0.67"),
    ("max(kids, 7)", "7"),
    ("lower(area)", "a"), ("replace(area, 'A', 'é,')", "é,"),
  ])
  func `may be calculated`(_ expression: String, _ wanted: String) throws {
    let body =
      EngineBody.plain(columns: "area: [Area], kids: [Kids], x: [X]")
      .replacing("measure:", with: "note: { calc: \"\(expression)\" }\n  measure:")
      + "checks: [{ name: c, that: \"x > 0\", else: warning }]\n"
    let columns = expression.contains("first-of") || expression == "x"
    let text =
      columns
      ? body.replacing("checks: [{ name: c, that: \"x > 0\", else: warning }]\n", with: "") : body
    #expect(
      try EngineHarness(text, headings: "Area|Kids|X").run(["A|2|"]).observations("note") == [
        wanted
      ])
  }

  @Test func `of a column that is absent has its default`() throws {
    let body =
      EngineBody.plain(
        columns: "area: [Area], kids: [Kids], x: { headings: [X], optional: true }")
      + "  sex: { from: x, codes: sex, unmatched: stop }\n  note: { first-of: [x], default: none }\n"
    let outcome = try EngineHarness(body, headings: "Area|Kids").run(["A|1"])
    #expect(outcome.observations("sex") == ["_T"] && outcome.observations("note") == ["none"])
  }

  @Test func `that must not stay empty holds all rows when its column is absent`() throws {
    let body = EngineBody.plain(columns: "area: { headings: [Area], optional: true }, kids: [Kids]")
    let outcome = try EngineHarness(body, headings: "Kids|y").run(["1|", "2|"])
    #expect(outcome.codes == ["FIELD_EMPTY": 2] && outcome.result.isEven)
  }

  @Test func `of a number that is absent leaves all records without one`() throws {
    let body = EngineBody.plain(columns: "area: [Area], kids: { headings: [Kids], optional: true }")
    let outcome = try EngineHarness(body, headings: "Area|y").run(["A|1", "B|2"])
    #expect(outcome.observations("value") == ["", ""])
    #expect(outcome.observations("obs_status") == ["O", "O"])
    #expect(outcome.observations("source_ref") == ["2", "3"])
    #expect(outcome.result.isEven)
  }

  @Test(arguments: [
    ("STU", "count", "PER"), ("STU", "percent", "PT"), ("STU", "count, unit: NB", "NB"),
  ])
  func `for the unit follows the measure unless it is said`(
    _ measure: String, _ reading: String, _ unit: String
  )
    throws
  {
    let body = EngineBody.plain(value: "{ from: kids, as: \(reading), unreadable: hold }")
    #expect(
      try EngineHarness(body, headings: "Area|Kids").run(["A|1"]).observations("unit") == [unit])
  }

  @Test func `for the reference names sheet, column and row`() throws {
    let harness = try EngineHarness(EngineBody.plain(), headings: "x|Area|Kids", sheet: "Data, 2")
    #expect(try harness.run(["|A|1"]).observations("source_ref") == ["Data_ 2!C2"])
    let grid = try EngineHarness(EngineBody.grid(), headings: "1 / M|Area|1 / F", sheet: "S")
    #expect(try grid.run(["1|A|2"]).observations("source_ref") == ["S!A2", "S!C2"])
  }

  @Test func `for an id is made of source and row`() throws {
    let body = EngineBody.plain() + "  subject_id: { derive: row-id, prefix: \"a,\", suffix: z }\n"
    #expect(
      try EngineHarness(body, headings: "Area|Kids").run(["A|1", "B|2"]).observations("subject_id")
        == ["a,src-r2z", "a,src-r3z"])
  }
}
