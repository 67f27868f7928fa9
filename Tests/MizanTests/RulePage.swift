import Foundation
import Testing

/// A page of `Tests/Rules`: prose for people, with examples that are run.
///
/// An example is a mapping below its head in a `yaml` block, a table or a `csv` block, and an
/// `expect` block. A mapping or a table holds until the next one on the page, so that one mapping
/// may explain several tables. What stands between them is prose and is not run.
struct RulePage: CustomTestStringConvertible, Sendable {
  /// One run: what goes in, and the lines that must come out.
  struct Example: Sendable {
    /// The line of the page on which the expectation begins, from 1.
    var line: Int
    var mapping: String
    var table: [[String]]
    var expected: [String]
  }

  /// The file's name without its ending.
  let name: String
  let title: String
  let examples: [Example]
  var testDescription: String { name }

  static let folder = Program.root.appendingPathComponent("Tests/Rules")

  static let all: [RulePage] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".md") && $0 != "README.md" }.sorted().compactMap { name in
      let url = folder.appendingPathComponent(name)
      guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
      return RulePage(text, name: String(name.dropLast(3)))
    }
  }()

  init(_ text: String, name: String) {
    self.name = name
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    title = lines.first { $0.hasPrefix("# ") }.map { String($0.dropFirst(2)) } ?? ""
    var examples: [Example] = []
    var mapping = ""
    var table: [[String]] = []
    var isTable = false
    var index = 0
    while index < lines.count {
      let line = lines[index]
      if line.hasPrefix("```") {
        let kind = line.dropFirst(3)
        let start = index + 1
        let end = lines[start...].firstIndex { $0.hasPrefix("```") } ?? lines.count
        let body = Array(lines[start..<end])
        switch kind {
        case "yaml": mapping = body.joined(separator: "\n") + "\n"
        case "csv":
          table = body.map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
          }
        case "expect":
          examples.append(
            Example(
              line: start, mapping: mapping, table: table, expected: body.filter { !$0.isEmpty }))
        default: break
        }
        index = end
        isTable = false
      } else if line.hasPrefix("|") {
        if !isTable { table = [] }
        isTable = true
        let cells = RulePage.cells(line)
        if !cells.allSatisfy({ $0.allSatisfy { "-: ".contains($0) } && $0.contains("--") }) {
          table.append(cells)
        }
      } else {
        isTable = false
      }
      index += 1
    }
    self.examples = examples
  }

  /// The cells of a line of a table, code marks taken off and `\u{200B}` written out.
  private static func cells(_ line: String) -> [String] {
    var cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    cells.removeFirst()
    if cells.last == "" { cells.removeLast() }
    return cells.map { cell in
      var cell = cell
      if cell.count > 1, cell.hasPrefix("`"), cell.hasSuffix("`") {
        cell = String(cell.dropFirst().dropLast())
      }
      while let start = cell.range(of: "\\u{"),
        let end = cell.range(of: "}", range: start.upperBound..<cell.endIndex),
        let value = UInt32(cell[start.upperBound..<end.lowerBound], radix: 16),
        let scalar = Unicode.Scalar(value)
      {
        cell.replaceSubrange(start.lowerBound..<end.upperBound, with: String(Character(scalar)))
      }
      return cell
    }
  }
}
