import MizanDiagnostics

/// Writes `review.csv`: one line for each label that a person must decide.
///
/// Columns: `field,list,label,rows,learners,first_place`; `decision,target,relation,note`, which are
/// left for a person to fill; three times `candidate_n,name_n,score_n,why_n`; `places,mapping,country,
/// seal`, by which the file is known when it is given back. Where labels are looked up inside a
/// parent, `parent` stands before `places`.
public struct ReviewRenderer: ReportRenderer {
  /// How many candidates a line holds.
  public static let candidateLimit = 3

  public init() {}

  public func render(_ report: Report) -> [UInt8] {
    var lines = CSVLines()
    var headings = ["field", "list", "label", "rows", "learners", "first_place"]
    headings += ["decision", "target", "relation", "note"]
    for number in 1...ReviewRenderer.candidateLimit {
      headings += ["candidate_\(number)", "name_\(number)", "score_\(number)", "why_\(number)"]
    }
    let hasParents = report.review.contains { !$0.parent.isEmpty }
    if hasParents { headings.append("parent") }
    lines.add(headings + ["places", "mapping", "country", "seal"])
    for item in report.review {
      var cells = [
        item.field, item.list, item.label, String(item.rows), item.learners,
        item.places.first?.description ?? "", "", "", "", "",
      ]
      for index in 0..<ReviewRenderer.candidateLimit {
        guard index < item.candidates.count else {
          cells += ["", "", "", ""]
          continue
        }
        let candidate = item.candidates[index]
        cells += [
          candidate.code, candidate.name, TwoDecimals.text(candidate.score), candidate.why,
        ]
      }
      if hasParents { cells.append(item.parent) }
      cells += [
        item.places.map(\.description).joined(separator: " · "),
        item.mapping ?? report.mapping?.reference ?? "", item.country ?? report.country ?? "",
        item.seal,
      ]
      lines.add(cells)
    }
    return lines.bytes
  }
}
