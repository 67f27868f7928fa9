import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

/// A mapping of observations with one line of the record written anew.
private func mapping(
  _ lines: String, country: String? = nil, columns: String = "area: [Area], kids: [Kids]",
  rest: String = ""
) -> String {
  let head =
    "mizan: 1\nmapping: { id: test, version: 1.0.0, standard: eie-core@1"
    + (country.map { ", country: \($0)" } ?? "") + " }\n"
  return head + "columns: { \(columns) }\n" + rest + Planning.record + lines
}

@Suite struct `A record's line` {
  static let faults: [(code: String, line: String, value: String)] = [
    ("MAP_UNKNOWN_FIELD", "sexe: { value: M }", "sexe"),
    ("MAP_UNKNOWN_FIELD", "gradee: { from: area }", "gradee"),
    ("MAP_UNKNOWN_NAME", "note: { from: aera }", "aera"),
    ("MAP_UNKNOWN_NAME", "note: { first-of: [area, kid] }", "kid"),
    ("MAP_POLICY_MISSING", "sex: { from: area, codes: sex }", "sex"),
    ("MAP_POLICY_MISSING", "age: { from: area, as: age }", "age"),
    ("MAP_POLICY_MISSING", "ref_date: { from: area, as: date }", "ref_date"),
    ("MAP_POLICY_MISSING", "ref_date: { from: area, as: month }", "ref_date"),
    ("MAP_POLICY_MISSING", "note: { from: area, as: yes-no }", "note"),
    ("MAP_POLICY_MISSING", "note: { from: area, as: point }", "note"),
    ("MAP_POLICY_MISSING", "note: { from: area, as: percent }", "note"),
    ("MAP_POLICY_MISSING", "note: { from: area, shape: AA00 }", "note"),
    ("MAP_NO_COUNTRY", "level: { derive: level }", "country"),
    ("MAP_NO_COUNTRY", "grade: { from: area, codes: grade, unmatched: review }", "country"),
    ("MAP_NO_COUNTRY", "origin: { from: area, match: area, unmatched: review }", "country"),
    ("MAP_BAD_VALUE", "note: { from: area, shape: \"é\", unreadable: hold }", "é"),
    ("MAP_UNKNOWN_LIST", "sex: { from: area, codes: sexes, unmatched: review }", "sexes"),
    ("MAP_TARGET_UNKNOWN", "sex: { value: Male }", "Male"),
    ("MAP_TARGET_UNKNOWN", "sex: { from: area, codes: sex, unmatched: review, default: Z }", "Z"),
    ("MAP_TARGET_UNKNOWN", "location: { value: urban }", "urban"),
    ("EXPR_UNKNOWN_NAME", "note: { calc: kidz + 1 }", "kidz"),
    ("EXPR_UNKNOWN_NAME", "note: { from: area, when: kidz > 1 }", "kidz"),
    ("EXPR_AGGREGATE", "note: { calc: sum(kids) }", "sum"),
    ("EXPR_TYPE", "note: { calc: area + 1 }", ""),
    ("EXPR_TYPE", "note: { from: area, when: kids }", ""),
    ("EXPR_TYPE", "note: { from: area, when: kids = 'a' }", ""),
    ("PATH_OUTSIDE_PROJECT", "sex: { from: area, codes: a/../../b.csv, unmatched: review }", ""),
    ("INPUT_MISSING", "sex: { from: area, codes: crosswalks/none.csv, unmatched: review }", ""),
    ("INPUT_MISSING", "note: { join: { table: none.csv, key: area, take: x } }", ""),
    ("MAP_UNKNOWN_NAME", "note: { join: { table: none.csv, key: aria, take: x } }", "aria"),
  ]

  @Test(arguments: faults.indices)
  func `that does not hold against the standard is told with its line`(_ index: Int) throws {
    let (code, line, value) = Self.faults[index]
    let text = mapping("  \(line)\n")
    let told = try Planning.diagnostics(text)
    let fault = try #require(told.first { $0.code.name == code }, "\(line): \(told)")
    if !value.isEmpty {
      #expect(fault.arguments.values.contains { $0.contains(value) }, "\(fault)")
    }
    if !code.hasPrefix("INPUT") { #expect(fault.place?.line == 10, "\(fault)") }
  }

  @Test(arguments: [
    ("sexe: { value: M }", "sex"), ("gradee: { from: area }", "grade"),
    ("agge: { from: area }", "age"),
    ("sex: { value: m }", "M"), ("sex: { from: area, codes: sexs, unmatched: keep }", "sex"),
    ("note: { from: aria }", "area"), ("note: { calc: kidz + 1 }", "kids"),
    ("note: { first-of: [ares] }", "area"),
  ])
  func `comes with the word that was meant`(_ line: String, _ meant: String) throws {
    let told = try Planning.diagnostics(mapping("  \(line)\n"))
    #expect(told.contains { $0.arguments["nearest"] == "did you mean `\(meant)`?" }, "\(told)")
  }

  @Test(arguments: [
    "sex: { value: F }", "sex: { value: _T }", "sex: { from: area, codes: sex, unmatched: review }",
    "sex: { from: area, codes: sex, unmatched: stop, default: _U }", "note: { from: area }",
    "note: { first-of: [area, kids] }", "note: { calc: kids * 2 }",
    "subject_id: { derive: row-id }",
    "note: { from: area, shape: SY00, unreadable: missing }",
    "age: { from: area, as: age, unreadable: hold }",
    "note: { from: area, when: kids > 1 }", "note: { from: kids, as: text }",
  ])
  func `that holds is not spoken of`(_ line: String) throws {
    #expect(try Planning.diagnostics(mapping("  \(line)\n")).isEmpty)
  }

  @Test func `may name places and grades where a country is known`() throws {
    let lines = """
        level: { derive: level }
        grade: { from: area, codes: grade, unmatched: review }
        note: { from: area, match: area, level: 1, unmatched: review }

      """
    #expect(try Planning.codes(mapping(lines, country: "SSD")) == [])
    #expect(try Planning.codes(mapping(lines)).allSatisfy { $0 == "MAP_NO_COUNTRY" })
  }

  @Test func `of a country that has no pack is told once for the mapping`() throws {
    let told = try Planning.diagnostics(mapping("", country: "ZZZ"))
    #expect(told.map(\.code.name) == ["MAP_NO_COUNTRY"])
    #expect(told.first?.arguments["value"] == "ZZZ")
  }

  @Test func `that is wanted and has no default is asked for`() throws {
    let text =
      Planning.head + "columns: { kids: [Kids] }\nrecord:\n  table: observation\n"
      + "  value: { from: kids, as: count, unreadable: hold }\n"
    let told = try Planning.diagnostics(text)
    #expect(told.map(\.code.name) == Array(repeating: "MAP_FIELD_REQUIRED", count: 3))
    #expect(told.map { $0.arguments["field"] } == ["ref_area", "school_year", "measure"])
    #expect(told.allSatisfy { $0.arguments["table"] == "observation" })
  }

  @Test func `of a table that the standard lacks is told with the tables that it has`() throws {
    let text =
      Planning.head + "columns: { a: [A] }\nrecord: { table: observations, x: { from: a } }\n"
    let told = try Planning.diagnostics(text)
    #expect(told.map(\.code.name) == ["MAP_UNKNOWN_TABLE"])
    #expect(told.first?.arguments["nearest"] == "did you mean `observation`?")
    #expect(told.first?.arguments["known"]?.contains("facility") == true)
  }

  @Test func `of each record is checked, and all faults are told at once`() throws {
    let text =
      Planning.head + """
        columns: { area: [Area], kids: [Kids] }
        records:
          - table: observation
            ref_area: { from: aria }
            school_year: { value: 2021/2022 }
            measure: { value: PUPILS }
            sex: { from: area, codes: sex }
            value: { from: kids, as: count }
          - table: facilty
            name: { from: area }
          - table: facility
            nam: { from: area }
        checks:
          - { name: c, that: "kidz > 0", else: error }
          - { name: u, unique: [ref_are], else: hold }
          - { name: g, that: "sum(kids) > 0", per: [regoin], else: error }
        """
    let told = try Planning.diagnostics(text)
    let codes = told.map(\.code.name)
    #expect(
      Set(codes) == [
        "MAP_UNKNOWN_NAME", "MAP_TARGET_UNKNOWN", "MAP_POLICY_MISSING", "MAP_UNKNOWN_TABLE",
        "MAP_UNKNOWN_FIELD", "MAP_FIELD_REQUIRED", "EXPR_UNKNOWN_NAME",
      ])
    #expect(codes.count { $0 == "MAP_POLICY_MISSING" } == 2)
    #expect(codes.count { $0 == "MAP_UNKNOWN_NAME" } == 3)
    let lines = told.compactMap(\.place?.line)
    #expect(lines == lines.sorted())
  }

  @Test func `needs the standard that it was written for`() throws {
    let text = mapping("").replacing("eie-core@1", with: "eie-core@9")
    let told = try Planning.diagnostics(text)
    #expect(told.map(\.code.name) == ["MAP_STANDARD_UNKNOWN"])
    #expect(told.first?.arguments == ["value": "eie-core@9", "known": "eie-core@1"])
  }
}

@Suite struct `Names of a mapping` {
  @Test func `stand once among columns and cells`() throws {
    let text = mapping(
      "", rest: "grid: { heading: \"{grade} / {sex}\", cell: kids }\n")
    let told = try Planning.diagnostics(text)
    #expect(told.map(\.code.name) == ["MAP_DUPLICATE_NAME"])
    #expect(told.first?.arguments == ["name": "kids"])
    #expect(told.first?.place?.line == 4)
  }

  @Test(arguments: [
    ("source: { fill_down: [aria] }\n", "area"),
    ("source: { drop: [{ name: t, where: kid, says: a }] }\n", "kids"),
    ("source: { drop: [{ name: t, blank: [area, kidss] }] }\n", "kids"),
  ])
  func `in the source block are those of columns`(_ rest: String, _ meant: String) throws {
    let told = try Planning.diagnostics(mapping("", rest: rest))
    #expect(told.map(\.code.name) == ["MAP_UNKNOWN_NAME"])
    #expect(told.first?.arguments["nearest"] == "did you mean `\(meant)`?")
  }

  @Test func `come from titles and file names too`() throws {
    let rest = "source: { title: \"Year {year}\", file_name: \"{partner}.xlsx\" }\n"
    #expect(
      try Planning.codes(mapping("  note: { first-of: [year, partner] }\n", rest: rest)) == [])
    #expect(try Planning.codes(mapping("  note: { from: partner }\n")) == ["MAP_UNKNOWN_NAME"])
  }

  @Test func `of kept totals rows may be used in checks`() throws {
    let rest =
      "source: { drop: [{ name: totals, where: area, says: Total, keep_for_checks: true }] }\n"
    let check =
      "checks: [{ name: t, that: \"sum(kids) = totals_row\", per: record, else: error }]\n"
    #expect(try Planning.codes(mapping(check, rest: rest)) == [])
    #expect(
      try Planning.codes(mapping(check, rest: rest.replacing("true", with: "false")))
        == ["EXPR_UNKNOWN_NAME"])
  }

  @Test func `have the type that records read them as`() throws {
    func types(_ lines: String) throws -> [String: ValueType] {
      let mapping = try Language.read(mapping(lines, columns: "area: [A], kids: [K], more: [M]"))
      return MappingNames(mapping).types(mapping)
    }
    #expect(try types("")["kids"] == .number && types("")["area"] == .text)
    #expect(try types("")["more"] == .text)
    #expect(
      try types("checks: [{ name: c, that: \"more > 3\", else: error }]\n")["more"] == .number)
    #expect(
      try types("checks: [{ name: c, that: \"more = 'x'\", else: error }]\n")["more"] == .text)
    #expect(
      try types("checks: [{ name: c, that: \"sum(more) > 3\", else: error }]\n")["more"] == .number)
    #expect(try types("  note: { from: kids }\n")["kids"] == .number)
  }
}

@Suite struct `Expressions of a mapping` {
  private func fault(_ check: String) throws -> Diagnostic? {
    try Planning.diagnostics(mapping("checks:\n  - { name: c, \(check), else: error }\n")).first
  }

  @Test(arguments: [
    ("that: \"kids > 'a'\"", "EXPR_TYPE"), ("that: \"kids + 1\"", "EXPR_TYPE"),
    ("that: \"kid > 1\"", "EXPR_UNKNOWN_NAME"), ("that: \"sum(area) > 1\"", "EXPR_TYPE"),
    ("that: \"kids > 1\", when: \"area\"", "EXPR_TYPE"),
    ("that: \"kids > 1\", when: \"zone = 'x'\"", "EXPR_UNKNOWN_NAME"),
    ("that: \"sum(kids) > 1\", per: [zone]", "MAP_UNKNOWN_NAME"),
    ("unique: [zone]", "MAP_UNKNOWN_NAME"),
  ])
  func `are checked before any row is read`(_ check: String, _ code: String) throws {
    #expect(try fault(check)?.code.name == code)
  }

  @Test(arguments: [
    "that: \"kids > 1\"", "that: \"sum(kids) > 1\"", "that: \"missing(kids) = 0\"",
    "that: \"share(kids) > 50\", per: [area]", "unique: [area]", "unique: [ref_area]",
    "unique: [kids, school_year]", "that: \"area in ['a', 'b']\", when: \"not (kids is missing)\"",
    "that: \"sum(kids) > 1\", per: [row, area]",
  ])
  func `that hold are not spoken of`(_ check: String) throws {
    #expect(try fault(check) == nil)
  }

  @Test func `are told where they stand in the file`() throws {
    let told = try #require(try fault("that: \"kids > 1 and zone = 2\""))
    let line = mapping("checks:\n  - { name: c, that: \"kids > 1 and zone = 2\", else: error }\n")
      .split(separator: "\n")[told.place?.line.map { $0 - 1 } ?? 0]
    #expect(line.dropFirst((told.place?.column ?? 0) - 1).hasPrefix("zone") == true, "\(told)")
  }
}
