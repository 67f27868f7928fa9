import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

@Suite("Workbooks")
struct XLSXWorkbookTests {
  private func sheet(_ value: Int) -> String {
    "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>\(value)</v></c></row></sheetData></worksheet>"
  }

  @Test func `sheets stand in the order of the workbook, hidden ones are marked`() {
    var book = XLSXBook(sheet: sheet(1))
    book.sheets += [("List", sheet(2), "hidden"), ("Codes &amp; co", sheet(3), "veryHidden")]
    let reading = book.read()
    #expect(reading.tables.map(\.name) == ["Data", "List", "Codes & co"])
    #expect(reading.tables.map(\.isHidden) == [false, true, true])
    #expect(reading.cells == ["A1": "1"])
    #expect(reading.others == ["List": ["A1": "2"], "Codes & co": ["A1": "3"]])
    #expect(reading.findings == ["XLSX_HIDDEN_CONTENT": 2])
  }

  private func replaced(_ part: String, _ old: String, _ new: String) -> XLSXReading {
    var book = XLSXBook(sheet: sheet(1))
    book.change = { zip in
      for index in zip.entries.indices where zip.entries[index].name == part {
        let text = String(decoding: zip.entries[index].bytes, as: UTF8.self)
        var pieces = text.components(around: old)
        if pieces.count == 1 { pieces = ["", ""] }
        zip.entries[index].bytes = Array(pieces.joined(separator: new).utf8)
      }
    }
    return book.read()
  }

  @Test func `a sheet outside the package is never fetched`() {
    let reading = replaced(
      "xl/_rels/workbook.xml.rels", "Target=\"worksheets/sheet1.xml\"",
      "Target=\"http://example.org/s.xml\" TargetMode=\"External\"")
    #expect(reading.code == "XLSX_EXTERNAL_PART")
    #expect(reading.failure?.diagnostics.first?.arguments["value"] == "http://example.org/s.xml")
  }

  @Test func `a part that is named but absent is told`() {
    let links = "xl/_rels/workbook.xml.rels"
    #expect(replaced(links, "sheet1.xml", "sheet7.xml").code == "XLSX_PART_MISSING")
    #expect(replaced(links, "rId1", "rId9").code == "XLSX_PART_MISSING")
  }

  @Test func `a package of another kind holds no workbook`() {
    #expect(replaced("_rels/.rels", "officeDocument\" ", "other\" ").code == "XLSX_NO_WORKBOOK")
    #expect(
      replaced("_rels/.rels", "xl/workbook.xml", "word/document.xml").code == "XLSX_NO_WORKBOOK")
    #expect(
      replaced("_rels/.rels", "xl/workbook.xml", "xl/workbook.bin").code == "XLSX_NO_WORKBOOK")
    #expect(replaced("xl/workbook.xml", "workbook", "document").code == "XLSX_NO_WORKBOOK")
  }

  @Test func `sheets of charts are passed over`() {
    let reading = replaced("xl/_rels/workbook.xml.rels", "/worksheet\"", "/chartsheet\"")
    #expect(reading.failure == nil && reading.tables.isEmpty)
  }

  @Test func `strict namespaces are read alike`() {
    let reading = replaced(
      "xl/_rels/workbook.xml.rels", XLSXBook.relations,
      "http://purl.oclc.org/ooxml/officeDocument/relationships")
    #expect(reading.cells == ["A1": "1"])
  }

  @Test(arguments: [
    ("a.xml", "xl/", "xl/a.xml"), ("/xl/a.xml", "xl/", "xl/a.xml"),
    ("../a.xml", "xl/b/", "xl/a.xml"),
    ("./a.xml", "", "a.xml"), ("../../../../etc/passwd", "xl/", "etc/passwd"),
  ])
  func `links lead inside the package only`(target: String, folder: String, part: String) {
    #expect(Relationships.resolve(target, in: folder) == part)
  }

  @Test func `a document type in any part that is read is refused`() {
    for part in ["_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/workbook.xml"] {
      let reading = replaced(part, "<", "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><")
      #expect(reading.code == "XML_DTD_FORBIDDEN", "\(part)")
    }
    var book = XLSXBook(sheet: sheet(1))
    book.strings = "<!DOCTYPE sst [<!ENTITY a \"b\">]><sst><si><t>&a;</t></si></sst>"
    #expect(book.read().code == "XML_DTD_FORBIDDEN")
    book.strings = "<sst><si><t>&a;</t></si></sst>"
    #expect(book.read().code == "XML_NOT_WELL_FORMED")
  }

  @Test func `files are recognised by their first bytes`() {
    let head = Array(XLSXBook(sheet: sheet(1)).archive.bytes().prefix(400))
    #expect(XLSXFormat.recognize(head: head, fileName: "data") == .certain)
    #expect(XLSXFormat.recognize(head: Array("a,b\n1,2\n".utf8), fileName: "a.xlsx") == .no)
    let junk = Array("HTTP/1.1 200 OK\r\n\r\n".utf8) + head
    #expect(XLSXFormat.recognize(head: junk, fileName: "a.xlsx") == .likely)
    #expect(XLSXFormat.recognize(head: CompoundFile.magic, fileName: "a.xls") == .perhaps)
    let document = Array("PK\u{3}\u{4}....mimetypeapplication/vnd.oasis.opendocument".utf8)
    #expect(XLSXFormat.recognize(head: document, fileName: "a.ods") == .no)
    #expect(XLSXFormat.recognize(head: [], fileName: "a.xlsx") == .no)
  }

  @Test func `a table can be read again from its first row`() throws {
    var book = XLSXBook(rows: "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>")
    book.strings = "<sst><si><t>one</t></si></sst>"
    #expect(book.read().cells == book.read().cells)
  }
}

extension String {
  /// The pieces between the occurrences of a text.
  fileprivate func components(around text: String) -> [String] {
    var pieces = [""]
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(text) {
        pieces.append("")
        rest = rest.dropFirst(text.count)
      } else {
        pieces[pieces.count - 1].append(rest.removeFirst())
      }
    }
    return pieces
  }
}
