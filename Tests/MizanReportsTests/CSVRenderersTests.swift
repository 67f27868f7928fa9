import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanReports

@Suite struct CSVRenderersTests {
  @Test func `issues stand with the errors first and their exact counts`() throws {
    let bytes = IssuesRenderer(TestMessages.all).render(SampleReport.make())
    let table = try SmallTable(bytes: bytes, file: "issues.csv")
    #expect(
      table.headings == [
        "code", "severity", "file", "sheet", "cell", "field", "value", "count", "message",
      ])
    let severities = table.rows.map { table.text($0, "severity") }
    #expect(severities == severities.sorted { rank($0) < rank($1) })
    let first = try #require(table.rows.first)
    #expect(
      first.cells == [
        "NUMBER_AMBIGUOUS", "error", "partenaire-1.xlsx", "Données 2024", "E9", "Filles", "2,150",
        "23", "\"2,150\" can be read in two ways",
      ])
    let counts = table.rows.compactMap { Int(table.text($0, "count")) }
    let total = counts.reduce(0, +)
    #expect(total == 98)
  }

  @Test func `a file that could not be read is an issue too`() throws {
    var report = Report()
    var input = InputReport()
    input.failure = [
      Diagnostic(Code("INPUT_ENCRYPTED", .error), at: Place("a.xlsx"), ["value": "a"])
    ]
    report.inputs = [input]
    let bytes = IssuesRenderer(TestMessages.all).render(report)
    let table = try SmallTable(bytes: bytes, file: "issues.csv")
    #expect(table.rows.map { $0.cells[0] } == ["INPUT_ENCRYPTED"])
  }

  @Test func `labels stand with three candidates and their scores`() throws {
    let table = try SmallTable(
      bytes: ReviewRenderer().render(SampleReport.make()), file: "review.csv")
    #expect(
      table.headings.prefix(14).joined(separator: ",")
        == "field,list,label,rows,learners,first_place,decision,target,relation,note,"
        + "candidate_1,name_1,score_1,why_1")
    #expect(table.headings.suffix(4) == ["places", "mapping", "country", "seal"])
    #expect(table.headings.count == 26)
    #expect(table.rows.allSatisfy { $0.cells.count == 26 })
    for name in ["decision", "target", "relation", "note"] {
      #expect(table.text(table.rows[0], name) == "", "a person fills \(name)")
    }
    #expect(table.text(table.rows[0], "score_1") == "0.91")
    #expect(table.text(table.rows[0], "first_place") == "partenaire-3.xlsx ▸ Données 2024 ▸ C12")
    #expect(table.text(table.rows[1], "label") == "السنة التحضيرية")
  }

  @Test func `any text comes back from CSV as it went in`() throws {
    var dice = Dice(seed: 11)
    let alphabet = Array("ab,\"\n\r é'ش;\t")
    for _ in 0..<300 {
      let cells = (0..<4).map { _ in
        String(
          (0..<Int.random(in: 0...6, using: &dice)).map { _ in
            alphabet.randomElement(using: &dice) ?? "a"
          })
      }
      var lines = CSVLines()
      lines.add(["h"])
      lines.add(["x"] + cells)
      let table = try SmallTable(bytes: lines.bytes, file: "x.csv")
      #expect(table.rows.first?.cells == ["x"] + cells)
    }
  }

  @Test(arguments: [
    "=1+1", "+cmd|'/c calc'!A0", "-1+2a", "@SUM(A1)", " =x", "\t=x", "\u{200B}=x", "＝1",
    "=HYPERLINK(\"http://x\")",
  ])
  func `a spreadsheet runs nothing`(_ text: String) {
    #expect(CSVLines.harmless(text) == "'" + text)
  }

  @Test(arguments: ["-5", "+3.2", "-", "--", "-1 204,5", "abc", "", "'x", "a=b"])
  func `numbers and plain texts stay as they are`(_ text: String) {
    #expect(CSVLines.harmless(text) == text)
  }

  private func rank(_ severity: String) -> Int {
    ["error": 0, "warning": 1, "note": 2][severity] ?? 3
  }
}
