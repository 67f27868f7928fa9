import MizanDiagnostics
import Testing

@testable import MizanReports

@Suite struct SectionsTests {
  private let words = Words(messages: TestMessages.all, language: .english)

  private func order(_ text: String, _ parts: [String]) -> Bool {
    var rest = Substring(text)
    for part in parts {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }

  private func rule(_ id: String, _ state: RuleReport.State, failed: Int) -> RuleReport {
    var rule = RuleReport()
    rule.id = id
    rule.state = state
    rule.evaluated = 100
    rule.failed = failed
    return rule
  }

  @Test func `checks that failed most come first, clean ones are folded away`() throws {
    var report = Report()
    report.rules = [
      rule("CLEAN", .clean, failed: 0), rule("FEW", .failed, failed: 1),
      rule("SOME", .passedWithExceptions, failed: 50), rule("MANY", .failed, failed: 20),
      rule("BLIND", .notEvaluated, failed: 0),
    ]
    let text = try #require(ChecksSection(words: words).html(report)).source
    #expect(order(text, ["MANY", "FEW", "SOME", "<details>", "BLIND", "CLEAN"]))
    #expect(text.contains("Checks: 5 · failed 2 · passed with exceptions 1 · not evaluated 1"))
    #expect(text.contains("<bdi>20.0 %</bdi>"))
  }

  @Test func `a check that looked at nothing has no share`() throws {
    var report = Report()
    var blind = rule("BLIND", .notEvaluated, failed: 0)
    blind.evaluated = 0
    report.rules = [blind]
    let text = try #require(ChecksSection(words: words).html(report)).source
    #expect(text.contains("<bdi>–</bdi>"))
    #expect(text.contains("class=\"state none\">not evaluated"))
  }

  @Test func `changes show three examples of different fields and the whole count`() throws {
    var report = Report()
    report.changes = (0..<6).map {
      ValueChange(field: "sex", kind: "code", from: "F\($0)", to: "F", count: 100 - $0)
    }
    report.changes.append(
      ValueChange(field: "area", kind: "code", from: "LAC", to: "TD07", count: 1))
    let text = try #require(ChangesSection(words: words).html(report)).source
    #expect(text.contains("Label to code"))
    #expect(text.contains("<bdi>586</bdi>"))
    #expect(text.split(separator: "class=ex").count - 1 == 3)
    #expect(order(text, ["F0", "→", "LAC", "→", "TD07", "F1"]))
    #expect(!text.contains("F2"))
    let arabic = Words(messages: TestMessages.all, language: .arabic)
    let turned = try #require(ChangesSection(words: arabic).html(report)).source
    #expect(turned.contains("←") && !turned.contains("→"))
  }

  @Test func `changes that are no examples are counted with those that are`() throws {
    var report = Report()
    report.changes = [ValueChange(field: "sex", kind: "code", from: "f", to: "F", count: 100)]
    report.otherChanges = [NamedCount("code", 7), NamedCount("date", 9)]
    let text = try #require(ChangesSection(words: words).html(report)).source
    #expect(text.contains("<bdi>107</bdi>"))
    let json = String(decoding: JSONRenderer().render(report), as: UTF8.self)
    #expect(json.contains("\"changes\":{\"code\":107,\"date\":9}"))
  }

  @Test func `a kind of change without a word is shown by its name`() throws {
    var report = Report()
    report.changes = [ValueChange(field: "f", kind: "telephone", from: "a", to: "b", count: 1)]
    let text = try #require(ChangesSection(words: words).html(report)).source
    #expect(text.contains("telephone"))
  }

  @Test func `labels show their proposals with scores, or that there is none`() throws {
    let text = try #require(LabelsSection(words: words).html(SampleReport.make())).source
    #expect(
      order(
        text, ["CP1 bis", "4\u{202F}210", "Primary education", "0.91 ·", "spelling, 4 letters"]))
    #expect(text.contains("no proposal"))
    #expect(LabelsSection(words: words).html(Report()) == nil)
  }

  @Test func `sums are shown exactly with their cells`() throws {
    let text = try #require(SumsSection(words: words).html(SampleReport.make())).source
    #expect(text.contains("<b><bdi>1\u{202F}310\u{202F}044.5</bdi></b>"))
    #expect(text.contains("cells <bdi>7\u{202F}561</bdi>"))
    #expect(SumsSection(words: words).html(Report()) == nil)
  }

  @Test func `inputs show their digest whole and what dropped their rows`() throws {
    let report = SampleReport.make(files: 1)
    let text = try #require(InputsSection(words: words).html(report)).source
    #expect(text.contains("sha256 " + report.inputs[0].sha256))
    #expect(text.contains("<bdi>totals row</bdi> <bdi>\(report.inputs[0].rows.dropped)</bdi>"))
  }

  @Test func `the method says what checks cannot prove`() throws {
    let text = try #require(MethodSection(words: words).html(SampleReport.make())).source
    #expect(text.contains("They do not prove that the data are true."))
    #expect(text.contains(SampleReport.mapping().sha256))
    #expect(text.contains("Education Cluster, N&#39;Djamena"))
  }

  @Test func `a file that could not be read is told before all others`() {
    var report = SampleReport.make()
    var broken = InputReport()
    broken.name = "x.xlsx"
    broken.failure = [
      Diagnostic(Code("OUTPUT_BUSY", .error), at: Place("x.xlsx"), ["value": "x.xlsx"])
    ]
    report.inputs.append(broken)
    let page = HTMLRenderer(TestMessages.all).render(report).text
    #expect(
      order(page, ["<h2>Files that could not be read</h2>", "x.xlsx", "<h2>Completeness</h2>"]))
    #expect(
      NextSteps(words: words).sentences(report).first
        == "Ask for these files again or repair them, they could not be read: 1.")
  }

  @Test func `one file is drawn as bars, the emptiest first`() {
    var report = Report()
    var input = InputReport()
    input.completeness = [
      FieldFill(field: "full", filled: 10, total: 10),
      FieldFill(field: "low", filled: 1, total: 1000),
      FieldFill(field: "none", filled: 0, total: 0),
    ]
    report.inputs = [input]
    let text = CompletenessSection(words: words).html(report)?.source ?? ""
    #expect(order(text, ["low", "&lt; 1 %", "full", "100 %", "none", "n/a"]))
    #expect(text.contains("<i class=low style=\"width:0%\">"))
  }

  @Test func `the title falls back to a language that the mapping has`() {
    var mapping = MappingReport()
    mapping.id = "x"
    #expect(mapping.title(in: .arabic) == "x")
    mapping.title = [.french: "Titre"]
    #expect(mapping.title(in: .arabic) == "Titre")
    mapping.title[.english] = "Title"
    #expect(mapping.title(in: .arabic) == "Title")
    mapping.title[.arabic] = "عنوان"
    #expect(mapping.title(in: .arabic) == "عنوان")
    #expect(mapping.reference == "x")
    mapping.version = "3"
    #expect(mapping.reference == "x@3")
  }

  @Test func `balances add up side by side`() {
    let one = Balance(read: 10, ready: 7, held: 2, dropped: 1)
    let other = Balance(read: 5, ready: 5)
    #expect(one.isEven && other.isEven && (one + other).isEven)
    #expect(one + other == Balance(read: 15, ready: 12, held: 2, dropped: 1))
    #expect(!Balance(read: 1).isEven)
    #expect(!Balance(read: 1, ready: .max, held: .max).isEven)
  }
}
