import MizanDiagnostics
import Testing

@testable import MizanReports

/// Texts of hostile files in every place where a text of a file can appear.
@Suite struct EscapingTests {
  static let attacks = [
    "<script>alert(document.domain)</script>", "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>", "' onmouseover='alert(1)", "</style><script>x</script>",
    "</title><script>x</script>", "<!--", "]]>", "&lt;b&gt;", "javascript:alert(1)",
    "\u{202E}exe.xslx\u{202C}", "a\u{0}b\u{1B}[31m", "\\(danger)", "${x}", "{{value}}",
  ]

  private func hostile(_ text: String) -> Report {
    var report = SampleReport.make()
    report.tool = text
    report.standard = text
    report.commandLine = text
    report.country = text
    report.mapping?.title = [.english: text]
    report.mapping?.id = text
    report.mapping?.file = text
    report.mapping?.sha256 = text
    report.mapping?.owner = text
    for index in report.inputs.indices {
      report.inputs[index].name = text
      report.inputs[index].sheet = text
      report.inputs[index].format = text
      report.inputs[index].sha256 = text
      report.inputs[index].sourceID = text
      report.inputs[index].droppedByRule = [NamedCount(text, 1)]
      report.inputs[index].completeness.append(FieldFill(field: text, filled: 1, total: 2))
    }
    report.inputs[0].failure = [
      Diagnostic(Code("X", .error), at: Place(text), ["value": text])
    ]
    report.findings.add(
      Code("CODE_UNKNOWN", .error), at: Place(text, sheet: text, row: 1), column: text,
      value: text, ["value": text])
    report.review[0].label = text
    report.review[0].field = text
    report.review[0].list = text
    report.review[0].candidates = [.init(code: text, name: text, score: 1, why: text)]
    report.changes.append(ValueChange(field: text, kind: text, from: text, to: text, count: 1))
    report.sums[0].measure = text
    report.sums[0].read = text
    report.rules[0].id = text
    report.rules[0].text = text
    report.records.append(NamedCount(text, 1))
    report.outputs.append(OutputFile(path: text, sha256: text, bytes: 1))
    return report
  }

  @Test(arguments: attacks)
  func `no text of a file becomes markup`(_ attack: String) {
    let calm = PageReader(HTMLRenderer(TestMessages.all).render(SampleReport.make()).text)
    let page = PageReader(HTMLRenderer(TestMessages.all).render(hostile(attack)).text)
    #expect(page.problems.isEmpty)
    #expect(page.tags.isSubset(of: calm.tags))
    #expect(page.attributes.isSubset(of: calm.attributes))
    #expect(page.text.contains(ShownText.make(attack)))
  }

  @Test(arguments: attacks)
  func `no control or bidirectional mark of a file reaches page or terminal`(_ attack: String) {
    let page = HTMLRenderer(TestMessages.all).render(hostile(attack)).text
    let terminal = TextRenderer(TestMessages.all).render(hostile(attack)).text
    for scalar in (page + terminal).unicodeScalars where scalar != "\n" {
      let isControl = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
      let isBidi = (0x202A...0x202E).contains(scalar.value)
      #expect(!isControl && !isBidi)
      if isControl || isBidi { return }
    }
  }

  @Test func `the five characters of markup are escaped once`() {
    #expect(
      HTML.escaped("<a href=\"x\" title='y'>&amp;")
        == "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;")
    let piece: HTML = "<b>\("a<b")</b>"
    let outer: HTML = "<p>\(piece)\(7000)\(data: "\u{202E}x")</p>"
    #expect(
      outer.source
        == "<p><b>a&lt;b</b><bdi>7\u{202F}000</bdi><bdi>\\u{202E}x</bdi></p>")
  }
}
