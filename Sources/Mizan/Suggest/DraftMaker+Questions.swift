import MizanDiagnostics
import MizanRecords
import MizanStandards

extension DraftMaker {
  /// Asks for the country where the mapping cannot do without: the packs are the answers, those
  /// first whose areas the sheet names.
  mutating func askCountry() {
    let needs =
      draft.grid?.names.contains("grade") ?? false
      || draft.open.contains { $0.subject.hasSuffix(".ref_area") }
    guard draft.country == nil, needs else { return }
    let likely = CountryFinder(standards: standards).likely(proposals.map(\.column))
    let rest = standards.countryCodes.filter { iso3 in !likely.contains { $0.iso3 == iso3 } }
    let choices =
      likely.map { hits in
        OpenPoint.Choice(
          label: hits.iso3, line: hits.iso3,
          note: "\(hits.found)/\(hits.names) “\(ShownText.make(hits.heading, limit: 40))”")
      } + rest.sorted().map { OpenPoint.Choice(label: $0, line: $0) }
    draft.open.append(
      OpenPoint(
        subject: "mapping.country", choices: choices, takesText: false,
        question: Reason(.askCountry), rest: "", key: OpenPoint.countryKey))
  }

  /// Columns that no word explains and that could hold what is asked: their names of ours and the
  /// headings that partners wrote.
  mutating func unexplained(_ fits: (ColumnSketch) -> Bool) -> [String] {
    var names: [String] = []
    let choice = HeadingChoice(proposals)
    for (index, proposal) in proposals.enumerated()
    where names.count < 9 && draft.grid?.columns.contains(index) != true {
      guard proposal.best.map({ $0.concept.kind == .none }) ?? true, proposal.column.filled > 0,
        fits(proposal.column), let pattern = choice.pattern(index)
      else { continue }
      let name = "column_" + proposal.column.letters.lowercased()
      if !draft.columns.contains(where: { $0.name == name }) {
        draft.columns.append(
          Draft.Column(
            name: name, pattern: pattern, others: choice.others(index), proposal: proposal))
      }
      names.append(name)
    }
    return names
  }
}

extension Code {
  static let askCountry = Code("SUGGEST_ASK_COUNTRY", .note)
}
