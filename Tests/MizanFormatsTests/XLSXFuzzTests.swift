import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

/// Parts with random damage inside an honest archive: they are read or refused, never a crash,
/// and a refusal has a code.
@Suite("Damaged parts")
struct XLSXFuzzTests {
  private let pieces = [
    "<row>", "</row>", "<c>", "</c>", "<v>", "</v>", "<is>", "<t>", "</t>", "<f>", "/>", ">", "<",
    "&",
    "&#x41;", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", " r=\"A1\"", " t=\"s\"", " s=\"1\"",
    "\"",
    "'", "=", "XFD1048576", "99999999999999999999", "-1", "1E308", "_xD83D_", "\u{0}", "é",
    "<mergeCell",
    " ref=\"A1:XFD1048576\"", "</sheetData>", "<sheetData>", "</worksheet>", "x:", ":", "e",
  ]

  private func damaged(_ text: String, _ random: inout XLSXRandom) -> String {
    var bytes = Array(text.utf8)
    for _ in 0...random.below(4) {
      let place = random.below(bytes.count + 1)
      switch random.below(4) {
      case 0: bytes.insert(contentsOf: pieces[random.below(pieces.count)].utf8, at: place)
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + random.below(20)))
      case 2 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: random.next())
      default:
        let end = min(bytes.count, place + random.below(60))
        bytes.insert(contentsOf: Array(bytes[place..<end]), at: random.below(bytes.count + 1))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private var book: XLSXBook {
    var book = XLSXBook(
      rows:
        "<row r=\"1\" hidden=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>45292.5</v></c>"
        + "</row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><r><t>a</t></r><rPh><t>b</t></rPh></is></c>"
        + "<c r=\"C2\" t=\"str\"><f>A1</f><v>x</v></c><c r=\"D2\"><v>0.30000000000000004</v></c></row>"
        + "<row r=\"3\"><c r=\"B3\" t=\"b\"><v>1</v></c><c r=\"C3\" t=\"e\"><v>#N/A</v></c></row>",
      before: "<cols><col min=\"1\" max=\"2\" hidden=\"1\"/></cols>",
      behind:
        "<mergeCells count=\"2\"><mergeCell ref=\"A1:A3\"/><mergeCell ref=\"C2:E2\"/></mergeCells>")
    book.strings = "<sst count=\"1\"><si><t>one</t></si><si><r><t>two</t></r></si></sst>"
    book.styles = XLSXBook.styles(["General", "d/m/yy h:mm"])
    return book
  }

  @Test(arguments: 1...8) func `a damaged sheet is read or refused`(seed: Int) {
    var random = XLSXRandom(seed: UInt64(seed))
    var refused = 0
    for _ in 0..<150 {
      var book = book
      book.sheets[0].xml = damaged(book.sheets[0].xml, &random)
      let reading = book.read()
      if let failure = reading.failure {
        refused += 1
        #expect(failure.kind == .unreadable)
      }
    }
    #expect((20...149).contains(refused))
  }

  @Test(arguments: 1...4) func `damage to the other parts is read or refused`(seed: Int) {
    var random = XLSXRandom(seed: UInt64(100 + seed))
    for _ in 0..<150 {
      var book = book
      book.change = { [random] zip in
        var random = random
        let index = random.below(zip.entries.count)
        let text = String(decoding: zip.entries[index].bytes, as: UTF8.self)
        zip.entries[index].bytes = Array(damaged(text, &random).utf8)
      }
      _ = random.next()
      let reading = book.read()
      #expect(reading.failure == nil || reading.failure?.kind == .unreadable)
    }
  }

  @Test func `every prefix of a sheet is refused as not well-formed`() {
    var book = book
    let xml = book.sheets[0].xml
    for length in stride(from: 0, to: xml.utf8.count, by: 3) {
      book.sheets[0].xml = String(xml.prefix(length))
      #expect(book.read().code == "XML_NOT_WELL_FORMED", "\(length)")
    }
  }
}
