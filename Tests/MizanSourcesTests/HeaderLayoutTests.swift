import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanSources

/// How `header:` finds its rows, and what is taken from above and below them.
struct HeaderLayoutTests {
  private let titled = """
    Ministry of Education
    School year 2023/2024||Term 2

    School|Girls|Boys
    A|1|2
    B|3|4
    """

  @Test(arguments: ["School", "school", "  SCHOOL ", "Girls", "boy*", "Gi*"])
  func `The row that holds the declared heading begins the table`(find: String) throws {
    let result = try read(csv(titled), layout { $0.headerFind = find })
    #expect(result.headings == ["School", "Girls", "Boys"])
    #expect(result.numbers == [5, 6])
  }

  @Test func `The first row that holds the heading wins`() throws {
    let result = try read(
      csv("School|x\na|1\nSchool|y\nb|2"), layout { $0.headerFind = "School" })
    #expect(result.headings == ["School", "x"])
    #expect(result.rows.count == 3)
  }

  @Test func `A title that only holds the word is not the heading`() throws {
    let result = try read(
      csv("School list 2024|\n|\nSchool|Girls\nA|1"), layout { $0.headerFind = "School" })
    #expect(result.numbers == [4])
    let open = try read(
      csv("School list 2024|\n|\nSchool|Girls\nA|1"), layout { $0.headerFind = "School*" })
    #expect(open.numbers == [2, 3, 4])
  }

  @Test func `A heading further down than the search goes is not found, and that is said`() throws {
    let deep = String(repeating: "x|y\n", count: HeaderSearch.findLimit) + "School|Girls\nA|1"
    #expect(throws: Failure.self) { try read(csv(deep), layout { $0.headerFind = "School" }) }
    let reachable =
      String(repeating: "x|y\n", count: HeaderSearch.findLimit - 1) + "School|Girls\nA|1"
    let result = try read(csv(reachable), layout { $0.headerFind = "School" })
    #expect(result.rows == [["A", "1"]])
  }

  @Test func `A failure names what was looked for and what was seen`() throws {
    let failure = #expect(throws: Failure.self) {
      try read(csv(titled), layout { $0.headerFind = "Établissement" })
    }
    #expect(failure?.kind == .undecided)
    let told = try #require(failure?.diagnostics.first)
    #expect(told.code.name == "HEADER_NOT_FOUND")
    #expect(told.arguments["value"] == "Établissement")
    #expect(told.arguments["known"]?.hasPrefix("1: Ministry of Education | 2: ") == true)
    #expect(told.arguments["known"]?.contains("4: School · Girls · Boys") == true)
  }

  @Test(arguments: [1, 2, 4])
  func `A declared row is taken as it is`(row: Int) throws {
    let result = try read(sheet(titled), layout { $0.headerRow = row })
    #expect(result.numbers.first == row + 1)
  }

  @Test func `A row beyond the table is not found`() {
    let failure = #expect(throws: Failure.self) {
      try read(csv(titled), layout { $0.headerRow = 99 })
    }
    #expect(failure?.diagnostics.first?.arguments["value"] == "99")
  }

  @Test(arguments: [0, 1, 2, 3])
  func `Rows between headings and data are left out`(skip: Int) throws {
    let result = try read(
      csv("School|Girls\nu|v\nw|x\ny|z\nA|1"),
      layout {
        $0.headerRow = 1
        $0.skipAfterHeader = skip
      })
    #expect(result.numbers == Array((2 + skip)...5))
  }

  @Test func `More rows left out than there are leaves a table without rows`() throws {
    let result = try read(
      csv("School|Girls\nA|1"),
      layout {
        $0.headerRow = 1
        $0.skipAfterHeader = 9
      })
    #expect(result.rows.isEmpty)
    #expect(result.codes == ["INPUT_NO_ROWS"])
  }

  @Test func `Without a word the first row as wide as its rows is recognised`() throws {
    #expect(
      try read(csv("Ministry\nYear 2024\n\nSchool|Girls|Boys\nA|1|2\nB|3|4")).headings
        == ["School", "Girls", "Boys"])
    #expect(try read(csv("School|Girls\nA|1\nB|2")).headings == ["School", "Girls"])
    #expect(
      try read(csv("2019|2020|School\n1|2|A\n3|4|B")).headings == ["2019", "2020", "School"])
  }

  @Test func `A banner that is merged across the table is no row of headings`() throws {
    let banner = "Report|Report|Report\nSchool|Girls|Boys\nA|1|2\nB|3|4\nC|5|6"
    #expect(try read(sheet(banner)).headings == ["School", "Girls", "Boys"])
  }

  @Test func `A table of numbers alone has no row of headings`() {
    let failure = #expect(throws: Failure.self) { try read(csv("1|2\n3|4\n5|6")) }
    #expect(failure?.diagnostics.first?.code.name == "HEADER_NOT_FOUND")
    #expect(throws: Failure.self) { try read(csv("")) }
    #expect(throws: Failure.self) { try read(MemoryTableFile(format: "csv", rows: [])) }
  }
}

/// Headings that go over several rows.
struct MergedHeadingTests {
  @Test func `Two rows of a workbook with filled merged cells`() throws {
    let result = try read(
      sheet("Code|Grade 1|Grade 1|Grade 2|Grade 2\nCode|M|F|M|F\nS|1|2|3|4"),
      layout {
        $0.headerFind = "Code"
        $0.headerRows = 2
      })
    #expect(
      result.headings == [
        "Code", "Grade 1 / M", "Grade 1 / F", "Grade 2 / M", "Grade 2 / F",
      ])
    #expect(result.rows == [["S", "1", "2", "3", "4"]])
  }

  @Test func `Three rows name level, grade and sex`() throws {
    let result = try read(
      csv("Code|Primary||||Lower\n|G1||G2||G7\n|M|F|M|F|M\nS|1|2|3|4|5"),
      layout {
        $0.headerFind = "Code"
        $0.headerRows = 3
      })
    #expect(
      result.headings == [
        "Code", "Primary / G1 / M", "Primary / G1 / F", "Primary / G2 / M", "Primary / G2 / F",
        "Lower / G7 / M",
      ])
  }

  @Test func `A lower row without a group keeps its own name`() throws {
    let result = try read(
      csv("Code||Grade 1|\n|Name|M|F\nS|x|1|2"),
      layout {
        $0.headerRow = 1
        $0.headerRows = 2
      })
    #expect(result.headings == ["Code", "Name", "Grade 1 / M", "Grade 1 / F"])
  }

  @Test func `Line breaks in merged headings become blanks`() throws {
    #expect(
      HeadingRows.join([["Grade\u{A0}1", ""], ["M", "F"]], fillsMerged: false) == [
        "Grade\u{A0}1 / M", "Grade\u{A0}1 / F",
      ])
    let file = MemoryTableFile(
      name: "S", format: "xlsx",
      rows: [["Code", "Grade\n1", "Grade\n1"], ["Code", " M ", "F"], ["S", "1", "2"]])
    let result = try read(
      file,
      layout {
        $0.headerRow = 1
        $0.headerRows = 2
      })
    #expect(result.headings == ["Code", "Grade 1 / M", "Grade 1 / F"])
  }

  @Test func `Rows of headings beyond the end are as many as there are`() throws {
    let result = try read(
      csv("Code|G\n|M"),
      layout {
        $0.headerRow = 1
        $0.headerRows = 5
      })
    #expect(result.headings == ["Code", "G / M"])
    #expect(result.rows.isEmpty)
  }

  @Test(arguments: 1...4)
  func `Joining keeps one text for each column`(levels: Int) {
    var random = SplitMix(state: UInt64(levels))
    let words = ["", "", "A", "B", "M", "F"]
    for _ in 0..<200 {
      let width = Int.random(in: 1...7, using: &random)
      let grid = (0..<levels).map { _ in
        (0..<width).map { _ in words.randomElement(using: &random) ?? "" }
      }
      for fills in [true, false] {
        let joined = HeadingRows.join(grid, fillsMerged: fills)
        #expect(joined.count == width)
        for column in 0..<width {
          let parts =
            joined[column].isEmpty ? [] : joined[column].split(separator: " / ").map(String.init)
          // What stood in the column stands in its heading, in order and once in a row.
          let own = grid.map { $0[column] }.filter { !$0.isEmpty }
          #expect(own.allSatisfy(parts.contains))
          #expect(zip(parts, parts.dropFirst()).allSatisfy { $0 != $1 })
          #expect(parts.count <= levels)
          // The lowest row is never filled from beside it.
          if grid[levels - 1][column].isEmpty && levels == 1 { #expect(parts.isEmpty) }
        }
      }
    }
  }
}

/// Rows of HXL hashtags.
struct HashtagRowTests {
  private let tagged = "School|District|Girls\n#loc+name|#adm2+name|#affected+f\nA|x|1"

  @Test func `A row of hashtags below the headings is no data`() throws {
    let result = try read(csv(tagged))
    #expect(result.located.headings.map(\.tag) == ["#loc+name", "#adm2+name", "#affected+f"])
    #expect(result.rows == [["A", "x", "1"]])
    #expect(result.numbers == [3])
    #expect(result.codes.isEmpty)
  }

  @Test func `It is found below a row that is left out, and one row further`() throws {
    let spaced = "School|Girls\n(name)|(n)\n#loc+name|#affected+f\nA|1"
    let result = try read(
      csv(spaced),
      layout {
        $0.headerRow = 1
        $0.skipAfterHeader = 1
      })
    #expect(result.rows == [["A", "1"]])
    let loose = try read(
      csv("School|Girls\n|\n#loc+name|#affected+f\nA|1"), layout { $0.headerRow = 1 })
    #expect(loose.rows == [["A", "1"]])
  }

  @Test func `A table may have hashtags only`() throws {
    let result = try read(
      csv("#loc+name|#affected+f\nA|1"), layout { $0.headerFind = "#loc+name" })
    #expect(result.located.headings.map(\.tag) == ["#loc+name", "#affected+f"])
    #expect(result.rows == [["A", "1"]])
  }

  @Test func `A misspelt tag is told with the one that was meant`() throws {
    let result = try read(csv("School|Girls\n#loc+name|#afected+f\nA|1"))
    #expect(result.codes == ["HXL_TAG_INVALID"])
    let group = try #require(result.findings.groups.first)
    #expect(group.key.value == "#afected+f")
    #expect(group.arguments["known"] == "#affected")
    #expect(group.examples == [Place("file.csv", row: 2, column: 2)])
  }

  @Test(arguments: [
    ("#loc +name", "#loc+name"), ("#LOC+Name", "#loc+name"), ("#loc  + name ", nil),
    ("# loc", nil),
  ])
  func `Tags are written in one way`(text: String, plain: String?) {
    #expect(Hashtag(text)?.text == plain)
  }

  @Test(arguments: ["#affected", "#adm1+code", "#x_own", "#meta+id+v_iso", "#school"])
  func `Sound tags have no problem, own ones neither`(tag: String) {
    #expect(Hashtags.problem(in: tag) == nil)
  }

  @Test(arguments: ["affected", "#", "#1st", "#adm1+", "#adm1++f", "#a b", "#adm1+é"])
  func `Texts that are no tags have one`(tag: String) {
    #expect(Hashtags.problem(in: tag) != nil)
  }

  @Test func `A column with a number sign is no row of tags`() throws {
    let result = try read(csv("School|#\nA|1\nB|2"))
    #expect(result.headings == ["School", "#"])
    #expect(result.rows.count == 2)
    #expect(result.located.headings.allSatisfy { $0.tag == nil })
  }
}
