import Foundation
import Mizan
import Testing

/// Runs the pages of `Tests/Rules`. `MIZAN_BLESS=1` writes what the program gives into them.
@Suite struct `Pages about rules and readings` {
  private static let standards: Standards? = try? Standards(
    folder: Program.root.appendingPathComponent("standards").path)

  @Test(arguments: RulePage.all)
  func `say what the program does`(_ page: RulePage) throws {
    let standards = try #require(Self.standards)
    var blessed: [(line: Int, count: Int, text: [String])] = []
    for example in page.examples {
      let got = try example.run(standards)
      if ProcessInfo.processInfo.environment["MIZAN_BLESS"] != nil {
        blessed.append((example.line, example.expected.count, got))
      } else {
        #expect(
          got == example.lines,
          "\(page.name).md, line \(example.line): \(got.joined(separator: "\n"))")
      }
    }
    if !blessed.isEmpty { try bless(page, blessed) }
  }

  @Test func `have a title, prose and at least one example each`() throws {
    #expect(RulePage.all.count >= 13)
    for page in RulePage.all {
      #expect(!page.title.isEmpty, "\(page.name)")
      #expect(!page.examples.isEmpty, "\(page.name)")
      #expect(page.examples.allSatisfy { !$0.table.isEmpty && !$0.mapping.isEmpty }, "\(page.name)")
    }
  }

  @Test func `are there for each rule about rows and each reading`() {
    let names = Set(RulePage.all.map(\.name))
    let rules = ["row-duplicate", "small-cell", "pii-suspected", "text-bidi-control"]
    let readings = [
      "count", "number", "percent", "date", "month", "school-year", "yes-no", "age",
    ]
    #expect(names.isSuperset(of: rules.map { "rule-" + $0 }))
    #expect(names.isSuperset(of: readings.map { "reading-" + $0 }))
  }

  @Test func `are read as they are written`() throws {
    let page = RulePage(
      """
      # Title

      ```yaml
      record: {}
      ```

      | a | `b` |
      |---|:--:|
      | 1 | x\\u{200B}y |
      |   | 2 |

      Words.

      ```expect
      a | b
      1 |  2
      error X at A1 ×1
      ```
      """, name: "t")
    #expect(page.title == "Title")
    let example = try #require(page.examples.first)
    #expect(example.mapping == "record: {}\n")
    #expect(example.table == [["a", "b"], ["1", "x\u{200B}y"], ["", "2"]])
    #expect(example.lines == ["a | b", "1 | 2", "error X at A1 ×1"])
    #expect(example.line == 14)
  }

  private func bless(
    _ page: RulePage, _ blessed: [(line: Int, count: Int, text: [String])]
  ) throws {
    let file = RulePage.folder.appendingPathComponent(page.name + ".md")
    var lines = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (line, count, text) in blessed.reversed() {
      lines.replaceSubrange(line..<line + count, with: aligned(text))
    }
    try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
  }

  /// Records with their cells one below the other.
  private func aligned(_ lines: [String]) -> [String] {
    let rows = lines.map { line in
      RulePage.Example.isFinding(line) ? [line] : line.components(separatedBy: " | ")
    }
    let tables = rows.filter { $0.count > 1 }
    let widths = (0..<(tables.first?.count ?? 0)).map { column in
      tables.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      guard row.count > 1 else { return row[0] }
      let cells = row.enumerated().map { column, text in
        text + String(repeating: " ", count: max(0, widths[column] - text.count))
      }
      let line = cells.joined(separator: " | ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}
