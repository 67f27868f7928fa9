import MizanDiagnostics
import Testing

@testable import MizanReports

@Suite struct TextRendererTests {
  @Test func `a finding has a headline, places, why and fix`() {
    var report = Report()
    report.findings = SampleReport.findings()
    let text = TextRenderer(TestMessages.all).render(report).text
    let expected = """
      error[NUMBER_AMBIGUOUS]: "2,150" can be read in two ways
        where  partenaire-1.xlsx ▸ Données 2024 ▸ E9 · E12 · E15 · E18 · E21   (23 times)
      """
    #expect(text.contains(expected))
    #expect(text.contains("  fix    Say in the mapping which style the column has."))
  }

  @Test func `the most serious stands last and notes stay quiet`() throws {
    var renderer = TextRenderer(TestMessages.all)
    let quiet = renderer.render(SampleReport.make()).text
    #expect(!quiet.contains("COLUMN_UNUSED"))
    let warning = try #require(quiet.firstIndex(of: "w"))
    #expect(quiet[warning...].hasPrefix("warning[CHECK_WARNED]"))
    renderer.showsNotes = true
    let loud = renderer.render(SampleReport.make()).text
    #expect(loud.hasPrefix("note[COLUMN_UNUSED]"))
    #expect(loud.hasSuffix("out/report.html\n"))
  }

  @Test func `many groups of one kind are five and a count`() {
    var report = Report()
    for value in 0..<40 {
      report.findings.add(
        Code("CODE_UNKNOWN", .error), value: "\(value)", ["value": "\(value)"], count: 100 - value)
    }
    let text = TextRenderer(TestMessages.all).render(report).text
    #expect(text.split(separator: "error[CODE_UNKNOWN]").count - 1 == 4)
    #expect(text.contains("and 2\u{202F}730 more in issues.csv"))
  }

  @Test func `the summary balances`() {
    let text = TextRenderer(TestMessages.all).render(SampleReport.make()).text
    let rows = SampleReport.make().rows
    #expect(
      text.contains("\(Digits.grouped(rows.read)) read = \(Digits.grouped(rows.ready)) ready"))
    #expect(text.contains("1\u{202F}204\u{202F}567 read = 1\u{202F}190\u{202F}012 ready"))
    #expect(text.contains("✓"))
  }

  @Test func `a failure shows the line of the mapping`() {
    var renderer = TextRenderer(TestMessages.all)
    renderer.excerpt = { file, line in file == "a.yaml" && line == 31 ? "  Filles: sexx" : nil }
    let failure = Failure(
      .mapping,
      [
        Diagnostic(
          Code("CODE_UNKNOWN", .error), at: Place("a.yaml", column: 11, line: 31),
          ["value": "sexx"])
      ])
    let text = renderer.render(failure: failure).text
    #expect(
      text == """
        error[CODE_UNKNOWN]: "sexx" is in no approved crosswalk
          where  a.yaml ▸ line 31:11
                 31 |   Filles: sexx
                                ^
          fix    Decide it in review.csv.

        """)
  }

  @Test func `values are isolated when asked, and coloured when asked`() {
    var renderer = TextRenderer(TestMessages.all, .english, color: true)
    renderer.isolatesValues = true
    let failure = Failure(.mapping, Code("CODE_UNKNOWN", .error), ["value": "س"])
    let text = renderer.render(failure: failure).text
    #expect(text.contains("\u{1B}[1;31merror[CODE_UNKNOWN]\u{1B}[0m"))
    #expect(text.contains("\"\u{2068}س\u{2069}\""))
    #expect(!TextRenderer(TestMessages.all).render(failure: failure).text.contains("\u{1B}"))
  }

  @Test func `logs are one object a line and end with the run`() {
    let text = LogRenderer(TestMessages.all).render(SampleReport.make()).text
    let lines = text.split(separator: "\n")
    #expect(lines.count == SampleReport.findings().groups.count + 1)
    #expect(lines.allSatisfy { $0.hasPrefix("{\"event\":\"") && $0.hasSuffix("}") })
    #expect(lines.last?.hasPrefix(#"{"event":"run","level":"error","exit":1,"read":"#) == true)
    let failure = LogRenderer(TestMessages.all).render(
      failure: Failure(.busy, Code("OUTPUT_BUSY", .error), at: Place("out"), ["value": "out"]))
    let expected = #"""
      {"event":"finding","level":"error","code":"OUTPUT_BUSY","file":"out","count":1,\#
      "message":"Another run is writing out now"}

      """#
    #expect(failure.text == expected)
  }
}
