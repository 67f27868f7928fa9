import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanReports

/// How notes, warnings and errors appear in every form of a report.
@Suite struct SeverityTests {
  private static let cases: [(Severity, Messages.Language)] = Severity.allCases.flatMap {
    severity in Messages.Language.allCases.map { (severity, $0) }
  }

  private func report(_ severity: Severity, count: Int = 3) -> Report {
    var report = Report()
    report.findings.add(
      Code("SOME_CODE", severity), at: Place("a.csv", row: 7, column: 2), column: "Girls",
      value: "x", ["value": "x"], count: count)
    report.rows = Balance(read: 3, ready: 3)
    return report
  }

  @Test(arguments: cases)
  func `the terminal names the severity and the place`(
    severity: Severity, language: Messages.Language
  ) {
    var renderer = TextRenderer(TestMessages.all, language)
    renderer.showsNotes = true
    let words = Words(messages: TestMessages.all, language: language)
    let text = renderer.findings(report(severity)).text
    #expect(text.hasPrefix("\(words.level(severity))[SOME_CODE]"))
    #expect(text.contains("a.csv ▸ B7"))
    #expect(text.contains(words(.times, ["count": "3"])))
    renderer.showsNotes = false
    #expect(renderer.findings(report(severity)).isEmpty == (severity == .note))
  }

  @Test(arguments: Severity.allCases)
  func `colours tell the severity and nothing else changes`(severity: Severity) {
    var plain = TextRenderer(TestMessages.all)
    var coloured = TextRenderer(TestMessages.all, .english, color: true)
    plain.showsNotes = true
    coloured.showsNotes = true
    let text = coloured.render(report(severity)).text
    let colour = [Severity.error: "1;31", .warning: "1;33", .note: "1;36"][severity] ?? ""
    #expect(text.hasPrefix("\u{1B}[\(colour)m"))
    var stripped = ""
    var isEscape = false
    for character in text {
      if character == "\u{1B}" { isEscape = true }
      if !isEscape { stripped.append(character) }
      if isEscape && character == "m" { isEscape = false }
    }
    #expect(stripped == plain.render(report(severity)).text)
  }

  @Test(arguments: cases)
  func `the log names the severity in English and the text in the language`(
    severity: Severity, language: Messages.Language
  ) throws {
    let lines = LogRenderer(TestMessages.all, language).render(report(severity)).split(
      separator: 10)
    #expect(lines.count == 2)
    let finding = try JSONText(Array(lines[0]))
    #expect(finding["level"]?.text == severity.rawValue)
    #expect(finding["code"]?.text == "SOME_CODE")
    #expect(finding["cell"]?.text == "B7")
    #expect(finding["column"]?.text == "Girls")
    #expect(finding["value"]?.text == "x")
    #expect(finding["count"] == .number("3"))
    let run = try JSONText(Array(lines[1]))
    #expect(run["level"]?.text == "info")
    #expect(run["read"] == .number("3"))
  }

  @Test(arguments: Severity.allCases)
  func `the list of issues names the severity`(severity: Severity) throws {
    let table = try SmallTable(
      bytes: IssuesRenderer(TestMessages.all).render(report(severity)), file: "i")
    let row = try #require(table.rows.first)
    #expect(table.text(row, "severity") == severity.rawValue)
    #expect(table.text(row, "cell") == "B7")
    #expect(table.text(row, "count") == "3")
  }

  @Test(arguments: Severity.allCases)
  func `the tiles count errors and warnings apart and no notes`(severity: Severity) {
    let text = PageReader(HTMLRenderer(TestMessages.all).render(report(severity, count: 41)).text)
      .text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    let words = Words(messages: TestMessages.all, language: .english)
    #expect(text.contains("\(severity == .error ? 41 : 0) \(words[.mustFix])"))
    #expect(text.contains("\(severity == .warning ? 41 : 0) \(words[.toConfirm])"))
  }

  @Test func `a failure is told with all that belongs to it, the main thing last`() {
    let failure = Failure(
      .mapping,
      [
        Diagnostic(Code("FIRST", .error), at: Place("m.yaml", column: 3, line: 4)),
        Diagnostic(Code("SECOND", .error)), Diagnostic(Code("THIRD", .note)),
      ])
    let text = TextRenderer(TestMessages.all).render(failure: failure).text
    let codes = ["THIRD", "SECOND", "FIRST"]
    let places = codes.compactMap { text.range(of: "[\($0)]")?.lowerBound }
    #expect(places.count == 3)
    #expect(places == places.sorted())
    #expect(text.contains("m.yaml ▸ line 4:3"))
    let log = LogRenderer(TestMessages.all).render(failure: failure).split(separator: 10)
    #expect(log.count == 3)
  }

  @Test func `a value without a place and a place without a value are both fine`() {
    var report = Report()
    report.findings.add(Code("A", .error), count: 2)
    report.findings.add(Code("B", .error), at: Place("x.csv"))
    report.findings.add(Code("C", .error), at: Place("x.csv", sheet: "S"), column: "c")
    let text = TextRenderer(TestMessages.all).findings(report).text
    #expect(text.contains("error[A]"))
    #expect(text.contains("x.csv ▸ S"))
    let page = PageReader(HTMLRenderer(TestMessages.all).render(report).text)
    #expect(page.problems.isEmpty)
    let log = LogRenderer(TestMessages.all).render(report).text
    #expect(log.contains("\"code\":\"A\",\"count\":2"))
  }
}

extension String {
  /// The first range of a text, without Foundation.
  fileprivate func range(of text: String) -> Range<Index>? { ranges(of: text).first }
}
