import MizanDiagnostics
import MizanRecords
import Testing

@Suite struct `Small tables` {
  private func table(_ text: String) throws(Failure) -> SmallTable {
    try SmallTable(bytes: Array(text.utf8), file: "list.csv")
  }

  @Test func `the first line gives the headings, the others the rows`() throws {
    let table = try table("code,en,fr\n_T,Total,Total\nF,Female,Fille\n")
    #expect(table.file == "list.csv")
    #expect(table.headings == ["code", "en", "fr"])
    #expect(table.rows.map(\.cells) == [["_T", "Total", "Total"], ["F", "Female", "Fille"]])
    #expect(table.rows.map(\.line) == [2, 3])
  }

  @Test(
    arguments: [
      ("a,b", [["a", "b"]]), ("a,b\n", [["a", "b"]]), ("a,b\r\n", [["a", "b"]]),
      ("a,b\n1,2", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
      ("a,b\n,\n", [["a", "b"], ["", ""]]), ("a,b\n1,", [["a", "b"], ["1", ""]]),
      ("a,b\n\"1\",\"2\"\n", [["a", "b"], ["1", "2"]]),
      ("a,b\n\"x,y\",2\n", [["a", "b"], ["x,y", "2"]]),
      ("a,b\n\"x\ny\",2\n", [["a", "b"], ["x\ny", "2"]]),
      ("a,b\n\"x\r\ny\",2\n", [["a", "b"], ["x\r\ny", "2"]]),
      ("a,b\n\"say \"\"x\"\"\",2\n", [["a", "b"], ["say \"x\"", "2"]]),
      ("a,b\n\"\"\"\",\"\"\n", [["a", "b"], ["\"", ""]]),
      ("a,b\n\"\",\"\"", [["a", "b"], ["", ""]]), ("a\n\"x\"", [["a"], ["x"]]),
      ("a,b\n5\" pipe,2\n", [["a", "b"], ["5\" pipe", "2"]]),
      ("a,b\n x , y \n", [["a", "b"], [" x ", " y "]]),
      ("a,b\n1;2,3\n", [["a", "b"], ["1;2", "3"]]),
      ("a,b,c\n1,2\n1,2,3,4\n", [["a", "b", "c"], ["1", "2"], ["1", "2", "3", "4"]]),
      ("a,b\nx\ry,2\n", [["a", "b"], ["x\ry", "2"]]),
      ("المنطقة,ب\nلحج,٣\n", [["المنطقة", "ب"], ["لحج", "٣"]]),
    ])
  func `records are cut as RFC 4180 says`(_ text: String, _ records: [[String]]) throws {
    let table = try table(text)
    #expect([table.headings] + table.rows.map(\.cells) == records)
  }

  @Test func `a byte order mark at the start is no text`() throws {
    let table = try SmallTable(bytes: [0xEF, 0xBB, 0xBF] + Array("a,b\n1,2\n".utf8), file: "t")
    #expect(table.headings == ["a", "b"])
  }

  @Test func `a file without a byte has no headings and no rows`() throws {
    for text in ["", "\n", "\n\n\n", "\r\n"] {
      let table = try table(text)
      #expect(table.headings.isEmpty && table.rows.isEmpty)
      #expect(table.column("a") == nil)
    }
  }

  @Test func `blank lines are left out and still counted as lines`() throws {
    let table = try table("\n\na,b\n\n1,2\n\n\n3,4\n\n")
    #expect(table.headings == ["a", "b"])
    #expect(table.rows.map(\.cells) == [["1", "2"], ["3", "4"]])
    #expect(table.rows.map(\.line) == [5, 8])
  }

  @Test func `a row's line is the one where it begins`() throws {
    let table = try table("a,b\n\"one\ntwo\nthree\",2\nx,y\n\"\n\n\",z\nend,\n")
    #expect(table.rows.map(\.line) == [2, 5, 6, 9])
  }

  @Test func `a text is found by its heading`() throws {
    let table = try table("code,en\nF,Female\n")
    #expect(table.column("en") == 1 && table.column("code") == 0)
    #expect(table.column("EN") == nil && table.column("") == nil)
    #expect(table.text(table.rows[0], "en") == "Female")
    #expect(table.text(table.rows[0], "fr") == "")
  }

  @Test func `a short row is empty where it ends`() throws {
    let table = try table("a,b,c\n1\n")
    #expect(table.text(table.rows[0], "a") == "1")
    #expect(table.text(table.rows[0], "c") == "")
  }

  @Test func `of two headings with one name the first is meant`() throws {
    let table = try table("a,a,b\n1,2,3\n")
    #expect(table.column("a") == 0)
    #expect(table.text(table.rows[0], "a") == "1")
    #expect(table.headings.count == 3)
  }

  @Test(arguments: [
    ("a,b\n\"open,2\n", 2), ("\"", 1), ("a,b\n1,2\n3,\"x\ny\n", 3), ("a\n\"x\"\"", 2),
  ])
  func `a quote that nobody closes is refused with its line`(_ text: String, _ line: Int) {
    let refused = failure { () throws(Failure) in _ = try table(text) }
    #expect(refused?.name == "CSV_UNTERMINATED_QUOTE" && refused?.kind == .mapping)
    #expect(refused?.place == Place("list.csv", line: line))
  }

  @Test(
    arguments: [
      [0xE9], [0xFF, 0xFE, 0x61, 0], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0x61, 0xC3],
      [0xF4, 0x90, 0x80, 0x80],
    ] as [[UInt8]])
  func `bytes that are no UTF-8 are refused with their line`(_ bytes: [UInt8]) {
    let whole = Array("a,b\n1,2\nx,".utf8) + bytes + Array("\n5,6\n".utf8)
    let refused = failure { () throws(Failure) in
      _ = try SmallTable(bytes: whole, file: "list.csv")
    }
    #expect(refused?.name == "ENC_INVALID_SEQUENCE" && refused?.kind == .mapping)
    #expect(refused?.place == Place("list.csv", line: 3))
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `a table that was written is read again as it was`(_ seed: UInt64) throws {
    var random = Seeded(seed)
    let pieces = ["a", "9", ",", "\"", "\n", "\r\n", " ", "é", "مدرسة", ";", "'"]
    let end = random.below(2) == 0 ? "\n" : "\r\n"
    let width = 2 + random.below(4)
    let rows = (0..<40).map { _ in
      (0..<width).map { _ in
        (0..<random.below(6)).map { _ in pieces[random.below(pieces.count)] }.joined()
      }
    }
    var text = (0..<width).map { "h\($0)" }.joined(separator: ",") + end
    for row in rows {
      text +=
        row.map { cell in
          random.below(3) == 0
            ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : CSVText.quoted(cell)
        }.joined(separator: ",") + end
    }
    let table = try table(text)
    #expect(table.rows.map(\.cells) == rows)
    for row in table.rows {
      let before = text.utf8.split(separator: 10, omittingEmptySubsequences: false)
      #expect(row.line <= before.count && row.line >= 2)
    }
  }

  @Test func `a file is read from the disk`() throws {
    let folder = Folder()
    let path = folder.file("list.csv", Array("a,b\n1,2\n".utf8))
    let table = try SmallTable(file: path)
    #expect(table.file == path)
    #expect(table.rows.map(\.cells) == [["1", "2"]])
  }

  @Test func `a file that is not there is missing`() {
    let folder = Folder()
    let refused = failure { () throws(Failure) in
      _ = try SmallTable(file: folder.path + "/none.csv")
    }
    #expect(refused?.name == "INPUT_MISSING" && refused?.kind == .missing)
  }
}
