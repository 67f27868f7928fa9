import Foundation
import MizanRecords

@testable import Mizan

/// What the tests of drafts need: sheets in, suggestions and checked mappings out.
final class SuggestDesk {
  let shop: Workshop
  let messages = Workshop.standards.messages()

  init() throws { shop = try Workshop() }

  /// Writes a file and looks at it.
  func suggest(
    _ text: String, name: String = "rows.csv", sheet: String? = nil, country: String? = nil,
    table: String? = nil
  ) throws -> Suggestion {
    try shop.write(text, to: name)
    return try Suggester(Workshop.standards).suggest(
      Input(path: shop.path(name)),
      Suggester.Wishes(sheet: sheet, country: country, table: table))
  }

  /// The draft as the file that people get.
  func draft(_ suggestion: Suggestion, _ language: Messages.Language = .english) -> String {
    suggestion.mapping(messages, language)
  }

  /// Writes the draft to `draft.map.yaml` and checks it.
  func checked(_ suggestion: Suggestion) throws -> CheckedMapping {
    try shop.write(draft(suggestion), to: "draft.map.yaml")
    return try Harmonizer.mapping(at: shop.path("draft.map.yaml"), Workshop.standards)
  }

  /// Answers every open point: those that are named by the end of their subject, else the first
  /// choice.
  func decide(_ suggestion: inout Suggestion, _ answers: [String: String] = [:]) -> [String] {
    var refused: [String] = []
    for point in suggestion.unanswered {
      let subject = suggestion.openPoints[point].subject
      let answer = answers.first { subject.hasSuffix($0.key) }?.value ?? "1"
      if !suggestion.answer(point, answer) { refused.append(subject) }
    }
    return refused
  }

  /// Converts a file of the workshop with the draft as it was last checked.
  func convert(_ name: String, _ mapping: CheckedMapping, to folder: String = "out") throws
    -> [[String: String]]
  {
    _ = try Harmonizer(Workshop.standards).convert(
      [Input(path: shop.path(name))], with: mapping, into: .folder(shop.path(folder)))
    return try shop.records(folder + "/observation.csv")
  }

  /// The block of a field in a draft: `ref_area` gives `{ from: adm1, … }`, once for each record.
  static func lines(_ draft: String, _ field: String) -> [String] {
    draft.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { $0.hasPrefix(field + ": ") }.map { String($0.dropFirst(field.count + 2)) }
  }
}

/// Proposals for single columns, with the words of the standard and a country or none.
struct ColumnDesk {
  let vocabulary: Vocabulary
  private let scorer: ColumnScorer

  init(country: String? = nil) throws {
    vocabulary = try Vocabulary(Workshop.standards)
    let pack = try country.flatMap { try Workshop.standards.country($0) }
    scorer = ColumnScorer(
      headings: HeadingEvidence(vocabulary, GradeLabels(Workshop.standards, pack)),
      values: ValueEvidence(vocabulary: vocabulary, standards: Workshop.standards, country: pack))
  }

  /// What a column with a heading and values is taken for; numbers are told by their digits.
  func proposal(_ heading: String, _ values: [String] = [], tag: String? = nil) -> ColumnProposal {
    var column = ColumnSketch(Heading(heading, column: 0, tag: tag), firstLine: heading)
    let batch = RecordBatch()
    for (index, value) in values.enumerated() {
      batch.beginRow(number: index + 2)
      batch.append(value.utf8, kind: .text)
      batch.endRow()
      column.add(batch.cell(row: index, column: 0), batch)
    }
    return scorer.propose(column)
  }

  /// The field that comes first; empty for none.
  func field(_ heading: String, _ values: [String] = [], tag: String? = nil) -> String {
    proposal(heading, values, tag: tag).best?.concept.target ?? ""
  }

  func confidence(_ heading: String, _ values: [String] = [], tag: String? = nil) -> Double {
    proposal(heading, values, tag: tag).best?.confidence ?? 0
  }

  /// How sure a certain concept is; 0 where it is no candidate.
  func confidence(of concept: String, _ heading: String, _ values: [String] = []) -> Double {
    proposal(heading, values).candidates.first { $0.concept.name == concept }?.confidence ?? 0
  }
}
