import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

/// The fast reader of common cells against the general one, which reads any shape: a second space
/// in a tag is enough to leave the fast path.
@Suite("Fast cells")
struct XLSXFastCellsTests {
  @Test(arguments: 1...12)
  func `both readers give the same cells`(seed: Int) {
    var random = XLSXRandom(seed: UInt64(seed))
    var fast = ""
    var slow = ""
    for row in 1...120 {
      fast += "<row r=\"\(row)\">"
      slow += "<row r=\"\(row)\">"
      var column = 0
      for _ in 0..<random.below(20) {
        column += 1 + random.below(3) * random.below(20)
        let address = letters(column) + String(row)
        let style = random.below(2) == 0 ? "" : " s=\"\(random.below(6))\""
        let (type, value) = content(&random)
        let isInline = value.hasPrefix("<is>")
        let tail = value.isEmpty ? "/>" : isInline ? ">\(value)</c>" : "><v>\(value)</v></c>"
        fast += "<c r=\"\(address)\"\(style)\(type)\(tail)"
        slow += "<c  r=\"\(address)\"\(style)\(type)\(tail)"
      }
      fast += "</row>"
      slow += "</row>"
    }
    let one = read(fast)
    let other = read(slow)
    #expect(one.failure == nil)
    #expect(one.cells.count > 500)
    #expect(one.cells == other.cells)
    #expect(one.kinds == other.kinds)
    #expect(one.widths == other.widths)
    #expect(one.findings == other.findings)
    #expect(one.faults.mapValues(\.code) == other.faults.mapValues(\.code))
  }

  private func content(_ random: inout XLSXRandom) -> (String, String) {
    switch random.below(13) {
    case 10: (" t=\"inlineStr\"", "")
    case 11, 12: inline(&random)
    case 0: ("", "")
    case 1: ("", String(random.below(70)) + "." + String(random.below(1_000_000)))
    case 2: ("", "-" + String(random.below(1000)))
    case 3:
      (
        "",
        ["0", "007", "1E3", "1.5E-7", "0.30000000000000004", "60", "x", "1e400"][random.below(8)]
      )
    case 4...6: (" t=\"s\"", String(random.below(8)))
    case 7: ("", String(random.next() % 1_000_000_000_000_000_000))
    default: ("", String(random.below(60_000)))
    }
  }

  private func inline(_ random: inout XLSXRandom) -> (String, String) {
    let texts = [
      "", "Girls", " a ", "é &amp; &#x41;", "_x000D_", String(repeating: "long ", count: 90),
    ]
    let space = random.below(2) == 0 ? "" : " xml:space=\"preserve\""
    return (" t=\"inlineStr\"", "<is><t\(space)>\(texts[random.below(texts.count)])</t></is>")
  }

  private func letters(_ column: Int) -> String {
    column <= 26
      ? String(UnicodeScalar(UInt8(64 + column)))
      : letters((column - 1) / 26) + letters((column - 1) % 26 + 1)
  }

  private func read(_ rows: String) -> XLSXReading {
    var book = XLSXBook(rows: rows)
    book.strings =
      "<sst><si><t>a</t></si><si><t/></si><si><t>École primaire de N’Djamena</t></si>"
      + "<si><t>exactly 16 bytes</t></si><si><t>and 17 of them...</t></si><si><t>F</t></si></sst>"
    book.styles = XLSXBook.styles(["General", "yyyy-mm-dd", "h:mm", "0.0", "[h]:mm", "d/m/yy h:mm"])
    return book.read()
  }

  @Test func `a column given twice is seen by the fast reader`() {
    let cell = "<c r=\"B1\"><v>1</v></c>"
    let padding =
      String(repeating: "<c r=\"A2\"><v>1</v></c>", count: 1) + String(repeating: " ", count: 600)
    let reading = XLSXBook(rows: "<row r=\"1\">\(cell)\(cell)</row><row r=\"2\">\(padding)</row>")
      .read()
    #expect(reading.code == "XLSX_DUPLICATE_CELL")
    #expect(reading.failure?.diagnostics.first?.place?.cell == "B1")
  }

  @Test func `the key of a row is its digits and a quote`() {
    for row in [1, 9, 10, 99_999, 1_048_576] {
      let key = FastCells.RowKey(row)
      let bytes = Array("\(row)\"".utf8)
      #expect(key.count == bytes.count)
      #expect(
        (0..<bytes.count).allSatisfy {
          UInt8(truncatingIfNeeded: key.word >> ($0 * 8)) == bytes[$0]
        })
    }
  }
}
