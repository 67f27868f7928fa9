import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

@Suite("Cells of a workbook")
struct XLSXCellTests {
  private func row(_ cells: String) -> String { "<row r=\"1\">\(cells)</row>" }

  @Test func `a shared string is taken from the table`() {
    var book = XLSXBook(
      rows: row("<c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" t=\"s\"><v>0</v></c>"))
    book.strings = "<sst><si><t>one</t></si><si><t>deux</t></si></sst>"
    let reading = book.read()
    #expect(reading.cells == ["A1": "deux", "B1": "one"])
    #expect(reading.kinds["A1"] == .text)
  }

  @Test func `runs of rich text are joined and phonetic hints are left out`() {
    var book = XLSXBook(rows: row("<c r=\"A1\" t=\"s\"><v>0</v></c>"))
    book.strings =
      "<sst><si><r><rPr><b/></rPr><t xml:space=\"preserve\">Girls </t></r><r><t>boarding</t></r>"
      + "<rPh sb=\"0\" eb=\"1\"><t>hint</t></rPh><phoneticPr fontId=\"1\"/></si></sst>"
    #expect(book.read().cells == ["A1": "Girls boarding"])
  }

  @Test func `an inline string keeps its spaces and resolves references and escapes`() {
    let reading = XLSXBook(
      rows: row(
        "<c r=\"A1\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> a &amp; b&#233; </t></is></c>"
          + "<c r=\"B1\" t=\"inlineStr\"><is><t>A_x000D_B_x005F_x000D_</t></is></c>"
          + "<c r=\"C1\" t=\"inlineStr\"><is><t><![CDATA[x < y & z]]></t></is></c>")
    ).read()
    #expect(reading.cells == ["A1": " a & bé ", "B1": "A\rB_x000D_", "C1": "x < y & z"])
  }

  @Test func `a formula gives its stored result by its type`() {
    let reading = XLSXBook(
      rows: row(
        "<c r=\"A1\"><f>1+1</f><v>2</v></c>"
          + "<c r=\"B1\" t=\"str\"><f>A1&amp;\"x\"</f><v>2x</v></c>"
          + "<c r=\"C1\" t=\"b\"><f>TRUE()</f><v>1</v></c>"
          + "<c r=\"D1\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"
          + "<c r=\"E1\" t=\"str\"><f>\"\"</f><v></v></c>")
    ).read()
    #expect(reading.cells == ["A1": "2", "B1": "2x", "C1": "true", "D1": "#DIV/0!"])
    #expect(reading.kinds["A1"] == .number)
    #expect(reading.kinds["B1"] == .text)
    #expect(reading.kinds["C1"] == .boolean)
    #expect(reading.kinds["D1"] == .error)
    #expect(reading.findings.isEmpty)
  }

  @Test func `a formula without a stored result is blank and told`() {
    let reading = XLSXBook(
      rows: row("<c r=\"A1\"><v>7</v></c><c r=\"B1\"><f>A1</f></c><c r=\"C1\"><f>A1</f><v/></c>")
    ).read()
    #expect(reading.cells == ["A1": "7"])
    #expect(reading.findings == ["XLSX_FORMULA_NO_VALUE": 2])
    #expect(reading.places["XLSX_FORMULA_NO_VALUE"]?.first?.cell == "B1")
  }

  @Test(arguments: ["99999", "-1", "1.5", "", "x"])
  func `a string index that points nowhere faults its row only`(index: String) {
    var book = XLSXBook(
      rows: row("<c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>\(index)</v></c>")
        + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c></row>")
    book.strings = "<sst><si><t>one</t></si></sst>"
    let reading = book.read()
    #expect(reading.cells["A1"] == "one" && reading.cells["A2"] == "one")
    #expect(reading.faults[1]?.code.name == (index.isEmpty ? nil : "XLSX_BAD_STRING_INDEX"))
    #expect(reading.faults[1]?.column == (index.isEmpty ? nil : 2))
    #expect(reading.faults[2] == nil)
  }

  @Test(arguments: [
    "<c r=\"A1\"><v>abc</v></c>", "<c r=\"A1\"><v>0x1F</v></c>", "<c r=\"A1\"><v>nan</v></c>",
    "<c r=\"A1\"><v>1e999</v></c>", "<c r=\"A1\" t=\"b\"><v>2</v></c>",
    "<c r=\"A1\" t=\"zz\"><v>2</v></c>",
  ])
  func `a value that does not fit its type faults the row`(cell: String) {
    let reading = XLSXBook(rows: row(cell)).read()
    #expect(reading.faults[1]?.code.name == "XLSX_BAD_VALUE")
    #expect(reading.cells.isEmpty)
  }

  @Test func `a date as text of ISO 8601 is a date`() {
    let reading = XLSXBook(
      rows: row(
        "<c r=\"A1\" t=\"d\"><v>2024-02-29</v></c><c r=\"B1\" t=\"d\"><v>2024-02-29T00:00:00</v></c>"
          + "<c r=\"C1\" t=\"d\"><v>2024-02-29T07:30:00.5Z</v></c>"
          + "<c r=\"D1\" t=\"d\"><v>07:30</v></c>")
    ).read()
    #expect(
      reading.cells == [
        "A1": "2024-02-29", "B1": "2024-02-29", "C1": "2024-02-29T07:30:00", "D1": "07:30",
      ])
    #expect(reading.kinds["C1"] == .date && reading.kinds["D1"] == .text)
  }

  @Test func `names with a prefix, spaces, comments and single quotes are read alike`() {
    let xml =
      "<?xml version='1.0'?><x:worksheet xmlns:x='\(XLSXBook.main)'><x:sheetData>\n "
      + "<x:row r='1' spans='1:2'> <x:c r='A1' ><x:v>1</x:v></x:c><!-- <c> -->"
      + "<x:c t='inlineStr' r = 'B1'><x:is><x:t>zwei</x:t></x:is></x:c ></x:row>\n"
      + "</x:sheetData><x:mergeCells><x:mergeCell ref='B1:C1'/></x:mergeCells></x:worksheet>"
    let reading = XLSXBook(sheet: xml).read()
    #expect(reading.failure == nil)
    #expect(reading.cells == ["A1": "1", "B1": "zwei", "C1": "zwei"])
  }

  @Test func `a cell longer than the limit faults its row`() {
    var book = XLSXBook(
      rows: row(
        "<c r=\"A1\" t=\"inlineStr\"><is><t>\(String(repeating: "x", count: 2000))</t></is></c>"))
    book.limits.fieldBytes = 1000
    #expect(book.read().faults[1]?.code.name == "LIMIT_FIELD_SIZE")
    book.limits.fieldBytes = 2000
    #expect(book.read().cells["A1"]?.count == 2000)
  }

  @Test func `a long text that no window holds at once is read whole`() {
    let text = String(repeating: "Bahr el Ghazal; ", count: 40_000)
    let cell = "<c r=\"A1\" t=\"inlineStr\"><is><t>\(text)</t></is></c><c r=\"B1\"><v>5</v></c>"
    let reading = XLSXBook(rows: row(cell)).read()
    #expect(reading.cells["A1"] == text)
    #expect(reading.cells["B1"] == "5")
  }
}
