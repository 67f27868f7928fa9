import Foundation
import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

/// Objects of one kind as a program writes them, with the changes that make every guess wrong.
struct RandomRecords {
  var random: Seeded
  private let names = [
    "id", "value", "x", "district of the school", "é", "a/b", "categoryOption~Combo",
  ]
  private let gap: String
  private let colon: String

  init(_ seed: UInt64) {
    random = Seeded(seed)
    gap = ["", " ", "\n    "].randomElement(using: &random)!
    colon = [":", ": ", " : "].randomElement(using: &random)!
  }

  /// The members of some objects, and whether a name stands twice in each.
  mutating func records(_ count: Int) -> [[(name: String, value: String)]] {
    (0..<count).map { _ in
      var members = names.map { ($0, value()) }
      switch Int.random(in: 0..<8, using: &random) {
      case 0: members.shuffle(using: &random)
      case 1: members.remove(at: Int.random(in: 0..<members.count, using: &random))
      case 2: members.append((names.randomElement(using: &random)!, value()))
      case 3: members = []
      default: break
      }
      return members
    }
  }

  mutating func text(_ records: [[(name: String, value: String)]]) -> String {
    "["
      + records.map { members in
        "{" + members.map { gap + "\"\($0.name)\"" + colon + $0.value }.joined(separator: ",") + "}"
      }.joined(separator: ",\n") + "]"
  }

  private mutating func value() -> String {
    switch Int.random(in: 0..<12, using: &random) {
    case 0: return "\(Int.random(in: -5...2000, using: &random))"
    case 1: return "-0.5e3"
    case 2: return ["true", "false", "null"].randomElement(using: &random)!
    case 3: return "\"a \\\"b\\\\ \\u00e9\""
    case 4: return "\"\""
    default:
      let count = [3, 11, 11, 15, 16, 17, 28, 31, 32, 40].randomElement(using: &random)!
      return "\"" + String(repeating: "v", count: count) + "\""
    }
  }
}

@Suite struct `JSON members` {
  @Test(arguments: 1...200)
  func `objects of one kind are read as Foundation reads them, through windows of any size`(
    _ seed: UInt64
  ) throws {
    var source = RandomRecords(seed)
    let records = source.records(30)
    let text = source.text(records)
    let known = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    let folder = Folder()
    for window in [64, 100, 1 << 17] {
      let file = try InputFile(folder.input("a.json", Array(text.utf8)))
      let content = PackedContent(file, Limits(), digests: false)
      let survey = try JSONSurvey(
        content, isLines: false, select: nil, Limits(), windowSize: window)
      try survey.run()
      let table = try #require(JSONTables(survey, isLines: false).all().first)
      let reader = JSONReader(
        try content.bytes(), survey.shape, table, isLines: false, Place("a.json"), Limits(),
        windowSize: window)
      var read = try JSONRead("[{\"a\":1}]")
      read.rows = []
      read.faults = [:]
      try read.take(reader, nil)
      let names = read.rows[0]
      for (index, record) in records.enumerated() {
        let isTwice = Set(record.map(\.name)).count < record.count
        #expect((read.faults[index + 1] == "JSON_DUPLICATE_KEY") == isTwice)
        guard !isTwice else { continue }
        for (column, name) in names.enumerated() {
          let cell = read.rows[index + 1][column]
          switch known[index][name] {
          case nil, is NSNull: #expect(cell == "")
          case let value as String: #expect(cell == value)
          default: #expect(cell == record.first { $0.name == name }?.value)
          }
        }
      }
    }
  }

  @Test(arguments: 1...300)
  func `damaged objects of one kind are refused as the slow twin refuses them`(
    _ seed: UInt64
  ) throws {
    var source = RandomRecords(seed)
    let records = source.records(12)
    var bytes = Array(source.text(records).utf8)
    for _ in 0..<Int.random(in: 1...2, using: &source.random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &source.random)
      switch Int.random(in: 0..<4, using: &source.random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &source.random)
      case 1: bytes.remove(at: place)
      case 2:
        let wrong = Array("{}[],:\"\\0tfn \n".utf8).randomElement(using: &source.random)!
        bytes.insert(wrong, at: place)
      default: bytes.removeLast(bytes.count - place)
      }
    }
    guard !bytes.isEmpty else { return }
    let expected = JSONTwin.accepts(bytes)
    for window in [64, 100, 1 << 17] {
      let code = try surveyed(bytes, window: window)
      if (code == nil) != expected {
        Issue.record("\(String(decoding: bytes, as: UTF8.self)): \(code ?? "accepted"), \(window)")
      }
    }
  }

  @Test(arguments: 1...200)
  func `texts are compared as byte by byte`(_ seed: UInt64) {
    var random = Seeded(seed)
    let count = Int.random(in: 0...JSONWay.limit, using: &random)
    let one = (0..<count + 16).map { _ in UInt8.random(in: 0...255, using: &random) }
    var other = one
    for place in count..<other.count { other[place] = UInt8.random(in: 0...255, using: &random) }
    for place in [nil] + (0..<count).map(Optional.some) {
      var changed = other
      if let place { changed[place] ^= 1 &<< UInt8.random(in: 0...7, using: &random) }
      let isSame = one.withUnsafeBufferPointer { one in
        changed.withUnsafeBufferPointer { JSONWay.isSame(one.baseAddress!, $0.baseAddress!, count) }
      }
      #expect(isSame == (place == nil))
    }
  }

  @Test(arguments: 1...300)
  func `the end of a text is guessed only where it is`(_ seed: UInt64) {
    var random = Seeded(seed)
    let pieces: [UInt8] = [34, 92, 31, 0, 10, 32, 65, 97, 195, 255]
    var bytes = (0..<64).map { _ in pieces[Int.random(in: 5..<10, using: &random)] }
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      bytes[Int.random(in: 0..<34, using: &random)] = pieces[Int.random(in: 0..<5, using: &random)]
    }
    for count in 0..<32 {
      bytes[count] = Int.random(in: 0..<3, using: &random) == 0 ? bytes[count] : 34
      let isText = bytes.withUnsafeBufferPointer { JSONScan.isText($0.baseAddress!, count) }
      let isPlain = bytes[..<count].allSatisfy { $0 >= 32 && $0 != 34 && $0 != 92 }
      #expect(isText == (isPlain && bytes[count] == 34))
      bytes[count] = 65
    }
  }

  @Test(arguments: 0...80)
  func `texts of any length are copied whole`(_ count: Int) {
    let text = (0..<128).map { UInt8($0) }
    var target = [UInt8](repeating: 255, count: 128)
    text.withUnsafeBufferPointer { text in
      target.withUnsafeMutableBufferPointer {
        JSONCopy.copy(text.baseAddress!, count, to: $0.baseAddress!)
      }
    }
    #expect(target[..<count] == text[..<count])
  }

  @Test func `rows of repeated groups keep their numbers and pointers`() throws {
    let text = #"""
      {"data":[{"a/b":[{"v":1},{"v":2}]},{},{"a/b":[{"v":3}],"c":[]},{"a/b":[[{"v":4}],{"v":5}]}]}
      """#
    let read = try JSONRead(text, select: "/data/a~1b")
    #expect(read.rows[0] == ["v", "_index", "_parent_index", "_path"])
    #expect(
      read.rows.dropFirst().map { $0.joined(separator: " ") } == [
        "1 1 1 /data/0/a~1b/0", "2 2 1 /data/0/a~1b/1", "3 3 3 /data/2/a~1b/0", "   ",
        "5 5 4 /data/3/a~1b/1",
      ])
    let lines = try JSONRead(
      "{\"g\":[{\"v\":1},{\"v\":2}]}\n\n{\"g\":[{\"v\":3}]}\n", name: "a.ndjson", select: "/g")
    #expect(lines.rows.dropFirst().map(\.last) == ["1#/g/0", "1#/g/1", "3#/g/0"])
  }
}
