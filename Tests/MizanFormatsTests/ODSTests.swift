import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

/// A small spreadsheet for tests.
struct ODSBook {
  var tables: String
  var styles = ""
  var parts: [(String, String)] = [
    ("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
  ]

  /// One table named `Data` with these rows.
  init(rows: String) {
    tables = "<table:table table:name=\"Data\">\(rows)</table:table>"
  }

  init(tables: String) { self.tables = tables }

  var bytes: [UInt8] {
    let content =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content>"
      + "<office:automatic-styles>\(styles)</office:automatic-styles><office:body>"
      + "<office:spreadsheet><table:calculation-settings/>\(tables)</office:spreadsheet>"
      + "</office:body></office:document-content>"
    var zip = XLSXZipWriter()
    zip.entries = (parts + [("content.xml", content)]).map { XLSXZipWriter.Entry($0.0, $0.1) }
    return zip.bytes()
  }

  static func row(_ cells: String, _ more: String = "") -> String {
    "<table:table-row\(more)>\(cells)</table:table-row>"
  }

  static func text(_ text: String, _ more: String = "") -> String {
    "<table:table-cell office:value-type=\"string\"\(more)><text:p>\(text)</text:p>"
      + "</table:table-cell>"
  }

  static func number(_ value: String, shown: String? = nil, _ more: String = "") -> String {
    "<table:table-cell office:value-type=\"float\" office:value=\"\(value)\"\(more)><text:p>"
      + "\(shown ?? value)</text:p></table:table-cell>"
  }
}

@Suite struct `ODS spreadsheets` {
  private let folder = Folder()

  private func read(
    _ book: ODSBook, _ options: FormatOptions = FormatOptions()
  ) throws(Failure) -> ReadTable {
    try ReadTable(folder.input("a.ods", book.bytes), options)
  }

  private func rows(_ rows: String) throws(Failure) -> [[String]] {
    try read(ODSBook(rows: rows)).rows
  }

  private func kinds(_ cells: String) throws -> [Cell.Kind] {
    let input = folder.input("k.ods", ODSBook(rows: ODSBook.row(cells)).bytes)
    let reader = try FormatCatalog.open(input, format: nil, FormatOptions()).rows(ofTable: 0)
    let batch = RecordBatch()
    var findings = Findings()
    _ = try reader.next(into: batch, &findings)
    return (0..<Int(batch.widths[0])).map { batch.cell(row: 0, column: $0).kind }
  }

  private func code(_ book: ODSBook) -> String? {
    failure { () throws(Failure) in _ = try read(book) }?.name
  }

  @Test func `values are read, not what they look like`() throws {
    let cells =
      ODSBook.number("1234.5", shown: "1 234,50")
      + "<table:table-cell office:value-type=\"percentage\" office:value=\"0.125\"><text:p>12,5 %"
      + "</text:p></table:table-cell>"
      + "<table:table-cell office:value-type=\"currency\" office:value=\"3\"><text:p>3 €</text:p>"
      + "</table:table-cell>"
      + "<table:table-cell office:value-type=\"date\" office:date-value=\"2024-05-01T00:00:00\">"
      + "<text:p>01/05/24</text:p></table:table-cell>"
      + "<table:table-cell office:value-type=\"date\" office:date-value=\"2024-05-01T10:30:00.5\"/>"
      + "<table:table-cell office:value-type=\"time\" office:time-value=\"PT25H03M09S\"/>"
      + "<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/>"
    let table = try read(ODSBook(rows: ODSBook.row(cells)))
    #expect(
      table.rows == [
        ["1234.5", "0.125", "3", "2024-05-01", "2024-05-01T10:30:00", "25:03:09", "true"]
      ])
    #expect(table.findings.isEmpty)
    #expect(
      try kinds(cells) == [.number, .number, .number, .date, .date, .text, .boolean])
  }

  @Test(arguments: [
    ("<text:p>a   b</text:p>", "a b"), ("<text:p> a </text:p>", "a"),
    ("<text:p>a<text:s text:c=\"3\"/>b</text:p>", "a   b"),
    ("<text:p>a</text:p><text:p>b</text:p>", "a\nb"),
    ("<text:p>a<text:tab/>b<text:line-break/>c</text:p>", "a\tb\nc"),
    (
      "<text:p><text:span>é</text:span> &amp; <text:a xlink:href=\"x\">ب</text:a></text:p>", "é & ب"
    ),
    ("<office:annotation><text:p>note</text:p></office:annotation><text:p>a</text:p>", "a"),
    ("<text:p>a<office:annotation><text:p>n</text:p></office:annotation>b</text:p>", "ab"),
    ("<text:p/><text:p>b</text:p>", "\nb"), ("<text:p><![CDATA[a & <b>]]></text:p>", "a & <b>"),
  ])
  func `text is what the cell shows`(_ inside: String, _ wanted: String) throws {
    let cell =
      "<table:table-cell office:value-type=\"string\">\(inside)</table:table-cell>"
    #expect(try rows(ODSBook.row(cell)) == [[wanted]])
  }

  @Test func `a text without paragraphs stands in its attribute`() throws {
    let cell = "<table:table-cell office:value-type=\"string\" office:string-value=\"a &lt; b\"/>"
    #expect(try rows(ODSBook.row(cell)) == [["a < b"]])
  }

  @Test func `repeated rows and cells are repeated, blank ones cost nothing`() throws {
    let body =
      ODSBook.row(ODSBook.text("a", " table:number-columns-repeated=\"3\""))
      + ODSBook.row(
        "<table:table-cell table:number-columns-repeated=\"16384\"/>",
        " table:number-rows-repeated=\"7\"")
      + ODSBook.row(
        "<table:table-cell table:number-columns-repeated=\"2\"/>" + ODSBook.number("5"),
        " table:number-rows-repeated=\"2\"")
      + ODSBook.row("<table:table-cell/>", " table:number-rows-repeated=\"1048566\"")
    let table = try read(ODSBook(rows: body))
    #expect(table.rows == [["a", "a", "a"], ["", "", "5"], ["", "", "5"]])
    #expect(table.numbers == [1, 9, 10])
  }

  @Test func `more copies than a batch holds are given out over several`() throws {
    let body = ODSBook.row(ODSBook.number("5"), " table:number-rows-repeated=\"20000\"")
    let table = try read(ODSBook(rows: body))
    #expect(table.rows.count == 20_000 && table.numbers.last == 20_000)
    #expect(table.rows.allSatisfy { $0 == ["5"] })
  }

  @Test(arguments: ["-5", "0", "x", "99999999999", ""])
  func `a repeat that is no count is refused`(_ count: String) {
    let row = ODSBook.row(ODSBook.text("a"), " table:number-rows-repeated=\"\(count)\"")
    #expect(code(ODSBook(rows: row)) == "ODS_BAD_REPEAT")
    let cell = ODSBook.row(ODSBook.text("a", " table:number-columns-repeated=\"\(count)\""))
    #expect(code(ODSBook(rows: cell)) == "ODS_BAD_REPEAT")
  }

  @Test func `filled repeats without end are refused`() {
    let cell = ODSBook.text("a", " table:number-columns-repeated=\"1000\"")
    let wide = ODSBook.row(cell, " table:number-rows-repeated=\"1000000\"")
    #expect(code(ODSBook(rows: wide)) == "LIMIT_CELLS")
    let long = ODSBook.row(ODSBook.text("a"), " table:number-rows-repeated=\"2000000\"")
    #expect(code(ODSBook(rows: long)) == "LIMIT_CELLS")
  }

  @Test func `cells beyond the greatest width are left out and told`() throws {
    var options = FormatOptions()
    options.limits.columns = 4
    let cells = ODSBook.text("a", " table:number-columns-repeated=\"9\"") + ODSBook.text("b")
    let table = try read(ODSBook(rows: ODSBook.row(cells)), options)
    #expect(table.rows == [["a", "a", "a", "a"]])
    #expect(Set(table.codes) == ["XLSX_STRAY_CELL"])
  }

  @Test func `merged cells are filled as in a workbook`() throws {
    let body =
      ODSBook.row(
        ODSBook.text("Tchad", " table:number-rows-spanned=\"2\" table:number-columns-spanned=\"1\"")
          + ODSBook.number("1"))
      + ODSBook.row("<table:covered-table-cell/>" + ODSBook.number("2"))
    let table = try read(ODSBook(rows: body))
    #expect(table.rows == [["Tchad", "1"], ["Tchad", "2"]])
    #expect(table.codes == ["XLSX_MERGED_FILLED"])
  }

  @Test func `errors stay errors`() throws {
    let libre =
      "<table:table-cell table:formula=\"of:=1/0\" office:value-type=\"string\" "
      + "office:string-value=\"\" calcext:value-type=\"error\"><text:p>#DIV/0!</text:p>"
      + "</table:table-cell>"
    let plain =
      "<table:table-cell table:formula=\"of:=A9\" office:value-type=\"string\"><text:p>#REF!"
      + "</text:p></table:table-cell>"
    #expect(try kinds(libre + plain + ODSBook.text("#REF!")) == [.error, .error, .text])
  }

  @Test func `a number that shows another one is told and its value taken`() throws {
    let table = try read(ODSBook(rows: ODSBook.row(ODSBook.number("500", shown: "5"))))
    #expect(table.rows == [["500"]] && table.codes == ["ODS_VALUE_TEXT_DIFFER"])
  }

  @Test(arguments: [
    ("0.333333333", "0,33"), ("1234567", "1.234.567"), ("1234567.891", "1,234,567.89"),
    ("-12", "-12"), ("1e3", "1000"), ("12", "12 pupils"), ("2.5", "3"), ("1234", "1\u{A0}234"),
    ("1234", "1\u{202F}234"), ("5", ""),
  ])
  func `roundings and separators are no other number`(_ value: String, _ shown: String) throws {
    let table = try read(ODSBook(rows: ODSBook.row(ODSBook.number(value, shown: shown))))
    #expect(table.findings.isEmpty)
  }

  @Test func `a number that is none holds its row`() throws {
    let table = try read(ODSBook(rows: ODSBook.row(ODSBook.number("12x") + ODSBook.text("a"))))
    #expect(table.faults == [1: "XLSX_BAD_VALUE"])
  }

  @Test func `tables have names, hidden ones are told`() throws {
    var book = ODSBook(
      tables: "<table:table table:name=\"A &amp; B\"/><table:table table:name=\"Secret\" "
        + "table:style-name=\"ta2\">\(ODSBook.row(ODSBook.text("x")))</table:table>")
    book.styles =
      "<style:style style:name=\"ta1\"><style:table-properties table:display=\"true\"/>"
      + "</style:style><style:style style:name=\"ta2\"><style:table-properties "
      + "table:display=\"false\"/></style:style>"
    let file = try FormatCatalog.open(
      folder.input("h.ods", book.bytes), format: nil, FormatOptions())
    #expect(file.format == "ods")
    #expect(file.tables.map(\.name) == ["A & B", "Secret"])
    #expect(file.tables.map(\.isHidden) == [false, true])
    let batch = RecordBatch()
    var findings = Findings()
    let first = try file.rows(ofTable: 0).next(into: batch, &findings)
    let second = try file.rows(ofTable: 1).next(into: batch, &findings)
    #expect(!first && second)
    #expect(findings.groups.map(\.key.code.name) == ["XLSX_HIDDEN_CONTENT"])
  }

  @Test func `hidden rows and columns are read and told`() throws {
    let body =
      "<table:table-column/><table:table-column table:visibility=\"collapse\"/>"
      + ODSBook.row(ODSBook.text("a") + ODSBook.text("b"))
      + "<table:table-row-group>"
      + ODSBook.row(ODSBook.text("c"), " table:visibility=\"filter\"") + "</table:table-row-group>"
    let table = try read(ODSBook(rows: body))
    #expect(table.rows == [["a", "b"], ["c"]])
    #expect(table.findings.groups.map(\.count).reduce(0, +) == 2)
  }

  @Test func `what the package lacks or says is told`() throws {
    var book = ODSBook(rows: ODSBook.row(ODSBook.text("a")))
    book.parts = [("META-INF/manifest.xml", "<manifest:manifest/>")]
    #expect(try read(book).codes == ["ODS_NO_MIMETYPE"])
    book.parts = [("mimetype", "application/vnd.oasis.opendocument.text")]
    #expect(code(book) == "ODS_NO_SPREADSHEET")
    book.parts = [
      ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
      (
        "META-INF/manifest.xml",
        "<m:manifest><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
      ),
    ]
    #expect(code(book) == "ODS_ENCRYPTED")
    let empty = XLSXZipWriter(entries: [
      .init("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    ])
    let refused = failure { () throws(Failure) in
      _ = try ReadTable(folder.input("e.ods", empty.bytes()))
    }
    #expect(refused?.name == "ODS_PART_MISSING")
  }

  @Test func `entities and endless nesting are refused`() {
    var deep = ODSBook.row("<table:table-cell>" + String(repeating: "<table:table>", count: 300))
    #expect(code(ODSBook(rows: deep)) == "LIMIT_DEPTH")
    deep = ODSBook.row(ODSBook.text("&x;"))
    #expect(code(ODSBook(rows: deep)) == "XML_NOT_WELL_FORMED")
  }
}
