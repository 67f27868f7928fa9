import MizanDiagnostics
import MizanStandards
import Testing

@testable import MizanMapping

/// A text in which `§` marks the place where the fault is told.
private struct Marked {
  var text: String
  var line: Int
  var column: Int

  init(_ marked: String) {
    let before = marked.prefix { $0 != "§" }
    text = marked.replacing("§", with: "")
    line = before.count { $0 == "\n" } + 1
    column = before.reversed().prefix { $0 != "\n" }.count + 1
  }
}

private let tail =
  "columns: { value: [value] }\nrecord: { table: observation, value: { from: value, as: number, unreadable: hold } }\n"
private let head = "mizan: 1\nmapping: { id: a, version: 1.0.0, standard: s }\n"

@Suite struct `A refusal` {
  static let places: [(code: String, text: String)] = [
    ("MAP_VERSION", "mizan: §2\n"),
    ("MAP_VERSION", "mizan: §one\n"),
    ("MAP_MISSING_KEY", "§mapping: { id: a, version: 1.0.0, standard: s }\n" + tail),
    ("MAP_MISSING_KEY", "mizan: 1\nmapping: §{ id: a, version: 1.0.0 }\n" + tail),
    ("MAP_BAD_VALUE", "mizan: 1\nmapping: §text\n" + tail),
    ("MAP_BAD_VALUE", "mizan: 1\nmapping: { id: §[a], version: 1.0.0, standard: s }\n" + tail),
    (
      "MAP_BAD_VALUE",
      "mizan: 1\nmapping: { id: a, version: 1.0.0, standard: s, status: §final }\n" + tail
    ),
    (
      "MAP_UNKNOWN_KEY",
      "mizan: 1\nmapping: { id: a, version: 1.0.0, standard: s, title: { §de: A } }\n" + tail
    ),
    ("MAP_BAD_VALUE", head + "source: { numbers: §\"12,3\" }\n" + tail),
    ("MAP_BAD_VALUE", head + "source:\n  dates: §dd/mm/yyyy\n" + tail),
    ("MAP_BAD_VALUE", head + "source: { delimiter: §\"::\" }\n" + tail),
    ("MAP_BAD_VALUE", head + "source: { delimiter: §\"؛\" }\n" + tail),
    ("MAP_BAD_VALUE", head + "source: { header: { row: §first } }\n" + tail),
    ("MAP_BAD_VALUE", head + "source: { header: { rows: §-2 } }\n" + tail),
    ("MAP_BAD_VALUE", head + "source: { missing: [\"-\", §[a]] }\n" + tail),
    ("MAP_BAD_VALUE", head + "source: { missing: §{ a: b } }\n" + tail),
    ("MAP_MISSING_KEY", head + "source:\n  drop:\n    - §name: totals\n" + tail),
    (
      "MAP_BAD_VALUE",
      head + "source: { drop: [{ name: t, blank: value, keep_for_checks: §often }] }\n" + tail
    ),
    (
      "MAP_BAD_VALUE",
      head + "columns: { value: [value], other: [a, §{ b: c }] }\nrecord: { table: t }\n"
    ),
    ("MAP_MISSING_KEY", head + "columns: { §value: [] }\nrecord: { table: t }\n"),
    (
      "MAP_BAD_VALUE",
      head + "columns: { value: { headings: [v], optional: §maybe } }\nrecord: { table: t }\n"
    ),
    ("MAP_BAD_VALUE", head + "grid: { heading: §plain, cell: a }\n" + tail),
    ("MAP_BAD_VALUE", head + "grid: { heading: §\"{a}{b}\", cell: a }\n" + tail),
    ("MAP_BAD_VALUE", head + "grid: { heading: §\"{a\", cell: a }\n" + tail),
    ("MAP_BAD_VALUE", head + "grid: { heading: §\"{}\", cell: a }\n" + tail),
    ("MAP_NO_ORIGIN", head + "columns: { v: [v] }\nrecord:\n  table: t\n  §sex: { codes: sex }\n"),
    (
      "MAP_TWO_ORIGINS",
      head + "columns: { v: [v] }\nrecord:\n  table: t\n  §sex: { from: v, value: M }\n"
    ),
    (
      "MAP_TWO_ORIGINS",
      head
        + "columns: { v: [v] }\nrecord:\n  table: t\n  §sex: { calc: v, derive: level, from: v }\n"
    ),
    (
      "MAP_BAD_VALUE",
      head + "columns: { v: [v] }\nrecord:\n  table: t\n  sex: { from: v, as: §word }\n"
    ),
    (
      "MAP_BAD_VALUE",
      head + "columns: { v: [v] }\nrecord:\n  table: t\n  sex: { from: v, match: §place }\n"
    ),
    (
      "MAP_BAD_VALUE",
      head + "columns: { v: [v] }\nrecord:\n  table: t\n  sex: { from: v, level: §two }\n"
    ),
    (
      "MAP_BAD_VALUE",
      head + "columns: { v: [v] }\nrecord:\n  table: t\n  sex: { from: v, unmatched: §drop }\n"
    ),
    (
      "MAP_BAD_VALUE",
      head + "columns: { v: [v] }\nrecord:\n  table: t\n  sex: { from: v, unreadable: §zero }\n"
    ),
    (
      "MAP_BAD_VALUE",
      head + "columns: { v: [v] }\nrecord:\n  table: t\n  sex: { from: v, calendar: §julian }\n"
    ),
    (
      "MAP_BAD_VALUE",
      head + "columns: { v: [v] }\nrecord:\n  table: t\n  sex: { derive: §grade }\n"
    ),
    ("MAP_BAD_VALUE", head + "columns: { v: [v] }\nrecord:\n  table: t\n  sex: §male\n"),
    (
      "MAP_KEY_UNSUPPORTED",
      head + "columns: { v: [v] }\nrecord:\n  table: t\n  sex: { from: v, within: w, on: §date }\n"
    ),
    ("MAP_BAD_VALUE", head + "columns: { v: [v] }\nrecord: §observation\n"),
    ("MAP_BAD_VALUE", head + tail + "checks: { name: c, that: \"1 > 0\", else: §ignore }\n"),
    ("MAP_MISSING_KEY", head + tail + "checks:\n  - §name: c\n    else: hold\n"),
    ("EXPR_SYNTAX", head + tail + "checks: { name: c, that: \"value §== 1\", else: hold }\n"),
    ("MAP_BAD_VALUE", head + tail + "extras: §all\n"),
    ("MAP_BAD_VALUE", head + tail + "ignore: §{ a: b }\n"),
    ("MAP_UNDECIDED", head + tail + "ignore: [§TODO]\n"),
    ("MAP_UNDECIDED", head + tail + "ignore: [\"a\", §\"TODO: ask\"]\n"),
    ("URL_FORBIDDEN", head + tail + "ignore: [§\"http://a.b/c\"]\n"),
    (
      "PATH_OUTSIDE_PROJECT",
      head + "columns: { v: [v] }\nrecord: { table: t, sex: { from: v, codes: §../a.csv } }\n"
    ),
    (
      "PATH_OUTSIDE_PROJECT",
      head + "columns: { v: [v] }\nrecord: { table: t, sex: { from: v, codes: §/etc/a.csv } }\n"
    ),
    ("MAP_BAD_NAME", head + "columns: { §قيمة: [v] }\nrecord: { table: t }\n"),
    ("MAP_BAD_NAME", head + "columns: { §\"a b\": [v] }\nrecord: { table: t }\n"),
  ]

  @Test(arguments: places.indices)
  func `stands at the line and column of the fault`(_ index: Int) throws {
    let marked = Marked(Self.places[index].text)
    let faults = Language.faults(marked.text)
    let told = faults.filter { $0.code.name == Self.places[index].code }
    #expect(
      told.contains { $0.place?.line == marked.line && $0.place?.column == marked.column },
      "\(Self.places[index].code) at \(marked.line):\(marked.column), got \(faults)")
  }

  @Test func `has a text in every language`() throws {
    let messages = try ProjectFolder.standards().messages()
    for code in Set(Self.places.map(\.code)) {
      for language in Messages.Language.allCases {
        let text = messages.text(for: code, [:], in: language)
        #expect(!text.what.isEmpty && text.what != code, "\(code) \(language)")
      }
    }
  }

  @Test func `names all faults of a file, in the order of its lines`() {
    let text = """
      mizan: 1
      mapping: { id: a, version: 1.0.0, standard: s, status: final, ownr: b }
      source:
        dates: european
        numbers: "12"
        drop: [{ name: t, where: a }]
      columns:
        area: []
        kids: { heading: [Kids] }
      grid: { heading: plain, cell: x }
      record:
        table: observation
        sex: { from: area, value: M }
        grade: { codes: grade }
        note: { from: area, as: prose }
        value: { calc: "1 +" }
      checks:
        - { name: c, else: never }
      extras: perhaps
      tests:
        - { name: t }
      """
    let faults = Language.faults(text)
    let lines = faults.compactMap(\.place?.line)
    #expect(lines == lines.sorted())
    #expect(Set(lines).isSuperset(of: [2, 4, 5, 6, 8, 9, 10, 13, 14, 15, 16, 18, 19, 21]))
    let codes = Set(faults.map(\.code.name))
    #expect(
      codes == [
        "MAP_BAD_VALUE", "MAP_UNKNOWN_KEY", "MAP_MISSING_KEY", "MAP_TWO_ORIGINS", "MAP_NO_ORIGIN",
        "EXPR_SYNTAX",
      ])
    #expect(faults.count >= 16)
  }

  @Test func `of the language's version says nothing about the rest, which is another language`() {
    #expect(
      Language.codes("mizan: 2\nmapping: { nothing: right }\nwhatever: 1\n") == ["MAP_VERSION"])
  }

  @Test func `never shows a secret`() {
    let text = head + tail + "password: hunter2\nignore: [\"postgres://me:hunter2@host/db\"]\n"
    let faults = Language.faults(text)
    #expect(faults.count { $0.code.name == "MAP_SECRET_INLINE" } == 2)
    #expect(!faults.contains { $0.arguments.values.contains { $0.contains("hunter2") } })
  }

  @Test(arguments: [
    "password", "passwd", "secret", "token", "api_key", "apikey", "api-key", "private_key", "Token",
  ])
  func `is not needed to warn of a secret under its name`(_ key: String) {
    #expect(Language.codes(head + tail + "\(key): abc\n").contains("MAP_SECRET_INLINE"))
  }

  @Test func `shows direction marks as what they are`() throws {
    let fault = try #require(
      Language.faults(head + tail + "extras: \"ke\u{202E}ep\"\n").first)
    #expect(fault.arguments["value"] == "ke\\u{202E}ep")
  }

  @Test func `cuts what is too long to show`() throws {
    let long = String(repeating: "x", count: 5_000)
    let fault = try #require(Language.faults(head + tail + "extras: \(long)\n").first)
    #expect(fault.arguments["value"]?.count == ShownText.limit + 1)
  }
}

@Suite struct `The nearest word` {
  @Test(arguments: [
    ("sexe", ["sex", "age"], "sex"), ("SEX", ["sex", "age"], "sex"),
    ("graed", ["grade", "value"], "grade"),
    ("vlaue", ["value", "level"], "value"), ("unmatch", ["unmatched", "unreadable"], "unmatched"),
    ("abc", ["abd", "abe"], "abd"), ("a", ["b"], "b"), ("tabel", ["label", "table"], "label"),
  ])
  func `is the one with the fewest letters changed, the first of equals`(
    _ text: String, _ known: [String], _ wanted: String
  ) {
    #expect(Nearest.word(to: text, among: known) == wanted)
  }

  @Test(arguments: ["colour", "zzz", "measurement_of_something"])
  func `is none where every word is far away`(_ text: String) {
    #expect(Nearest.word(to: text, among: ["sex", "value", "grade", "table"]) == nil)
  }

  @Test func `is none among none`() {
    #expect(Nearest.word(to: "sex", among: [String]()) == nil)
  }

  @Test func `does not depend on the order of the words`() {
    var chance = SeededNumbers(11)
    let words = ["value", "level", "valve", "vague", "sex", "grade", "age", "unit", "note"]
    for _ in 0..<200 {
      var text = words.randomElement(using: &chance) ?? ""
      text.removeLast()
      #expect(
        Nearest.word(to: text, among: words)
          == Nearest.word(to: text, among: words.shuffled(using: &chance)))
    }
  }
}
