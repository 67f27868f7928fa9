import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

@Suite("Merged ranges")
struct XLSXMergedTests {
  private func text(_ address: String, _ text: String) -> String {
    "<c r=\"\(address)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
  }

  private func merged(_ ranges: String...) -> String {
    "<mergeCells count=\"9\">" + ranges.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
      + "</mergeCells>"
  }

  @Test func `a text merged down fills the rows that have content of their own`() {
    let reading = XLSXBook(
      rows: "<row r=\"1\">\(text("A1", "Lac"))<c r=\"B1\"><v>1</v></c></row>"
        + "<row r=\"2\"><c r=\"A2\"/><c r=\"B2\"><v>2</v></c></row><row r=\"3\"><c r=\"A3\"/></row>"
        + "<row r=\"4\"><c r=\"B4\"><v>4</v></c></row><row r=\"5\"><c r=\"B5\"><v>5</v></c></row>",
      behind: merged("A1:A4")
    ).read()
    #expect(
      reading.cells == [
        "A1": "Lac", "B1": "1", "A2": "Lac", "B2": "2", "A4": "Lac", "B4": "4", "B5": "5",
      ])
    #expect(reading.rows == [1, 2, 4, 5])
    #expect(reading.findings == ["XLSX_MERGED_FILLED": 1])
  }

  @Test func `a heading merged across fills its columns with a note`() {
    let reading = XLSXBook(
      rows: "<row r=\"1\">\(text("A1", "Area"))\(text("B1", "Enrolment"))</row>"
        + "<row r=\"2\">\(text("B2", "Girls"))\(text("C2", "Boys"))</row>",
      behind: merged("B1:C1", "A1:A2")
    ).read()
    #expect(
      reading.cells == [
        "A1": "Area", "B1": "Enrolment", "C1": "Enrolment", "A2": "Area", "B2": "Girls",
        "C2": "Boys",
      ])
    #expect(reading.findings == ["XLSX_MERGED_ACROSS": 1, "XLSX_MERGED_FILLED": 1])
  }

  @Test func `a number is never repeated, so that it is not counted twice`() {
    let reading = XLSXBook(
      rows: "<row r=\"1\"><c r=\"A1\"><v>120</v></c><c r=\"C1\"><v>1</v></c></row>"
        + "<row r=\"2\"><c r=\"C2\"><v>2</v></c></row>",
      behind: merged("A1:B2")
    ).read()
    #expect(reading.cells == ["A1": "120", "C1": "1", "C2": "2"])
    #expect(reading.findings == ["XLSX_MERGED_NUMBER": 1])
  }

  @Test func `a number that reads as a year is a label`() {
    let reading = XLSXBook(
      rows: "<row r=\"1\"><c r=\"A1\"><v>2024</v></c></row>"
        + "<row r=\"2\">\(text("A2", "Girls"))\(text("B2", "Boys"))</row>",
      behind: merged("A1:B1")
    ).read()
    #expect(reading.cells["B1"] == "2024")
    #expect(reading.findings == ["XLSX_MERGED_ACROSS": 1])
  }

  @Test func `content under a merged range stays`() {
    let reading = XLSXBook(
      rows: "<row r=\"1\">\(text("A1", "x"))\(text("B1", "own"))</row>",
      behind: merged("A1:C1")
    ).read()
    #expect(reading.cells == ["A1": "x", "B1": "own", "C1": "x"])
  }

  @Test func `values cross the border of batches`() {
    let rows = (1...9000).map { row in
      "<row r=\"\(row)\">" + (row == 1 ? text("A1", "Kasaï") : "")
        + "<c r=\"B\(row)\"><v>\(row)</v></c></row>"
    }
    let reading = XLSXBook(rows: rows.joined(), behind: merged("A1:A9000")).read()
    #expect((1...9000).allSatisfy { reading.cells["A\($0)"] == "Kasaï" })
  }

  @Test func `ranges that overlap or span the sheet are told, not filled`() {
    let reading = XLSXBook(
      rows:
        "<row r=\"1\">\(text("A1", "x"))\(text("B1", "y"))</row><row r=\"2\">\(text("A2", "z"))</row>",
      behind: merged("A1:XFD1", "B1:B2", "nonsense", "C9:A1", "A5:A5")
    ).read()
    #expect(reading.cells == ["A1": "x", "B1": "y", "A2": "z"])
    #expect(reading.findings == ["XLSX_MERGED_NOT_FILLED": 2])
  }

  @Test func `a blank merged range fills nothing`() {
    let reading = XLSXBook(
      rows: "<row r=\"2\"><c r=\"C2\"><v>1</v></c></row>", behind: merged("A1:B3")
    ).read()
    #expect(reading.cells == ["C2": "1"])
    #expect(reading.findings.isEmpty)
  }

  @Test func `letters D before the end of the cells do not mislead the search`() {
    let rows = (1...3000).map { "<row r=\"\($0)\"><c r=\"D\($0)\"><v>\($0)</v></c></row>" }
    let reading = XLSXBook(
      rows: "<row>\(text("A1", "sheetData>"))\(text("B1", "DDDDD"))</row>"
        + rows.dropFirst().joined(),
      behind: merged("B1:C1")
    ).read()
    #expect(reading.cells["C1"] == "DDDDD")
  }
}
