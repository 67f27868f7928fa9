import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

/// Numbers and dates on their whole way through a workbook.
@Suite("Values of a workbook")
struct XLSXValueTests {
  private func read(_ cell: String, _ formats: [String] = [], is1904: Bool = false) -> XLSXReading {
    var book = XLSXBook(rows: "<row r=\"1\">\(cell)</row>")
    if !formats.isEmpty { book.styles = XLSXBook.styles(formats) }
    if is1904 { book.workbookProperties = "<workbookPr date1904=\"1\"/>" }
    return book.read()
  }

  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("1", "1"), ("-17", "-17"), ("007", "7"), ("1.50", "1.5"),
    ("0.1", "0.1"), ("0.30000000000000004", "0.3"), ("2.9999999999999996", "3"),
    ("19.999999999999996", "20"), ("1E2", "100"), ("1E+2", "100"), ("1.5e-3", "0.0015"),
    ("6.0221407599999999E+23", "602214076000000000000000"), ("123456789012345", "123456789012345"),
    ("1234567890123456", "1234567890123456"), ("12345678901234567890", "12345678901234567890"),
    ("0.000001", "0.000001"), ("1E-7", "0.0000001"), ("-1.0", "-1"), (" 5 ", "5"), ("\n5\n", "5"),
    ("1000000.0000000001", "1000000"), ("99999999999999.99", "100000000000000"),
    ("33.333333333333336", "33.3333333333333"), (".5", "0.5"), ("5.", "5"),
  ])
  func `a number is what the program shows`(_ raw: String, _ expected: String) {
    for type in ["", " t=\"n\""] {
      let reading = read("<c r=\"A1\"\(type)><v>\(raw)</v></c>")
      #expect(reading.cells == ["A1": expected])
      #expect(reading.kinds["A1"] == .number)
      #expect(reading.faults.isEmpty)
    }
  }

  @Test(arguments: [
    "1,5", "1 5", "12abc", "--1", "1E", "1.2.3", "Infinity", "-inf", "NaN", "0x10", "1e400", "٣",
  ])
  func `what is no number holds its row and shows what was received`(_ raw: String) {
    let reading = read("<c r=\"A1\"><v>\(raw)</v></c><c r=\"B1\"><v>4</v></c>")
    #expect(reading.faults[1]?.code.name == "XLSX_BAD_VALUE")
    #expect(reading.faults[1]?.column == 1)
    #expect(reading.faults[1]?.raw == raw)
    #expect(reading.cells == ["B1": "4"])
  }

  /// The formats by number: 0 a day, 1 a day with a time, 2 a time, 3 a length of time.
  private static let formats = ["yyyy-mm-dd", "dd/mm/yyyy hh:mm", "hh:mm", "[h]:mm"]

  @Test(
    arguments: [
      ("1", 0, "1900-01-01", .date), ("31", 0, "1900-01-31", .date),
      ("32", 0, "1900-02-01", .date), ("59", 0, "1900-02-28", .date),
      ("60", 0, "1900-02-29", .text), ("61", 0, "1900-03-01", .date), ("0", 0, "1900-01-00", .text),
      ("366", 0, "1900-12-31", .date), ("367", 0, "1901-01-01", .date),
      ("36526", 0, "2000-01-01", .date), ("36585", 0, "2000-02-29", .date),
      ("45351", 0, "2024-02-29", .date), ("45352", 0, "2024-03-01", .date),
      ("2958465", 0, "9999-12-31", .date), ("2958466", 0, "2958466", .number),
      ("-1", 0, "-1", .number), ("-0.5", 0, "-0.5", .number),
      ("45292.5", 1, "2024-01-01T12:00:00", .date), ("45292.999999", 1, "2024-01-02", .date),
      ("45292.99", 0, "2024-01-01T23:45:36", .date), ("4.5292E+4", 0, "2024-01-01", .date),
      ("45292.0", 1, "2024-01-01", .date), ("0.5", 1, "12:00:00", .text),
      ("0.25", 2, "06:00:00", .text), ("1.5", 3, "36:00:00", .text),
      ("0.75", 3, "18:00:00", .text),
    ] as [(String, Int, String, Cell.Kind)])
  func `a serial number of 1900 is a day`(
    _ serial: String, _ style: Int, _ expected: String, _ kind: Cell.Kind
  ) {
    let reading = read("<c r=\"A1\" s=\"\(style)\"><v>\(serial)</v></c>", Self.formats)
    #expect(reading.cells == ["A1": expected])
    #expect(reading.kinds["A1"] == kind)
  }

  @Test(arguments: [
    ("0", "1904-01-01"), ("1", "1904-01-02"), ("59", "1904-02-29"), ("60", "1904-03-01"),
    ("43830", "2024-01-01"), ("35064", "2000-01-01"), ("43830.25", "2024-01-01T06:00:00"),
  ])
  func `a serial number of 1904 is a day`(_ serial: String, _ expected: String) {
    let cell = "<c r=\"A1\" s=\"0\"><v>\(serial)</v></c>"
    #expect(read(cell, Self.formats, is1904: true).cells == ["A1": expected])
    #expect(read(cell, Self.formats, is1904: false).cells != ["A1": expected])
  }

  @Test func `a day that never was is told with its place`() {
    let reading = read("<c r=\"C1\" s=\"0\"><v>60</v></c>", Self.formats)
    #expect(reading.findings == ["XLSX_DATE_UNREAL": 1])
    #expect(reading.places["XLSX_DATE_UNREAL"]?.first?.cell == "C1")
  }

  @Test(arguments: [
    ("1", "true"), ("0", "false"), ("true", "true"), ("false", "false"), (" 1 ", "true"),
  ])
  func `truth is true or false`(_ raw: String, _ expected: String) {
    let reading = read("<c r=\"A1\" t=\"b\"><v>\(raw)</v></c>")
    #expect(reading.cells == ["A1": expected] && reading.kinds["A1"] == .boolean)
  }

  @Test(arguments: ["2", "-1", "TRUE", "yes", "1.0"])
  func `other truths hold the row`(_ raw: String) {
    let reading = read("<c r=\"A1\" t=\"b\"><v>\(raw)</v></c>")
    #expect(reading.faults[1]?.code.name == "XLSX_BAD_VALUE" && reading.cells.isEmpty)
  }

  @Test(arguments: [
    "#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!",
  ])
  func `an error is kept as the program shows it`(_ error: String) {
    let reading = read("<c r=\"A1\" t=\"e\"><v>\(error)</v></c>")
    #expect(reading.cells == ["A1": error] && reading.kinds["A1"] == .error)
    #expect(reading.faults.isEmpty)
  }

  @Test(
    arguments: [
      ("<is><t>plain</t></is>", "plain"), ("<is><t/></is>", nil), ("<is/>", nil),
      ("<is><r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r></is>", "ab"),
      ("<is><t>a</t><rPh sb=\"0\" eb=\"1\"><t>hint</t></rPh></is>", "a"),
      ("<is><t>a&#10;b</t></is>", "a\nb"), ("<is><t>_x0041__x005F_</t></is>", "A_"),
      ("<is><t>&lt;b&gt;</t></is>", "<b>"), ("<is><t>a<!-- no -->b</t></is>", "ab"),
      ("<is><t><![CDATA[<&>]]></t></is>", "<&>"), ("<is><t>007</t></is>", "007"),
      ("<is><t>45292</t></is>", "45292"),
    ] as [(String, String?)])
  func `an inline string is its runs and nothing else`(_ xml: String, _ expected: String?) {
    let reading = read("<c r=\"A1\" s=\"0\" t=\"inlineStr\">\(xml)</c>", ["yyyy-mm-dd"])
    #expect(reading.cells["A1"] == expected)
    #expect(reading.kinds["A1"] == (expected == nil ? nil : .text))
  }
}
