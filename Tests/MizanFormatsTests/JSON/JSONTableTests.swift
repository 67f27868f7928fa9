import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

@Suite struct `Tables of JSON` {
  @Test func `an array of objects is a table whose first row says the names`() throws {
    let read = try JSONRead(#"[{"name":"A","boys":12,"open":true,"note":null},{"name":"B"}]"#)
    #expect(read.tables == [""])
    #expect(read.infos[0].headingRow == 1)
    #expect(
      read.rows == [
        ["name", "boys", "open", "note"], ["A", "12", "true", ""], ["B", "", "", ""],
      ])
    #expect(read.kinds[1] == [.text, .number, .boolean, .blank])
    #expect(read.paths[1...] == ["/0/name", "/1/name"])
  }

  @Test func `numbers keep every digit`() throws {
    let read = try JSONRead(#"[{"id":12345678901234567890,"r":0.10,"e":1e400,"m":-0}]"#)
    #expect(read.rows[1] == ["12345678901234567890", "0.10", "1e400", "-0"])
  }

  @Test func `objects inside become columns named by their way`() throws {
    let read = try JSONRead(#"[{"a":{"b":{"c":1},"d":2}},{"a":{"e":3},"a/b":4}]"#)
    #expect(
      read.rows == [["a/b/c", "a/d", "a/e", "a/b"], ["1", "2", "", ""], ["", "", "3", "4"]])
    let paths = try #require(read.infos[0].addressing.paths)
    #expect(paths.columns.map(\.path) == ["/a/b/c", "/a/d", "/a/e", "/a~1b"])
  }

  @Test func `lists of texts stay lists where their places mean something`() throws {
    let text = #"{"q":[{"l":["A",null]},{"l":[null,"B"]}],"languages":["en",null,"fr"]}"#
    let kept = try JSONRead(text, keepsLists: true)
    #expect(kept.tables == ["/q", "/languages"])
    #expect(kept.rows == [["l"], [#"["A",null]"#], [#"[null,"B"]"#]])
    #expect(
      try JSONRead(text, table: 1, keepsLists: true).rows == [["value"], ["en"], [""], ["fr"]])
    let usual = try JSONRead(text)
    #expect(usual.tables == ["/q"])
    #expect(usual.rows == [["l"], ["A"], ["B"]])
  }

  @Test func `a name that comes late is a column of all rows`() throws {
    let rows = (0..<5000).map { $0 == 4990 ? #"{"a":1,"late":2}"# : #"{"a":1}"# }
    let read = try JSONRead("[" + rows.joined(separator: ",\n") + "]")
    #expect(read.rows[0] == ["a", "late"])
    #expect(read.rows.count == 5001)
    #expect(read.rows[4991] == ["1", "2"])
    #expect(read.rows[4990] == ["1", ""])
  }

  @Test func `what stands once around the rows is repeated on each of them`() throws {
    let read = try JSONRead(
      #"{"period":"2024","meta":{"by":"X"},"dataValues":[{"v":1},{"v":2}],"orgUnit":"U"}"#)
    #expect(read.tables == ["/dataValues"])
    #expect(
      read.rows == [
        ["v", "../period", "../meta/by", "../orgUnit"], ["1", "2024", "X", "U"],
        ["2", "2024", "X", "U"],
      ])
    let paths = try #require(read.infos[0].addressing.paths)
    #expect(paths.path(ofRow: 3, column: 0) == "/dataValues/1/v")
    #expect(paths.path(ofRow: 3, column: 2) == "/meta/by")
  }

  @Test func `repeated groups are tables with the names of their parents`() throws {
    let text = #"""
      {"results":[{"_id":7,"pupils":[{"sex":"f"},{"sex":"m"}],"after":"x"},{"_id":8,"pupils":[]},
      {"_id":9,"pupils":[{"sex":"f"}]}]}
      """#
    let main = try JSONRead(text)
    #expect(main.tables == ["/results", "/results/pupils"])
    #expect(main.rows == [["_id", "after"], ["7", "x"], ["8", ""], ["9", ""]])
    let pupils = try JSONRead(text, table: 1)
    #expect(
      pupils.rows == [
        ["sex", "../_id", "../after", "_index", "_parent_index", "_path"],
        ["f", "7", "x", "1", "1", "/results/0/pupils/0"],
        ["m", "7", "x", "2", "1", "/results/0/pupils/1"],
        ["f", "9", "", "3", "3", "/results/2/pupils/0"],
      ])
    #expect(pupils.paths[3] == "/results/2/pupils/0/sex")
  }

  @Test func `a star takes names as data`() throws {
    let text = #"{"uganda":{"n":2,"districts":{"ABIM":[{"s":"A"},{"s":"B"}],"G/U":[{"s":"C"}]}}}"#
    let read = try JSONRead(text, select: "/uganda/districts/*")
    #expect(read.tables == ["/uganda/districts/*"])
    #expect(read.rows[0] == ["s", "../../n", "_key", "_index", "_parent_index", "_path"])
    #expect(read.rows[3] == ["C", "2", "G/U", "3", "2", "/uganda/districts/G~1U/0"])
    let objects = try JSONRead(
      #"{"a":{"x":1},"b":{"x":2}}"#, select: "/*")
    #expect(objects.rows[1][0] == "1" && objects.rows[2].contains("b"))
  }

  @Test func `a pointer chooses one table`() throws {
    let text = #"{"a":[{"x":1}],"b":{"c":[{"y":2}]}}"#
    #expect(try JSONRead(text, select: "/b/c").rows == [["y"], ["2"]])
    #expect(try JSONRead(text).tables == ["/a", "/b/c"])
    let missing = try #require(JSONRead.failure(text, select: "/b/d"))
    #expect(missing.diagnostics[0].code.name == "JSON_SELECT_MISSING")
    #expect(missing.exitStatus == 2)
    #expect(JSONRead.failure(text, select: "b")?.diagnostics[0].code.name == "JSON_POINTER_WRONG")
  }

  @Test func `arrays of numbers and words stand in one cell`() throws {
    let read = try JSONRead(#"[{"at":[30.5,-1],"codes":["a","b"],"names":["x y","z"]},{"at":[]}]"#)
    #expect(read.rows[1] == ["30.5 -1", "a b", #"["x y","z"]"#])
    #expect(read.rows[2] == ["", "", ""])
    let nested = try JSONRead("[{\"line\":[[1, 2],\n [3,\"a b\"]]}]")
    #expect(nested.rows[1] == [#"[[1,2],[3,"a b"]]"#])
  }

  @Test func `rows that are arrays take their names from headers beside them`() throws {
    let text = #"{"headers":[{"name":"dx"},{"name":"value"}],"n":3,"rows":[["a","1"],["b",2]]}"#
    let file = try JSONRead(text)
    #expect(file.tables == ["/headers", "/rows"])
    #expect(file.infos[0].isHidden && !file.infos[1].isHidden)
    let read = try JSONRead(text, table: 1)
    #expect(read.rows == [["dx", "value", "../n"], ["a", "1", "3"], ["b", "2", "3"]])
    #expect(read.paths[2] == "/rows/1/0")
  }

  @Test func `arrays of arrays without headers are yielded as they stand`() throws {
    let read = try JSONRead(##"[["School","Boys"],["#adm1","#x"],["A",1,2]]"##)
    #expect(read.infos[0].headingRow == nil)
    #expect(read.rows == [["School", "Boys", ""], ["#adm1", "#x", ""], ["A", "1", "2"]])
    #expect(read.paths == ["/0/0", "/1/0", "/2/0"])
  }

  @Test func `a single object is one row`() throws {
    let read = try JSONRead(#"{"country":"SYR","n":5}"#)
    #expect(read.rows[0].prefix(2) == ["country", "n"])
    #expect(read.rows[1].prefix(2) == ["SYR", "5"])
    #expect(read.paths[1] == "/country")
  }

  @Test func `names and texts may hold escapes`() throws {
    let read = try JSONRead(#"[{"a\u0062":"x\ny","c\"":"\ud83d\ude00"},{"ab":"2"}]"#)
    #expect(read.rows == [["ab", "c\""], ["x\ny", "😀"], ["2", ""]])
  }

  @Test func `an empty list has no rows, a single number is no table`() throws {
    #expect(try JSONRead("[]").rows == [[]])
    #expect(try JSONRead("{}").rows == [[]])
    #expect(JSONRead.failure("42")?.diagnostics[0].code.name == "JSON_NO_RECORDS")
    #expect(try JSONRead("[1,2]").rows == [["value"], ["1"], ["2"]])
  }
}

@Suite struct `Rows of JSON that are held` {
  @Test func `a name that stands twice holds its row, whole`() throws {
    let read = try JSONRead(#"[{"a":1,"a":2},{"a":3}]"#)
    #expect(read.faults == [1: "JSON_DUPLICATE_KEY"])
    #expect(read.raws[1] == #""{""a"":1,""a"":2}""#)
    #expect(read.rows[2] == ["3"])
    let outside = try JSONRead(#"{"n":1,"n":2,"rows":[{"a":1}]}"#)
    #expect(outside.codes == ["JSON_DUPLICATE_KEY"])
  }

  @Test func `half of a surrogate pair holds its row`() throws {
    let read = try JSONRead(#"[{"a":"x\ud800"},{"a":"y"}]"#)
    #expect(read.faults == [1: "ENC_INVALID_SEQUENCE"])
  }

  @Test func `what is no object among objects is held`() throws {
    let read = try JSONRead(#"[{"a":1},5,null,["x"],{"a":2}]"#)
    #expect(read.rows.count == 6)
    #expect(
      read.faults == [
        2: "JSON_RECORD_NOT_OBJECT", 3: "JSON_RECORD_NOT_OBJECT", 4: "JSON_RECORD_NOT_OBJECT",
      ])
    #expect(read.raws[4] == #""[""x""]""#)
  }

  @Test func `a text beyond the limit holds its row`() throws {
    var limits = Limits()
    limits.fieldBytes = 10
    let read = try JSONRead(#"[{"a":"12345678901"},{"a":"1"}]"#, limits: limits)
    #expect(read.faults == [1: "LIMIT_FIELD_SIZE"])
  }

  @Test func `too many names end the file`() throws {
    let keys = (0..<5000).map { "\"k\($0)\":1" }.joined(separator: ",")
    #expect(JSONRead.failure("[{\(keys)}]")?.diagnostics[0].code.name == "LIMIT_COLUMNS")
  }

  @Test func `odd names, marks and pages are told`() throws {
    #expect(try JSONRead(#"[{"":1,"a":2}]"#).codes == ["JSON_ODD_KEY"])
    #expect(try JSONRead("\u{FEFF}[{\"a\":2}]").codes == ["JSON_BOM"])
    #expect(try JSONRead("\u{FEFF}[{\"a\":2}]").rows == [["a"], ["2"]])
    let page = try JSONRead(#"{"count":900,"next":"https://x/2","results":[{"a":1}]}"#)
    #expect(page.codes == ["JSON_PAGED_INCOMPLETE"])
    let pager = try JSONRead(#"{"pager":{"nextPage":"https://x/2"},"dataSets":[{"a":1}]}"#)
    #expect(pager.codes == ["JSON_PAGED_INCOMPLETE"])
    let whole = try JSONRead(#"{"count":1,"next":null,"results":[{"a":1}]}"#)
    #expect(whole.codes.isEmpty)
  }

  @Test func `web pages and pointers are told for what they are`() throws {
    let page = try #require(JSONRead.failure("<!DOCTYPE html><html>Log in</html>"))
    #expect(page.diagnostics[0].code.name == "INPUT_TYPE_MISMATCH")
    #expect(page.diagnostics[0].arguments["value"] == "HTML page")
    let pointer = try #require(
      JSONRead.failure("version https://git-lfs.github.com/spec/v1\noid sha256:1\n"))
    #expect(pointer.diagnostics[0].code.name == "INPUT_LFS_POINTER")
  }
}
