import MizanDiagnostics

/// What was changed automatically: how often by kind, with three examples each.
struct ChangesSection {
  let words: Words

  func html(_ report: Report) -> HTML? {
    guard !report.changes.isEmpty else { return "<p>\(words[.noChanges])</p>\n" }
    var order: [String] = []
    var byKind: [String: [ValueChange]] = [:]
    for change in report.changes {
      if byKind[change.kind] == nil { order.append(change.kind) }
      byKind[change.kind, default: []].append(change)
    }
    var table = HTMLTable([
      .init(heading: words[.kind]), .init(heading: words[.examples], isWide: true),
      .init(heading: words[.count], isNumber: true),
    ])
    for kind in order.prefix(50) {
      let changes = byKind[kind] ?? []
      let others = report.otherChanges.reduce(0) { $1.name == kind ? $0 &+ $1.count : $0 }
      let count = changes.reduce(others) { $0 &+ $1.count }
      table.row(["\(data: words.changeKind(kind))", examples(changes), "\(count)"])
    }
    return "<p class=hint>\(words[.changesHint])</p>\n\(table.html)"
  }

  /// The most frequent changes, of different fields where there are several.
  private func examples(_ changes: [ValueChange]) -> HTML {
    let sorted = changes.enumerated()
      .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
      .map(\.element)
    var fields: Set<String> = []
    let fresh = sorted.filter { fields.insert($0.field).inserted }
    let others = sorted.filter { change in !fresh.contains(change) }
    let arrow = words.language.isRightToLeft ? "←" : "→"
    return HTML.joined(
      (fresh + others).prefix(Report.changeExamples).map { change in
        """
        <span class=ex><code class=v>\(data: change.from)</code> \(arrow) <code class=v>\
        \(data: change.to)</code> <small>\(data: change.field) × \(change.count)</small></span>
        """
      })
  }
}
