import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

@Suite("Archives that lie")
struct XLSXArchiveTests {
  private let rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
  private let sheet = 0

  private func read(_ change: @escaping (inout XLSXZipWriter) -> Void) -> XLSXReading {
    var book = XLSXBook(rows: rows)
    book.change = change
    return book.read()
  }

  @Test func `an honest archive is read, with its SHA-256`() {
    let reading = read { _ in }
    #expect(reading.cells == ["A1": "1"])
    #expect(reading.hash == SHA256.hex(XLSXBook(rows: rows).archive.bytes()))
    #expect(reading.findings.isEmpty)
  }

  @Test func `a wrong checksum is found`() {
    #expect(read { $0.entries[0].crc = 1 }.code == "ZIP_CRC_MISMATCH")
  }

  @Test func `damage that breaks the text too is told as damage`() {
    let reading = read {
      $0.entries[0].crc = XLSXZipWriter.checksum($0.entries[0].bytes)
      $0.entries[0].bytes[20] = 0x3C
    }
    #expect(reading.code == "ZIP_CRC_MISMATCH")
  }

  @Test(arguments: [3, 5000]) func `a claimed size that is not the real one is found`(size: Int) {
    let deflated = XLSXZipWriter.deflated("<worksheet>", blanks: 2, "</worksheet>")
    let text = "<worksheet>" + String(repeating: " ", count: 517) + "</worksheet>"
    let reading = read {
      $0.entries[0].method = 8
      $0.entries[0].packed = deflated
      $0.entries[0].bytes = Array(text.utf8)
      $0.entries[0].size = size
    }
    #expect(reading.code == "ZIP_SIZE_MISMATCH")
  }

  @Test(arguments: [0, 8]) func `a size that cannot be is a lie, whatever the limits`(method: Int) {
    let reading = read {
      $0.entries[0].method = method
      $0.entries[0].size = 4_000_000_000
    }
    #expect(reading.code == "ZIP_SIZE_MISMATCH")
  }

  @Test func `where size and checksum are both wrong the part is damaged`() {
    let reading = read {
      $0.entries[0].packed = XLSXZipWriter.deflated("<worksheet>", blanks: 2, "</worksheet>")
      $0.entries[0].method = 8
      $0.entries[0].size = 300
      $0.entries[0].crc = 1
    }
    #expect(reading.code == "ZIP_CRC_MISMATCH")
  }

  @Test func `a broken stream of deflate is damage`() {
    let reading = read {
      $0.entries[0].packed = [UInt8](repeating: 0xFF, count: 60)
      $0.entries[0].method = 8
    }
    #expect(reading.code == "ZIP_DATA_DAMAGED")
  }

  @Test func `a deflated part is inflated`() {
    let text = "<worksheet><sheetData>\(rows)"
    let blanks = String(repeating: " ", count: 1 + 258 * 40)
    let reading = read {
      $0.entries[0].packed = XLSXZipWriter.deflated(text, blanks: 40, "</sheetData></worksheet>")
      $0.entries[0].bytes = Array("\(text)\(blanks)</sheetData></worksheet>".utf8)
      $0.entries[0].method = 8
    }
    #expect(reading.failure == nil)
    #expect(reading.cells == ["A1": "1"])
  }

  @Test(arguments: [false, true]) func `a bomb is refused by its ratio`(isHonest: Bool) {
    let count = 60_000
    var book = XLSXBook(rows: "")
    book.limits.inflationRatio = 100
    book.change = {
      $0.entries[0].packed = XLSXZipWriter.deflated("<worksheet>", blanks: count, "</worksheet>")
      $0.entries[0].size = isHonest ? 24 + 258 * count : 100
      $0.entries[0].method = 8
    }
    #expect(book.read().code == (isHonest ? "ZIP_RATIO_LIMIT" : "ZIP_SIZE_MISMATCH"))
  }

  @Test func `a part larger than the limit is refused before it is inflated`() {
    var book = XLSXBook(rows: rows)
    book.limits.inflatedBytes = 50
    #expect(book.read().code == "ZIP_SIZE_LIMIT")
  }

  @Test func `flags, methods and names that differ are refused`() {
    #expect(read { $0.entries[0].flags = 1 }.code == "ZIP_ENCRYPTED")
    #expect(read { $0.entries[0].method = 99 }.code == "ZIP_METHOD_UNSUPPORTED")
    #expect(
      read { $0.entries[0].localName = "xl/worksheets/sheet9.xml" }.code == "ZIP_SIZE_MISMATCH")
  }

  @Test func `twins are refused, also those that differ in case only`() {
    #expect(read { $0.entries.append($0.entries[0]) }.code == "ZIP_DUPLICATE_ENTRY")
    #expect(
      read {
        $0.entries.append($0.entries[0])
        $0.entries[0].name = "XL/Worksheets/Sheet1.xml"
      }.code == "ZIP_DUPLICATE_ENTRY")
  }

  @Test(arguments: ["../x", "a/../../x", "/etc/passwd", "C:\\x.txt", "..\\x", "\\x"])
  func `a name that climbs is told and left out`(name: String) {
    let reading = read { $0.entries.append(.init(name, "x")) }
    #expect(reading.cells == ["A1": "1"])
    #expect(reading.findings == ["ZIP_UNSAFE_NAME": 1])
  }

  @Test func `overlaps and too many entries are refused`() {
    #expect(read { $0.isOverlapping = true }.code == "ZIP_OVERLAP")
    var book = XLSXBook(rows: rows)
    book.limits.archiveEntries = 3
    #expect(book.read().code == "ZIP_TOO_MANY_ENTRIES")
  }

  @Test func `something before the archive is told`() {
    #expect(read { $0.prefix = Array("HTTP/1.1 200 OK\r\n\r\n".utf8) }.code == "ZIP_PREFIX_DATA")
  }

  @Test func `an archive cut at any place is refused, never read`() {
    let bytes = XLSXBook(rows: rows).archive.bytes()
    for length in stride(from: 0, to: bytes.count, by: 37) {
      let reading = XLSXReading.file(Array(bytes[..<length]))
      #expect(reading.code == "ZIP_NO_DIRECTORY", "\(length)")
    }
  }

  @Test func `an archive with any byte changed is read or refused, never a crash`() {
    var random = XLSXRandom(seed: 17)
    let honest = XLSXBook(rows: rows).archive.bytes()
    for _ in 0..<400 {
      var bytes = honest
      for _ in 0...random.below(3) {
        bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next())
      }
      let reading = XLSXReading.file(bytes)
      #expect(reading.failure != nil || reading.cells["A1"] != nil)
    }
  }

  @Test func `workbooks with a password and of the old kind are told apart`() {
    var book = XLSBook()
    book.otherStreams = [("EncryptedPackage", [UInt8](repeating: 1, count: 5000))]
    #expect(XLSXReading.file(book.bytes()).code == "XLSX_ENCRYPTED")
    #expect(XLSXReading.file(XLSBook().bytes()).code == "INPUT_TYPE_MISMATCH")
    #expect(XLSXReading.file(CompoundFile.magic + [0, 0]).code == "XLS_DAMAGED")
  }

  @Test func `a file that is absent or no file is missing`() {
    #expect(XLSXReading.existing("/tmp/mizan-none/none.xlsx").failure?.kind == .missing)
    #expect(XLSXReading.existing("/tmp").failure?.kind == .missing)
  }
}
