import MizanDiagnostics
import MizanRecords
import MizanStandards

/// What one column may be: candidates with confidence and reasons, the best first.
struct ColumnProposal {
  struct Candidate {
    var concept: Concept
    /// From 0 to 1.
    var confidence: Double
    var reasons: [Reason]
  }

  var column: ColumnSketch
  var candidates: [Candidate]
  /// What the heading says about sex, age and grade.
  var dimensions: HeadingDimensions

  var best: Candidate? { candidates.first }
}

/// Puts all evidence about a column together.
struct ColumnScorer {
  let headings: HeadingEvidence
  let values: ValueEvidence

  /// Candidates below this confidence are not shown.
  static let least = 0.3
  /// No proposal is surer than this.
  static let most = 0.97

  func propose(_ column: ColumnSketch) -> ColumnProposal {
    let vocabulary = headings.vocabulary
    let labels = column.question?.labels ?? []
    let forms = Set(
      [column.firstLine, column.heading.text, lastPart(column.heading.text)] + labels)
    var evidence = headings.evidence(for: forms.filter { !$0.isEmpty }.sorted())
    if let question = column.question, question.isElsewhere,
      let other = vocabulary.concepts.firstIndex(where: { $0.kind == .none })
    {
      evidence.append(Evidence(concept: other, weight: 0.9, reason: Reason(.byForm, question.type)))
    }
    let tags = column.heading.tag.map { TagEvidence.evidence(for: $0, vocabulary) } ?? []
    evidence += tags
    let dimensions = HeadingDimensions(column.heading.text, headings.grades)
    let short =
      ([column.firstLine, lastPart(column.heading.text)] + labels).map {
        HeadingDimensions($0, headings.grades)
      }
      .first { $0.isPure } ?? HeadingDimensions(column.firstLine, headings.grades)
    evidence += dimensional(dimensions.isPure ? dimensions : short, column)
    let judged = values.judge(column)
    evidence += judged.for
    var byConcept: [Int: [Evidence]] = [:]
    for one in evidence { byConcept[one.concept, default: []].append(one) }
    let isTagged = Set(tags.map(\.concept))
    let isOther = evidence.contains {
      vocabulary.concepts[$0.concept].kind == .none && $0.weight >= 0.8
    }
    var candidates: [ColumnProposal.Candidate] = []
    for (index, all) in byConcept {
      var doubt = 1.0
      for one in all { doubt *= 1 - max(0, min(1, one.weight)) }
      var confidence = 1 - doubt
      var reasons = all.sorted { $0.weight > $1.weight }.map(\.reason)
      if let (factor, reason) = judged.factors[index], factor < 1, !isTagged.contains(index) {
        confidence *= factor
        reasons.append(reason)
      }
      let concept = vocabulary.concepts[index]
      if concept.kind == .count,
        isOther || column.heading.text.hasPrefix("%") || column.heading.text.hasPrefix("../")
      {
        // People in need of shelter are none of ours; a share is no number of people; what stands
        // around the rows stands beside each of them and is counted in none.
        confidence *= column.heading.text.hasPrefix("../") ? 0.4 : 0.6
      } else if !isTagged.isEmpty, !isTagged.contains(index), !(isOther && concept.kind == .none) {
        // A tag that says something else counts against the words of the heading.
        confidence *= 0.7
      }
      guard confidence >= ColumnScorer.least else { continue }
      candidates.append(
        ColumnProposal.Candidate(
          concept: vocabulary.concepts[index], confidence: min(ColumnScorer.most, confidence),
          reasons: reasons))
    }
    let order = Dictionary(
      vocabulary.concepts.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { one, _ in one })
    candidates.sort {
      $0.confidence != $1.confidence
        ? $0.confidence > $1.confidence
        : order[$0.concept.name] ?? 0 < order[$1.concept.name] ?? 0
    }
    return ColumnProposal(
      column: column, candidates: candidates, dimensions: dimensions.isPure ? dimensions : short)
  }

  /// A heading of a sex, an age or a grade over numbers counts people.
  private func dimensional(_ dimensions: HeadingDimensions, _ column: ColumnSketch) -> [Evidence] {
    guard !dimensions.isEmpty, column.filled == 0 || column.numberShare >= 0.8,
      let people = headings.vocabulary.concepts.firstIndex(where: { $0.name == "people" })
    else { return [] }
    let weight = dimensions.rest.isEmpty ? 0.86 : 0.6 - 0.08 * Double(min(4, dimensions.rest.count))
    return [
      Evidence(concept: people, weight: weight, reason: Reason(.byDimensions, dimensions.words))
    ]
  }

  /// What a heading of two rows, or one with its groups such as `site/adm2`, says at its end.
  private func lastPart(_ text: String) -> String {
    if let slash = text.range(of: " / ") { return String(text[slash.upperBound...]) }
    guard !text.contains(where: \.isWhitespace) else { return text }
    return text.split(separator: "/").last.map(String.init) ?? text
  }
}

extension HeadingDimensions {
  /// The dimensions as codes, such as `sex F, age Y6T11`.
  var words: String {
    [sex.map { "sex \($0)" }, age.map { "age \($0)" }, grade.map { "grade \($0)" }]
      .compactMap { $0 }.joined(separator: ", ")
  }
}

extension String {
  /// The first place of a text; plain search, without Foundation.
  func range(of wanted: String) -> Range<String.Index>? {
    guard !wanted.isEmpty else { return nil }
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(wanted) {
        return start..<index(start, offsetBy: wanted.count)
      }
      start = index(after: start)
    }
    return nil
  }
}
