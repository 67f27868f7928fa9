import MizanRecords
import Testing

@Suite struct `Heading patterns` {
  @Test(
    arguments: [
      ("{grade} / {sex}", "Grade 1 / Girls", ["grade": "Grade 1", "sex": "Girls"]),
      ("{grade} / {sex}", "  Grade 1   /  Girls ", ["grade": "Grade 1", "sex": "Girls"]),
      ("G{grade}_{sex}", "G1_F", ["grade": "1", "sex": "F"]),
      ("G{grade}_{sex}", "g12_girls", ["grade": "12", "sex": "girls"]),
      ("{sex} in grade {grade}", "Boys in Grade 4", ["sex": "Boys", "grade": "4"]),
      ("School year {year}", "SCHOOL YEAR 2023/24", ["year": "2023/24"]),
      ("{partner}_{month}.xlsx", "save_2024-03.xlsx", ["partner": "save", "month": "2024-03"]),
      ("{partner}_{month}.xlsx", "Save-The_2024.XLSX", ["partner": "Save-The", "month": "2024"]),
      ("{a}", "anything at all", ["a": "anything at all"]),
      ("{a}-{b}-{c}", "1-2-3", ["a": "1", "b": "2", "c": "3"]),
      ("{a}-{b}", "1-2-3", ["a": "1", "b": "2-3"]),
      ("الصف {grade} {sex}", "الصف الأول بنات", ["grade": "الأول", "sex": "بنات"]),
      ("x{a}y", "X1Y", ["a": "1"]),
      ("{a} ({b})", "Girls (6-11)", ["a": "Girls", "b": "6-11"]),
    ])
  func `a heading that fits is split into its parts`(
    _ pattern: String, _ heading: String, _ values: [String: String]
  ) throws {
    #expect(try #require(HeadingPattern(pattern)).match(heading) == values)
  }

  @Test(arguments: [
    ("Année {year}", "ANNEE 2023"), ("Annee {year}", "Année 2023"), ("ÉCOLE {year}", "école 2023"),
    ("السنة {year}", "السنه 2023"), ("إسم {year}", "اسم 2023"),
    ("School year {year}", "School\u{A0}year 2023"),
  ])
  func `letters of a literal part are compared after folding`(
    _ pattern: String, _ heading: String
  ) throws {
    #expect(try #require(HeadingPattern(pattern)).match(heading) == ["year": "2023"])
  }

  @Test(arguments: [
    ("{grade} / {sex}", "Grade 1 - Girls"), ("{grade} / {sex}", "Grade 1 /"),
    ("{grade} / {sex}", " / Girls"), ("{grade} / {sex}", ""), ("{grade} / {sex}", "/"),
    ("G{grade}_{sex}", "H1_F"), ("G{grade}_{sex}", "G1F"), ("G{grade}_{sex}", "xG1_F"),
    ("School year {year}", "School year"), ("School year {year}", "School year   "),
    ("x{a}y", "x1yz"), ("{a}", "   "), ("total", "totals"), ("total", "subtotal"),
    ("{partner}_{month}.xlsx", "save-2024.xlsx"),
  ])
  func `a heading that does not fit gives nothing`(_ pattern: String, _ heading: String) throws {
    #expect(try #require(HeadingPattern(pattern)).match(heading) == nil)
  }

  @Test func `a pattern without names fits its own text only`() throws {
    let pattern = try #require(HeadingPattern("Total"))
    #expect(pattern.names.isEmpty)
    #expect(pattern.match("total") == [:])
    #expect(pattern.match("TOTAL  ") == [:])
    #expect(pattern.match("Totale") == nil)
  }

  @Test(arguments: ["{", "}", "{a", "a}", "{}", "{a}{b}", "x}{a}", "{a}}", "{a} {", "{a}{}", "}{"])
  func `a pattern that cannot be understood is none`(_ text: String) {
    #expect(HeadingPattern(text) == nil)
  }

  @Test(
    arguments: [
      ("{a} {b} {c}", ["a", "b", "c"]), ("{b}-{a}", ["b", "a"]), ("plain", []), ("", []),
      ("{صف}/{ج}", ["صف", "ج"]),
    ] as [(String, [String])])
  func `the names stand in their order`(_ text: String, _ names: [String]) {
    #expect(HeadingPattern(text)?.names == names)
    #expect(HeadingPattern(text)?.text == text)
  }

  @Test func `the first fit from the left wins`() throws {
    let pattern = try #require(HeadingPattern("{a} of {b}"))
    #expect(pattern.match("one of two of three") == ["a": "one", "b": "two of three"])
    let closed = try #require(HeadingPattern("{a} of {b} end"))
    #expect(closed.match("one of two end") == ["a": "one", "b": "two"])
  }

  @Test func `patterns are compared by what they say`() {
    #expect(HeadingPattern("{a} x") == HeadingPattern("{a} x"))
    #expect(HeadingPattern("{a} x") != HeadingPattern("{b} x"))
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `what a pattern puts together it takes apart again`(_ seed: UInt64) throws {
    var random = Seeded(seed)
    let pattern = try #require(HeadingPattern("Grade {grade} / {sex} [{age}]"))
    let words = ["1", "Girls", "بنات", "6-11", "École", "a b", "x+", "12"]
    for _ in 0..<200 {
      let values = ["grade", "sex", "age"].reduce(into: [String: String]()) {
        $0[$1] = words[random.below(words.count)]
      }
      let blanks = String(repeating: " ", count: random.below(3))
      let heading =
        "Grade \(blanks)\(values["grade"] ?? "")\(blanks) / \(values["sex"] ?? "")\(blanks) "
        + "[\(values["age"] ?? "")]"
      #expect(pattern.match(heading) == values)
    }
  }
}
