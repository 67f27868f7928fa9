import MizanDiagnostics

/// How far each field is filled: a heat map of files by fields, or bars for a single file.
struct CompletenessSection {
  /// The largest heat map; the worst files and fields are shown.
  static let fileLimit = 60
  static let fieldLimit = 40

  let words: Words

  func html(_ report: Report) -> HTML? {
    let files = report.inputs.filter { !$0.completeness.isEmpty }
    guard let first = files.first else { return nil }
    let hint: HTML = "<p class=hint>\(words[.completenessHint])</p>\n"
    if files.count == 1 { return "\(hint)\(bars(first.completeness))" }
    let grid = CompletenessGrid(files)
    let shown = grid.worst(
      files: CompletenessSection.fileLimit, fields: CompletenessSection.fieldLimit)
    var result = hint
    if shown.files.count < grid.files.count || shown.fields.count < grid.fields.count {
      result += "<p class=hint>\(cut(shown, grid))</p>\n"
    }
    result += map(shown)
    let table = figures(shown)
    result += "<details class=figures><summary>\(words[.sameAsTable])</summary>\(table)</details>\n"
    return result
  }

  private func cut(_ shown: CompletenessGrid, _ grid: CompletenessGrid) -> String {
    let files = words(
      .shownOf, ["count": String(shown.files.count), "known": String(grid.files.count)])
    let fields = words(
      .shownOf, ["count": String(shown.fields.count), "known": String(grid.fields.count)])
    return words[.file] + ": " + files + " · " + words[.field] + ": " + fields
  }

  private func map(_ grid: CompletenessGrid) -> HTML {
    let heads = HTML.joined(
      grid.fields.map { "<th scope=col><span>\(data: $0, limit: 40)</span></th>" })
    var rows: HTML = ""
    for (index, file) in grid.files.enumerated() {
      let cells = HTML.joined(grid.cells[index].map { heat($0) })
      rows += "<tr><th scope=row>\(data: file, limit: 96)</th>\(cells)</tr>\n"
    }
    return """
      <div class=scroll tabindex=0><table class=heat><thead><tr><td>%</td>\(heads)</tr></thead>
      <tbody>
      \(rows)</tbody></table></div>

      """
  }

  private func heat(_ fill: FieldFill?) -> HTML {
    guard let fill, let percent = fill.percent else {
      return "<td class=na>\(words[.notApplicable])</td>"
    }
    let text = percent == 0 && fill.filled > 0 ? "<1" : String(percent)
    return "<td class=h\(plain: percent / 10)>\(text)</td>"
  }

  private func figures(_ grid: CompletenessGrid) -> HTML {
    let heads = HTML.joined(grid.fields.map { "<th scope=col class=n>\(data: $0, limit: 40)</th>" })
    var rows: HTML = ""
    for (index, file) in grid.files.enumerated() {
      let cells = HTML.joined(
        grid.cells[index].map { fill in
          guard let fill, fill.total > 0 else { return "<td class=n>\(words[.notApplicable])</td>" }
          return "<td class=n>\(fill.filled) / \(fill.total)</td>"
        })
      rows += "<tr><th scope=row>\(data: file, limit: 48)</th>\(cells)</tr>\n"
    }
    return """
      <div class=scroll tabindex=0><table class=plain><thead><tr><th scope=col>\(words[.file])</th>\
      \(heads)</tr></thead><tbody>
      \(rows)</tbody></table></div>
      """
  }

  /// One file: a bar for each field, the emptiest first.
  private func bars(_ fills: [FieldFill]) -> HTML {
    let sorted = fills.enumerated()
      .sorted { ($0.element.percent ?? 101, $0.offset) < ($1.element.percent ?? 101, $1.offset) }
      .map(\.element)
    var rows: HTML = ""
    for fill in sorted.prefix(200) {
      let percent = fill.percent
      let bar: HTML =
        percent.map { percent in
          let kind = percent < 50 ? "low" : "ok"
          return "<div class=meter><i class=\(kind) style=\"width:\(plain: percent)%\"></i></div>"
        } ?? "<div class=\"meter na\"></div>"
      let text =
        percent.map { $0 == 0 && fill.filled > 0 ? "< 1 %" : "\($0) %" }
        ?? words[.notApplicable]
      rows += """
        <tr><th scope=row>\(data: fill.field)</th><td class=m>\(bar)</td><td class=n><b>\(text)</b>\
        </td><td class="n mute">\(fill.filled) / \(fill.total)</td></tr>

        """
    }
    return "<table class=bars><tbody>\n\(rows)</tbody></table>\n"
  }
}
