import Foundation
import Testing

@testable import Mizan

/// Sheets put together by chance: whatever they hold, a draft is sound and undecided or convertible.
@Suite struct `Drafts of sheets by chance` {
  /// Numbers that look like chance and are the same in each run.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 31)
    }
  }

  private static let values: [[String]] = [
    ["Gulu", "Arua", "Moyo"], ["1", "20", "300"], ["Girls", "Boys", "Girls"],
    ["2024-01-02", "2024-02-03", "x"], ["Ongoing", "Planned", ""], ["", "", ""],
    ["حلب", "إدلب", "حماة"], ["2023/24", "2023/24", "2022/23"], ["P1", "P2", "P3"],
    ["3.1", "-2.5", "0.0"], ["yes", "no", "yes"], ["UG3005", "UG3013", "UG3014"],
    ["a \"quoted\" one", "two\nlines", "semi;colon"], ["TODO", "TODO: x", "{ y }"],
    ["=1+1", "#N/A", "@home"], ["Total", "Total général", "المجموع"],
  ]

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }

  /// A sheet of headings that the standard knows, changed a little, over any values.
  private static func sheet(_ dice: inout Dice, _ vocabulary: Vocabulary) -> String {
    let width = Int.random(in: 1...9, using: &dice)
    var headings: [String] = []
    var columns: [[String]] = []
    for _ in 0..<width {
      let phrase = vocabulary.phrases.randomElement(using: &dice)?.words ?? ["x"]
      var heading = phrase.joined(
        separator: ["_", " ", "-", " / "].randomElement(using: &dice) ?? " ")
      switch Int.random(in: 0..<8, using: &dice) {
      case 0: heading += " *"
      case 1: heading = heading.uppercased()
      case 2: heading += " (please fill in)"
      case 3: heading += "\nhelp text: see the list"
      case 4: heading = "#adm1+name"
      case 5: heading = ""
      default: break
      }
      headings.append(heading)
      columns.append(values.randomElement(using: &dice) ?? [])
    }
    var lines: [String] = []
    if Bool.random(using: &dice) { lines.append("Return for May 2023") }
    lines.append(headings.map(quoted).joined(separator: ","))
    for row in 0..<3 { lines.append(columns.map { quoted($0[row]) }.joined(separator: ",")) }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test(arguments: 0..<60) func `pass the checks, the same each time`(seed: Int) throws {
    let desk = try SuggestDesk()
    var dice = Dice(state: UInt64(seed) &* 977 &+ 5)
    let text = Self.sheet(&dice, try Vocabulary(Workshop.standards))
    let suggestion: Suggestion
    do {
      suggestion = try desk.suggest(text)
    } catch let failure as Failure {
      #expect(failure.kind == .undecided, "\(failure.diagnostics.map(\.code.name))")
      #expect(!failure.diagnostics.isEmpty)
      return
    }
    let draft = desk.draft(suggestion)
    #expect(draft == desk.draft(try desk.suggest(text)))
    let mapping = try desk.checked(suggestion)
    #expect(mapping.mapping.status == "draft")
    #expect(mapping.openDecisions.isEmpty == suggestion.unanswered.isEmpty)
    for proposal in suggestion.proposals {
      #expect((0...ColumnScorer.most).contains(proposal.best?.confidence ?? 0))
    }
    if !suggestion.unanswered.isEmpty {
      let failure = try #require(throws: Failure.self) { try desk.convert("rows.csv", mapping) }
      #expect(failure.diagnostics.allSatisfy { $0.code.name == "MAPPING_UNDECIDED" })
      #expect(!desk.shop.exists("out"))
    }
    let json = try JSONSerialization.jsonObject(
      with: Data(suggestion.json(desk.messages, .english).utf8))
    #expect((json as? [String: Any])?["mapping"] as? String == draft)
  }
}
