import MizanDiagnostics

/// Headings that nobody knows, beside the codes of what they name: `Estado` and `Código estado`.
enum CodeNeighbours {
  /// How sure a name is that only its code explains.
  private static let confidence = 0.7

  /// The proposals with areas for columns whose name stands in the heading of a column of p-codes.
  static func explain(_ proposals: [ColumnProposal], _ vocabulary: Vocabulary) -> [ColumnProposal] {
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
      var result = proposal
      result.candidates.insert(
        ColumnProposal.Candidate(
          concept: concept, confidence: confidence,
          reasons: [Reason(.byNeighbour, code.column.firstLine)]),
        at: 0)
      return result
    }
  }
}

extension Code {
  static let byNeighbour = Code("SUGGEST_BY_NEIGHBOUR", .note)
}
