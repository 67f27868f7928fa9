import MizanDiagnostics

/// The files that were read, with what became of their rows and what was dropped by which rule.
struct InputsSection {
  static let limit = 500

  let words: Words

  func html(_ report: Report) -> HTML? {
    guard !report.inputs.isEmpty else { return nil }
    var table = HTMLTable(
      [
        .init(heading: words[.file], isWide: true), .init(heading: words[.read], isNumber: true),
        .init(heading: words[.ready], isNumber: true), .init(heading: words[.held], isNumber: true),
        .init(heading: words[.dropped], isNumber: true),
        .init(heading: words[.blank], isNumber: true),
        .init(heading: words[.exitStatus], isNumber: true),
      ], byteLimit: 300_000)
    for input in report.inputs.prefix(InputsSection.limit) {
      let rows = input.rows
      table.row([
        description(input), "\(rows.read)", "\(rows.ready)", "\(rows.held)",
        "\(rows.dropped)\(droppedBy(input))", "\(input.blankRows)", "\(Int(input.exit))",
      ])
    }
    guard report.inputs.count > table.shown else { return table.html }
    let counts = [
      "count": String(table.shown), "known": Digits.grouped(report.inputs.count),
    ]
    return "\(table.html)<p class=hint>\(words(.shownOf, counts))</p>\n"
  }

  private func description(_ input: InputReport) -> HTML {
    var parts: [HTML] = []
    if !input.format.isEmpty { parts.append("\(data: input.format)") }
    if let sheet = input.sheet { parts.append("\(data: sheet)") }
    if !input.sourceID.isEmpty { parts.append("source_id \(data: input.sourceID)") }
    if !input.mapping.isEmpty { parts.append("\(data: input.mapping)") }
    let facts = HTML.joined(parts, by: " · ")
    let digest: HTML =
      input.sha256.isEmpty
      ? "" : "<br><code class=hash dir=ltr>sha256 \(ShownText.make(input.sha256))</code>"
    return "<b>\(data: input.name, limit: 120)</b><br><small>\(facts)</small>\(digest)"
  }

  private func droppedBy(_ input: InputReport) -> HTML {
    HTML.joined(
      input.droppedByRule.prefix(10).map { "<br><small>\(data: $0.name) \($0.count)</small>" })
  }
}
