import MizanDiagnostics

/// The head of the page: what this is about, the four tiles, and the scale.
struct HeadSection {
  let words: Words

  func html(_ report: Report) -> HTML {
    let counts = SeverityCounts(report)
    var facts: [(String, HTML)] = []
    if let country = report.country { facts.append((words[.country], "\(data: country)")) }
    if let mapping = report.mapping {
      facts.append((words[.mapping], "\(data: mapping.reference)"))
    } else if !report.mappings.isEmpty {
      facts.append((words[.mapping], "<a href=\"#method\">\(report.mappings.count)</a>"))
    }
    facts.append((words[.standard], "\(data: report.standard)"))
    facts.append((words[.tool], "\(data: report.tool)"))
    facts.append((words[.sources], sources(report)))
    if !report.commandLine.isEmpty {
      facts.append((words[.repeatWith], command(report.commandLine)))
    }
    let list = HTML.joined(facts.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" })
    return """
      <header><p class=mark>\(HeadSection.mark)<span>\(words[.qualityReport])</span></p>
      <h1>\(title(report))</h1>
      <dl class=facts>\(list)</dl></header>
      <div class=tiles>
      \(tile("ready", report.rows.ready, .ready, .readyHint))
      \(tile("held", report.rows.held, .held, .heldHint))
      \(tile("fix", counts.errors, .mustFix, .mustFixHint))
      \(tile("confirm", counts.warnings, .toConfirm, .toConfirmHint))
      </div>
      \(scale(report.rows))

      """
  }

  /// The mapping's title in the language of the page, with the country before it.
  func title(_ report: Report) -> String {
    let title =
      report.mapping?.title(in: words.language)
      ?? MappingReport.text(of: report.title, in: words.language) ?? ""
    let parts = [report.country ?? "", title].filter { !$0.isEmpty }
    return ShownText.make(parts.joined(separator: " · "), limit: 160)
  }

  /// Names of the files with the head of their digests; more than three are a number.
  private func sources(_ report: Report) -> HTML {
    guard report.inputs.count <= 3 else {
      return "<a href=\"#inputs\">\(report.inputs.count)</a>"
    }
    return HTML.joined(
      report.inputs.map { input in
        let digest = String(input.sha256.prefix(12))
        return "<span class=src>\(data: input.name) <code dir=ltr>\(digest)</code></span>"
      }, by: "<br>")
  }

  private func tile(_ name: String, _ count: Int, _ label: Word, _ hint: Word) -> HTML {
    """
    <div class="tile \(name)"><b>\(count)</b><strong>\(words[label])</strong>\
    <span>\(words[hint])</span></div>
    """
  }

  /// Rows in = ready + held + dropped, drawn and written out.
  private func scale(_ rows: Balance) -> HTML {
    let total = max(1, rows.read)
    func part(_ name: String, _ count: Int) -> HTML {
      guard count > 0 else { return "" }
      let share = Int(Double(count) / Double(total) * 10_000)
      let width = "\(share / 100).\(share % 100 < 10 ? "0" : "")\(share % 100)"
      return "<i class=\(name) style=\"width:max(3px,\(width)%)\"></i>"
    }
    let sign = rows.isEven ? "✓" : "≠"
    let state = rows.isEven ? "even" : "uneven"
    return """
      <figure class=scale><div class=bar aria-hidden=true>\(part("ready", rows.ready))\
      \(part("held", rows.held))\(part("dropped", rows.dropped))</div>
      <figcaption class=\(state)><span class=k><b>\(rows.read)</b> \(words[.read])</span> =
      <span class=k><i class=ready></i><b>\(rows.ready)</b> \(words[.ready])</span> +
      <span class=k><i class=held></i><b>\(rows.held)</b> \(words[.held])</span> +
      <span class=k><i class=dropped></i><b>\(rows.dropped)</b> \(words[.dropped])</span>
      <em>\(sign)</em>\(rows.isEven ? "" : " " + words[.uneven])</figcaption></figure>
      """
  }

  /// The command, folded away behind its beginning where it is long.
  private func command(_ command: String) -> HTML {
    let whole = ShownText.make(command, limit: HeadSection.commandLimit)
    guard whole.count > 200 else { return "<code dir=ltr>\(whole)</code>" }
    let beginning = ShownText.make(command, limit: 72)
    return """
      <details><summary><code dir=ltr>\(beginning)</code></summary>\
      <code dir=ltr>\(whole)</code></details>
      """
  }

  /// The longest command that is shown whole, in characters.
  private static let commandLimit = 20_000

  /// A pair of scales.
  private static let mark: HTML = """
    <svg viewBox="0 0 32 26" width=32 height=26 aria-hidden=true fill=none stroke=currentColor \
    stroke-width=1.8 stroke-linecap=round stroke-linejoin=round><path d="M16 3v20M10 23h12M5 \
    6h22M5 6 1.5 14h7L5 6M27 6l-3.5 8h7L27 6"/><path d="M1.5 14a3.5 3.2 0 0 0 7 0M23.5 14a3.5 \
    3.2 0 0 0 7 0"/></svg>
    """
}

/// How many findings must be fixed and how many are to be confirmed.
struct SeverityCounts {
  var errors = 0
  var warnings = 0
  var notes = 0

  init(_ report: Report) {
    for group in report.findings.groups {
      switch group.key.code.severity {
      case .error: errors &+= group.count
      case .warning: warnings &+= group.count
      case .note: notes &+= group.count
      }
    }
  }
}
