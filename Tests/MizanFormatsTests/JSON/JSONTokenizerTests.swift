import Foundation
import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

/// Random JSON with random blanks.
struct RandomJSON {
  var random: Seeded

  mutating func value(_ depth: Int = 0) -> String {
    switch Int.random(in: 0..<(depth > 4 ? 6 : 9), using: &random) {
    case 0: "null"
    case 1: ["true", "false"].randomElement(using: &random)!
    case 2, 3:
      ["0", "-0", "12", "-3.5", "1e5", "2E-7", "12345678901234567890", "0.10", "1.5e+300"]
        .randomElement(using: &random)!
    case 4, 5: string()
    case 6: list("[", "]") { $0.value(depth + 1) }
    default: list("{", "}") { $0.string() + $0.blank() + ":" + $0.value(depth + 1) }
    }
  }

  mutating func blank() -> String {
    ["", "", "", " ", "\n", "\t\r\n  "].randomElement(using: &random)!
  }

  mutating func string() -> String {
    let pieces = [
      "a", "grade", "é", "مدرسة", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u00e9", "\\ud83d\\ude00",
      " ", "sixteen bytes in a row", "",
    ]
    let count = Int.random(in: 0...6, using: &random)
    return "\"" + (0..<count).map { _ in pieces.randomElement(using: &random)! }.joined() + "\""
  }

  private mutating func list(
    _ open: String, _ close: String, _ item: (inout RandomJSON) -> String
  ) -> String {
    let count = Int.random(in: 0...4, using: &random)
    var items: [String] = []
    for _ in 0..<count { items.append(blank() + item(&self) + blank()) }
    return open + (items.isEmpty ? blank() : items.joined(separator: ",")) + close
  }
}

@Suite struct `JSON tokenizer` {
  @Test(arguments: 1...400)
  func `agrees with its slow twin, through windows of any size`(_ seed: UInt64) throws {
    var source = RandomJSON(random: Seeded(seed))
    var bytes = Array((source.blank() + source.value() + source.blank()).utf8)
    for _ in 0..<Int.random(in: 0...2, using: &source.random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &source.random)
      switch Int.random(in: 0..<4, using: &source.random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &source.random)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(contentsOf: Array("{}[],:\"\\".utf8).shuffled().prefix(1), at: place)
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

  @Test(arguments: [
    ("[1,]", "JSON_SYNTAX", 1, 4, "/0"), ("[01]", "JSON_SYNTAX", 1, 3, "/0"),
    ("{\"a\":1,}", "JSON_SYNTAX", 1, 8, "/a"), ("[\n  nul\n]", "JSON_SYNTAX", 2, 6, nil),
    ("[{\"a\":tru}]", "JSON_SYNTAX", 1, 10, "/0/a"), ("[\"é\", 'x']", "JSON_SYNTAX", 1, 7, "/0"),
    ("[\"a\tb\"]", "JSON_SYNTAX", 1, 4, nil), ("[\"\\x\"]", "JSON_SYNTAX", 1, 3, nil),
    ("[NaN]", "JSON_SYNTAX", 1, 2, nil), ("[1] x", "JSON_SYNTAX", 1, 5, nil),
    ("[{\"a\":[1,2", "JSON_TRUNCATED", 1, 11, "/0/a/1"), ("[\"abc", "JSON_TRUNCATED", 1, 6, nil),
    ("[\"\\u12\"]", "JSON_SYNTAX", 1, 3, nil), ("[1.]", "JSON_SYNTAX", 1, 4, nil),
  ])
  func `tells line, column and pointer of what is wrong`(
    _ text: String, _ code: String, _ line: Int, _ column: Int, _ pointer: String?
  ) throws {
    let first = try #require(JSONRead.failure(text)?.diagnostics.first)
    #expect(first.code.name == code)
    #expect(first.place?.line == line)
    #expect(first.place?.column == column)
    #expect(first.place?.path == pointer)
  }

  @Test func `refuses bytes that are no UTF-8 at their place`() throws {
    let bytes = Array("[{\"a\":\"x".utf8) + [0xFF, 0xFE] + Array("\"}]".utf8)
    let first = try #require(JSONRead.failure(bytes: bytes)?.diagnostics.first)
    #expect(first.code.name == "ENC_INVALID_SEQUENCE")
    #expect(first.place?.line == 1 && first.place?.column == 9)
    #expect(first.place?.path == "/0/a")
  }

  @Test func `refuses what is nested too deep`() throws {
    let deep = String(repeating: "[", count: 129) + String(repeating: "]", count: 129)
    let fine = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
    #expect(JSONRead.failure(deep)?.diagnostics.first?.code.name == "LIMIT_DEPTH")
    #expect(JSONRead.failure(fine) == nil)
    let endless = String(repeating: "[", count: 100_000)
    #expect(JSONRead.failure(endless)?.diagnostics.first?.code.name == "LIMIT_DEPTH")
  }

  @Test(arguments: 1...200)
  func `resolves escapes as Foundation does`(_ seed: UInt64) throws {
    var source = RandomJSON(random: Seeded(seed))
    let text = "[" + source.string() + "]"
    let known = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String])
    let bytes = Array(text.utf8.dropFirst(2).dropLast(2))
    var isWhole = true
    var target = [UInt8](repeating: 0, count: bytes.count + 1)
    let count = bytes.withUnsafeBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        guard let from = source.baseAddress, let to = target.baseAddress else { return 0 }
        return JSONUnescape.write(from, bytes.count, to: to, isWhole: &isWhole) - to
      }
    }
    #expect(String(decoding: target[..<count], as: UTF8.self) == known[0])
    #expect(isWhole)
  }
}
