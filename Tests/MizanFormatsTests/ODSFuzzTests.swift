import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

/// Numbers that look drawn by lot and are the same in every run.
private struct Lot {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(truncatingIfNeeded: state >> 33) % limit
  }
}

@Suite struct `ODS by lot` {
  private let folder = Folder()

  /// A row as it is meant, and how it is written: cells and rows that are alike are often repeated.
  private struct Plan {
    var rows: [[String]] = []
    var xml = ""

    init(_ lot: inout Lot) {
      for _ in 0..<lot.below(12) {
        var cells: [String] = []
        var inside = ""
        for _ in 0..<lot.below(7) {
          let count = lot.below(4) == 0 ? 1 + lot.below(5) : 1
          let (text, cell) = Plan.cell(&lot, count)
          cells += Array(repeating: text, count: count)
          inside += cell
        }
        while cells.last == "" { cells.removeLast() }
        let copies = lot.below(3) == 0 ? 1 + lot.below(4) : 1
        rows += Array(repeating: cells, count: copies)
        let row = ODSBook.row(inside, copies > 1 ? " table:number-rows-repeated=\"\(copies)\"" : "")
        xml += lot.below(5) == 0 ? "<table:table-row-group>\(row)</table:table-row-group>" : row
      }
    }

    private static func cell(_ lot: inout Lot, _ count: Int) -> (String, String) {
      let more = count > 1 ? " table:number-columns-repeated=\"\(count)\"" : ""
      switch lot.below(5) {
      case 0: return ("", "<table:table-cell\(more)/>")
      case 1:
        let value = "\(lot.below(100_000))"
        return (value, ODSBook.number(value, shown: nil, more))
      case 2:
        let day = "20\(10 + lot.below(80))-0\(1 + lot.below(9))-1\(lot.below(10))"
        return (
          day,
          "<table:table-cell office:value-type=\"date\" office:date-value=\"\(day)\"\(more)/>"
        )
      case 3:
        let isTrue = lot.below(2) == 0
        return (
          "\(isTrue)",
          "<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"\(isTrue)\"\(more)/>"
        )
      default:
        let text = ["École", "ب ت", "x", "a &amp; b", "=1+1", "0123", "  y "][lot.below(7)]
        let shown = text == "  y " ? "y" : text == "a &amp; b" ? "a & b" : text
        return (shown, ODSBook.text(text, more))
      }
    }
  }

  @Test func `what is written is what is read, with the numbers of its rows`() throws {
    var lot = Lot(state: 2024)
    for round in 0..<60 {
      let plan = Plan(&lot)
      let table = try ReadTable(folder.input("a.ods", ODSBook(rows: plan.xml).bytes))
      let wanted = plan.rows.enumerated().filter { !$0.element.isEmpty }
      #expect(table.rows == wanted.map(\.element), "round \(round)")
      #expect(table.numbers == wanted.map { $0.offset + 1 }, "round \(round)")
      #expect(table.faults.isEmpty && table.findings.isEmpty)
    }
  }

  @Test func `changed bytes are read or refused, and never end the program`() {
    var lot = Lot(state: 7)
    let plan = Plan(&lot)
    let honest = ODSBook(rows: plan.xml).bytes
    for _ in 0..<300 {
      var bytes = honest
      for _ in 0...lot.below(4) { bytes[lot.below(bytes.count)] = UInt8(lot.below(256)) }
      let input = folder.input("a.ods", bytes)
      let refused = failure { () throws(Failure) in _ = try ReadTable(input) }
      #expect(refused == nil || !(refused?.diagnostics.isEmpty ?? true))
    }
  }

  @Test func `a content that is cut anywhere is refused`() {
    let row = ODSBook.row(ODSBook.text("a &amp; b") + ODSBook.number("5"))
    let content = "<c><spreadsheet><table name=\"T\">\(row)</table></spreadsheet></c>"
    for count in stride(from: 1, to: content.utf8.count, by: 3) {
      let cut = String(decoding: content.utf8.prefix(count), as: UTF8.self)
      let zip = XLSXZipWriter(entries: [
        .init("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        .init("content.xml", cut),
      ])
      let refused = failure { () throws(Failure) in
        _ = try ReadTable(folder.input("a.ods", zip.bytes()))
      }
      #expect(refused?.name == "XML_NOT_WELL_FORMED", "\(count)")
    }
  }

  @Test(arguments: [
    ("PT10H30M00S", "10:30:00"), ("PT00H00M00S", "00:00:00"), ("PT125H1M2S", "125:01:02"),
    ("PT5M", "00:05:00"), ("PT1H0M3.75S", "01:00:03"), ("PT90M", "01:30:00"),
  ])
  func `lengths of time are clocks`(_ text: String, _ wanted: String) {
    #expect(ODSTime.clock(Array(text.utf8)) == wanted)
  }

  @Test(arguments: ["", "10:30", "P1D", "PTxS", "-PT1H", "PT1H1H", "PT99999999999999H"])
  func `other texts are no lengths of time`(_ text: String) {
    #expect(ODSTime.clock(Array(text.utf8)) == nil)
  }

  @Test(arguments: [
    ("2024-05-01", 10), ("2024-05-01T00:00:00", 10), ("2024-05-01T00:00:01", 19),
    ("2024-05-01T10:30:00.25", 19), ("2024-5-1", -1), ("2024-05-01T10", -1), ("", -1),
    ("2024-05-01 10:30:00", -1), ("2024-05-01T10:30:00Z", -1),
  ])
  func `dates are taken as far as a cell holds them`(_ text: String, _ wanted: Int) {
    #expect(ODSTime.dateCount(Array(text.utf8)) ?? -1 == wanted)
  }

  @Test(arguments: [
    ("500", 5.0, true), ("5", 5, false), ("1,234", 1.234, false), ("1,234", 1234, false),
    ("1,234", 12.34, true), ("1.234,5", 1234.5, false), ("-3", 3, true), ("-3", -3, false),
    ("2.4", 2.44, false), ("2.4", 2.46, true), ("abc", 1, false), ("5 %", 0.05, false),
    ("", 1, false), ("12 345", 12345, false),
  ])
  func `a shown number differs when no reading of it is the value`(
    _ text: String, _ value: Double, _ wanted: Bool
  ) {
    Array(text.utf8).withUnsafeBytes {
      #expect(ODSShownNumber($0).differs(from: value) == wanted, "\(text)")
    }
  }
}
