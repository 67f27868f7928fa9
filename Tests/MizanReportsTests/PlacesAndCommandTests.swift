import MizanDiagnostics
import Testing

@testable import MizanReports

/// How places of many files and long commands are shown, so that a person finds the way.
@Suite struct PlacesAndCommandTests {
  private let words = Words(messages: TestMessages.all, language: .english)
  private let places = [
    Place("a.xlsx", sheet: "S", row: 4, column: 1), Place("a.xlsx", sheet: "S", row: 9),
    Place("b.xlsx", sheet: "S", row: 5, column: 2), Place("b.xlsx", sheet: "S", row: 6, column: 2),
    Place("b.xlsx", sheet: "T", row: 7, column: 2),
  ]

  private func text(_ piece: HTML) -> String {
    piece.source.split(separator: "<bdi>").joined().split(separator: "</bdi>").joined()
  }

  @Test func `a page gives each sheet a line of its own`() {
    #expect(
      text(words.html(places)) == "a.xlsx ▸ S ▸ A4 · 9<br>b.xlsx ▸ S ▸ B5 · B6<br>b.xlsx ▸ T ▸ B7")
    #expect(text(words.html([Place]())) == "–")
    #expect(text(words.html([Place("a.csv")])) == "a.csv")
  }

  @Test func `a page never shows more places than a finding remembers`() {
    let many = (1...9).map { Place("a.csv", row: $0, column: 1) }
    #expect(text(words.html(many)) == "a.csv ▸ A1 · A2 · A3 · A4 · A5")
  }

  @Test func `the terminal gives each sheet a line of its own, too`() {
    var report = Report()
    for place in places { report.findings.add(Code("X", .error), at: place) }
    let found = TextRenderer(TestMessages.all).findings(report).text
    #expect(
      found.contains(
        """
          where  a.xlsx ▸ S ▸ A4 · 9
                 b.xlsx ▸ S ▸ B5 · B6
                 b.xlsx ▸ T ▸ B7

        """))
  }

  @Test func `files without sheets and rows are named in full each`() {
    var report = Report()
    for name in ["a.csv", "b.csv"] { report.findings.add(Code("X", .error), at: Place(name)) }
    #expect(
      TextRenderer(TestMessages.all).findings(report).text.contains(
        "  where  a.csv\n         b.csv\n"))
  }

  @Test func `a short command stands open`() {
    var report = Report()
    report.commandLine = "mizan convert a.csv -m m.yaml"
    let head = HeadSection(words: words).html(report).source
    #expect(head.contains("<code dir=ltr>mizan convert a.csv -m m.yaml</code>"))
    #expect(!head.contains("<details>"))
  }

  @Test func `a long command is folded away and stays whole`() {
    var report = Report()
    let files = (1...300).map { "'inbox/partner number \($0).xlsx'" }.joined(separator: " ")
    report.commandLine = "mizan convert " + files
    let head = HeadSection(words: words).html(report).source
    #expect(head.contains("<details><summary><code dir=ltr>mizan convert"))
    #expect(PageReader(head).text.contains("partner number 300.xlsx"))
    #expect(PageReader(head).problems.isEmpty)
  }

  @Test func `mistakes that hold nothing back are the first step and are no clean bill`() {
    var report = Report()
    report.rows = Balance(read: 24, ready: 24)
    report.findings.add(Code("CHECK_FAILED", .error), count: 2)
    let steps = NextSteps(words: words).sentences(report)
    #expect(steps == [words(.doErrors, ["count": "2"]), words(.doUseWithCare, ["count": "24"])])
    report.rows = Balance(read: 24, ready: 23, held: 1)
    #expect(NextSteps(words: words).sentences(report).last == words(.doPublish, ["count": "23"]))
    #expect(!NextSteps(words: words).sentences(report).contains(words(.doErrors, ["count": "2"])))
  }
}
