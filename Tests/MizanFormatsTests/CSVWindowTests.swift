import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

/// The border of a window or a block may fall anywhere; no table may look different for it.
@Suite struct `Windows over text` {
  /// All that a reader gives, as plain values.
  struct Reading: Equatable {
    var rows: [[String]] = []
    var numbers: [Int] = []
    var faults: [Int: String] = [:]
    var columns: [Int: Int] = [:]
    var findings: [String: Int] = [:]
    var refusal: String?
    var refusalLine: Int?
  }

  private func read(
    _ bytes: [UInt8], _ pieces: [Int], window: Int, encoding: TextEncoding? = .utf8, mark: Int = 0,
    _ limits: Limits = Limits()
  ) -> Reading {
    var dialect = TextDialect()
    dialect.encoding = encoding
    dialect.markLength = mark
    let source = PiecewiseBytes(bytes, pieces)
    let reader = CSVReader(source, dialect, limits, name: "t.csv", windowSize: window)
    var reading = Reading()
    var findings = Findings()
    let batch = RecordBatch()
    let refused = failure { () throws(Failure) in
      while try reader.next(into: batch, &findings) {
        for row in 0..<batch.rowCount {
          let number = Int(batch.rowNumbers[row])
          reading.rows.append(
            (0..<Int(batch.widths[row])).map { batch.text(row: row, column: $0) })
          reading.numbers.append(number)
          reading.faults[number] = batch.faults[row]?.code.name
          reading.columns[number] = batch.faults[row]?.column
        }
      }
    }
    reading.refusal = refused?.name
    reading.refusalLine = refused?.diagnostics[0].place?.line
    for group in findings.groups {
      reading.findings[group.key.code.name, default: 0] += group.count
    }
    return reading
  }

  private func whole(
    _ bytes: [UInt8], encoding: TextEncoding? = .utf8, mark: Int = 0, _ limits: Limits = Limits()
  ) -> Reading {
    read(bytes, [.max], window: TextWindow.usualSize, encoding: encoding, mark: mark, limits)
  }

  /// Texts with everything that a border can cut.
  private static let texts = [
    "id,name\r\n1,\"a,b\"\r\n2,\"line\r\nbreak \"\"quoted\"\"\"\r\n\r\n3,é\r\n,\r\n",
    "\"\"\"\",\"\"\n\"\"\"x\"\"\",\"\n\"\n\"\",\"\r\n\"\"\r\n\"\n",
    "a\rb\r\"c\rd\"\r\re,\"f\"\r",
    "مدرسة,ትምህርት,😀\n\"😀,😀\",\"مدرسة\nالنور\"\n\u{10FFFF}\n",
    "x,y\n\"bad \"quote\" here\",1\nok,2\n\"also\" bad,3\n",
    "a,b\nNUL,x\0y\n\0,\"\0\"\nz,1\n",
    "a,b\n1,BeÃ¯da\n\u{FEFF}2,\"\u{FEFF}x\"\n",
    "a,b\n1,\"never closed\n2,3\n",
    "one\n\n\n\ntwo\n",
    "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z,\"\",\"\",\"\",\"\",\"\",\"\",\"\",,,,,,,\n",
  ]

  @Test(arguments: texts.indices)
  func `the first block may end at any byte`(_ index: Int) {
    let bytes = Array(Self.texts[index].utf8)
    let expected = whole(bytes)
    #expect(!expected.rows.isEmpty)
    for cut in 1...bytes.count {
      for window in [32, 64, 1 << 18] {
        let reading = read(bytes, [cut, .max], window: window)
        #expect(reading == expected, "cut at \(cut), window \(window)")
      }
    }
  }

  @Test(arguments: texts.indices)
  func `windows and blocks may have any size`(_ index: Int) {
    let bytes = Array(Self.texts[index].utf8)
    let expected = whole(bytes)
    for window in 16...90 {
      for piece in [1, 2, 3, 7, 15, 16, 17, 63, 64, 65] {
        #expect(read(bytes, [piece], window: window) == expected, "\(piece) in \(window)")
      }
    }
  }

  @Test(arguments: texts.indices)
  func `UTF-16 may be cut anywhere`(_ index: Int) {
    let expected = whole(Array(Self.texts[index].utf8))
    for encoding in [TextEncoding.utf16LittleEndian, .utf16BigEndian] {
      let bytes = TableWriter.encode(Self.texts[index], encoding, hasMark: true)
      for cut in 1..<bytes.count {
        let reading = read(bytes, [cut, .max], window: 64, encoding: encoding, mark: 2)
        #expect(reading == expected, "cut at \(cut)")
      }
      for piece in [1, 3, 5, 7] {
        let reading = read(bytes, [piece], window: 64, encoding: encoding, mark: 2)
        #expect(reading == expected, "pieces of \(piece)")
      }
    }
  }

  @Test func `a mark at the start may come byte by byte`() {
    let bytes = [0xEF, 0xBB, 0xBF] + Array("a,b\n1,2\n".utf8)
    for piece in 1...5 {
      let reading = read(bytes, [piece], window: 16, mark: 3)
      #expect(reading.rows == [["a", "b"], ["1", "2"]])
      #expect(reading.findings.isEmpty)
    }
  }

  @Test(arguments: [TextEncoding.windows1252, .windows1256])
  func `a code page may be cut anywhere, declared or not`(_ encoding: TextEncoding) {
    let text =
      encoding == .windows1252
      ? "id,name\n1,Lycée Félix Éboué\n2,\"Abéché\nBeïda\"\n"
      : "id,name\n1,مدرسة النور\n2,\"لحج\nتبن\"\n"
    let bytes = TableWriter.encode(text, encoding)
    let rows = whole(Array(text.utf8)).rows
    for cut in 1..<bytes.count {
      let declared = read(bytes, [cut, .max], window: 64, encoding: encoding)
      #expect(declared.rows == rows && declared.findings.isEmpty)
      // Nothing but ASCII was seen when the file was opened; the rest tells the encoding.
      let found = read(bytes, [cut, .max], window: 64, encoding: nil)
      #expect(found.rows == rows && found.findings == ["ENC_GUESSED": 1], "cut at \(cut)")
    }
  }

  @Test(arguments: 1...25 as ClosedRange<UInt64>)
  func `random tables look the same through any window`(_ seed: UInt64) {
    var random = Seeded(seed)
    for encoding in [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian, .windows1256] {
      var writer = TableWriter.random(&random, encoding)
      writer.delimiter = 44
      writer.hasMark = false
      let rows = TableWriter.rows(&random, encoding, count: 40)
      let bytes = writer.bytes(rows, &random)
      let pieces = (0..<9).map { _ in 1 + random.below(70) }
      let window = 16 + random.below(200)
      let reading = read(bytes, pieces, window: window, encoding: encoding)
      #expect(reading.rows == rows, "\(writer)")
      #expect(reading.numbers == Array(1...rows.count))
      #expect(reading.faults.isEmpty && reading.refusal == nil)
    }
  }

  @Test(arguments: 1...25 as ClosedRange<UInt64>)
  func `random damage looks the same through any window`(_ seed: UInt64) {
    var random = Seeded(seed &+ 500)
    for _ in 0..<6 {
      var bytes = TableWriter().bytes(TableWriter.rows(&random, .utf8, count: 15), &random)
      for _ in 0...random.below(6) where !bytes.isEmpty {
        bytes[random.below(bytes.count)] = random.pick([0, 10, 13, 34, 44, 0x80, 0xC3, 0xE2, 0xFF])
      }
      let expected = whole(bytes)
      for window in [17, 64, 100] {
        let pieces = (0..<5).map { _ in 1 + random.below(40) }
        #expect(read(bytes, pieces, window: window) == expected)
      }
    }
  }

  @Test func `lines are counted across windows`() {
    var limits = Limits()
    limits.quotedLines = 3
    let text = "a,b\n\"x\ny\",1\n\n\n\"\n\n\n\n\n\n\n\",2\n"
    for window in [16, 32, 64, 1 << 18] {
      let reading = read(Array(text.utf8), [5], window: window, limits)
      #expect(reading.refusal == "CSV_UNTERMINATED_QUOTE")
      #expect(reading.refusalLine == 6, "window \(window)")
    }
  }

  @Test func `the digest is known when the end was reached and not before`() throws {
    let source = PiecewiseBytes(Array("a,b\n1,2\n3,4\n".utf8), [4])
    let reader = CSVReader(source, TextDialect(), Limits(), name: "t", windowSize: 16)
    #expect(reader.digest == nil)
    var findings = Findings()
    let batch = RecordBatch()
    while try reader.next(into: batch, &findings) {}
    #expect(reader.digest == "read")
  }
}
