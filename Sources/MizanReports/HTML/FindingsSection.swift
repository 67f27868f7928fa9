import MizanDiagnostics

/// What was found: one card for each kind, with places, values as received, why, and how to fix.
struct FindingsSection {
  /// The most kinds and examples that the page shows; the rest stands in `issues.csv`.
  static let kindLimit = 60
  static let exampleLimit = 20
  /// The size in bytes after which no more cards are shown.
  static let byteLimit = 500_000

  let words: Words

  func html(_ report: Report) -> HTML? {
    let kinds = FindingOrder.kinds(report.findings.groups)
    guard !kinds.isEmpty else { return "<p class=good>\(words[.noFindings])</p>\n" }
    var result: HTML = ""
    var shown = 0
    for kind in kinds.prefix(FindingsSection.kindLimit)
    where result.source.utf8.count < FindingsSection.byteLimit {
      result += card(kind)
      shown += 1
    }
    if kinds.count > shown {
      result += more(kinds.dropFirst(shown).reduce(0) { $0 &+ $1.count })
    }
    return result
  }

  private func card(_ kind: FindingKind) -> HTML {
    let code = kind.code
    let shown = Array(kind.groups.prefix(FindingsSection.exampleLimit))
    let texts = shown.map { words.messages.text(for: code.name, cut($0), in: words.language) }
    let what = FindingsSection.common(texts.map(\.what))
    let why = FindingsSection.common(texts.map(\.why))
    let fix = FindingsSection.common(texts.map(\.fix))
    let table = examples(shown, texts, showsWhat: what == nil, showsFix: fix == nil)
    let rest = kind.groups.dropFirst(shown.count).reduce(0) { $0 &+ $1.count }
    return """
      <article class="card \(code.severity.rawValue)"><h3><span class=chip>\
      \(words.severity(code.severity))</span> <code dir=ltr>\(code.name)</code> \
      <span class=times>× \(kind.count)</span></h3>
      \(line("what", nil, what))\(line("", words[.why], why))\(line("", words[.fix], fix))\
      \(table)\(rest > 0 ? more(rest) : "")</article>

      """
  }

  /// A row for each group. Columns in which nothing stands are left out.
  private func examples(
    _ groups: [Findings.Group], _ texts: [Messages.Text], showsWhat: Bool, showsFix: Bool
  ) -> HTML {
    let hasField = groups.contains { !$0.key.column.isEmpty }
    let hasValue = groups.contains { !$0.key.value.isEmpty }
    var columns = [HTMLTable.Column(heading: words[.place], isWide: true)]
    if hasField { columns.append(HTMLTable.Column(heading: words[.field])) }
    if hasValue { columns.append(HTMLTable.Column(heading: words[.value])) }
    if showsWhat || showsFix {
      columns.append(HTMLTable.Column(heading: words[.message], isWide: true))
    }
    columns.append(HTMLTable.Column(heading: words[.count], isNumber: true))
    var table = HTMLTable(columns, byteLimit: 60_000)
    for (group, text) in zip(groups, texts) {
      let key = group.key
      var cells: [HTML] = [words.html(group.examples)]
      if hasField { cells.append(key.column.isEmpty ? "" : "\(data: key.column)") }
      if hasValue {
        cells.append(key.value.isEmpty ? "" : "<code class=v>\(data: key.value)</code>")
      }
      if showsWhat || showsFix {
        let advice: HTML = showsFix && !text.fix.isEmpty ? "<br><small>\(text.fix)</small>" : ""
        cells.append("\(showsWhat ? text.what : "")\(advice)")
      }
      cells.append("\(group.count)")
      table.row(cells)
    }
    return table.html
  }

  private func line(_ name: String, _ label: String?, _ text: String?) -> HTML {
    guard let text, !text.isEmpty else { return "" }
    guard let label else { return "<p class=\(name)>\(text)</p>\n" }
    return "<p class=advice><b>\(label)</b> <span>\(text)</span></p>\n"
  }

  private func more(_ count: Int) -> HTML {
    "<p class=hint>\(words(.moreInIssues, ["count": Digits.grouped(count)]))</p>\n"
  }

  private func cut(_ group: Findings.Group) -> [String: String] {
    group.arguments.mapValues { ShownText.make($0, limit: 160) }
  }

  /// The text that all share, nil when they differ.
  private static func common(_ texts: [String]) -> String? {
    guard let first = texts.first, texts.allSatisfy({ $0 == first }) else { return nil }
    return first
  }
}

/// Files that could not be read, and what to do about them.
struct UnreadableSection {
  static let fileLimit = 100

  let words: Words

  func html(_ report: Report) -> HTML? {
    let files = report.inputs.filter { $0.failure != nil }
    guard !files.isEmpty else { return nil }
    var result: HTML = ""
    for file in files.prefix(UnreadableSection.fileLimit) {
      result += "<article class=\"card error\"><h3>\(data: file.name, limit: 120)</h3>\n"
      for diagnostic in (file.failure ?? []).prefix(5) {
        let arguments = diagnostic.arguments.mapValues { ShownText.make($0, limit: 160) }
        let text = words.messages.text(for: diagnostic.code.name, arguments, in: words.language)
        result += "<p class=what>\(text.what) <code dir=ltr>\(diagnostic.code.name)</code></p>\n"
        if !text.fix.isEmpty {
          result += "<p class=advice><b>\(words[.fix])</b> <span>\(text.fix)</span></p>\n"
        }
      }
      result += "</article>\n"
    }
    if files.count > UnreadableSection.fileLimit {
      let counts = [
        "count": String(UnreadableSection.fileLimit), "known": Digits.grouped(files.count),
      ]
      result += "<p class=hint>\(words(.shownOf, counts))</p>\n"
    }
    return result
  }
}
