import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

@Suite struct `JSON rows and their places` {
  /// Wings of schools with classes of pupils, as many as a seed says, and the pupils' places.
  private struct Schools {
    var random: Seeded
    var pupils: [[String]] = []

    init(_ seed: UInt64) { random = Seeded(seed) }

    /// One school; `way` leads to it.
    mutating func school(_ number: Int, way: String) -> String {
      let wings = (0..<[0, 1, 3].randomElement(using: &random)!).map { wing in
        let count = [0, 1, 9, 10, 11, 101].randomElement(using: &random)!
        let rows = (0..<count).map { row in
          pupils.append(["p\(row)", "w\(wing)", "s\(number)", "\(way)/a~1b~0/\(wing)/c/\(row)"])
          return "{\"p\":\"p\(row)\"}"
        }
        return "{\"c\":[" + rows.joined(separator: ",") + "],\"w\":\"w\(wing)\"}"
      }
      return "{\"s\":\"s\(number)\",\"a/b~\":[" + wings.joined(separator: ",") + "]}"
    }
  }

  /// The rows of a table, read through windows of a size.
  private func rows(
    _ text: String, isLines: Bool, table name: String, window: Int
  ) throws -> JSONRead {
    let folder = Folder()
    let file = try InputFile(folder.input("a.json", Array(text.utf8)))
    let content = PackedContent(file, Limits(), digests: false)
    let survey = try JSONSurvey(
      content, isLines: isLines, select: nil, Limits(), windowSize: window)
    try survey.run()
    let tables = JSONTables(survey, isLines: isLines).all()
    let table = try #require(tables.first { $0.name == name })
    let reader = JSONReader(
      try content.bytes(), survey.shape, table, isLines: isLines, Place("a.json"), Limits(),
      windowSize: window)
    var read = try JSONRead("[{\"a\":1}]")
    read.rows = []
    try read.take(reader, nil)
    return read
  }

  private static let names = ["p", "../w", "../../s", "_index", "_parent_index", "_path"]

  /// What is known of the pupils, as rows: each is numbered, and so is its wing.
  private func expected(_ pupils: [[String]], wings: [String: Int]) -> [[String]] {
    [Self.names]
      + pupils.enumerated().map { index, pupil in
        let wing = pupil[3].split(separator: "/").dropLast(2).joined(separator: "/")
        return pupil[..<3] + ["\(index + 1)", "\(wings[wing] ?? 0)", pupil[3]]
      }
  }

  @Test(arguments: 1...30)
  func `rows of groups in groups are numbered through windows and batches`(_ seed: UInt64) throws {
    for isLines in [false, true] {
      var schools = Schools(seed)
      var texts: [String] = []
      for number in 0..<110 {
        texts.append(schools.school(number, way: isLines ? "\(number + 1)#" : "/\(number)"))
      }
      // All wings are counted, those without pupils too.
      var wings: [String: Int] = [:]
      for (number, text) in texts.enumerated() {
        for wing in 0..<text.split(separator: "\"w\":").count - 1 {
          let way = isLines ? "\(number + 1)#" : "\(number)"
          wings["\(way)/a~1b~0/\(wing)"] = wings.count + 1
        }
      }
      let text =
        isLines ? texts.joined(separator: "\n") : "[" + texts.joined(separator: ",") + "]"
      for window in [64, 1000, 1 << 17] {
        let read = try rows(text, isLines: isLines, table: "/a~1b~0/c", window: window)
        #expect(read.rows == expected(schools.pupils, wings: wings))
      }
    }
  }

  @Test func `a line that breaks off takes back its rows, their numbers and their parents`() throws
  {
    let text = """
      {"s":1,"c":[{"p":"a"},{"p":"b"}]}
      {"s":2,"c":[{"p":"c"},{"p":"d"},{"p":
      {"s":3,"c":[{"p":"e"}]}
      {"s":4,"c":[{"p":"f"},{"p":"g"}]}
      """
    for window in [64, 1 << 17] {
      let read = try rows(text, isLines: true, table: "/c", window: window)
      #expect(
        read.rows.map { $0.joined(separator: " ") } == [
          "p ../s _index _parent_index _path", "a 1 1 1 1#/c/0", "b 1 2 1 1#/c/1", "    ",
          "e 3 4 2 3#/c/0", "f 4 5 3 4#/c/0", "g 4 6 3 4#/c/1",
        ])
      #expect(read.faults == [3: "JSON_SYNTAX"])
    }
  }

  @Test func `the number of a parent is written anew in each batch`() throws {
    let count = 5000
    let row = "{\"p\":\"x\"}"
    let text =
      "[{\"c\":[\(row)]},{\"c\":[" + Array(repeating: row, count: count).joined(separator: ",")
      + "]}]"
    let read = try rows(text, isLines: false, table: "/c", window: 4096)
    #expect(read.rows.count == count + 2)
    #expect(read.rows[1].suffix(3) == ["1", "1", "/0/c/0"])
    for index in [0, 8, 9, 10, 99, 2047, 2048, count - 1] {
      #expect(read.rows[index + 2].suffix(3) == ["\(index + 2)", "2", "/1/c/\(index)"])
    }
  }

  @Test func `objects stand side by side in any nesting and with any blanks`() throws {
    let read = try JSONRead(#"[{"a":1},{"a":{"b":2}},{"a":[]},{},{"a":3} ,{"a":4}]"#)
    #expect(
      read.rows == [
        ["a", "a/b"], ["1", ""], ["", "2"], ["", ""], ["", ""], ["3", ""], ["4", ""],
      ])
    for wrong in [
      #"{"a":{"b":1},{"c":2}}"#, #"[{"a":1},{"a":2}},{"a":3}]"#, #"{"a":1},{"a":2}"#,
      #"[{"a":1,},{}]"#,
      #"[{"a":[1},{"a":2}]"#,
    ] {
      #expect(JSONRead.failure(wrong)?.diagnostics.first?.code.name == "JSON_SYNTAX", "\(wrong)")
    }
  }

  @Test(arguments: [": ", ":"])
  func `a blank before values may come and go`(_ usual: String) throws {
    let others = [":", ": ", ":  ", " :", "\t: "]
    let text = (0..<40).map { index in
      let colon = index % 5 == 3 ? others[index % others.count] : usual
      return "{\"n\"\(colon)\(index),\"t\"\(colon)\"t\(index)\",\"o\"\(colon){\"x\"\(colon)null}}"
    }.joined(separator: ", ")
    let read = try JSONRead("[\(text)]")
    #expect(read.rows.dropFirst() == (0..<40).map { ["\($0)", "t\($0)", ""] }[...])
  }

  @Test func `texts of any length are read when lengths were guessed wrong many times`() throws {
    let lengths = (0..<400).map { $0 < 60 ? $0 % 7 : $0 % 41 }
    let texts = lengths.map { String(repeating: "v", count: $0) }
    let read = try JSONRead("[" + texts.map { "{\"a\":\"\($0)\"}" }.joined(separator: ",") + "]")
    #expect(read.rows.dropFirst().map { $0[0] } == texts)
  }

  @Test func `a number behind a text is the text and the number`() {
    let arena = JSONArena()
    let number = JSONNumbered()
    for text in ["", "1#/a~1b/", String(repeating: "long/", count: 200)] {
      number.begin(with: Array(text.utf8))
      for value in Array(0...1205) + [7, 9, 10, 99, 100, .max, 0, 0, 1, 999_999_999_999, 5, 6] {
        arena.cut(to: 0)
        let cell = number.put(value, into: arena, .text)
        #expect(String(decoding: arena.bytes, as: UTF8.self) == "\(text)\(value)")
        #expect(cell.count == arena.count)
      }
    }
  }

  @Test func `pointers escape the names that need it`() {
    for (name, written) in [
      ("", ""), ("a b", "a b"), ("a/b", "a~1b"), ("~1", "~01"), ("é~/", "é~0~1"),
    ] {
      var bytes = Array("x".utf8)
      JSONTrail.append(Array(name.utf8), to: &bytes)
      #expect(String(decoding: bytes, as: UTF8.self) == "x" + written)
    }
    for number in [0, 9, 10, 99, 100, 12345, .max] {
      var bytes: [UInt8] = []
      JSONTrail.append(number, to: &bytes)
      #expect(String(decoding: bytes, as: UTF8.self) == "\(number)")
    }
  }
}
