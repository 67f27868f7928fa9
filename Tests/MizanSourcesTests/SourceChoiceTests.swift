import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanSources

/// Which sheet is read, and what is taken from names and titles.
struct SourceChoiceTests {
  private func book(_ sheets: [(String, Bool)]) -> MemoryTableFile {
    MemoryTableFile(
      format: "xlsx",
      sheets: sheets.map { name, isHidden in
        MemoryTableFile.Sheet(
          name: name, isHidden: isHidden, rows: [["School", "Girls"], [name, "1"]])
      })
  }

  private func chosen(
    _ file: MemoryTableFile, _ patterns: [String]
  ) throws -> (sheet: String?, codes: [String]) {
    let result = try read(file, layout { $0.sheets = patterns }, name: "b.xlsx")
    return (result.located.sheet, result.codes)
  }

  @Test(arguments: [
    (["Data"], "Data"), (["data"], "Data"), (["D*"], "Data"), (["*2024"], "5W 2024"),
    (["5W*"], "5W 2024"), (["*w 2*"], "5W 2024"), (["none", "List*"], "Lists"),
    (["Lists", "Data"], "Data"), (["Secret"], "Secret"), (["S*", "L*"], "Lists"),
  ])
  func `The first visible sheet that fits a pattern is read`(
    patterns: [String], sheet: String
  ) throws {
    let file = book([
      ("Read me", false), ("Data", false), ("Secret", true), ("5W 2024", false), ("Lists", false),
    ])
    let found = try chosen(file, patterns)
    #expect(found.sheet == sheet)
    #expect(found.codes.isEmpty)
  }

  @Test func `Without a pattern the first visible sheet is read and the others are named`() throws {
    let file = book([("Hidden", true), ("One", false), ("Two", false), ("Three", false)])
    let result = try read(file, name: "b.xlsx")
    #expect(result.located.sheet == "One")
    let note = try #require(result.findings.groups.first)
    #expect(note.key.code.name == "SHEET_NOT_READ")
    #expect(note.key.code.severity == .note)
    #expect(note.arguments == ["value": "One", "known": "Two · Three"])
  }

  @Test func `Hidden sheets alone are read, and nobody is told of other hidden ones`() throws {
    let result = try chosen(book([("A", true), ("B", true)]), [])
    #expect(result.sheet == "A")
    #expect(result.codes.isEmpty)
  }

  @Test func `A pattern that fits nothing lists the sheets`() throws {
    let failure = #expect(throws: Failure.self) {
      try chosen(book([("One", false), ("Two", true)]), ["Zwei", "Drei*"])
    }
    #expect(failure?.kind == .undecided)
    #expect(failure?.diagnostics.first?.code.name == "SHEET_MISSING")
    #expect(
      failure?.diagnostics.first?.arguments == ["value": "Zwei · Drei*", "known": "One · Two"])
  }

  @Test func `A text file is read whatever the patterns say`() throws {
    #expect(try read(csv("a|b\n1|x"), layout { $0.sheets = ["Data"] }).rows.count == 1)
  }

  @Test(arguments: [
    ("*", "anything", true), ("*", "", true), ("a*", "A b", true), ("*a", "b a", true),
    ("a*c", "a b c", true), ("a*c", "a b", false), ("a*b*c", "a b c", true),
    ("a*b*c", "a c b", false), ("ab", "ab c", false), ("a**b", "ab", true), ("é*", "Ecole", true),
    ("*aa*aa*", "aaa", false), ("*aa*aa*", "aaaa", true),
  ])
  func `A star stands for anything`(pattern: String, name: String, fits: Bool) {
    #expect(NamePattern(pattern).fits(name) == fits)
  }

  @Test func `Patterns agree with a slow twin on random names`() {
    func slow(_ pattern: ArraySlice<Character>, _ text: ArraySlice<Character>) -> Bool {
      guard let first = pattern.first else { return text.isEmpty }
      if first == "*" {
        return slow(pattern.dropFirst(), text)
          || (!text.isEmpty && slow(pattern, text.dropFirst()))
      }
      return text.first == first && slow(pattern.dropFirst(), text.dropFirst())
    }
    var random = SplitMix(state: 31)
    func word(_ alphabet: String, _ limit: Int) -> String {
      String(
        (0..<Int.random(in: 0...limit, using: &random)).map { _ in
          alphabet.randomElement(using: &random) ?? "a"
        })
    }
    var fits = 0
    for _ in 0..<4000 {
      let pattern = word("ab*", 5)
      let text = word("ab", 7)
      let wanted = slow(Array(pattern)[...], Array(text)[...])
      #expect(NamePattern(pattern).fits(text) == wanted, "\(pattern) \(text)")
      if wanted { fits += 1 }
    }
    #expect(fits > 200)
  }

  @Test(arguments: [
    ("{partner}_{month}.xlsx", "UNICEF_2024-03.xlsx", ["partner": "UNICEF", "month": "2024-03"]),
    ("{partner}_{month}", "UNICEF_2024-03.xlsx", ["partner": "UNICEF", "month": "2024-03"]),
    (
      "{partner}_{month}", "Save%20the%20Children_Mar.csv.gz",
      ["partner": "Save the Children", "month": "Mar"]
    ),
    ("5W {month}", "5w March.xlsx", ["month": "March"]),
    ("{a} - {b} - {c}", "x - y - z.csv", ["a": "x", "b": "y", "c": "z"]),
    ("{year}", "2024.xlsx.gz", ["year": "2024"]),
    ("{day}", "31.12.2024.xlsx", ["day": "31.12.2024"]),
  ])
  func `A file's name gives values`(
    pattern: String, name: String, values: [String: String]
  ) throws {
    let result = try read(csv("a|b\n1|x"), layout { $0.fileName = pattern }, name: name)
    #expect(result.located.captures.mapValues(\.text) == values)
    #expect(result.located.captures.values.allSatisfy { $0.place == Place(name) })
    #expect(result.codes.isEmpty)
  }

  @Test(arguments: ["March.xlsx", "_2024.xlsx", "x-2024.xlsx"])
  func `A file whose name does not fit is told and read all the same`(name: String) throws {
    let result = try read(
      csv("a|b\n1|x"), layout { $0.fileName = "{partner}_{month}" }, name: name)
    #expect(result.codes == ["FILE_NAME_UNFIT"])
    #expect(result.findings.groups.first?.key.value == name)
    #expect(result.rows.count == 1)
  }

  @Test func `Titles above the table give values with their cells`() throws {
    let result = try read(
      csv(
        "Ministry|\nSchool year: 2023/2024|Region: North\n|\nSchool|Girls\nA|1"),
      layout {
        $0.headerFind = "School"
        $0.titles = ["School year: {year}", "region: {region}"]
      })
    #expect(
      result.located.captures["year"]
        == Capture("2023/2024", at: Place("file.csv", row: 2, column: 1)))
    #expect(
      result.located.captures["region"]
        == Capture("North", at: Place("file.csv", row: 2, column: 2)))
  }

  @Test func `The sheet's name may be the title`() throws {
    let result = try read(
      sheet("School|Girls\nA|1", name: "Data March 2024"),
      layout {
        $0.titles = ["Data {month}"]
        $0.headerRow = 1
      })
    #expect(
      result.located.captures["month"]
        == Capture("March 2024", at: Place("file.csv", sheet: "Data March 2024")))
  }

  @Test func `The first title wins, also over the file's name`() throws {
    let result = try read(
      csv("Year 2023|Year 2024\nSchool|Girls\nA|1"),
      layout {
        $0.headerFind = "School"
        $0.titles = ["Year {year}"]
        $0.fileName = "{year}"
      }, name: "2025.csv")
    #expect(result.located.captures["year"]?.text == "2023")
  }

  @Test func `What stands in or below the headings is no title`() throws {
    let result = try read(
      csv("x|\nSchool|Year 2024\nYear 2023|1"),
      layout {
        $0.headerFind = "School"
        $0.titles = ["Year {year}"]
      })
    #expect(result.located.captures.isEmpty)
    #expect(result.codes.contains("TITLE_UNFIT"))
  }
}
