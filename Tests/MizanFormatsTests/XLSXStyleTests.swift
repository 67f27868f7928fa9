import MizanRecords
import Testing

@testable import MizanFormats

@Suite("Styles")
struct XLSXStyleTests {
  @Test func `formats known by number`() {
    let expected: [NumberFormat: [Int]] = [
      .date: [14, 15, 16, 17, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 57, 58],
      .time: [18, 19, 20, 21, 32, 33, 45, 47, 55, 56], .dateTime: [22], .duration: [46],
    ]
    for id in 0..<164 {
      let meaning = expected.first { $0.value.contains(id) }?.key ?? .number
      #expect(NumberFormat(builtIn: id) == meaning, "\(id)")
    }
  }

  private func book(_ styles: String) -> XLSXBook {
    var book = XLSXBook(
      rows: "<row r=\"1\"><c r=\"A1\" s=\"0\"><v>45292</v></c><c r=\"B1\" s=\"1\"><v>45292</v></c>"
        + "<c r=\"C1\" s=\"2\"><v>0.5</v></c></row>")
    book.styles = styles
    return book
  }

  @Test func `only the formats of cells count, not those of named styles or of conditions`() {
    let reading = book(
      "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"0.0\"/></numFmts>"
        + "<cellStyleXfs><xf numFmtId=\"14\"/><xf numFmtId=\"14\"/></cellStyleXfs>"
        + "<cellXfs><xf numFmtId=\"164\"/><xf numFmtId=\"14\"/><xf numFmtId=\"20\"/></cellXfs>"
        + "<dxfs><dxf><numFmt numFmtId=\"164\" formatCode=\"yyyy\"/></dxf></dxfs></styleSheet>"
    ).read()
    #expect(reading.cells == ["A1": "45292", "B1": "2024-01-01", "C1": "12:00:00"])
    #expect(reading.kinds["C1"] == .text)
  }

  @Test func `a workbook may give a number of the program another format`() {
    let reading = book(
      "<styleSheet><numFmts><numFmt numFmtId=\"14\" formatCode=\"&quot;d&quot;0\"/></numFmts>"
        + "<cellXfs><xf numFmtId=\"14\"/><xf/></cellXfs></styleSheet>"
    ).read()
    #expect(reading.cells == ["A1": "45292", "B1": "45292", "C1": "0.5"])
  }

  @Test func `styles that are not there mean plain numbers`() {
    #expect(book("<styleSheet/>").read().cells["A1"] == "45292")
    var none = book("")
    none.styles = nil
    #expect(none.read().cells["A1"] == "45292")
  }

  @Test(arguments: [" ", "  "]) func `a cell that names no style has the first`(space: String) {
    let padding = String(repeating: " ", count: 600)
    var book = XLSXBook(
      rows: "<row r=\"1\"><c\(space)r=\"A1\"><v>45292</v></c>\(padding)</row>")
    book.styles = XLSXBook.styles(["yyyy-mm-dd"])
    #expect(book.read().cells == ["A1": "2024-01-01"])
  }

  @Test func `broken styles are refused`() {
    #expect(book("<styleSheet><cellXfs>").read().code == "XML_NOT_WELL_FORMED")
    #expect(book("<!DOCTYPE a><styleSheet/>").read().code == "XML_DTD_FORBIDDEN")
  }
}
