import MizanDiagnostics
import MizanFormats
import MizanRecords
import Testing

@testable import MizanFormats

/// Tables that are written in every manner and must be read again as they were.
@Suite struct `Text tables there and back` {
  private static let encodings: [TextEncoding] = [
    .utf8, .utf16LittleEndian, .utf16BigEndian, .windows1252, .windows1256, .latin1, .arabic6,
  ]

  @Test(arguments: encodings, 1...12 as ClosedRange<UInt64>)
  func `a declared table is read as it was written`(
    _ encoding: TextEncoding, _ seed: UInt64
  ) throws {
    var random = Seeded(seed)
    for _ in 0..<8 {
      let writer = TableWriter.random(&random, encoding)
      let rows = TableWriter.rows(&random, encoding, count: 1 + random.below(30))
      let bytes = writer.bytes(rows, &random)
      let options = FormatOptions(delimiter: writer.delimiter, encoding: encoding.rawValue)
      // A file with nothing but a mark or nothing at all is another matter.
      if bytes.count < 4 { continue }
      let table = try ReadTable(bytes: bytes, options)
      #expect(table.rows == rows, "\(writer)")
      #expect(table.numbers == Array(1...rows.count))
      #expect(table.faults.isEmpty, "\(writer)")
      #expect(table.findings.isEmpty, "\(table.codes)")
      #expect(table.sha256 == SHA256.hex(bytes))
    }
  }

  /// A regular table of texts that speak for themselves.
  private func school(_ random: inout Seeded, arabic: Bool) -> [[String]] {
    let names =
      arabic ? ["مدرسة النور", "لحج", "بنات", "أولاد"] : ["Lycée", "Abéché", "Filles", "Kélo"]
    return [["id", "name", "n", "note"]]
      + (0..<40).map { row in
        ["\(row)", random.pick(names), "\(random.below(900))", random.pick(["", "x", "y z"])]
      }
  }

  @Test(arguments: [44, 59, 9, 124] as [UInt8], 1...6 as ClosedRange<UInt64>)
  func `delimiter and UTF-8 are found out`(_ delimiter: UInt8, _ seed: UInt64) throws {
    var random = Seeded(seed)
    for isArabic in [false, true] {
      let rows = school(&random, arabic: isArabic)
      var writer = TableWriter.random(&random, .utf8)
      writer.delimiter = delimiter
      let table = try ReadTable(bytes: writer.bytes(rows, &random))
      #expect(table.rows == rows)
      #expect(table.findings.isEmpty && table.faults.isEmpty)
    }
  }

  @Test(arguments: [44, 59, 9, 124] as [UInt8], [false, true])
  func `delimiter and UTF-16 are found out by the mark`(
    _ delimiter: UInt8, _ isBigEndian: Bool
  ) throws {
    var random = Seeded(UInt64(delimiter))
    var writer = TableWriter()
    writer.encoding = isBigEndian ? .utf16BigEndian : .utf16LittleEndian
    writer.hasMark = true
    writer.delimiter = delimiter
    writer.quoting = .all
    for isArabic in [false, true] {
      let rows = school(&random, arabic: isArabic)
      let table = try ReadTable(bytes: writer.bytes(rows, &random))
      #expect(table.rows == rows)
      #expect(table.findings.isEmpty)
    }
  }

  @Test(arguments: [44, 59, 9, 124] as [UInt8])
  func `the code pages of Windows are found out and told`(_ delimiter: UInt8) throws {
    var random = Seeded(UInt64(delimiter))
    for encoding in [TextEncoding.windows1252, .windows1256] {
      let rows = school(&random, arabic: encoding == .windows1256)
      var writer = TableWriter()
      writer.encoding = encoding
      writer.delimiter = delimiter
      let table = try ReadTable(bytes: writer.bytes(rows, &random))
      #expect(table.rows == rows)
      #expect(table.codes == ["ENC_GUESSED"])
      #expect(table.findings.groups.first?.key.value == encoding.rawValue)
    }
  }

  @Test(arguments: [44, 59, 9] as [UInt8], ["\n", "\r\n", "\r"])
  func `a packed table is read as it was written`(_ delimiter: UInt8, _ lineEnd: String) throws {
    var random = Seeded(UInt64(delimiter) + 7)
    for encoding in Self.encodings {
      var writer = TableWriter.random(&random, encoding)
      writer.delimiter = delimiter
      writer.lineEnd = lineEnd
      let rows = [["a", "b"]] + TableWriter.rows(&random, encoding, count: 20)
      let packed = GzipWriter.member(writer.bytes(rows, &random))
      let options = FormatOptions(delimiter: delimiter, encoding: encoding.rawValue)
      let table = try ReadTable(bytes: packed, name: "t.csv.gz", options)
      #expect(table.rows == rows)
      #expect(table.sha256 == SHA256.hex(packed))
    }
  }

  @Test func `a cell of any single character is read as it was`() throws {
    for value in 1..<UInt32(0x800) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      // The mark of a quote begins a cell in quotes; the writer takes care of it.
      var random = Seeded(1)
      let rows = [["some words before", String(scalar), "and after"]]
      var writer = TableWriter()
      writer.quoting = value % 2 == 0 ? .all : .needed
      let options = FormatOptions(delimiter: 44, encoding: "utf-8")
      let table = try ReadTable(bytes: writer.bytes(rows, &random), options)
      #expect(table.rows == rows, "U+\(String(value, radix: 16))")
    }
  }
}
