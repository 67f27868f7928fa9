import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanSources

struct HeadingTests {
  @Test func `Two rows of headings are joined and merged cells filled in a text file`() throws {
    let result = try read(
      csv(
        """
        رمز المدرسة|الصف الأول||الصف الثاني||المجموع
        |ذكور|إناث|ذكور|إناث|
        S1|1|2|3|4|10
        """),
      layout {
        $0.headerFind = "رمز المدرسة"
        $0.headerRows = 2
      })
    #expect(
      result.headings == [
        "رمز المدرسة", "الصف الأول / ذكور", "الصف الأول / إناث", "الصف الثاني / ذكور",
        "الصف الثاني / إناث", "المجموع",
      ])
    #expect(result.rows == [["S1", "1", "2", "3", "4", "10"]])
  }

  @Test func `Cells that a workbook filled are written once when they repeat downwards`() throws {
    let result = try read(
      sheet(
        """
        Code|Grade 1|Grade 1|Total
        Code|Boys|Girls|Total
        S1|1|2|3
        """),
      layout {
        $0.headerRow = 1
        $0.headerRows = 2
      })
    #expect(result.headings == ["Code", "Grade 1 / Boys", "Grade 1 / Girls", "Total"])
  }

  @Test func `A heading is not carried into columns that only the lower row names`() {
    let rows = [["Code", "", "Grade 1", ""], ["", "Name", "M", "F"]]
    #expect(
      HeadingRows.join(rows, fillsMerged: false) == ["Code", "Name", "Grade 1 / M", "Grade 1 / F"])
  }

  @Test func `A workbook with merged cells leaves unmerged blanks alone`() {
    let rows = [["", "Grade 1", "Grade 1", ""], ["Code", "M", "F", "Total"]]
    #expect(
      HeadingRows.join(rows, fillsMerged: true) == ["Code", "Grade 1 / M", "Grade 1 / F", "Total"])
    #expect(HeadingRows.join(rows, fillsMerged: false)[3] == "Grade 1 / Total")
  }

  @Test func `Three rows of headings keep their groups apart`() {
    let rows = [
      ["Primary", "", "", ""], ["G1", "", "G2", ""], ["M", "F", "M", "F"],
    ]
    #expect(
      HeadingRows.join(rows, fillsMerged: false) == [
        "Primary / G1 / M", "Primary / G1 / F", "Primary / G2 / M", "Primary / G2 / F",
      ])
    let uneven = [["A", "", "B", ""], ["x", "", "", ""], ["M", "F", "M", "F"]]
    #expect(
      HeadingRows.join(uneven, fillsMerged: false) == ["A / x / M", "A / x / F", "B / M", "B / F"])
  }

  @Test(arguments: [
    ("  Month of\nReporting  ", "Month of Reporting"), ("a\u{A0}b", "a b"),
    ("a \r\n\t b", "a b"), ("\u{FEFF}id", "id"), ("", ""), (" \n ", ""),
  ])
  func `Headings are one clean line`(text: String, clean: String) {
    #expect(CellText.clean(text) == clean)
  }

  @Test func `Rows between headings and data are left out when declared`() throws {
    let result = try read(
      csv("school|girls\n(name)|(count)\nA|3"),
      layout {
        $0.headerRow = 1
        $0.skipAfterHeader = 1
      })
    #expect(result.rows == [["A", "3"]])
  }

  @Test func `A blank heading over data is told, one over nothing is not`() throws {
    let result = try read(csv("school|girls||\nA|3||note\nB|4||\n"))
    #expect(result.headings == ["school", "girls", "", ""])
    #expect(result.codes == ["HEADER_BLANK"])
    let group = try #require(result.findings.groups.first)
    #expect(group.examples == [Place("file.csv", row: 1, column: 4)])
    #expect(group.arguments["column"] == "D")
  }

  @Test func `Blank ends of the headings are no columns`() throws {
    let result = try read(csv("school|girls||\nA|3||\nB|4||"))
    #expect(result.headings == ["school", "girls"])
    #expect(result.rows == [["A", "3"], ["B", "4"]])
    #expect(result.faults.isEmpty)
  }

  @Test func `A workbook's column without a heading is read when it has data`() throws {
    let result = try read(sheet("school|girls\nA|3\nB|4||late"))
    #expect(result.headings == ["school", "girls", "", ""])
    #expect(result.rows == [["A", "3", "", ""], ["B", "4", "", "late"]])
    #expect(result.codes == ["HEADER_BLANK"])
  }

  @Test func `Two equal headings are left to the mapping`() throws {
    let result = try read(csv("school|enrolled|enrolled\nA|3|4"))
    #expect(result.headings == ["school", "enrolled", "enrolled"])
    #expect(result.codes == [])
  }
}
