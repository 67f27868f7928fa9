import MizanDiagnostics
import Testing

@testable import MizanReports

/// The page in every language, with everything and with nothing in it.
@Suite struct SectionLanguageTests {
  private static let languages = Messages.Language.allCases

  /// The sections of the page with their titles, in order.
  private static let sections: [(id: String, title: Word)] = [
    ("files", .unreadableFiles), ("complete", .completeness), ("findings", .findings),
    ("labels", .labels), ("checks", .checks), ("sums", .sums), ("changes", .changes),
    ("inputs", .inputs), ("method", .method),
  ]

  private func words(_ language: Messages.Language) -> Words {
    Words(messages: TestMessages.all, language: language)
  }

  private func page(_ report: Report, _ language: Messages.Language) -> String {
    HTMLRenderer(TestMessages.all, language).render(report).text
  }

  private func full() -> Report {
    var report = SampleReport.make()
    report.inputs[1].failure = [
      Diagnostic(Code("INPUT_ENCRYPTED", .error), at: Place("b.xlsx"), ["value": "b.xlsx"])
    ]
    return report
  }

  private func titles(_ page: String) -> [String] {
    page.split(separator: "<h2>").dropFirst().compactMap { part in
      part.split(separator: "</h2>", omittingEmptySubsequences: false).first.map(String.init)
    }
  }

  @Test(arguments: languages)
  func `a full report has every section in its order`(language: Messages.Language) {
    let words = words(language)
    let expected = [Word.whatNow] + Self.sections.map(\.title)
    #expect(
      titles(page(full(), language)) == expected.map { HTML.escaped(words[$0]) })
  }

  @Test(arguments: languages)
  func `an empty report has only what is true without data`(language: Messages.Language) {
    let words = words(language)
    let expected: [Word] = [.whatNow, .findings, .checks, .changes, .method]
    let text = page(Report(), language)
    #expect(titles(text) == expected.map { HTML.escaped(words[$0]) })
    for word in [Word.noFindings, .noChecks, .noChanges, .doNothingReady] {
      #expect(text.contains(HTML.escaped(words[word])), "\(word)")
    }
  }

  @Test(arguments: languages)
  func `the contents lead to the sections that are there`(language: Messages.Language) {
    for report in [full(), Report(), SampleReport.make(files: 1)] {
      let text = page(report, language)
      let links = text.split(separator: "<li><a href=\"#").dropFirst().map { part in
        String(part.prefix { $0 != "\"" })
      }
      let sections = text.split(separator: "<section id=").dropFirst().map { part in
        String(part.prefix { $0 != ">" && $0 != " " })
      }
      #expect(links == sections.filter { $0 != "now" })
      #expect(Set(links).count == links.count)
    }
  }

  @Test(arguments: languages)
  func `no English word of ours stands in a page of another language`(
    language: Messages.Language
  ) {
    guard language != .english else { return }
    let english = words(.english)
    let own = words(language)
    let text = PageReader(page(full(), language)).text
    for word in Word.allCases {
      let foreign = english[word]
      guard foreign.contains(" "), foreign.count > 12, !foreign.contains("{"), foreign != own[word]
      else { continue }
      #expect(!text.contains(foreign), "\(word): \(foreign)")
    }
  }

  @Test(arguments: languages)
  func `data are the same in every language`(language: Messages.Language) {
    let report = full()
    let text = PageReader(page(report, language)).text
    for input in report.inputs { #expect(text.contains(input.name)) }
    for item in report.review { #expect(text.contains(item.label)) }
    for change in report.changes.prefix(3) { #expect(text.contains(change.from)) }
    for output in report.outputs { #expect(text.contains(output.sha256)) }
    for rule in report.rules { #expect(text.contains(rule.text)) }
    for sum in report.sums { #expect(text.contains(Digits.grouped(sum.ready))) }
  }

  @Test(arguments: languages)
  func `numbers are written with European digits and never broken`(language: Messages.Language) {
    var report = SampleReport.make()
    report.rows = Balance(read: 12_345_678, ready: 12_345_000, held: 670, dropped: 8)
    let text = page(report, language)
    #expect(text.contains("<bdi>12\u{202F}345\u{202F}678</bdi>"))
    #expect(text.contains("<bdi>670</bdi>"))
    for scalar in PageReader(text).text.unicodeScalars {
      #expect(!(0x660...0x669).contains(scalar.value) || "٨٧".unicodeScalars.contains(scalar))
    }
  }

  @Test(arguments: languages)
  func `each section keeps the page well formed by itself`(language: Messages.Language) {
    let words = words(language)
    for report in [full(), LargeReport.make()] {
      let parts: [HTML?] = [
        HeadSection(words: words).html(report), NextSteps(words: words).html(report),
        UnreadableSection(words: words).html(report),
        CompletenessSection(words: words).html(report), FindingsSection(words: words).html(report),
        LabelsSection(words: words).html(report), ChecksSection(words: words).html(report),
        SumsSection(words: words).html(report), ChangesSection(words: words).html(report),
        InputsSection(words: words).html(report), MethodSection(words: words).html(report),
      ]
      for (index, part) in parts.enumerated() {
        guard let part else { continue }
        #expect(PageReader(part.source).problems == [], "part \(index)")
      }
    }
  }

  @Test(arguments: languages)
  func `every state of a check and every severity has its word on the page`(
    language: Messages.Language
  ) {
    let words = words(language)
    let text = page(full(), language)
    for state in RuleReport.State.allCases {
      #expect(text.contains(">\(HTML.escaped(words.state(state)))</span>"), "\(state)")
    }
    for severity in Severity.allCases {
      #expect(
        text.contains("<span class=chip>\(HTML.escaped(words.severity(severity)))</span>"),
        "\(severity)")
    }
  }

  @Test(arguments: languages)
  func `what to do now fits the report`(language: Messages.Language) {
    let steps = NextSteps(words: words(language))
    let words = words(language)
    var report = Report()
    report.rows = Balance(read: 10, ready: 10)
    #expect(steps.sentences(report) == [words(.doNothingHeld, ["count": "10"])])
    report.rows = Balance(read: 10, ready: 9, held: 1)
    #expect(
      steps.sentences(report) == [
        words(.doHeld, ["count": "1", "known": "10", "value": "held.csv"]),
        words(.doPublish, ["count": "9"]),
      ])
    report.heldFiles = ["held.csv", "held-2.csv"]
    #expect(steps.sentences(report)[0].contains("held.csv · held-2.csv"))
    report.heldFiles += (3...12).map { "held-\($0).csv" }
    #expect(steps.sentences(report)[0].contains("held.csv · held-2.csv … held-12.csv"))
    report.findings.add(Code("W", .warning), count: 4)
    #expect(steps.sentences(report)[1] == words(.doConfirm, ["count": "4"]))
    report.review = SampleReport.review()
    #expect(steps.sentences(report)[1] == words(.doReview, ["count": "2", "rows": "35"]))
    #expect(steps.sentences(report).count == 3)
  }

  @Test(arguments: languages)
  func `the terminal speaks the same language`(language: Messages.Language) {
    let words = words(language)
    let text = TextRenderer(TestMessages.all, language).render(SampleReport.make()).text
    #expect(text.contains(words.level(.error) + "[NUMBER_AMBIGUOUS]"))
    #expect(text.contains(words.level(.warning) + "[CHECK_WARNED]"))
    let rows = SampleReport.make().rows
    #expect(
      text.contains(
        words(
          .balanceLine,
          [
            "read": Digits.grouped(rows.read), "ready": Digits.grouped(rows.ready),
            "held": Digits.grouped(rows.held), "dropped": Digits.grouped(rows.dropped),
          ])))
    #expect(text.contains("out/report.html"))
    #expect(!text.contains("UI_"))
  }

  @Test(arguments: languages)
  func `no key of a text ever shows`(language: Messages.Language) {
    for report in [full(), Report()] {
      #expect(!page(report, language).contains("UI_"))
      #expect(!page(report, language).contains("{count}"))
      #expect(!page(report, language).contains("{known}"))
    }
  }
}
