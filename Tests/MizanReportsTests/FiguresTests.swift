import MizanDiagnostics
import Testing

@testable import MizanReports

/// The figures on the page are the figures of the report, for any report.
@Suite struct FiguresTests {
  @Test(arguments: 1...25)
  func `every number of a report stands on its page`(_ seed: Int) {
    var dice = Dice(seed: UInt64(seed))
    let report = RandomReport.make(&dice)
    let text = PageReader(HTMLRenderer(TestMessages.all).render(report).text).text
    let shown = Set(
      text.split { !($0.isNumber || $0 == "\u{202F}" || $0 == "." || $0 == "\u{2212}") }
        .map(String.init))
    for number in RandomReport.numbers(report) {
      #expect(shown.contains(Digits.grouped(number)), "\(number)")
    }
  }

  @Test(arguments: 1...25)
  func `the page shows no large number that the report does not hold`(_ seed: Int) {
    var dice = Dice(seed: UInt64(seed) &+ 900)
    let report = RandomReport.make(&dice)
    let text = PageReader(HTMLRenderer(TestMessages.all).render(report).text).text
    let allowed = Set(RandomReport.numbers(report).map { Digits.grouped($0) })
    // Grouped numbers are figures; names, digests and places have no narrow spaces.
    for word in text.split(whereSeparator: { !($0.isNumber || "\u{202F}.\u{2212}".contains($0)) })
    where word.contains("\u{202F}") {
      let figure = word.hasSuffix(".") ? word.dropLast() : word
      #expect(allowed.contains(String(figure)), "\(figure)")
    }
  }
}

/// Reports with random figures, all of them above 1000 so that they can be told from places.
enum RandomReport {
  static func make(_ dice: inout Dice) -> Report {
    func figure() -> Int { Int.random(in: 1001...9_999_999, using: &dice) }
    var report = Report()
    report.inputs = (0..<3).map { index in
      var input = InputReport()
      input.name = "f\(index)"
      let rows = (ready: figure(), held: figure(), dropped: figure())
      input.rows = Balance(
        read: rows.ready + rows.held + rows.dropped, ready: rows.ready, held: rows.held,
        dropped: rows.dropped)
      input.blankRows = figure()
      input.droppedByRule = [NamedCount("totals", rows.dropped)]
      input.completeness = [FieldFill(field: "sex", filled: figure(), total: figure())]
      return input
    }
    report.rows = report.inputs.reduce(Balance()) { $0 + $1.rows }
    report.records = [NamedCount("observation", figure())]
    var sum = SumReport()
    sum.measure = "m"
    sum.read = "\(figure()).5"
    sum.ready = "\(figure())"
    sum.held = "-\(figure())"
    sum.dropped = "\(figure()).25"
    sum.cells = Balance(read: figure(), ready: figure(), held: figure(), dropped: figure())
    sum.filled = figure()
    report.sums = [sum]
    for state in RuleReport.State.allCases {
      var rule = RuleReport()
      rule.id = "R"
      rule.state = state
      rule.evaluated = figure()
      rule.failed = figure()
      rule.cannotTell = figure()
      report.rules.append(rule)
    }
    report.findings.add(Code("A_B", .error), column: "c", count: figure())
    report.findings.add(Code("C_D", .warning), column: "c", count: figure())
    var item = ReviewItem()
    item.rows = figure()
    item.learners = "\(figure())"
    report.review = [item]
    report.changes = [ValueChange(field: "f", kind: "code", from: "a", to: "b", count: figure())]
    report.outputs = [OutputFile(path: "a.csv", sha256: "", bytes: figure())]
    return report
  }

  /// All the figures that a page must show, and no other.
  static func numbers(_ report: Report) -> [String] {
    var numbers: [Int] = []
    func add(_ rows: Balance) { numbers += [rows.read, rows.ready, rows.held, rows.dropped] }
    add(report.rows)
    for input in report.inputs {
      add(input.rows)
      numbers.append(input.blankRows)
      numbers += input.droppedByRule.map(\.count)
      numbers += input.completeness.flatMap { [$0.filled, $0.total] }
    }
    numbers += report.records.map(\.count)
    for sum in report.sums {
      add(sum.cells)
      numbers.append(sum.filled)
    }
    numbers += report.rules.flatMap { [$0.evaluated, $0.failed, $0.cannotTell] }
    numbers += report.findings.groups.map(\.count)
    numbers += report.review.map(\.rows)
    numbers += report.changes.map(\.count)
    numbers += report.outputs.map(\.bytes)
    return numbers.map(String.init)
      + report.sums.flatMap { [$0.read, $0.ready, $0.held, $0.dropped] }
      + report.review.map(\.learners)
  }
}
