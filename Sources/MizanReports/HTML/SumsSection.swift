import MizanDiagnostics

/// The balance of sums: every number that was read is in the records, held, or dropped.
struct SumsSection {
  static let limit = 300

  let words: Words

  func html(_ report: Report) -> HTML? {
    guard !report.sums.isEmpty || !report.records.isEmpty else { return nil }
    var result: HTML = ""
    if !report.sums.isEmpty {
      result += "<p class=hint>\(words[.sumsHint])</p>\n\(sums(report.sums))"
    }
    if !report.records.isEmpty {
      var table = HTMLTable([
        .init(heading: words[.table]), .init(heading: words[.records], isNumber: true),
      ])
      for entry in report.records { table.row(["\(data: entry.name)", "\(entry.count)"]) }
      result += "<div class=half>\(table.html)</div>"
    }
    return result
  }

  private func sums(_ sums: [SumReport]) -> HTML {
    var table = HTMLTable([
      .init(heading: words[.measure]), .init(heading: words[.read], isNumber: true),
      .init(heading: "= " + words[.ready], isNumber: true),
      .init(heading: "+ " + words[.held], isNumber: true),
      .init(heading: "+ " + words[.dropped], isNumber: true),
      .init(heading: words[.filledCells], isNumber: true),
    ])
    for sum in sums.prefix(SumsSection.limit) {
      table.row([
        "\(data: sum.measure)", cell(sum.read, sum.cells.read), cell(sum.ready, sum.cells.ready),
        cell(sum.held, sum.cells.held), cell(sum.dropped, sum.cells.dropped), "\(sum.filled)",
      ])
    }
    return table.html
  }

  private func cell(_ sum: String, _ cells: Int) -> HTML {
    "<b>\(decimal: sum)</b><br><small>\(words[.cells]) \(cells)</small>"
  }
}
