import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

/// Packages that other programs write, that lack parts, or that lie byte by byte.
@Suite("Packages")
struct XLSXPackageTests {
  private var book: XLSXBook {
    var book = XLSXBook(
      rows:
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"0\"><v>45292</v></c></row>")
    book.strings = "<sst><si><t>one</t></si></sst>"
    book.styles = XLSXBook.styles(["yyyy-mm-dd"])
    return book
  }

  private let cells = ["A1": "one", "B1": "2024-01-01"]

  /// The book with all its texts changed.
  private func rewritten(_ change: @escaping (String) -> String) -> XLSXReading {
    var book = book
    book.change = { zip in
      for index in zip.entries.indices {
        let text = String(decoding: zip.entries[index].bytes, as: UTF8.self)
        zip.entries[index].bytes = Array(change(text).utf8)
      }
    }
    return book.read()
  }

  @Test func `strict names are read alike everywhere`() {
    let reading = rewritten {
      $0.replacing(XLSXBook.main, with: "http://purl.oclc.org/ooxml/spreadsheetml/main")
        .replacing(
          XLSXBook.relations, with: "http://purl.oclc.org/ooxml/officeDocument/relationships")
    }
    #expect(reading.failure == nil && reading.cells == cells)
  }

  @Test(arguments: ["x", "ss", "a.b-c", "é"])
  func `elements with a prefix are read alike everywhere`(_ prefix: String) {
    let reading = rewritten { text in
      text.replacing(/<(\/?)(\w)/) { "<\($0.output.1)\(prefix):\($0.output.2)" }
        .replacing("xmlns=", with: "xmlns:\(prefix)=")
    }
    #expect(reading.failure == nil && reading.cells == cells)
  }

  @Test func `single quotes, spaces and declarations change nothing`() {
    let quotes = rewritten { $0.replacing("\"", with: "'") }
    #expect(quotes.failure == nil && quotes.cells == cells)
    let spaces = rewritten { $0.replacing("/>", with: " \n/>").replacing("=\"", with: " = \"") }
    #expect(spaces.failure == nil && spaces.cells == cells)
    let marked = rewritten { "\u{FEFF}" + $0 }
    #expect(marked.failure == nil && marked.cells == cells)
  }

  @Test(
    arguments: [
      ("xl/worksheets/sheet1.xml", "XLSX_PART_MISSING"),
      ("xl/_rels/workbook.xml.rels", "XLSX_PART_MISSING"), ("xl/workbook.xml", "XLSX_NO_WORKBOOK"),
      ("_rels/.rels", nil), ("xl/styles.xml", nil), ("xl/sharedStrings.xml", nil),
    ] as [(String, String?)])
  func `a package without a part says so or does without it`(_ part: String, _ code: String?) {
    var book = book
    book.change = { $0.entries.removeAll { $0.name == part } }
    let reading = book.read()
    #expect(reading.code == code)
    guard code == nil else { return }
    let hasStrings = part != "xl/sharedStrings.xml"
    #expect(reading.cells["A1"] == (hasStrings ? "one" : nil))
    #expect(reading.faults[1]?.code.name == (hasStrings ? nil : "XLSX_BAD_STRING_INDEX"))
    #expect(reading.cells["B1"] == (part == "xl/styles.xml" ? "45292" : "2024-01-01"))
  }

  @Test func `an empty package holds no workbook`() {
    #expect(XLSXReading.file(XLSXZipWriter().bytes()).code == "XLSX_NO_WORKBOOK")
  }

  @Test func `parts may stand in any order and beside others`() {
    var book = book
    book.change = { zip in
      zip.entries.reverse()
      zip.entries.append(.init("docProps/app.xml", "<!DOCTYPE x><never read"))
      zip.entries.append(.init("xl/vbaProject.bin", "macro"))
    }
    #expect(book.read().cells == cells)
    #expect(book.read().findings.isEmpty)
  }

  /// The bytes of the archive with those at an offset replaced.
  private func patched(_ offset: Int, _ bytes: [UInt8]) -> XLSXReading {
    var file = book.archive.bytes()
    file.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    return XLSXReading.file(file)
  }

  /// The local header of the first entry, the sheet, against the directory.
  @Test(
    arguments: [
      (0, [0], "ZIP_PREFIX_DATA"), (8, [8, 0], "ZIP_SIZE_MISMATCH"),
      (14, [1, 2, 3, 4], "ZIP_SIZE_MISMATCH"), (18, [1, 0, 0, 0], "ZIP_SIZE_MISMATCH"),
      (22, [1, 0, 0, 0], "ZIP_SIZE_MISMATCH"), (22, [255, 255, 255, 255], "ZIP_SIZE_MISMATCH"),
      (26, [1, 0], "ZIP_SIZE_MISMATCH"), (30, [0x58], "ZIP_SIZE_MISMATCH"),
    ] as [(Int, [UInt8], String)])
  func `a local header that differs from the directory is refused`(
    _ offset: Int, _ bytes: [UInt8], _ code: String
  ) {
    #expect(patched(offset, bytes).code == code)
  }

  /// The directory's record of the first entry.
  @Test(
    arguments: [
      (0, [0], "ZIP_NO_DIRECTORY"), (8, [1, 0], "ZIP_ENCRYPTED"),
      (10, [12, 0], "ZIP_METHOD_UNSUPPORTED"), (10, [99, 0], "ZIP_METHOD_UNSUPPORTED"),
      (16, [1, 2, 3, 4], "ZIP_SIZE_MISMATCH"), (20, [255, 255, 0, 0], "ZIP_OVERLAP"),
      (24, [255, 255, 0, 0], "ZIP_SIZE_MISMATCH"), (28, [255, 255], "ZIP_NO_DIRECTORY"),
      (42, [255, 255, 255, 0], "ZIP_OVERLAP"), (42, [1, 0, 0, 0], "ZIP_OVERLAP"),
    ] as [(Int, [UInt8], String)])
  func `a directory that lies about an entry is refused`(
    _ offset: Int, _ bytes: [UInt8], _ code: String
  ) throws {
    let file = book.archive.bytes()
    let start = try #require(
      (0..<file.count - 4).first { file[$0..<$0 + 4] == [0x50, 0x4B, 1, 2] })
    let code = code == "ZIP_OVERLAP" && offset == 42 && bytes[0] == 1 ? nil : code
    let reading = patched(start + offset, bytes)
    // An entry that begins one byte later than it does is caught, by whichever check comes first.
    #expect(reading.failure != nil)
    if let code { #expect(reading.code == code) }
  }

  /// The end record, whose fields begin 22 bytes before the end.
  @Test(
    arguments: [
      (-22, [0]), (-12, [255, 0]), (-10, [0, 1, 0, 0]), (-6, [0, 1, 0, 0]),
      (-6, [255, 255, 255, 127]), (-2, [9, 0]),
    ] as [(Int, [UInt8])])
  func `an end record that lies is refused`(_ offset: Int, _ bytes: [UInt8]) {
    let reading = patched(book.archive.bytes().count + offset, bytes)
    #expect(reading.failure?.kind == .unreadable)
    #expect(reading.code?.hasPrefix("ZIP_") == true)
  }

  @Test func `a comment behind the archive is no lie`() {
    var file = book.archive.bytes()
    file[file.count - 2] = 5
    #expect(XLSXReading.file(file + Array("hello".utf8)).cells == cells)
  }

  @Test func `a part of any length is read to its last byte`() {
    for padding in [0, 1, 15, 16, 17, 4095, 4096, 4097, 70_000] {
      var book = XLSXBook(
        rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
        behind: "<!--" + String(repeating: "x", count: padding) + "-->")
      book.sheets[0].xml += "\n"
      #expect(book.read().cells == ["A1": "1"], "\(padding)")
    }
  }

  @Test(arguments: [1, 2, 7, 40])
  func `every sheet is read by its own name`(_ count: Int) {
    var book = XLSXBook(rows: "<row r=\"1\"><c r=\"A1\"><v>0</v></c></row>")
    for index in 1..<max(2, count) {
      let rows = "<row r=\"1\"><c r=\"A1\"><v>\(index)</v></c></row>"
      book.sheets.append(
        ("S\(index)", XLSXBook(rows: rows).sheets[0].xml, index % 3 == 0 ? "hidden" : nil))
    }
    let reading = book.read()
    #expect(reading.cells == ["A1": "0"])
    for index in 1..<max(2, count) { #expect(reading.others["S\(index)"] == ["A1": "\(index)"]) }
    #expect(reading.tables.count == max(2, count))
    #expect(reading.tables.count { $0.isHidden } == (max(2, count) - 1) / 3)
  }
}
