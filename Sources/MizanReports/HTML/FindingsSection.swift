import MizanDiagnostics

/// What was found: one card for each kind, with places, values as received, why, and how to fix.
struct FindingsSection {
  /// The most kinds and examples that the page shows; the rest stands in `issues.csv`.
  static let kindLimit = 60
  static let exampleLimit = 20

  let words: Words

  func html(_ report: Report) -> HTML? {
    let kinds = FindingOrder.kinds(report.findings.groups)
    guard !kinds.isEmpty else { return "<p class=good>\(words[.noFindings])</p>\n" }
    var result = HTML.joined(kinds.prefix(FindingsSection.kindLimit).map { card($0) })
    if kinds.count > FindingsSection.kindLimit {
      let rest = kinds.dropFirst(FindingsSection.kindLimit).reduce(0) { $0 &+ $1.count }
      result += more(rest)
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
    var columns = [
      HTMLTable.Column(heading: words[.place], isWide: true),
      HTMLTable.Column(heading: words[.field]), HTMLTable.Column(heading: words[.value]),
    ]
    if what == nil || fix == nil {
      columns.append(HTMLTable.Column(heading: words[.message], isWide: true))
    }
    columns.append(HTMLTable.Column(heading: words[.count], isNumber: true))
    var table = HTMLTable(columns)
    for (group, text) in zip(shown, texts) {
      var cells: [HTML] = [
        places(group), "\(data: group.key.column)",
        group.key.value.isEmpty ? "" : "<code class=v>\(data: group.key.value)</code>",
      ]
      if what == nil || fix == nil {
        let advice: HTML = fix == nil && !text.fix.isEmpty ? "<br><small>\(text.fix)</small>" : ""
        cells.append("\(what == nil ? text.what : "")\(advice)")
      }
      cells.append("\(group.count)")
      table.row(cells)
    }
    let rest = kind.groups.dropFirst(shown.count).reduce(0) { $0 &+ $1.count }
    return """
      <article class="card \(code.severity.rawValue)"><h3><span class=chip>\
      \(words.severity(code.severity))</span> <code dir=ltr>\(code.name)</code> \
      <span class=times>× \(kind.count)</span></h3>
      \(line("what", nil, what))\(line("", words[.why], why))\(line("", words[.fix], fix))\
      \(table.html)\(rest > 0 ? more(rest) : "")</article>

      """
  }

  private func line(_ name: String, _ label: String?, _ text: String?) -> HTML {
    guard let text, !text.isEmpty else { return "" }
    guard let label else { return "<p class=\(name)>\(text)</p>\n" }
    return "<p class=advice><b>\(label)</b> <span>\(text)</span></p>\n"
  }

  private func more(_ count: Int) -> HTML {
    "<p class=hint>\(words(.moreInIssues, ["count": Digits.grouped(count)]))</p>\n"
  }

  /// The first place in full, the others of the same sheet by their cell.
  private func places(_ group: Findings.Group) -> HTML {
    guard let first = group.examples.first else { return "–" }
    var result: HTML = "\(data: words.place(first), limit: 200)"
    for place in group.examples.dropFirst() {
      let isNear = place.file == first.file && place.sheet == first.sheet
      let shown = (isNear ? place.cell ?? place.row.map(String.init) : nil) ?? words.place(place)
      result += " · \(data: shown, limit: 200)"
    }
    return result
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
