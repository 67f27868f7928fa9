import MizanDiagnostics

/// The checks: how each ended, on how many rows, and on how many it could not tell.
struct ChecksSection {
  /// The most checks that the page shows of each half.
  static let limit = 300

  let words: Words

  func html(_ report: Report) -> HTML? {
    guard !report.rules.isEmpty else { return "<p>\(words[.noChecks])</p>\n" }
    let order = RuleReport.State.allCases
    let rules = report.rules.enumerated()
      .sorted { one, other in
        let first = order.firstIndex(of: one.element.state) ?? 0
        let second = order.firstIndex(of: other.element.state) ?? 0
        if first != second { return first < second }
        return (-one.element.failed, one.offset) < (-other.element.failed, other.offset)
      }
      .map(\.element)
    let loud = rules.filter { $0.state == .failed || $0.state == .passedWithExceptions }
    let quiet = rules.filter { $0.state == .notEvaluated || $0.state == .clean }
    var result: HTML = "<p>\(ChecksSummary.text(report, words))</p>\n"
    if !loud.isEmpty { result += table(loud) }
    if !quiet.isEmpty {
      let title = words(.otherChecks, ["count": Digits.grouped(quiet.count)])
      result += "<details><summary>\(title)</summary>\(table(quiet))</details>\n"
    }
    return result
  }

  private func table(_ rules: [RuleReport]) -> HTML {
    var table = HTMLTable([
      .init(heading: words[.check], isWide: true), .init(heading: words[.state]),
      .init(heading: words[.severity]), .init(heading: words[.failed], isNumber: true),
      .init(heading: words[.evaluated], isNumber: true),
      .init(heading: words[.share], isNumber: true),
      .init(heading: words[.cannotTell], isNumber: true),
    ])
    for rule in rules.prefix(ChecksSection.limit) {
      table.row(
        [
          description(rule), state(rule.state),
          "\(words.severity(rule.severity))", "\(rule.failed)", "\(rule.evaluated)",
          "<bdi>\(Digits.share(rule.failed, of: rule.evaluated))</bdi>\(bar(rule))",
          "\(rule.cannotTell)",
        ])
    }
    guard rules.count > table.shown else { return table.html }
    let counts = ["count": String(table.shown), "known": Digits.grouped(rules.count)]
    return "\(table.html)<p class=hint>\(words(.shownOf, counts))</p>"
  }

  private func description(_ rule: RuleReport) -> HTML {
    """
    <code dir=ltr>\(ShownText.make(rule.id))</code> \(data: rule.text, limit: 240)\(places(rule))
    """
  }

  private func state(_ state: RuleReport.State) -> HTML {
    "<span class=\"state \(ChecksSection.name(state))\">\(words.state(state))</span>"
  }

  private func places(_ rule: RuleReport) -> HTML {
    guard !rule.examples.isEmpty else { return "" }
    let places = words.html(rule.examples)
    return "<br><small>\(places)</small>"
  }

  private func bar(_ rule: RuleReport) -> HTML {
    guard rule.failed > 0, rule.evaluated > 0 else { return "" }
    let percent = min(100, max(2, Int(Double(rule.failed) / Double(rule.evaluated) * 100)))
    let kind = rule.severity.rawValue
    return "<div class=meter><i class=\(kind) style=\"width:\(plain: percent)%\"></i></div>"
  }

  private static func name(_ state: RuleReport.State) -> String {
    switch state {
    case .failed: "failed"
    case .passedWithExceptions: "some"
    case .notEvaluated: "none"
    case .clean: "clean"
    }
  }
}
