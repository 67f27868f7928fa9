import MizanRecords
import MizanStandards

extension DraftMaker {
  /// A column of areas that the draft may use.
  private struct Place {
    var index: Int
    var level: Int
    var isCode: Bool
    /// Which share of the rows has an area here, as far as the country knows.
    var share: Double
  }

  /// The lowest area that the rows give: codes before names, and the levels above where the lowest
  /// is blank.
  mutating func fillArea(_ record: inout Draft.Record) {
    let places = self.places()
    if sketch.isForm, places.count > 1 {
      // Some are only asked of some people; nobody has seen which.
      let choices = places.sorted { ($1.level, $0.index) < ($0.level, $1.index) }.map { place in
        let name = draft.columns[place.index].name
        let rest =
          country == nil
          ? ", as: text }" : ", match: area, level: \(place.level), unmatched: review }"
        return OpenPoint.Choice(label: name, line: "{ from: \(name)\(rest)")
      }
      ask(&record, "ref_area", key: "from", rest: "", choices, takesText: false)
      return
    }
    // A column that many rows leave blank, or whose names nobody knows, is no good on its own.
    let codes = places.filter(\.isCode).sorted { $0.level > $1.level }
    let names = places.filter { !$0.isCode }.sorted {
      ($0.share >= 0.7 ? $0.level : -$0.level, $0.share) > (
        $1.share >= 0.7 ? $1.level : -$1.level, $1.share
      )
    }
    guard let best = codes.first ?? names.first else {
      let rest = country == nil ? ", as: text }" : ", match: area, unmatched: review }"
      let choices = unexplained { $0.dateShare == 0 }.map {
        OpenPoint.Choice(label: $0, line: "{ from: \($0)\(rest)")
      }
      ask(&record, "ref_area", key: "value", rest: "", choices, takesText: true)
      return
    }
    let name = draft.columns[best.index].name
    let blanks = draft.columns[best.index].proposal.column.filled < sketch.rows
    if best.isCode, blanks, codes.count > 1 {
      let all = codes.map { draft.columns[$0.index].name }.joined(separator: ", ")
      record.set(
        "ref_area",
        "{ first-of: [\(all)], "
          + (country == nil ? "as: text }" : "match: area, unmatched: review }"))
    } else if country != nil {
      record.set(
        "ref_area", "{ from: \(name), match: area, level: \(best.level), unmatched: review }")
    } else if best.isCode {
      record.set("ref_area", "{ from: \(name), as: text }")
    } else {
      ask(
        &record, "ref_area", key: "from", rest: ", as: text",
        [OpenPoint.Choice(label: name, line: "{ from: \(name), as: text }")], takesText: false)
    }
  }

  private func places() -> [Place] {
    draft.columns.indices.compactMap { index in
      let column = draft.columns[index]
      guard let concept = column.proposal.best?.concept, concept.field == "ref_area",
        confidence(index) > 0.4, column.proposal.column.filled > 0
      else { return nil }
      let (level, known) = level(index)
      let filled = Double(column.proposal.column.filled) / Double(max(1, sketch.rows))
      return Place(
        index: index, level: level, isCode: concept.kind == .pcode && known > 0.3,
        share: filled * known)
    }
  }

  /// The level whose areas the values are, and which share of them; where no country knows them,
  /// what the heading says.
  private func level(_ index: Int) -> (level: Int, share: Double) {
    let said = Int(draft.columns[index].proposal.best?.concept.list ?? "") ?? 1
    let values = draft.columns[index].proposal.column.values.prefix(ValueEvidence.limit)
    guard let country, !values.isEmpty else { return (said, 1) }
    var counts: [Int: Int] = [:]
    for value in values {
      let areas = country.areas.areas(folded: Folding.fold(value.utf8), level: nil, parent: nil)
      for level in Set(areas.map(\.level)) { counts[level, default: 0] += 1 }
    }
    let most = counts.values.max() ?? 0
    let level = counts[said] == most ? said : counts.filter { $0.value == most }.keys.min()
    let share = Double(most) / Double(values.count)
    // Few names that are known at another level say more than none at the level of the heading.
    let isOther = most > 0 && counts[said] == nil
    return (share >= 0.4 || isOther ? level ?? said : said, share)
  }
}
