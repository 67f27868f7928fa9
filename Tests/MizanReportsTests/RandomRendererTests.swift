import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanReports

/// Random reports: no form may lose a count, break its syntax, or differ from run to run.
@Suite struct RandomRendererTests {
  private let alphabet = Array("aé ش\"'<>&,;=+-@\n\t1٢{}\\|\u{202E}\u{0}😀")

  private func text(_ dice: inout Dice, _ limit: Int = 12) -> String {
    String(
      (0..<Int.random(in: 0...limit, using: &dice)).map { _ in
        alphabet.randomElement(using: &dice) ?? "a"
      })
  }

  private func report(_ seed: UInt64) -> Report {
    var dice = Dice(seed: seed)
    var report = Report()
    report.country = Bool.random(using: &dice) ? text(&dice) : nil
    report.commandLine = text(&dice)
    report.inputs = (0..<Int.random(in: 0...4, using: &dice)).map { _ in
      var input = InputReport()
      input.name = text(&dice)
      input.path = text(&dice)
      input.sheet = Bool.random(using: &dice) ? text(&dice) : nil
      let parts = (0..<3).map { _ in Int.random(in: 0...2000, using: &dice) }
      input.rows = Balance(
        read: parts.reduce(0, +), ready: parts[0], held: parts[1], dropped: parts[2])
      input.completeness = (0..<Int.random(in: 0...5, using: &dice)).map { index in
        let total = Int.random(in: 0...100, using: &dice)
        return FieldFill(
          field: "f\(index)", filled: Int.random(in: 0...total, using: &dice), total: total)
      }
      return input
    }
    report.rows = report.inputs.reduce(Balance()) { $0 + $1.rows }
    for _ in 0..<Int.random(in: 0...30, using: &dice) {
      let severity = Severity.allCases.randomElement(using: &dice) ?? .note
      report.findings.add(
        Code("\(severity.rawValue.uppercased())_\(Int.random(in: 0...5, using: &dice))", severity),
        at: Place(text(&dice), sheet: text(&dice), row: Int.random(in: 1...99, using: &dice)),
        column: text(&dice), value: text(&dice), ["value": text(&dice)],
        count: Int.random(in: 1...50, using: &dice))
    }
    report.review = (0..<Int.random(in: 0...5, using: &dice)).map { _ in
      var item = ReviewItem()
      item.label = text(&dice)
      item.field = text(&dice)
      item.rows = Int.random(in: 1...99, using: &dice)
      item.candidates = (0..<Int.random(in: 0...4, using: &dice)).map { _ in
        .init(code: text(&dice), name: text(&dice), score: 0.5, why: text(&dice))
      }
      return item
    }
    report.changes = (0..<Int.random(in: 0...6, using: &dice)).map { _ in
      ValueChange(
        field: text(&dice), kind: "code", from: text(&dice), to: text(&dice),
        count: Int.random(in: 1...9, using: &dice))
    }
    return report
  }

  @Test(arguments: 0..<40)
  func `every form is well formed`(seed: Int) throws {
    let report = report(UInt64(seed))
    for language in Messages.Language.allCases {
      let page = PageReader(HTMLRenderer(TestMessages.all, language).render(report).text)
      #expect(page.problems == [], "\(language)")
    }
    let json = try JSONText(JSONRenderer().render(report))
    #expect(json["inputs"]?.items.count == report.inputs.count)
    let issues = try SmallTable(
      bytes: IssuesRenderer(TestMessages.all).render(report), file: "issues.csv")
    #expect(issues.rows.allSatisfy { $0.cells.count == 9 })
    #expect(issues.rows.count == report.findings.groups.count)
    let total = report.findings.groups.reduce(0) { $0 + $1.count }
    #expect(issues.rows.compactMap { Int(issues.text($0, "count")) }.reduce(0, +) == total)
    let review = try SmallTable(bytes: ReviewRenderer().render(report), file: "review.csv")
    #expect(review.rows.count == report.review.count)
    #expect(review.rows.allSatisfy { $0.cells.count == 26 })
    let log = LogRenderer(TestMessages.all).render(report).split(separator: 10)
    #expect(log.count == report.findings.groups.count + 1)
    for line in log { _ = try JSONText(Array(line)) }
  }

  @Test(arguments: 0..<10)
  func `the same report gives the same bytes in every form`(seed: Int) {
    let one = report(UInt64(seed))
    let other = report(UInt64(seed))
    let renderers: [any ReportRenderer] = [
      HTMLRenderer(TestMessages.all), JSONRenderer(), IssuesRenderer(TestMessages.all),
      ReviewRenderer(), LogRenderer(TestMessages.all), TextRenderer(TestMessages.all),
    ]
    for renderer in renderers { #expect(renderer.render(one) == renderer.render(other)) }
  }

  @Test(arguments: 0..<20)
  func `no line of a list can run as a formula`(seed: Int) throws {
    let report = report(UInt64(seed))
    for bytes in [
      IssuesRenderer(TestMessages.all).render(report), ReviewRenderer().render(report),
    ] {
      let table = try SmallTable(bytes: bytes, file: "x.csv")
      for cell in table.rows.flatMap(\.cells) {
        let first = cell.unicodeScalars.first { !$0.properties.isWhitespace }
        let isFormula = first.map { "=+-@".unicodeScalars.contains($0) } ?? false
        let isNumber = cell.unicodeScalars.allSatisfy {
          "0123456789+-., ".unicodeScalars.contains($0)
        }
        #expect(!isFormula || isNumber, "\(cell)")
      }
    }
  }
}
