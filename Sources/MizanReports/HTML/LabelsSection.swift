import MizanDiagnostics

/// Labels that a person must decide, with the learners who wait and up to three candidates.
struct LabelsSection {
  static let limit = 50

  let words: Words

  func html(_ report: Report) -> HTML? {
    guard !report.review.isEmpty else { return nil }
    var table = HTMLTable([
      .init(heading: words[.label]), .init(heading: words[.field]),
      .init(heading: words[.rows], isNumber: true),
      .init(heading: words[.learners], isNumber: true),
      .init(heading: words[.candidates], isWide: true), .init(heading: words[.place]),
    ])
    for item in report.review.prefix(LabelsSection.limit) {
      table.row([
        "<code class=v>\(data: item.label)</code>",
        "\(data: item.field)<br><small>\(words[.list]): \(data: item.list)</small>",
        "\(item.rows)", item.learners.isEmpty ? "–" : "\(decimal: item.learners)",
        candidates(item), item.places.first.map { words.html($0) } ?? "–",
      ])
    }
    var result: HTML = "<p class=hint>\(words[.labelsHint])</p>\n\(table.html)"
    if report.review.count > table.shown {
      let rest = Digits.grouped(report.review.count - table.shown)
      result += "<p class=hint>\(words(.moreInReview, ["count": rest]))</p>\n"
    }
    return result
  }

  private func candidates(_ item: ReviewItem) -> HTML {
    guard !item.candidates.isEmpty else { return "<small>\(words[.noCandidates])</small>" }
    return HTML.joined(
      item.candidates.prefix(ReviewRenderer.candidateLimit).map { candidate in
        """
        <span class=ex><code>\(data: candidate.code)</code> \(data: candidate.name) \
        <small>\(TwoDecimals.text(candidate.score)) · \(data: candidate.why)</small></span>
        """
      })
  }
}
