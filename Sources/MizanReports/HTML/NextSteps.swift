import MizanDiagnostics

/// What to do now: one to three sentences made from the figures, the most urgent first.
struct NextSteps {
  let words: Words

  func html(_ report: Report) -> HTML {
    let items = HTML.joined(sentences(report).map { "<li>\($0)</li>" })
    return """
      <section id=now class=now><h2>\(words[.whatNow])</h2><ol>\(items)</ol></section>

      """
  }

  func sentences(_ report: Report) -> [String] {
    var urgent: [String] = []
    let unreadable = report.inputs.count { $0.failure != nil }
    if unreadable > 0 { urgent.append(words(.doUnreadable, ["count": shown(unreadable)])) }
    if report.rows.held > 0 {
      urgent.append(
        words(
          .doHeld,
          [
            "count": shown(report.rows.held), "known": shown(report.rows.read),
            "value": NextSteps.list(report.heldFiles),
          ]))
    }
    let counts = SeverityCounts(report)
    if report.rows.held == 0, counts.errors > 0 {
      urgent.append(words(.doErrors, ["count": shown(counts.errors)]))
    }
    if !report.review.isEmpty {
      let rows = report.review.reduce(0) { $0 &+ $1.rows }
      urgent.append(
        words(.doReview, ["count": shown(report.review.count), "rows": shown(rows)]))
    }
    if counts.warnings > 0 {
      urgent.append(words(.doConfirm, ["count": shown(counts.warnings)]))
    }
    return urgent.prefix(2) + [conclusion(report)]
  }

  /// All names, or the first and the last of many.
  private static func list(_ files: [String]) -> String {
    guard files.count > 4, let last = files.last else { return files.joined(separator: " · ") }
    return files.prefix(2).joined(separator: " · ") + " … " + last
  }

  private func conclusion(_ report: Report) -> String {
    let count = ["count": shown(report.rows.ready)]
    if report.rows.ready == 0 { return words[.doNothingReady] }
    if report.rows.held > 0 { return words(.doPublish, count) }
    let isSound = SeverityCounts(report).errors == 0
    return words(isSound ? .doNothingHeld : .doUseWithCare, count)
  }

  private func shown(_ count: Int) -> String { Digits.grouped(count) }
}
