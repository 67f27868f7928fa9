import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

@Suite struct `JSON lines` {
  private func read(_ text: String, table: Int = 0) throws -> JSONRead {
    try JSONRead(text, name: "a.ndjson", table: table)
  }

  @Test func `each line is a row, blank ones are left out`() throws {
    let read = try read("{\"a\":1}\r\n\r\n{\"a\":2,\"b\":3}")
    #expect(read.format == "ndjson")
    #expect(read.rows == [["a", "b"], ["1", ""], ["2", "3"]])
    #expect(read.paths == ["0#/a", "1#/a", "3#/a"])
  }

  @Test func `two objects on lines of their own are lines whatever the name`() throws {
    #expect(try JSONRead("{\"a\":1}\n{\"a\":2}\n", name: "a.json").format == "ndjson")
    #expect(try JSONRead("{\"a\":1}\n{\"a\":2}\n", name: "a.txt").format == "ndjson")
    #expect(try JSONRead("{\"a\":\n1}\n", name: "a.json").format == "json")
  }

  @Test func `a broken line holds its row and no other`() throws {
    let read = try read("{\"a\":1}\n{\"a\":2\n{\"a\":3,}\n{\"a\":4}\n{\"a\":\"x")
    #expect(read.rows.count == 6)
    #expect(read.faults == [2: "JSON_SYNTAX", 3: "JSON_SYNTAX", 5: "JSON_TRUNCATED"])
    #expect(read.raws[2] == "\"{\"\"a\"\":2\"")
    #expect(read.rows[4] == ["4"])
  }

  @Test func `a line of bytes that are no text is held`() throws {
    let bytes = Array("{\"a\":1}\n{\"a\":\"".utf8) + [0xE9] + Array("\"}\n{\"a\":3}\n".utf8)
    let read = try JSONRead(bytes: bytes, name: "a.ndjson")
    #expect(read.faults == [2: "ENC_INVALID_SEQUENCE"])
    #expect(read.rows[3] == ["3"])
  }

  @Test func `a line beyond the limit is held and the next one read`() throws {
    var limits = Limits()
    limits.lineBytes = 1 << 17
    let long = "{\"a\":\"" + String(repeating: "x", count: 1 << 20) + "\"}"
    for tail in ["\n{\"a\":3}\n", "\n{\"a\":3}", ""] {
      let read = try JSONRead("{\"a\":1}\n" + long + tail, name: "a.ndjson", limits: limits)
      #expect(read.faults == [2: "LIMIT_LINE_SIZE"])
      #expect(read.rows.count == (tail.isEmpty ? 3 : 4))
    }
  }

  @Test func `repeated groups of lines are tables`() throws {
    let text = """
      {"_id":1,"site/a":"X","grades":[{"g":"1","n":2},{"g":"2"}],"by":null}
      {"_id":2,"site/a":"Y","grades":[{"g":"1"}]}

      """
    #expect(try read(text).tables == ["/", "/grades"])
    let grades = try read(text, table: 1)
    #expect(
      grades.rows == [
        ["g", "n", "../_id", "../site/a", "_index", "_parent_index", "_path"],
        ["1", "2", "1", "X", "1", "1", "1#/grades/0"],
        ["2", "", "1", "X", "2", "1", "1#/grades/1"],
        ["1", "", "2", "Y", "3", "2", "2#/grades/0"],
      ])
  }

  @Test func `a name that gives way to another is told`() throws {
    let text =
      (1...4).map { _ in "{\"id\":1,\"sex\":\"f\"}\n" }.joined()
      + (1...4).map { _ in "{\"id\":1,\"gender\":\"f\"}\n" }.joined()
    let read = try read(text)
    #expect(read.codes == ["SCHEMA_DRIFT"])
    #expect(read.rows[0] == ["id", "sex", "gender"])
  }

  @Test(arguments: 1...40)
  func `rows do not depend on the size of the window`(_ seed: UInt64) throws {
    var source = RandomJSON(random: Seeded(seed))
    let objects = (0..<30).map { index in
      "{\"id\":\(index),\"v\":\(source.value(3)),\"list\":[{\"x\":\(source.string())},{\"x\":1}]}"
    }
    let text = Array(("[" + objects.joined(separator: ",") + "]").utf8)
    let folder = Folder()
    let file = try InputFile(folder.input("a.json", text))
    let survey = try JSONSurvey(
      PackedContent(file, Limits(), digests: false), isLines: false, select: nil, Limits(),
      windowSize: 64)
    try survey.run()
    for table in JSONTables(survey, isLines: false).all() {
      var seen: [[[String]]] = []
      for window in [64, 200, 1 << 17] {
        let reader = JSONReader(
          QuietBytes(file), survey.shape, table, isLines: false, file.place, Limits(),
          windowSize: window)
        var read = try JSONRead("[]")
        read.rows = []
        try read.take(reader, nil)
        seen.append(read.rows)
      }
      #expect(seen[0] == seen[2] && seen[1] == seen[2])
    }
  }
}
