import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

/// Sheets of many windows: whatever stands at the border of one is read as anywhere else.
@Suite("Windows of a part")
struct XLSXWindowTests {
  /// A cell of one of several shapes, and what it says.
  private func cell(_ address: String, _ number: Int, _ shape: Int) -> (xml: String, text: String) {
    let start = "<c r=\"\(address)\""
    switch shape {
    case 0: return (start + "><v>\(number)</v></c>", "\(number)")
    case 1:
      return (start + " t=\"s\"><v>\(number % 3)</v></c>", ["a", "Boys", "École"][number % 3])
    case 2: return (start + " t=\"inlineStr\"><is><t>n \(number)</t></is></c>", "n \(number)")
    case 3: return (start + " t=\"str\"><f>SUM(A1:B2)</f><v>f\(number)</v></c>", "f\(number)")
    case 4: return (start + " s=\"1\"><v>45292</v></c>", "2024-01-01")
    case 5: return (start + "><v>\(number).25</v></c>", "\(number).25")
    case 6: return (start + "><!-- \(number) --><v>\(number)</v></c>\n", "\(number)")
    case 7: return (start + " t=\"b\"><v>\(number % 2)</v></c>", number % 2 == 1 ? "true" : "false")
    case 8: return (start + " t=\"e\"><v>#N/A</v></c>", "#N/A")
    default: return (start + "/>", "")
    }
  }

  @Test(arguments: 1...3) func `cells of every shape are read across the borders`(seed: Int) {
    var random = XLSXRandom(seed: UInt64(seed))
    var rows = ""
    var expected: [String: String] = [:]
    for row in 1...3200 {
      rows += "<row r=\"\(row)\" spans=\"1:9\">"
      for column in 1...(1 + random.below(9)) {
        let address = Place.letters(ofColumn: column) + String(row)
        let (xml, text) = cell(address, random.below(100_000), random.below(10))
        rows += xml
        if !text.isEmpty { expected[address] = text }
      }
      rows += "</row>"
    }
    #expect(rows.utf8.count > 2 << 18, "more than two windows")
    var book = XLSXBook(rows: rows)
    book.strings = "<sst><si><t>a</t></si><si><t>Boys</t></si><si><t>École</t></si></sst>"
    book.styles = XLSXBook.styles(["General", "yyyy-mm-dd"])
    let reading = book.read()
    #expect(reading.failure == nil)
    #expect(reading.cells == expected)
  }

  @Test func `many shared strings are read across the borders`() {
    var book = XLSXBook(
      rows: "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>39999</v></c><c r=\"B1\" t=\"s\"><v>0</v></c>"
        + "<c r=\"C1\" t=\"s\"><v>12345</v></c><c r=\"D1\" t=\"s\"><v>40000</v></c></row>")
    book.strings =
      "<sst count=\"1\" uniqueCount=\"4294967295\">"
      + (0..<40_000).map { "<si><t>school \($0)</t></si>" }.joined() + "</sst>"
    let reading = book.read()
    #expect(reading.cells == ["A1": "school 39999", "B1": "school 0", "C1": "school 12345"])
    #expect(reading.faults[1]?.column == 4)
  }

  @Test func `a string item with nothing in it is an empty string`() {
    var book = XLSXBook(
      rows: "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
        + "<c r=\"C1\" t=\"s\"><v>2</v></c></row>")
    book.strings = "<sst><si/><si><t></t></si><si><t>x</t></si></sst>"
    #expect(book.read().cells == ["C1": "x"])
  }

  @Test func `the end of the cells is found wherever the border falls`() {
    // The end tag is moved over the border of the first window byte by byte.
    for shift in stride(from: 0, to: 24, by: 1) {
      let row = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>x</t></is></c></row>"
      let head = "<worksheet><sheetData>\(row)"
      let fill = (1 << 18) - head.utf8.count - 18 + shift
      let xml =
        head + String(repeating: " ", count: fill)
        + "</sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>"
        + String(repeating: " ", count: 1000) + "</worksheet>"
      #expect(XLSXBook(sheet: xml).read().cells == ["A1": "x", "B1": "x"], "\(shift)")
    }
  }

  @Test func `two readers of one workbook do not disturb each other`() throws {
    var book = XLSXBook(
      rows: (1...9000).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>\($0)</v></c></row>" }.joined())
    book.sheets.append(("Two", book.sheets[0].xml, nil))
    try XLSXReading.withFile(book.archive.bytes()) { path in
      let file = try XLSXFormat.open(Input(path: path), FormatOptions())
      let readers = [
        try file.rows(ofTable: 0), try file.rows(ofTable: 1), try file.rows(ofTable: 0),
      ]
      var findings = Findings()
      let batch = RecordBatch()
      var next = [1, 1, 1]
      for _ in 0..<3 {
        for (index, reader) in readers.enumerated() {
          guard try reader.next(into: batch, &findings) else { continue }
          for row in 0..<batch.rowCount {
            #expect(batch.text(row: row, column: 0) == "\(next[index])")
            next[index] += 1
          }
        }
      }
      #expect(next == [9001, 9001, 9001])
      let isMore = try readers[0].next(into: batch, &findings)
      #expect(!isMore && batch.rowCount == 0)
    }
  }
}
