import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

/// Tables written as workbooks in every manner and read again.
@Suite("Workbooks there and back")
struct XLSXRoundTripTests {
  /// A cell as it is written and as it must be read.
  private struct Sample {
    var xml: (_ address: String) -> String
    var text: String
    var kind: Cell.Kind
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  /// A cell taken by chance; `strings` takes shared strings.
  private func sample(_ random: inout Seeded, _ strings: inout [String]) -> Sample? {
    let texts = ["Lycée", "مدرسة النور", "a < b & c", "ትምህርት", "😀", " x ", "6-11", "\"q\"", "0012"]
    let text = random.pick(texts)
    let escaped = escaped(text)
    func attribute(_ address: String) -> String { address.isEmpty ? "" : " r=\"\(address)\"" }
    switch random.below(8) {
    case 0:
      strings.append(text)
      let index = strings.count - 1
      return Sample(
        xml: { "<c\(attribute($0)) t=\"s\"><v>\(index)</v></c>" }, text: text, kind: .text)
    case 1:
      return Sample(
        xml: { "<c\(attribute($0)) t=\"inlineStr\"><is><t>\(escaped)</t></is></c>" }, text: text,
        kind: .text)
    case 2:
      return Sample(
        xml: { "<c\(attribute($0)) t=\"str\"><f>A1&amp;B1</f><v>\(escaped)</v></c>" }, text: text,
        kind: .text)
    case 3:
      let value = random.below(1_000_000)
      return Sample(
        xml: { "<c\(attribute($0))><v>\(value)</v></c>" }, text: "\(value)", kind: .number)
    case 4:
      let value = "\(random.below(1000)).\(1 + random.below(9))"
      return Sample(
        xml: { "<c\(attribute($0)) s=\"0\" t=\"n\"><v>\(value)</v></c>" }, text: value,
        kind: .number)
    case 5:
      let isTrue = random.below(2) == 0
      return Sample(
        xml: { "<c\(attribute($0)) t=\"b\"><v>\(isTrue ? 1 : 0)</v></c>" }, text: "\(isTrue)",
        kind: .boolean)
    case 6:
      let day = random.below(31)
      let padded = (day < 9 ? "0" : "") + "\(day + 1)"
      return Sample(
        xml: { "<c\(attribute($0)) s=\"1\"><v>\(45_292 + day)</v></c>" },
        text: "2024-01-" + padded, kind: .date)
    default: return nil
    }
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `a random sheet is read as it was written`(_ seed: UInt64) {
    var random = Seeded(seed)
    var strings: [String] = []
    var cells: [String: String] = [:]
    var kinds: [String: Cell.Kind] = [:]
    var rows = ""
    var number = 0
    let space = random.pick(["", "\n  ", "\r\n", " <!-- note --> "])
    for _ in 0..<40 {
      number += 1 + random.below(3)
      rows += "\(space)<row r=\"\(number)\">"
      // Cells without an address follow one another; so either all columns are given or none left.
      let hasAddresses = random.below(3) > 0
      for column in 1...(1 + random.below(30)) {
        let address = Place.letters(ofColumn: column) + "\(number)"
        guard let sample = sample(&random, &strings) else {
          if !hasAddresses { rows += "<c/>" }
          continue
        }
        rows += sample.xml(hasAddresses ? address : "")
        cells[address] = sample.text
        kinds[address] = sample.kind
      }
      rows += "</row>"
    }
    var book = XLSXBook(rows: rows)
    book.strings =
      "<sst count=\"1\" uniqueCount=\"9\">"
      + strings.map { "<si><t xml:space=\"preserve\">\(escaped($0))</t></si>" }.joined() + "</sst>"
    book.styles = XLSXBook.styles(["General", "yyyy-mm-dd"])
    let reading = book.read()
    #expect(reading.failure == nil)
    #expect(reading.cells == cells)
    #expect(reading.kinds == kinds)
    #expect(reading.faults.isEmpty && reading.findings.isEmpty)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `merged ranges are filled as the slow twin says`(_ seed: UInt64) {
    var random = Seeded(seed)
    var grid: [[String]] = (0..<12).map { _ in
      (0..<8).map { _ in random.pick(["", "", "x", "y", "7", "2024", "120"]) }
    }
    var taken = Set<[Int]>()
    var ranges: [(top: Int, left: Int, bottom: Int, right: Int)] = []
    for _ in 0..<12 {
      let (top, left) = (random.below(12), random.below(8))
      let (bottom, right) = (min(11, top + random.below(4)), min(7, left + random.below(3)))
      let places = (top...bottom).flatMap { row in (left...right).map { [row, $0] } }
      if places.count > 1, taken.isDisjoint(with: places) {
        taken.formUnion(places)
        ranges.append((top, left, bottom, right))
      }
    }
    var rows = ""
    for (row, cells) in grid.enumerated() {
      rows += "<row r=\"\(row + 1)\">"
      for (column, text) in cells.enumerated() where !text.isEmpty {
        let address = Place.letters(ofColumn: column + 1) + "\(row + 1)"
        let isNumber = text.first?.isNumber == true
        rows +=
          isNumber
          ? "<c r=\"\(address)\"><v>\(text)</v></c>"
          : "<c r=\"\(address)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
      }
      rows += "</row>"
    }
    let list = ranges.map { range in
      "<mergeCell ref=\"\(Place.letters(ofColumn: range.left + 1))\(range.top + 1):"
        + "\(Place.letters(ofColumn: range.right + 1))\(range.bottom + 1)\"/>"
    }
    let reading = XLSXBook(
      rows: rows, behind: "<mergeCells>" + list.joined() + "</mergeCells>"
    ).read()
    let hasContent = grid.map { $0.contains { !$0.isEmpty } }
    for range in ranges {
      let value = grid[range.top][range.left]
      // A number is not repeated, unless it reads as a year.
      if value.isEmpty || value == "7" || value == "120" { continue }
      for row in range.top...range.bottom where hasContent[row] {
        for column in range.left...range.right where grid[row][column].isEmpty {
          grid[row][column] = value
        }
      }
    }
    var expected: [String: String] = [:]
    for (row, cells) in grid.enumerated() {
      for (column, text) in cells.enumerated() where !text.isEmpty {
        expected[Place.letters(ofColumn: column + 1) + "\(row + 1)"] = text
      }
    }
    #expect(reading.cells == expected)
    #expect(reading.failure == nil)
  }
}
