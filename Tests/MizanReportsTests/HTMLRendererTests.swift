import MizanDiagnostics
import Testing

@testable import MizanReports

@Suite struct HTMLRendererTests {
  private static let allowedTags: Set<String> = [
    "!doctype", "html", "head", "meta", "title", "style", "body", "main", "header", "section",
    "article", "nav", "figure", "figcaption", "h1", "h2", "h3", "p", "ul", "ol", "li", "dl", "dt",
    "dd", "div", "span", "b", "i", "em", "strong", "small", "code", "bdi", "br", "a", "table",
    "thead", "tbody", "tr", "th", "td", "details", "summary", "svg", "path",
  ]

  private func page(_ report: Report, _ language: Messages.Language = .english) -> String {
    HTMLRenderer(TestMessages.all, language).render(report).text
  }

  @Test(arguments: Messages.Language.allCases)
  func `the page is balanced and uses known elements only`(_ language: Messages.Language) {
    let reader = PageReader(page(SampleReport.make(), language))
    #expect(reader.problems.isEmpty)
    #expect(reader.tags.subtracting(Self.allowedTags).isEmpty)
    #expect(!reader.attributes.contains { $0.hasPrefix("on") || $0 == "src" })
  }

  @Test func `the page needs no script and no network`() {
    let text = page(SampleReport.make())
    #expect(text.contains("default-src 'none'; style-src 'unsafe-inline'"))
    for word in ["<script", "http://", "https://", "url(", "@import", "src="] {
      #expect(!text.contains(word), "\(word)")
    }
  }

  @Test func `Arabic pages run from right to left`() {
    #expect(page(Report(), .arabic).contains("<html lang=ar dir=rtl>"))
    #expect(page(Report(), .french).contains("<html lang=fr dir=ltr>"))
    let arabic = page(SampleReport.make(), .arabic)
    #expect(arabic.contains("ما العمل الآن"))
    #expect(
      arabic.contains("<bdi>partenaire-1.xlsx</bdi> ◂ <bdi>Données 2024</bdi> ◂ <bdi>E9</bdi>"))
  }

  @Test func `the tiles and the scale show the balance`() {
    var report = Report()
    report.rows = Balance(read: 1310, ready: 1262, held: 41, dropped: 7)
    let text = PageReader(page(report)).text
    let words = text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("1\u{202F}310 read = 1\u{202F}262 ready + 41 held + 7 dropped ✓"))
    #expect(words.contains("1\u{202F}262 ready rows written to the standard"))
  }

  @Test func `a run that does not balance says so`() {
    var report = Report()
    report.rows = Balance(read: 10, ready: 9)
    #expect(page(report).contains("The two sides are not equal"))
    report.rows.held = 1
    #expect(!page(report).contains("The two sides are not equal"))
  }

  @Test func `the first steps are at most three and end with what can be used`() {
    let steps = NextSteps(words: Words(messages: TestMessages.all, language: .english))
    let all = steps.sentences(SampleReport.make())
    #expect(all.count == 3)
    #expect(all[0].hasPrefix("Correct the held rows: "))
    #expect(all[1].hasPrefix("Decide the unknown labels: 2 (rows that wait: 35)"))
    #expect(all[2].hasPrefix("The ready rows can be used now"))
    #expect(steps.sentences(Report()) == ["No row is ready, so there is nothing to publish yet."])
  }

  @Test func `a card tells place, value, why and fix`() {
    let text = page(SampleReport.make())
    #expect(
      text.contains("<code dir=ltr>NUMBER_AMBIGUOUS</code> <span class=times>× <bdi>33</bdi>"))
    #expect(text.contains("<bdi>partenaire-1.xlsx</bdi> ▸ <bdi>Données 2024</bdi> ▸ <bdi>E9</bdi>"))
    #expect(text.contains("· <bdi>E12</bdi>"))
    #expect(text.contains("<code class=v><bdi>2,150</bdi></code>"))
    #expect(text.contains("<b>how to fix</b> <span>Say in the mapping which style the column has."))
  }

  @Test func `heat map cells show whole per cent and hatch what is half empty`() {
    var report = Report()
    report.inputs = ["a", "b"].map { name in
      var input = InputReport()
      input.name = name
      input.completeness = [FieldFill(field: "sex", filled: name == "a" ? 999 : 49, total: 1000)]
      return input
    }
    report.inputs[0].completeness.append(FieldFill(field: "age", filled: 1000, total: 1000))
    let text = page(report)
    #expect(text.contains("<td class=h9>99</td><td class=h10>100</td>"))
    #expect(text.contains("<td class=h0>4</td><td class=na>n/a</td>"))
    #expect(text.contains("<td class=n><bdi>999</bdi> / <bdi>1\u{202F}000</bdi></td>"))
    let worst = text.split(separator: "<tbody>").dropFirst().first ?? ""
    #expect(worst.contains("<bdi>b</bdi>"))
  }

  @Test func `the same report gives the same page`() {
    #expect(page(SampleReport.make()) == page(SampleReport.make()))
  }

  @Test func `the largest report stays below two megabytes and says what it leaves out`() {
    let bytes = HTMLRenderer(TestMessages.all, .arabic).render(LargeReport.make())
    #expect(bytes.count < 2_000_000, "\(bytes.count)")
    let text = PageReader(HTMLRenderer(TestMessages.all).render(LargeReport.make()).text).text
    #expect(text.contains("60 of 3000 shown"))
    #expect(text.contains("More findings in issues.csv"))
    #expect(text.contains("More labels in review.csv"))
  }
}
