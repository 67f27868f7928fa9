import MizanDiagnostics

/// Headings that nobody knows, beside the codes of what they name: `Estado` and `Código estado`.
enum CodeNeighbours {
  /// How sure a name is that only its code explains.
  private static let confidence = 0.7

  /// The proposals with those that only the columns beside them explain.
  static func explain(_ proposals: [ColumnProposal], _ vocabulary: Vocabulary) -> [ColumnProposal] {
    explainBare(explainNames(proposals, vocabulary), vocabulary)
  }

  /// Headings that are nothing but "name" or "id": the name of what has a code of schools beside
  /// it, and the number of what is named beside it when each line is another area.
  private static func explainBare(
    _ proposals: [ColumnProposal], _ vocabulary: Vocabulary
  ) -> [ColumnProposal] {
    let school = proposals.first { $0.best?.concept.name == "facility_code" }
    let areas = proposals.filter { $0.best?.concept.kind == .area }
    return proposals.map { proposal in
      let column = proposal.column
      let words = Vocabulary.words(column.firstLine)
      guard proposal.candidates.isEmpty, !words.isEmpty, column.filled > 0,
        HeadingEvidence.plainWords(column.firstLine).isEmpty
      else { return proposal }
      let isCode = words.contains(where: HeadingEvidence.isCodeWord)
      if !isCode, let school, column.numberShare < 0.5 {
        return adding("facility_name", beside: school, to: proposal, vocabulary)
      }
      if isCode, school == nil, areas.count == 1, let area = areas.first, isOneEach(area.column),
        isOneEach(column)
      {
        return adding(area.best?.concept.code ?? "", beside: area, to: proposal, vocabulary)
      }
      return proposal
    }
  }

  /// Whether a column has another value in each line.
  private static func isOneEach(_ column: ColumnSketch) -> Bool {
    column.filled > 1 && !column.isCut && column.values.count == column.filled
  }

  private static func adding(
    _ name: String, beside other: ColumnProposal, to proposal: ColumnProposal,
    _ vocabulary: Vocabulary
  ) -> ColumnProposal {
    guard let concept = vocabulary.concept(name) else { return proposal }
    var result = proposal
    result.candidates.insert(
      ColumnProposal.Candidate(
        concept: concept, confidence: confidence,
        reasons: [Reason(.byNeighbour, other.column.firstLine)]),
      at: 0)
    return result
  }

  /// The proposals with areas for columns whose name stands in the heading of a column of p-codes.
  private static func explainNames(
    _ proposals: [ColumnProposal], _ vocabulary: Vocabulary
  ) -> [ColumnProposal] {
    let codes = proposals.filter { $0.best?.concept.kind == .pcode }
    guard !codes.isEmpty else { return proposals }
    return proposals.map { proposal in
      let words = HeadingEvidence.plainWords(proposal.column.firstLine)
      guard proposal.best.map({ $0.confidence < 0.6 }) ?? true, proposal.column.filled > 0,
        proposal.column.numberShare < 0.5, !words.isEmpty,
        let code = codes.first(where: {
          $0.column.heading != proposal.column.heading
            && HeadingEvidence.plainWords($0.column.firstLine) == words
        }),
        let level = code.best?.concept.list,
        let concept = vocabulary.concepts.first(where: { $0.kind == .area && $0.list == level })
      else { return proposal }
      return adding(concept.name, beside: code, to: proposal, vocabulary)
    }
  }
}

extension Code {
  static let byNeighbour = Code("SUGGEST_BY_NEIGHBOUR", .note)
}
