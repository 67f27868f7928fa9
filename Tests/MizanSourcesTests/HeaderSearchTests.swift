import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanSources

struct HeaderSearchTests {
  @Test func `Title rows above a text table are left out`() throws {
    let result = try read(
      csv(
        """
        Education Cluster 4W|||
        Reporting month: 2024-03|||
        |||

        country|admin1|school|year|sex|enrolled
        PSE|PS01|A|2024/25|F|492
        SSD|SS04|B|2023/24|F|858
        """))
    #expect(result.headings == ["country", "admin1", "school", "year", "sex", "enrolled"])
    #expect(result.rows.count == 2)
    #expect(result.numbers == [6, 7])
    #expect(result.codes == [])
  }

  @Test func `A banner that is merged across the table is no row of headings`() throws {
    let banner = Array(repeating: "KENYA 5Ws reporting", count: 5).joined(separator: "|")
    let result = try read(
      sheet(
        banner + "\n" + """
          |WHO|WHO|WHERE|WHERE
          Month|Lead|Donor|County|Boys
          May|UNICEF|EAC|Marsabit|9431
          May|FCA|EAC|Isiolo|41
          """))
    #expect(result.headings == ["Month", "Lead", "Donor", "County", "Boys"])
    #expect(result.numbers == [4, 5])
  }

  @Test func `Years are headings and numbers are not`() throws {
    let result = try read(csv("country|2010|2011|2012\nTCD|5|6|7\nSSD|8|9|10"))
    #expect(result.headings == ["country", "2010", "2011", "2012"])
    let failure = #expect(throws: Failure.self) { try read(csv("1|2|3\n4|5|6")) }
    #expect(failure?.diagnostics[0].code.name == "HEADER_NOT_FOUND")
  }

  @Test func `A table without rows still has its headings`() throws {
    let result = try read(csv("country|school|enrolled"))
    #expect(result.headings == ["country", "school", "enrolled"])
    #expect(result.rows == [])
    #expect(result.codes == ["INPUT_NO_ROWS"])
  }

  @Test func `Blank rows are no data`() throws {
    let result = try read(csv("country|school\n|\n\n|"))
    #expect(result.codes == ["INPUT_NO_ROWS"])
    #expect(result.marks == [1, 1, 1])
  }

  @Test func `A form that nobody filled in has its headings below the titles`() throws {
    let result = try read(
      sheet(
        """
        KENYA 5Ws Reporting||||||
        |WHO||WHAT|||
        Month|Lead|Donor|Sector|County|Boys|Girls
        April||||||
        May||||||
        June||||||
        """))
    #expect(result.headings == ["Month", "Lead", "Donor", "Sector", "County", "Boys", "Girls"])
    #expect(result.rows.count == 3)
  }

  @Test func `Absurd declarations are no trap`() throws {
    let result = try read(
      csv("a|b\n1|2"),
      layout {
        $0.headerRow = 1
        $0.headerRows = Int.max
        $0.skipAfterHeader = Int.max
      })
    #expect(result.headings == ["a / 1", "b / 2"])
    #expect(result.codes == ["INPUT_NO_ROWS"])
  }

  @Test func `A declared row is taken as it is`() throws {
    let result = try read(
      csv("a|b\nc|d\n1|2"), layout { $0.headerRow = 2 })
    #expect(result.headings == ["c", "d"])
    #expect(result.rows == [["1", "2"]])
  }

  @Test(arguments: ["Month of reporting", "MONTH OF REPORTING", "Month of*", "county"])
  func `A declared heading is found wherever its row lies`(heading: String) throws {
    let titles = String(repeating: "a title|\n", count: 60)
    let result = try read(
      csv(titles + "Month of Reporting|County\nMay|Isiolo", batchRows: 7),
      layout { $0.headerFind = heading })
    #expect(result.headings == ["Month of Reporting", "County"])
    #expect(result.numbers == [62])
  }

  @Test func `A heading that begins with a text needs the star`() throws {
    let file = csv("Month of Reporting|County\nMay|Isiolo")
    #expect(throws: Failure.self) { try read(file, layout { $0.headerFind = "Month" }) }
  }

  @Test func `Headings that are not found end the file with what was seen`() throws {
    let failure = #expect(throws: Failure.self) {
      try read(
        sheet("Notes|x\n|\nschool|girls\nA|3"), layout { $0.headerFind = "Pupils*" })
    }
    #expect(failure?.kind == .undecided)
    let diagnostic = failure?.diagnostics[0]
    #expect(diagnostic?.code.name == "HEADER_NOT_FOUND")
    #expect(diagnostic?.place?.sheet == "Data")
    #expect(diagnostic?.arguments["value"] == "Pupils*")
    #expect(
      diagnostic?.arguments["known"] == "1: Notes · x | 3: school · girls | 4: A · 3")
  }

  @Test func `A declared row beyond the end is not found`() throws {
    for row in [9, 20_000, -1] {
      let failure = #expect(throws: Failure.self) {
        try read(csv("a|b\nc|d"), layout { $0.headerRow = row })
      }
      #expect(failure?.diagnostics[0].code.name == "HEADER_NOT_FOUND")
    }
  }

  @Test func `An empty sheet has no headings`() throws {
    let failure = #expect(throws: Failure.self) {
      try read(MemoryTableFile(name: "Empty", format: "xlsx", rows: []))
    }
    #expect(failure?.diagnostics[0].code.name == "HEADER_NOT_FOUND")
    #expect(failure?.diagnostics[0].arguments["known"] == "")
  }

  @Test func `The rows can be read again`() throws {
    var findings = Findings()
    let located = try TableLocator.locate(
      csv("t|\n|\nschool|girls\nA|3\nB|4"), TableLayout(), input: Input(path: "f.csv"), &findings)
    for _ in 0..<3 {
      let reader = try located.rows(RowTreatment())
      let batch = RecordBatch()
      #expect(try reader.next(into: batch, &findings))
      #expect(batch.text(row: 0, column: 0) == "A")
      #expect(batch.rowCount == 2)
    }
  }
}
