import MizanDiagnostics

/// The last lines of a run: what was read, what became of it, and where the report lies.
struct RunSummary {
  let words: Words
  let style: TerminalStyle

  func lines(_ report: Report) -> [String] {
    var rows: [(String, String)] = []
    if let mapping = report.mapping {
      let names = mapping.reference + " · " + report.standard
      rows.append((words[.mapping], ShownText.make(names)))
    } else if !report.mappings.isEmpty {
      let names = Digits.grouped(report.mappings.count) + " · " + report.standard
      rows.append((words[.mapping], ShownText.make(names)))
    }
    if !report.rules.isEmpty { rows.append((words[.checks], ChecksSummary.states(report, words))) }
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
      let records = report.records.map { ShownText.make($0.name) + " " + Digits.grouped($0.count) }
      rows.append((words[.records], records.joined(separator: " · ")))
    }
    for sum in report.sums { rows.append((ShownText.make(sum.measure), scale(sum))) }
    rows.append((words[.rows], scale(report.rows)))
    if !report.folder.isEmpty {
      rows.append(
        (words[.report], style.strong(ShownText.make(report.folder, limit: 400) + "/report.html")))
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
    let parts = [sum.read, sum.ready, sum.held, sum.dropped].map {
      Digits.grouped(ShownText.make($0))
    }
    return equation(parts[0], parts[1], parts[2], parts[3])
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
    words(.checksSummary, ["count": String(report.rules.count)]) + " · " + states(report, words)
  }

  /// How many ended in each state.
  static func states(_ report: Report, _ words: Words) -> String {
    let counts = RuleReport.State.allCases.map { state in
      words.state(state) + " " + String(report.rules.count { $0.state == state })
    }
    return counts.joined(separator: " · ")
  }
}
