import Foundation
import Testing

/// The page about matching shows what the program says.
struct MatchingPageTests {
  /// The words of a command line; words in single quotes may have blanks.
  private func words(_ line: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in line + " " {
      switch character {
      case "'": isQuoted.toggle()
      case " " where !isQuoted:
        if !word.isEmpty { words.append(word) }
        word = ""
      default: word.append(character)
      }
    }
    return words
  }

  @Test func `Every command of the page answers what the page shows`() throws {
    let page = try String(
      contentsOf: Program.root.appendingPathComponent("docs/reference/matching.md"), encoding: .utf8
    )
    let blocks = page.components(separatedBy: "```console\n").dropFirst()
      .compactMap { $0.components(separatedBy: "\n```").first }
    #expect(blocks.count == 1)
    var commands = 0
    for block in blocks {
      for part in ("\n" + block).components(separatedBy: "\n$ mizan ").dropFirst() {
        let lines = part.components(separatedBy: "\n")
        let run = try Program.run(words(lines[0]), in: Program.root)
        #expect(run.status == 0)
        #expect(run.output == lines.dropFirst().joined(separator: "\n") + "\n")
        commands += 1
      }
    }
    #expect(commands == 2)
  }

  @Test func `Labels come through a pipe with their parents, and their answers in order`() throws {
    let run = try Program.run(
      ["codes", "match", "area", "--country", "SYR", "--json", "-"], in: Program.root,
      input: "أريحا\tSY07\nحلب\n\nQqqq\tSY99\n")
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[0].hasPrefix("{\"label\":\"أريحا\",\"parent\":\"SY07\",\"code\":\"SY0705\""))
    #expect(lines[2] == "{\"label\":\"\",\"parent\":null,\"code\":null,\"candidates\":[]}")
    #expect(lines[3] == "{\"label\":\"Qqqq\",\"parent\":\"SY99\",\"code\":null,\"candidates\":[]}")
  }
}
