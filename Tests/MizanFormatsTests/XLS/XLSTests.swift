import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

@Suite struct `Workbooks of Excel 5 to 2003` {
  private typealias Kind = XLSRecord.Kind

  private func read(_ book: XLSBook, name: String = "a.xls") throws -> ReadTable {
    let folder = Folder()
    defer { withExtendedLifetime(folder) {} }
    return try ReadTable(folder.input(name, book.bytes()))
  }

  private func code(_ book: XLSBook) -> String? {
    failure { () throws(Failure) in
      let folder = Folder()
      defer { withExtendedLifetime(folder) {} }
      _ = try ReadTable(folder.input("a.xls", book.bytes()))
    }?.name
  }

  @Test func `without sheets there are no rows to ask for`() {
    var book = XLSBook()
    book.sheets = []
    #expect(code(book) == "SHEET_MISSING")
    // Sheets of charts have no cells.
    book.sheets = [.init(name: "Chart", type: 2)]
    #expect(code(book) == "SHEET_MISSING")
  }

  @Test func `numbers in all their forms keep their value`() throws {
    let records =
      XLSBook.number(0.1, 1, 0) + XLSBook.number(-12.5, 1, 1)
      + XLSBook.number(0.1 + 0.2, 1, 2) + XLSBook.number(123_456_789_012, 1, 3)
      + XLSBook.number(1e-7, 1, 4)
      + XLSBook.cell(Kind.compactNumber, 2, 0, XLSBook.u32(7 << 2 | 2))
      + XLSBook.cell(Kind.compactNumber, 2, 1, XLSBook.u32(1234 << 2 | 3))
      + XLSBook.cell(Kind.compactNumber, 2, 2, XLSBook.u32(0x3FF8_0000))
      + XLSBook.record(
        Kind.compactNumbers,
        XLSBook.u16(2) + XLSBook.u16(1) + XLSBook.u16(0) + XLSBook.u32(5 << 2 | 2) + XLSBook.u16(0)
          + XLSBook.u32((-5 & 0x3FFF_FFFF) << 2 | 2) + XLSBook.u16(2))
    #expect(
      try read(XLSBook(records)).rows == [
        ["0.1", "-12.5", "0.3", "123456789012", "0.0000001"], ["7", "12.34", "1.5"],
        ["", "5", "-5"],
      ])
  }

  @Test func `truths, errors and the saved values of formulas are read`() throws {
    func formula(_ column: Int, _ result: [UInt8]) -> [UInt8] {
      XLSBook.cell(Kind.formula, 1, column, result + [UInt8](repeating: 0, count: 8))
    }
    let records =
      XLSBook.cell(Kind.truth, 1, 0, [1, 0]) + XLSBook.cell(Kind.truth, 1, 1, [0x2A, 1])
      + formula(2, XLSBook.double(2.5)) + formula(3, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
      + XLSBook.record(0x04BC, [0, 0]) + XLSBook.record(Kind.string, XLSBook.wide("مدرسة"))
      + formula(4, [1, 0, 0, 0, 0, 0, 0xFF, 0xFF]) + formula(5, [2, 0, 7, 0, 0, 0, 0xFF, 0xFF])
      + formula(6, [3, 0, 0, 0, 0, 0, 0xFF, 0xFF]) + XLSBook.label("end", 1, 7)
    #expect(
      try read(XLSBook(records)).rows
        == [["true", "#N/A", "2.5", "مدرسة", "false", "#DIV/0!", "", "end"]])
  }

  @Test(arguments: [false, true])
  func `dates follow the form of the cell and the workbook's first day`(_ is1904: Bool) throws {
    var book = XLSBook(
      XLSBook.number(1000, 1, 0, style: 1) + XLSBook.number(1000.5, 1, 1, style: 2)
        + XLSBook.number(0.25, 1, 2, style: 3) + XLSBook.number(1000, 1, 3, style: 0)
        + XLSBook.number(5, 1, 4, style: 99))
    book.globals =
      XLSBook.record(Kind.dates, XLSBook.u16(is1904 ? 1 : 0)) + XLSBook.style(0, nil)
      + XLSBook.style(14, nil) + XLSBook.style(170, "dd/mm/yyyy hh:mm") + XLSBook.style(20, nil)
    let wanted =
      is1904 ? ["1906-09-27", "1906-09-27T12:00:00"] : ["1902-09-26", "1902-09-26T12:00:00"]
    #expect(try read(book).rows == [wanted + ["06:00:00", "1000", "5"]])
  }

  @Test func `shared strings go on in the next record, with other widths`() throws {
    var book = XLSBook(
      XLSBook.shared(0, 1, 0) + XLSBook.shared(1, 1, 1) + XLSBook.shared(2, 1, 2)
        + XLSBook.shared(3, 1, 3))
    // The first text changes from one byte to two; the second is in pieces of form and has an
    // addition; the third begins in the record behind.
    let first = XLSBook.u32(4) + XLSBook.u32(4) + XLSBook.u16(4) + [0] + Array("ab".utf8)
    let second: [UInt8] =
      [1] + XLSBook.u16(0x0645) + XLSBook.u16(0x0646) + XLSBook.u16(2) + [0x0C] + XLSBook.u16(1)
      + XLSBook.u32(3) + Array("cd".utf8) + [0, 0, 0]
    let third: [UInt8] = [0, 9, 9, 9] + XLSBook.wide("e") + XLSBook.u16(1) + [0, 0xE9]
    book.globals =
      XLSBook.record(Kind.strings, first) + XLSBook.record(Kind.continued, second)
      + XLSBook.record(Kind.continued, third)
    #expect(try read(book).rows == [["abمن", "cd", "e", "é"]])
  }

  @Test func `older texts are read by their code page`() throws {
    var book = XLSBook()
    book.version = 0x0500
    book.streamName = "Book"
    book.globals = XLSBook.record(Kind.codePage, XLSBook.u16(1256))
    func text(_ bytes: [UInt8], _ row: Int) -> [UInt8] {
      XLSBook.cell(Kind.label, row, 0, XLSBook.u16(bytes.count) + bytes)
    }
    book.sheets[0].records = text([0xE3, 0xCF, 0xD1, 0xD3, 0xC9], 1)
    #expect(try read(book).rows == [["مدرسة"]])
    // A page that is not known is no reason to guess letters.
    book.globals = XLSBook.record(Kind.codePage, XLSBook.u16(10_000))
    book.sheets[0].records += text(Array("plain".utf8), 2)
    let table = try read(book)
    #expect(table.faults == [1: "XLS_TEXT_INVALID"])
    #expect(table.rows.last == ["plain"])
  }

  @Test func `merged cells and what is hidden are told`() throws {
    var book = XLSBook(
      XLSBook.record(Kind.columns, XLSBook.u16(1) + XLSBook.u16(1) + [0, 0, 0, 0, 1, 0])
        + XLSBook.record(
          Kind.row, XLSBook.u16(1) + [UInt8](repeating: 0, count: 10) + XLSBook.u16(0x20) + [0, 0])
        + XLSBook.label("north", 1, 0) + XLSBook.label("x", 1, 1) + XLSBook.label("y", 2, 1)
        + XLSBook.record(
          Kind.merged, XLSBook.u16(1) + [0, 0, 1, 0, 0, 0, 0, 0]))
    book.sheets[0].state = 1
    let table = try read(book)
    #expect(table.rows == [["north", "x"], ["north", "y"]])
    #expect(table.findings.countsByCode[.xlsxMergedFilled] == 1)
    // The sheet, row 2, and column B in both rows.
    #expect(table.findings.countsByCode[.xlsxHiddenContent] == 4)
  }

  @Test func `sheets of charts are left out, and charts inside a sheet passed over`() throws {
    var book = XLSBook(
      XLSBook.record(Kind.begin, XLSBook.u16(0x0600) + XLSBook.u16(0x20))
        + XLSBook.number(99, 1, 0) + XLSBook.end + XLSBook.number(1, 1, 0))
    book.sheets.insert(.init(name: "Chart", type: 2), at: 0)
    #expect(try read(book).rows == [["1"]])
  }

  @Test func `rows in any order are put right, a cell given twice holds its row`() throws {
    var records: [UInt8] = []
    for column in 0..<3 {
      for row in [3, 1, 2] { records += XLSBook.number(Double(row * 10 + column), row, column) }
    }
    let table = try read(XLSBook(records + XLSBook.number(7, 2, 1)))
    #expect(table.rows == [["10", "11", "12"], ["20", "7", "22"], ["30", "31", "32"]])
    #expect(table.faults == [2: "XLSX_DUPLICATE_CELL"])
    #expect(table.findings.countsByCode[.xlsxRowsUnordered] == 1)
  }

  @Test func `more rows than a block are read in order`() throws {
    let records = (1...20_000).flatMap { XLSBook.number(Double($0), $0, 0) }
    let table = try read(XLSBook(records))
    #expect(table.rows.map { $0[0] } == (1...20_000).map(String.init))
    #expect(table.numbers == Array(1...20_000))
  }

  @Test func `texts that are none, strings that are absent and wrong values hold their row`() throws
  {
    var book = XLSBook(
      XLSBook.shared(5, 1, 0)
        + XLSBook.cell(Kind.label, 2, 0, XLSBook.u16(1) + [1] + XLSBook.u16(0xD800))
        + XLSBook.label("a\0b", 3, 0) + XLSBook.number(.nan, 4, 0)
        + XLSBook.cell(Kind.truth, 5, 0, [7, 0]) + XLSBook.cell(Kind.truth, 6, 0, [0x33, 1])
        + XLSBook.shared(0, 7, 0))
    book.globals = XLSBook.strings(["good"])
    let table = try read(book)
    #expect(
      table.faults == [
        1: "XLSX_BAD_STRING_INDEX", 2: "XLS_TEXT_INVALID", 3: "XLS_TEXT_INVALID",
        4: "XLSX_BAD_VALUE", 5: "XLSX_BAD_VALUE", 6: "XLSX_BAD_VALUE",
      ])
    #expect(table.rows.last == ["good"])
  }

  @Test(arguments: [(9, 0), (9, 4096), (12, 4096), (9, 9_000_000)])
  func `small and large streams and sectors are read`(_ shift: Int, _ padding: Int) throws {
    var book = XLSBook(XLSBook.number(42, 1, 0))
    (book.sectorShift, book.padding) = (shift, padding)
    #expect(try read(book).rows == [["42"]])
  }

  @Test func `what is locked, older or another document says so`() throws {
    var book = XLSBook(XLSBook.number(42, 1, 0))
    book.globals = XLSBook.record(Kind.password, [0, 0])
    #expect(code(book) == "XLSX_ENCRYPTED")
    book = XLSBook()
    book.otherStreams = [("EncryptedPackage", [UInt8](repeating: 1, count: 70))]
    #expect(code(book) == "XLSX_ENCRYPTED")
    book = XLSBook()
    book.streamName = "WordDocument"
    #expect(code(book) == "XLSX_OLD_FORMAT")
    book = XLSBook()
    book.beginKind = 0x0409
    #expect(code(book) == "XLS_UNSUPPORTED")
    book = XLSBook()
    book.version = 0x0700
    #expect(code(book) == "XLS_DAMAGED")
  }

  @Test func `a sheet that leads nowhere or does not end is damaged`() {
    var book = XLSBook(XLSBook.record(Kind.begin, XLSBook.u16(0x0600) + XLSBook.u16(0x20)))
    book.padding = 0
    #expect(code(book) == "XLS_DAMAGED")
    var bytes = XLSBook(XLSBook.number(1, 1, 0)).bytes()
    // The chain of the workbook leads back to its first sector.
    let table = bytes.count - 512
    bytes.replaceSubrange(table + 4..<table + 8, with: [0, 0, 0, 0])
    let refused = failure { () throws(Failure) in _ = try ReadTable(bytes: bytes, name: "a.xls") }
    #expect(refused?.name == "XLS_DAMAGED")
  }

  @Test func `columns beyond the limit are told and left out`() throws {
    let records = XLSBook.number(1, 1, 0) + XLSBook.number(2, 1, 5000)
    let table = try read(XLSBook(records))
    #expect(table.rows == [["1"]])
    #expect(table.codes == ["XLSX_STRAY_CELL"])
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `any number is written so that it reads the same to 15 digits`(_ seed: UInt64) throws {
    var random = Seeded(seed)
    var records: [UInt8] = []
    var values: [Double] = []
    while values.count < 200 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite, abs(value) < 1e300, abs(value) > 1e-300 else { continue }
      values.append(value)
      records += XLSBook.number(value, values.count, 0)
    }
    let table = try read(XLSBook(records))
    try #require(table.rows.count == values.count)
    for (row, value) in zip(table.rows, values) {
      let back = try #require(Double(row[0]))
      #expect(abs(back - value) <= abs(value) * 5.1e-15, "\(value): \(row[0])")
    }
  }
}

@Suite struct `Old workbooks by lot` {
  private static let whole: [UInt8] = {
    var book = XLSBook(
      XLSBook.number(1, 1, 0) + XLSBook.shared(0, 1, 1) + XLSBook.shared(1, 2, 0)
        + XLSBook.label("z", 2, 1) + XLSBook.number(45_000, 3, 0, style: 1)
        + XLSBook.cell(
          XLSRecord.Kind.formula, 3, 1, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF] + [0, 0, 0, 0, 0, 0])
        + XLSBook.record(XLSRecord.Kind.string, XLSBook.wide("text"))
        + XLSBook.record(XLSRecord.Kind.merged, XLSBook.u16(1) + [0, 0, 1, 0, 0, 0, 0, 0]))
    book.globals =
      XLSBook.style(0, nil) + XLSBook.style(14, nil) + XLSBook.strings(["one", "zwei"])
    book.padding = 0
    return book.bytes()
  }()

  /// Reads all tables; a workbook may have none when its sheets turned into charts.
  private func outcome(_ bytes: [UInt8]) -> Failure? {
    let folder = Folder()
    defer { withExtendedLifetime(folder) {} }
    let input = folder.input("a.xls", bytes)
    return failure { () throws(Failure) in
      let file = try FormatCatalog.open(input, format: nil, FormatOptions())
      var findings = file.findings
      let batch = RecordBatch()
      for table in file.tables.indices {
        let reader = try file.rows(ofTable: table)
        while try reader.next(into: batch, &findings) {}
      }
    }
  }

  @Test func `the file itself is read`() { #expect(outcome(Self.whole) == nil) }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `a damaged file is read or refused with a reason`(_ seed: UInt64) {
    var random = Seeded(seed &* 991)
    let used = Self.whole.indices.filter { Self.whole[$0] != 0 && Self.whole[$0] != 0xFF }
    for round in 0..<60 {
      var bytes = Self.whole
      for _ in 0...random.below(6) {
        let at = random.below(3) == 0 ? random.below(bytes.count) : used[random.below(used.count)]
        bytes[at] = random.pick([0, 1, 0x7F, 0xFE, 0xFF, UInt8(random.below(256))])
      }
      if let refused = outcome(bytes) {
        #expect(refused.kind == .unreadable, "seed \(seed), round \(round): \(refused)")
        #expect(refused.diagnostics.count == 1)
      }
    }
  }

  @Test func `a file cut at any place is refused, or nothing of it was needed`() throws {
    for length in stride(from: 8, to: Self.whole.count, by: 37) {
      let refused = outcome(Array(Self.whole[..<length]))
      #expect(refused?.kind == .unreadable, "cut at \(length)")
    }
  }
}
