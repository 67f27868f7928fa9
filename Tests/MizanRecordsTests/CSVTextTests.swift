import MizanRecords
import Testing

@Suite struct `CSV texts` {
  @Test(arguments: [
    ("", ""), ("plain", "plain"), ("two words", "two words"), ("a,b", "\"a,b\""),
    ("say \"x\"", "\"say \"\"x\"\"\""), ("\"", "\"\"\"\""), ("a\nb", "\"a\nb\""),
    ("a\rb", "\"a\rb\""), (",", "\",\""), ("\r\n", "\"\r\n\""), (";", ";"), ("a\tb", "a\tb"),
    ("مدرسة، ب", "مدرسة، ب"), ("مدرسة, ب", "\"مدرسة, ب\""), (" x ", " x "), ("'", "'"),
    ("=1+1", "=1+1"), ("a;b|c", "a;b|c"),
  ])
  func `a text is quoted where RFC 4180 wants it and nowhere else`(
    _ text: String, _ expected: String
  ) {
    #expect(CSVText.quoted(text) == expected)
    #expect(CSVText.quoted(Array(text.utf8)) == Array(expected.utf8))
  }

  @Test(arguments: ["", "plain", "a,b", "\"", "a\nb", "a\rb", ";", "é", "long enough, to tell"])
  func `needing quotes is the same question`(_ text: String) {
    let bytes = Array(text.utf8)
    let needs = bytes.withUnsafeBufferPointer {
      $0.baseAddress.map { CSVText.needsQuotes($0, bytes.count) } ?? false
    }
    #expect(needs == (CSVText.quoted(text) != text))
  }

  @Test func `only the bytes asked for are looked at`() {
    let bytes = Array("plain,".utf8)
    #expect(!CSVText.needsQuotes(bytes, 5))
    #expect(CSVText.needsQuotes(bytes, 6))
    #expect(!CSVText.needsQuotes(bytes, 0))
  }

  @Test func `every single byte is quoted or not as it should`() {
    for byte in UInt8.min...UInt8.max {
      let isSpecial = [10, 13, 34, 44].contains(byte)
      let quoted = CSVText.quoted([byte])
      #expect(quoted.count == (byte == 34 ? 4 : isSpecial ? 3 : 1))
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `what is quoted is read again as it was`(_ seed: UInt64) throws {
    var random = Seeded(seed)
    let pieces = ["a", ",", "\"", "\n", "\r\n", "\r", " ", "é", "مدرسة", "\"\"", ""]
    for _ in 0..<200 {
      let texts = (0..<3).map { _ in
        (0..<random.below(6)).map { _ in pieces[random.below(pieces.count)] }.joined()
      }
      let line = texts.map { CSVText.quoted($0) }.joined(separator: ",")
      let table = try SmallTable(bytes: Array("h,i,j\n\(line)\n".utf8), file: "t.csv")
      #expect(table.rows.map(\.cells) == [texts])
    }
  }
}
