import MizanDiagnostics

/// How the figures came about: mapping, standard, rules, and what checks cannot prove.
struct MethodSection {
  let words: Words

  func html(_ report: Report) -> HTML? {
    var result: HTML = """
      <p>\(words[.methodBalance])</p>
      <p>\(words[.methodCodes])</p>
      <p>\(words[.methodTruth])</p>

      """
    var facts: [(String, HTML)] = []
    if let mapping = report.mapping {
      facts.append(
        (
          words[.mapping],
          "\(data: mapping.reference)<br><small>\(data: mapping.file, limit: 160)</small>"
        ))
      if !mapping.owner.isEmpty { facts.append((words[.owner], "\(data: mapping.owner)")) }
      if !mapping.status.isEmpty { facts.append((words[.status], "\(data: mapping.status)")) }
      facts.append(
        (words[.digest], "<code class=hash dir=ltr>\(ShownText.make(mapping.sha256))</code>"))
    }
    for mapping in report.mappings {
      facts.append(
        (
          words[.mapping],
          """
          \(data: mapping.reference) · \(data: mapping.title(in: words.language), limit: 160)\
          <br><small>\(data: mapping.file, limit: 160)</small><br>\
          <code class=hash dir=ltr>\(ShownText.make(mapping.sha256))</code>
          """
        ))
    }
    facts.append((words[.standard], "\(data: report.standard)"))
    facts.append((words[.tool], "\(data: report.tool)"))
    facts.append((words[.exitStatus], "\(Int(report.exit))"))
    let list = HTML.joined(facts.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" })
    result += "<dl class=facts>\(list)</dl>\n"
    if !report.outputs.isEmpty { result += outputs(report.outputs) }
    return result
  }

  private func outputs(_ files: [OutputFile]) -> HTML {
    var table = HTMLTable([
      .init(heading: words[.outputs]), .init(heading: words[.size], isNumber: true),
      .init(heading: "SHA-256", isWide: true),
    ])
    for file in files.prefix(100) {
      table.row([
        "\(data: file.path, limit: 120)", "\(file.bytes)",
        "<code class=hash dir=ltr>\(ShownText.make(file.sha256))</code>",
      ])
    }
    return table.html
  }
}
