import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanMapping

/// All faults of a mapping as `line CODE`, those of the reader and of the checker together.
private func faults(_ text: String) throws -> [String] {
  let standards = try EngineHarness.standards()
  do throws(Failure) {
    let mapping = try MappingReader.draft(Array(text.utf8), file: "a.map.yaml")
    _ = try CheckedMapping(mapping, standards)
    return []
  } catch {
    return error.diagnostics.filter { $0.code.severity == .error }
      .map { "\($0.place?.line ?? 0) \($0.code.name)" }
  }
}

/// A sound mapping, one thing a line; tests write some lines anew.
private func mapping(_ changes: [String: String]) -> String {
  let lines = [
    ("mizan", "mizan: 1"),
    ("head", "mapping: { id: test, version: 1.0.0, standard: eie-core@1 }"),
    ("source", "source: { title: [\"Year {year}\"] }"),
    ("columns", "columns: { area: [Area], total: [Total] }"),
    ("grid", "grid: { heading: \"{sex}\", cell: kids }"),
    ("record", "record:"),
    ("table", "  table: observation"),
    ("area", "  ref_area: { from: area }"),
    (
      "year",
      "  school_year: { from: year, as: school-year, calendar: gregorian, unreadable: hold }"
    ),
    ("measure", "  measure: { value: STU }"),
    ("sex", "  sex: { from: sex, codes: sex, unmatched: review }"),
    ("value", "  value: { from: kids, as: count, unreadable: hold }"),
    ("note", "  note: { from: total, as: number, unreadable: hold }"),
    ("checks", "checks: [{ name: c, that: \"sum(kids) = total\", per: area, else: error }]"),
  ]
  return lines.map { changes[$0.0] ?? $0.1 }.joined(separator: "\n") + "\n"
}

@Suite struct `All mistakes of a mapping` {
  static let cases: [(changes: [String: String], faults: [String])] = [
    ([:], []),
    // A mistake of spelling and one against the standard.
    (
      ["value": "  value: { from: kids, as: cuont }", "measure": "  mesure: { value: STU }"],
      ["7 MAP_FIELD_REQUIRED", "10 MAP_UNKNOWN_FIELD", "12 MAP_BAD_VALUE"]
    ),
    // The later line against the standard, the earlier one misspelt.
    (
      ["area": "  ref_area: { form: area }", "sex": "  sex: { from: sexe }"],
      ["8 MAP_NO_ORIGIN", "11 MAP_UNKNOWN_NAME"]
    ),
    // A name of the standard is looked up even where the rest of the line is wrong.
    (
      ["measure": "  mesure: { value: STU, als: x }"],
      ["7 MAP_FIELD_REQUIRED", "10 MAP_UNKNOWN_FIELD", "10 MAP_UNKNOWN_KEY"]
    ),
    (
      ["mizan": "mizan: 1\nextra: 1", "sex": "  sex: { value: Male }"],
      ["2 MAP_UNKNOWN_KEY", "12 MAP_TARGET_UNKNOWN"]
    ),
    (
      [
        "head": "mapping: { id: test, version: 1.0.0, standard: eie-core@9, colour: red }",
        "checks": "checks: [{ name: c, that: \"sum(kid) = total\", per: area, else: eror }]",
      ],
      ["1 MAP_STANDARD_UNKNOWN", "2 MAP_UNKNOWN_KEY", "14 EXPR_UNKNOWN_NAME", "14 MAP_BAD_VALUE"]
    ),
  ]

  @Test(arguments: cases) func `come together, by line`(
    _ changes: [String: String], _ wanted: [String]
  ) throws {
    let found = try faults(mapping(changes))
    #expect(found.sorted() == wanted.sorted())
    let lines = found.map { Int($0.prefix { $0 != " " }) ?? 0 }
    #expect(lines == lines.sorted())
  }

  static let single: [(changes: [String: String], faults: [String])] = [
    // The required field is there, though nobody can read it.
    (["measure": "  measure: STU"], ["10 MAP_BAD_VALUE"]),
    (["value": "  value: { from: kids, as: cuont }"], ["12 MAP_BAD_VALUE"]),
    // The type of a column is unknown as long as its line is wrong.
    (
      [
        "note": "  note: { from: total, as: nubmer }\n  grade: { from: total }"
      ], ["13 MAP_BAD_VALUE"]
    ),
    // Names that stood in what could not be read.
    (["grid": "grid: { heading: sex, cell: kids }"], ["5 MAP_BAD_VALUE"]),
    (["columns": "columns: [area, total]"], ["4 MAP_BAD_VALUE"]),
    (["columns": "colums: { area: [Area], total: [Total] }"], ["4 MAP_UNKNOWN_KEY"]),
    (["source": "source: { titel: [\"Year {year}\"] }"], ["3 MAP_UNKNOWN_KEY"]),
    // A country and a table that are not said.
    (
      [
        "head": "mapping: { id: test, version: 1.0.0, standard: eie-core@1, contry: TCD }",
        "area": "  ref_area: { from: area, match: area, unmatched: review }",
      ], ["2 MAP_UNKNOWN_KEY"]
    ),
    (["head": "mapping: { id: test, version: 1.0.0 }"], ["2 MAP_MISSING_KEY"]),
    (["table": ""], ["8 MAP_MISSING_KEY"]),
    // A path that climbs out is told once, and not looked for.
    (
      ["sex": "  sex: { from: sex, codes: ../sex.csv, unmatched: review }"],
      ["11 PATH_OUTSIDE_PROJECT"]
    ),
    // Another version of the language may mean other things.
    (["mizan": "mizan: 2", "measure": "  mesure: { value: STU }"], ["1 MAP_VERSION"]),
  ]

  @Test(arguments: single) func `bring no others with them`(
    _ changes: [String: String], _ wanted: [String]
  ) throws {
    #expect(try faults(mapping(changes)) == wanted)
  }

  @Test func `are told by the reader alone to those who only read`() throws {
    let text = mapping([
      "value": "  value: { from: kids, as: cuont }", "measure": "  mesure: { value: STU }",
    ])
    #expect(Language.faults(text).map(\.code.name) == ["MAP_BAD_VALUE"])
  }

  @Test func `are no more than the first where the file is no YAML`() throws {
    let found = try faults(mapping(["columns": "columns: { area: [Area", "note": "  x: y"]))
    #expect(found.count == 1 && found[0].contains("YAML"))
  }
}
