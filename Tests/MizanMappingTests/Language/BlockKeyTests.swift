import MizanDiagnostics
import Testing

@testable import MizanMapping

/// A mapping in which one block is written anew.
private func mapping(_ block: String, _ text: String) -> String {
  var blocks = [
    "mapping": "{ id: a, version: 1.0.0, standard: eie-core@1 }",
    "columns": "{ value: [value] }",
    "record": "{ table: observation, value: { from: value, as: number, unreadable: hold } }",
  ]
  blocks[block] = text
  let order = [
    "mapping", "source", "columns", "grid", "record", "checks", "ignore", "extras", "tests",
  ]
  return "mizan: 1\n"
    + order.compactMap { name in blocks[name].map { "\(name): \($0)" } }.joined(separator: "\n")
    + "\n"
}

@Suite struct `Each key of each block` {
  /// A block, an entry of it, and what else the block needs.
  static let keys: [(block: String, text: String)] = [
    ("mapping", "{ id: a, version: 1.0.0, standard: eie-core@1 }"),
    ("mapping", "{ id: a, version: 1.0.0, standard: eie-core@1, title: Census }"),
    ("mapping", "{ id: a, version: 1.0.0, standard: eie-core@1, title: { en: A, fr: B, ar: C } }"),
    ("mapping", "{ id: a, version: 1.0.0, standard: eie-core@1, owner: Unit }"),
    ("mapping", "{ id: a, version: 1.0.0, standard: eie-core@1, status: draft }"),
    ("mapping", "{ id: a, version: 1.0.0, standard: eie-core@1, status: approved }"),
    ("mapping", "{ id: a, version: 1.0.0, standard: eie-core@1, country: SSD }"),
    ("source", "{ format: csv }"), ("source", "{ sheet: Data }"), ("source", "{ sheet: [A, B*] }"),
    ("source", "{ title: \"Year {year}\" }"), ("source", "{ file_name: \"{partner}.xlsx\" }"),
    ("source", "{ encoding: windows-1256 }"), ("source", "{ missing: [\"-\", \"n/a\"] }"),
    ("source", "{ fill_down: [value] }"), ("source", "{ numbers: \"1,234.5\" }"),
    ("source", "{ dates: d/m/y }"), ("source", "{ dates: m/d/y }"), ("source", "{ dates: y/m/d }"),
    ("source", "{ delimiter: tab }"), ("source", "{ delimiter: \";\" }"),
    ("source", "{ header: { find: Area } }"), ("source", "{ header: { row: 3 } }"),
    ("source", "{ header: { row: 3, rows: 2 } }"), ("source", "{ header: { find: A, skip: 1 } }"),
    ("source", "{ drop: { name: t, where: value, says: Total } }"),
    ("source", "{ drop: [{ name: t, where: value, says: [Total, Sum*] }] }"),
    ("source", "{ drop: [{ name: t, blank: [value] }] }"),
    ("source", "{ drop: [{ name: t, where: value, says: Total, keep_for_checks: true }] }"),
    ("source", "{ drop: [{ name: t, where: value, says: Total, keep_for_checks: false }] }"),
    ("columns", "{ value: Value }"), ("columns", "{ value: [Value, Valeur] }"),
    ("columns", "{ value: { headings: Value } }"),
    ("columns", "{ value: { headings: [Value], optional: true } }"),
    ("columns", "{ value: { headings: [Value*], not: [Value type] } }"),
    ("columns", "{ value: { headings: [Value], numbers: \"1.234,5\" } }"),
    ("grid", "{ heading: \"{grade} / {sex}\", cell: learners }"),
    ("grid", "[{ heading: \"{grade} / {sex}\", cell: a }, { heading: \"R {grade}\", cell: b }]"),
    ("grid", "{ heading: \"{grade}\", cell: learners, numbers: \"1 234,5\" }"),
    ("record", "{ table: observation, when: \"value > 0\" }"),
    ("record", "{ table: observation, note: { from: value } }"),
    ("record", "{ table: observation, note: { first-of: [value, value] } }"),
    ("record", "{ table: observation, note: { first-of: value } }"),
    ("record", "{ table: observation, note: { value: text } }"),
    ("record", "{ table: observation, note: { calc: value } }"),
    ("record", "{ table: observation, level: { derive: level } }"),
    ("record", "{ table: observation, subject_id: { derive: row-id } }"),
    ("record", "{ table: observation, note: { join: { table: t.csv, key: value, take: x } } }"),
    (
      "record", "{ table: observation, note: { join: { table: t.csv, key: [value, b], take: x } } }"
    ),
    ("record", "{ table: observation, sex: { from: value, codes: sex, unmatched: review } }"),
    ("record", "{ table: observation, ref_area: { from: value, match: area, level: 2 } }"),
    ("record", "{ table: observation, ref_date: { from: value, as: date, calendar: ethiopian } }"),
    (
      "record",
      "{ table: observation, ref_date: { from: value, as: date, calendar: hijri-umalqura } }"
    ),
    ("record", "{ table: observation, note: { from: value, prefix: a, suffix: b } }"),
    ("record", "{ table: observation, note: { from: value, default: none } }"),
    ("record", "{ table: observation, note: { from: value, shape: AA000, unreadable: hold } }"),
    ("record", "{ table: observation, note: { from: value, when: \"value > 0\" } }"),
    ("record", "{ table: observation, note: { from: value, split: { by: \"/\", take: 2 } } }"),
    ("record", "{ table: observation, note: { from: value, split: { by: \"/\" } } }"),
    ("record", "{ table: observation, ref_date: { from: value, as: month, year: 2023 } }"),
    ("record", "{ table: observation, value: { from: value, as: count, unit: PER } }"),
    ("checks", "{ name: c, that: \"value > 0\", else: error }"),
    ("checks", "[{ name: c, that: \"value > 0\", else: warning }]"),
    ("checks", "[{ name: c, that: \"value > 0\", else: hold, per: record }]"),
    ("checks", "[{ name: c, that: \"value > 0\", else: hold, per: row }]"),
    ("checks", "[{ name: c, that: \"sum(value) > 0\", else: error, per: [value] }]"),
    ("checks", "[{ name: c, that: \"value > 0\", when: \"not (value is missing)\", else: error }]"),
    ("checks", "[{ name: c, unique: [value], else: hold }]"),
    ("checks", "[{ name: c, unique: value, else: warning }]"),
    ("ignore", "Remarks"), ("ignore", "[Remarks, \"Col*\"]"), ("ignore", "[\"*\"]"),
    ("extras", "keep"), ("extras", "tell"),
    ("tests", "{ name: t, given: a, expect: b }"),
    ("tests", "[{ name: t, given: a, expect: b, with: { year: \"2023\" } }]"),
  ]

  @Test(arguments: keys.indices)
  func `that the language has is read without a word`(_ index: Int) {
    let (block, text) = Self.keys[index]
    #expect(Language.codes(mapping(block, text)) == [], "\(block): \(text)")
  }

  /// A block with one key misspelt, the word that was meant, and the place of the key.
  static let misspelt: [(block: String, text: String, meant: String, known: String)] = [
    ("mapping", "{ id: a, version: 1.0.0, standard: s, ownr: x }", "owner", "owner"),
    ("mapping", "{ id: a, version: 1.0.0, standard: s, contry: SSD }", "country", "extends"),
    ("mapping", "{ id: a, version: 1.0.0, standard: s, Status: draft }", "status", "status"),
    ("source", "{ formt: csv }", "format", "encoding"),
    ("source", "{ sheets: A }", "sheet", "sheet"),
    ("source", "{ fill-down: [value] }", "fill_down", "fill_down"),
    ("source", "{ date: d/m/y }", "dates", "dates"),
    ("source", "{ missings: [a] }", "missing", "drop"),
    ("source", "{ header: { fnd: A } }", "find", "skip"),
    ("source", "{ header: { row: 1, row_s: 2 } }", "rows", "rows"),
    ("source", "{ drop: { name: t, where: value, say: T } }", "says", "keep_for_checks"),
    (
      "source", "{ drop: { name: t, blank: value, keep_for_check: true } }", "keep_for_checks",
      "where"
    ),
    ("columns", "{ value: { heading: [Value] } }", "headings", "optional"),
    ("columns", "{ value: { headings: [V], optinal: true } }", "optional", "not"),
    ("grid", "{ headings: \"{a}\", cell: b }", "heading", "numbers"),
    ("grid", "{ heading: \"{a}\", cel: b }", "cell", "heading"),
    ("record", "{ table: observation, note: { from: value, prefx: a } }", "prefix", "suffix"),
    (
      "record", "{ table: observation, note: { from: value, un_matched: keep } }", "unmatched",
      "codes"
    ),
    (
      "record", "{ table: observation, note: { from: value, unreadble: hold } }", "unreadable", "as"
    ),
    (
      "record", "{ table: observation, note: { from: value, split: { by: a, tak: 1 } } }", "take",
      "by"
    ),
    (
      "record", "{ table: observation, note: { join: { tables: t, key: a, take: b } } }", "table",
      "key"
    ),
    ("checks", "{ name: c, that: \"value > 0\", els: hold }", "else", "unique"),
    ("checks", "{ name: c, that: \"value > 0\", else: hold, par: row }", "per", "when"),
    ("tests", "{ name: t, giving: a, expect: b }", "given", "with"),
    ("tests", "{ name: t, given: a, expects: b }", "expect", "name"),
  ]

  @Test(arguments: misspelt.indices)
  func `that is misspelt is told with its place and the word that was meant`(_ index: Int) throws {
    let (block, text, meant, known) = Self.misspelt[index]
    let whole = mapping(block, text)
    let told = try #require(
      Language.faults(whole).first { $0.code.name == "MAP_UNKNOWN_KEY" }, "\(text)")
    #expect(told.arguments["nearest"] == "did you mean `\(meant)`?")
    #expect(told.arguments["known"]?.contains(known) == true)
    let key = try #require(told.arguments["key"])
    let line = try #require(told.place?.line)
    let column = try #require(told.place?.column)
    let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[line - 1].dropFirst(column - 1).hasPrefix(key + ":"), "\(text)")
    #expect(told.place?.file == "a.map.yaml")
  }

  @Test func `that nobody would mistake for another is told without a guess`() throws {
    let told = try #require(
      Language.faults(mapping("source", "{ colour: blue }")).first)
    #expect(told.code.name == "MAP_UNKNOWN_KEY")
    #expect(told.arguments["nearest"] == "")
    #expect(told.arguments["block"] == "source")
  }

  @Test(arguments: ["mizzan", "columnz", "recrod", "check", "test", "ignor"])
  func `of the file itself is looked at in the same way`(_ key: String) {
    let faults = Language.faults(mapping("extras", "tell") + "\(key): x\n")
    #expect(faults.first?.code.name == "MAP_UNKNOWN_KEY")
    #expect(faults.first?.arguments["nearest"]?.hasPrefix("did you mean `") == true)
    #expect(faults.first?.place?.column == 1)
  }

  @Test(arguments: [
    ("mapping", "id"), ("mapping", "version"), ("mapping", "standard"),
  ])
  func `that a head needs is asked for`(_ block: String, _ key: String) {
    let entries = ["id: a", "version: 1.0.0", "standard: s"].filter { !$0.hasPrefix(key) }
    let faults = Language.faults(mapping(block, "{ \(entries.joined(separator: ", ")) }"))
    #expect(faults.map(\.code.name) == ["MAP_MISSING_KEY"])
    #expect(faults.first?.arguments == ["key": key, "block": block])
    #expect(faults.first?.place?.line == 2)
  }

  @Test(arguments: [
    ("grid", "{ cell: a }", "heading"), ("grid", "{ heading: \"{a}\" }", "cell"),
    ("record", "{ value: { from: value } }", "table"),
    ("checks", "{ that: \"1 > 0\", else: hold }", "name"),
    ("checks", "{ name: c, that: \"1 > 0\" }", "else"),
    ("checks", "{ name: c, else: hold }", "that or unique"),
    ("tests", "{ given: a, expect: b }", "name"), ("tests", "{ name: a, expect: b }", "given"),
    ("tests", "{ name: a, given: b }", "expect"),
    ("source", "{ drop: { where: value, says: a } }", "name"),
    ("source", "{ drop: { name: t, where: value } }", "where + says, or blank"),
    ("source", "{ drop: { name: t, says: a } }", "where + says, or blank"),
    ("source", "{ drop: { name: t } }", "where + says, or blank"),
    (
      "source", "{ drop: { name: t, where: value, says: a, blank: value } }",
      "where + says, or blank"
    ),
    ("columns", "{ value: [] }", "headings"),
    ("columns", "{ value: { optional: true } }", "headings"),
    ("record", "{ table: observation, note: { split: { take: 1 }, from: value } }", "by"),
    ("record", "{ table: observation, note: { join: { key: value, take: a } } }", "table"),
    ("record", "{ table: observation, note: { join: { table: t.csv, take: a } } }", "key"),
    ("record", "{ table: observation, note: { join: { table: t.csv, key: value } } }", "take"),
  ])
  func `that an entry needs is asked for`(_ block: String, _ text: String, _ key: String) {
    let faults = Language.faults(mapping(block, text))
    #expect(
      faults.contains { $0.code.name == "MAP_MISSING_KEY" && $0.arguments["key"] == key },
      "\(faults)")
  }
}
