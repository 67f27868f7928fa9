import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

@Suite("Rows of a sheet")
struct XLSXSheetTests {
  private func text(_ address: String, _ text: String) -> String {
    "<c r=\"\(address)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
  }

  @Test func `rows keep the numbers of the sheet and cells their columns`() {
    let reading = XLSXBook(
      rows: "<row r=\"3\"><c r=\"B3\"><v>1</v></c><c r=\"AA3\"><v>2</v></c></row>"
        + "<row r=\"5\"/><row r=\"6\"><c r=\"A6\" s=\"1\"/></row>"
        + "<row r=\"1000000\"><c r=\"C1000000\"><v>3</v></c></row>"
    ).read()
    #expect(reading.cells == ["B3": "1", "AA3": "2", "C1000000": "3"])
    #expect(reading.rows == [3, 1_000_000])
    #expect(reading.widths == [3: 27, 1_000_000: 3])
  }

  @Test func `rows and cells without an address follow the one before`() {
    let reading = XLSXBook(
      rows: "<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"4\"><c r=\"C4\"><v>3</v></c>"
        + "<c><v>4</v></c></row><row><c><v>5</v></c></row>"
    ).read()
    #expect(reading.cells == ["A1": "1", "B1": "2", "C4": "3", "D4": "4", "A5": "5"])
  }

  @Test func `blank cells at the end of a row are left out`() {
    let reading = XLSXBook(
      rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\" s=\"2\"/><c r=\"Z1\"/></row>"
    ).read()
    #expect(reading.widths == [1: 1])
  }

  @Test func `cells in any order find their columns`() {
    let reading = XLSXBook(
      rows: "<row r=\"1\" spans=\"99:1\"><c r=\"C1\"><v>3</v></c><c r=\"A1\"><v>1</v></c>"
        + "<c r=\"B1\" t=\"inlineStr\"><is><t>zwei</t></is></c></row>"
    ).read()
    #expect(reading.cells == ["A1": "1", "B1": "zwei", "C1": "3"])
    #expect(reading.failure == nil)
  }

  @Test(arguments: [
    "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>",
    "<row r=\"1\"><c r=\"A1\"/><c r=\"B1\"><v>1</v></c><c r=\"A1\"><f>1</f><v>2</v></c></row>",
    "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1\"><c r=\"B1\"><v>2</v></c></row>",
  ])
  func `a cell or row given twice is refused`(rows: String) {
    #expect(XLSXBook(rows: rows).read().code == "XLSX_DUPLICATE_CELL")
  }

  @Test func `rows in another order are read and told once`() {
    let reading = XLSXBook(
      rows: "<row r=\"3\"><c r=\"A3\"><v>3</v></c></row><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
        + "<row r=\"2\"><c r=\"A2\"><v>2</v></c></row>"
    ).read()
    #expect(reading.rows == [3, 1, 2])
    #expect(reading.findings == ["XLSX_ROWS_UNORDERED": 1])
  }

  @Test(arguments: [
    "<row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row>",
    "<row r=\"0\"><c r=\"A0\"><v>1</v></c></row>", "<row r=\"x\"><c><v>1</v></c></row>",
    "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>", "<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>",
    "<row r=\"1\"><c r=\"1\"><v>1</v></c></row>", "<row r=\"1\"><c r=\"AAAA1\"><v>1</v></c></row>",
    "<row r=\"1\"><c r=\"\"><v>1</v></c></row>", "<row r=\"1\"><c r=\"A1B\"><v>1</v></c></row>",
  ])
  func `an address outside the sheet or of another row is refused`(rows: String) {
    #expect(XLSXBook(rows: rows).read().code == "XLSX_BAD_CELL_REF")
  }

  @Test func `a cell beyond the limit of columns is left out and told`() {
    var book = XLSXBook(
      rows:
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"D1\"><v>2</v></c><c r=\"XFD1\"><v>3</v></c>"
        + "<c r=\"XFC1\"/></row>")
    book.limits.columns = 4
    let reading = book.read()
    #expect(reading.cells == ["A1": "1", "D1": "2"])
    #expect(reading.widths == [1: 4])
    #expect(reading.findings == ["XLSX_STRAY_CELL": 1])
    #expect(reading.places["XLSX_STRAY_CELL"]?.first?.cell == "XFD1")
  }

  @Test func `hidden rows and columns with content are read and told`() {
    let reading = XLSXBook(
      rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>"
        + "<row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>3</v></c></row>"
        + "<row r=\"3\" hidden=\"true\"><c r=\"A3\"/></row>",
      before: "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/>"
        + "<col min=\"9\" max=\"16384\" hidden=\"1\"/></cols>"
    ).read()
    #expect(reading.cells == ["A1": "1", "B1": "2", "A2": "3"])
    #expect(reading.findings == ["XLSX_HIDDEN_CONTENT": 2])
    #expect(reading.places["XLSX_HIDDEN_CONTENT"]?.map(\.row) == [1, 2])
  }

  @Test func `more rows than a batch holds come in order and complete`() {
    let rows = (1...20_000).map { "<row r=\"\($0)\"><c r=\"B\($0)\"><v>\($0)</v></c></row>" }
    let reading = XLSXBook(rows: rows.joined()).read()
    #expect(reading.rows == Array(1...20_000))
    #expect(reading.cells["B8192"] == "8192" && reading.cells["B8193"] == "8193")
    #expect(reading.cells.count == 20_000)
  }

  @Test func `a million styled rows without content cost nothing`() {
    let reading = XLSXBook(
      rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
        + (2...20_000).map { "<row r=\"\($0)\" s=\"5\"><c r=\"A\($0)\" s=\"5\"/></row>" }.joined()
    ).read()
    #expect(reading.rows == [1])
  }

  @Test(
    arguments: [
      ("<worksheet><sheetData/></worksheet>", nil), ("<worksheet/>", nil),
      ("<worksheet><sheetData></sheetData>", "XML_NOT_WELL_FORMED"),
      ("<worksheet><sheetData><row></sheetData></worksheet>", "XML_NOT_WELL_FORMED"),
      ("<worksheet><sheetData><row><c></row></sheetData></worksheet>", "XML_NOT_WELL_FORMED"),
      (
        "<worksheet><sheetData><row><c><v>1</c></row></sheetData></worksheet>",
        "XML_NOT_WELL_FORMED"
      ),
      ("<worksheet><sheetData><row><c><v>1</v></c>x<", "XML_NOT_WELL_FORMED"),
      ("", "XML_NOT_WELL_FORMED"),
      ("<worksheet/><worksheet/>", "XML_NOT_WELL_FORMED"),
      ("<worksheet/>text", "XML_NOT_WELL_FORMED"),
      ("<!DOCTYPE worksheet><worksheet/>", "XML_DTD_FORBIDDEN"),
      (
        "<worksheet><sheetData><row><c><!ENTITY a \"b\"></c></row></sheetData></worksheet>",
        "XML_DTD_FORBIDDEN"
      ),
      ("<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet/>", "XML_ENCODING_UNSUPPORTED"),
      ("<worksheet>" + String(repeating: "<a>", count: 300), "LIMIT_DEPTH"),
    ] as [(String, String?)])
  func `what is not well-formed is refused`(xml: String, code: String?) {
    #expect(XLSXBook(sheet: xml).read().code == code)
  }
}
