import MizanDiagnostics

/// The last lines of a run: what was read, what became of it, and where the report lies.
struct RunSummary {
  let words: Words
  let style: TerminalStyle

  func lines(_ report: Report) -> [String] {
    var rows: [(String, String)] = []
    if let mapping = report.mapping {
      rows.append((words[.mapping], mapping.reference + " · " + report.standard))
    }
    if !report.rules.isEmpty { rows.append((words[.checks], ChecksSummary.text(report, words))) }
    if !report.review.isEmpty {
      let rowCount = report.review.reduce(0) { $0 &+ $1.rows }
      rows.append(
        (
          words[.labels],
          words(
            .doReview,
            ["count": Digits.grouped(report.review.count), "rows": Digits.grouped(rowCount)])
        ))
    }
    if !report.records.isEmpty {
      let records = report.records.map { $0.name + " " + Digits.grouped($0.count) }
      rows.append((words[.records], records.joined(separator: " · ")))
    }
    for sum in report.sums { rows.append((ShownText.make(sum.measure), scale(sum))) }
    rows.append((words[.rows], scale(report.rows)))
    if !report.folder.isEmpty {
      rows.append((words[.report], style.strong(report.folder + "/report.html")))
    }
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { name, text in
      style.faint(name) + String(repeating: " ", count: width + 2 - name.count) + text
    }
  }

  private func scale(_ rows: Balance) -> String {
    equation(
      Digits.grouped(rows.read), Digits.grouped(rows.ready), Digits.grouped(rows.held),
      Digits.grouped(rows.dropped))
      + " " + (rows.isEven ? style.good("✓") : style.level("≠", .error))
  }

  private func scale(_ sum: SumReport) -> String {
    equation(
      Digits.grouped(sum.read), Digits.grouped(sum.ready), Digits.grouped(sum.held),
      Digits.grouped(sum.dropped))
  }

  private func equation(_ read: String, _ ready: String, _ held: String, _ dropped: String)
    -> String
  {
    words(.balanceLine, ["read": read, "ready": ready, "held": held, "dropped": dropped])
  }
}

/// How many checks ended in which way, in one line.
enum ChecksSummary {
  static func text(_ report: Report, _ words: Words) -> String {
    let counts = RuleReport.State.allCases.map { state in
      words.state(state) + " " + String(report.rules.count { $0.state == state })
    }
    return words(.checksSummary, ["count": String(report.rules.count)]) + ": "
      + counts.joined(separator: " · ")
  }
}
