import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanMapping

struct MappingReaderTests {
  static let whole = """
    mizan: 1
    mapping:
      id: syr.census
      version: 1.2.0
      title: { en: "School census", ar: "التعداد المدرسي" }
      owner: "EMIS unit"
      status: approved
      standard: eie-core@1
      country: SYR
    source:
      format: xlsx
      sheet: ["Census*"]
      title: "للعام الدراسي {school_year}"
      header: { find: "رمز المدرسة", rows: 2 }
      missing: ["", "-"]
      numbers: "1,234.5"
      dates: d/m/y
      fill_down: [governorate]
      drop:
        - { name: totals, where: governorate, says: ["المجموع"], keep_for_checks: true }
        - { name: empty, blank: [school] }
    columns:
      governorate: ["المحافظة", "Governorate"]
      school: { headings: ["School", "School*"], not: ["School type"], optional: true }
      note: Note
    grid:
      heading: "{grade} / {sex}"
      cell: learners
    record:
      table: observation
      when: "not (school is missing)"
      measure: { value: STU }
      school_year: { from: school_year, as: school-year, calendar: ethiopian, unreadable: stop }
      subject_id: { from: school, prefix: "fac:", suffix: "-x", split: { by: "/", take: 2 } }
      note: { first-of: [note, school], default: none, when: "governorate = 'x'" }
      unit: { join: { table: crosswalks/u.csv, key: [school, sex], take: unit }, unmatched: missing }
      value: { from: learners, as: count, unreadable: hold, unit: NB }
    checks:
      - { name: totals, that: "sum(learners) = totals_row", per: [grade, sex], else: error }
      - { name: once, unique: [school], else: hold }
    ignore: ["Remarks"]
    extras: keep
    tests:
      - name: one
        given: |
          a | b
        with: { school_year: "2023/2024" }
        expect: |
          value
    """

  @Test func `Every block of the language is read`() throws {
    let mapping = try Language.read(MappingReaderTests.whole, file: "folder/syr.map.yaml")
    #expect(
      mapping.id == "syr.census" && mapping.version == "1.2.0" && mapping.status == "approved")
    #expect(mapping.titles[.arabic] == "التعداد المدرسي" && mapping.titles[.french] == nil)
    #expect(mapping.folder == "folder" && mapping.country == "SYR" && mapping.keepsExtras)
    #expect(mapping.source.layout.headerRows == 2 && mapping.source.dates == .dayMonthYear)
    #expect(mapping.source.drops.map(\.name) == ["totals", "empty"])
    #expect(
      mapping.source.drops[0].keepForChecks
        && mapping.source.drops[1].blank.map(\.name) == ["school"])
    #expect(mapping.columns.map(\.name) == ["governorate", "school", "note"])
    #expect(mapping.columns[1].not == ["School type"] && mapping.columns[1].isOptional)
    #expect(mapping.grids[0].pattern.names == ["grade", "sex"])
    let fields = mapping.records[0].fields
    #expect(
      fields.map(\.field) == ["measure", "school_year", "subject_id", "note", "unit", "value"])
    #expect(fields[1].calendar == .ethiopian && fields[1].unreadable == .stop)
    #expect(fields[2].split?.part == 2 && fields[2].prefix == "fac:" && fields[2].suffix == "-x")
    #expect(fields[3].when != nil && fields[3].defaultValue == "none")
    if case .join(let join) = fields[4].origin {
      #expect(join.keys == ["school", "sex"] && join.take == "unit")
    } else {
      Issue.record("the join was not read")
    }
    #expect(fields[5].reading == .count && fields[5].unit == "NB")
    #expect(
      mapping.checks.map(\.name) == ["totals", "once"]
        && mapping.checks[0].scope == .names(["grade", "sex"]))
    #expect(mapping.tests[0].captures == ["school_year": "2023/2024"])
    #expect(mapping.warnings.isEmpty && mapping.bases.isEmpty)
  }

  @Test(arguments: [
    ("  status: approved\n", "  status: final\n", "MAP_BAD_VALUE"),
    ("  id: syr.census\n", "", "MAP_MISSING_KEY"),
    ("    dates: d/m/y\n", "    dates: european\n", "MAP_BAD_VALUE"),
    ("\"1,234.5\"", "\"12.3\"", "MAP_BAD_VALUE"),
    ("as: count", "as: integer", "MAP_BAD_VALUE"),
    ("unreadable: hold", "unreadable: ignore", "MAP_BAD_VALUE"),
    ("{grade} / {sex}", "no names", "MAP_BAD_VALUE"),
    ("{ value: STU }", "{ unit: x }", "MAP_NO_ORIGIN"),
    ("{ value: STU }", "{ value: STU, from: note }", "MAP_TWO_ORIGINS"),
    ("take: 2", "take: two", "MAP_BAD_VALUE"),
    ("sum(learners) =", "sum(learners) ==", "EXPR_SYNTAX"),
    ("extras: keep", "extras: all", "MAP_BAD_VALUE"),
    ("    name: one\n", "", "MAP_MISSING_KEY"),
    ("calendar: ethiopian", "calendar: coptic", "MAP_BAD_VALUE"),
    ("else: hold", "per: row", "MAP_MISSING_KEY"),
    ("default: none,", "within: school, on: date,", "MAP_KEY_UNSUPPORTED"),
    ("optional: true", "optional: perhaps", "MAP_BAD_VALUE"),
    ("note: Note", "note: [[a]]", "MAP_BAD_VALUE"),
    ("says: [\"المجموع\"]", "blank: [school]", "MAP_MISSING_KEY"),
    ("Remarks", "TODO", "MAP_UNDECIDED"),
  ])
  func `A wrong word in any block is told`(_ right: String, _ wrong: String, _ code: String) throws
  {
    var text = MappingReaderTests.whole
    let rightOne = right == "    name: one\n" ? "  - name: one\n    given" : right
    let wrongOne = right == "    name: one\n" ? "  - given" : wrong
    let trimmed = right.hasPrefix("    dates") ? "  dates: d/m/y\n" : rightOne
    let replaced = right.hasPrefix("    dates") ? "  dates: european\n" : wrongOne
    try #require(text.contains(trimmed))
    text.replace(trimmed, with: replaced)
    #expect(Language.codes(text).contains(code), "\(Language.codes(text))")
  }

  @Test func `A fault in an expression has its place in the file`() {
    let fault = Language.faults(
      Language.head + Language.columns
        + "record:\n  table: observation\n  value: { calc: value == 1 }\n"
    ).first
    #expect(fault?.place?.line == 6)
    #expect(fault?.place?.column == 24)
  }

  @Test func `Anything where a block should be is told, not trusted`() {
    for block in ["mapping", "columns", "record", "checks", "tests", "grid", "source"] {
      for value in ["text", "[a, b]", "{ a: { b: c } }", "[[]]", "''", "{}", "[]"] {
        let known = ["mapping", "columns", "record"].filter { $0 != block }.map {
          $0 == "mapping"
            ? "mapping: { id: a, version: 1.0.0, standard: s }"
            : $0 == "columns"
              ? "columns: { v: [v] }"
              : "record: { table: observation }"
        }
        let text = (["mizan: 1"] + known + ["\(block): \(value)"]).joined(separator: "\n")
        _ = Language.codes(text)
      }
    }
    #expect(Language.codes("just text").contains("MAP_BAD_VALUE"))
    #expect(Language.codes("- a\n- b").contains("MAP_BAD_VALUE"))
  }
}
