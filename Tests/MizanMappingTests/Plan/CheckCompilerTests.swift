import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

/// The form of the first check, in words.
private func form(_ plan: TablePlan) -> String {
  switch plan.checks[0].form {
  case .bound(let record): "bound \(record)"
  case .row: "row"
  case .groups(let comparison):
    "groups \(comparison.groups.count) \(comparison.comparison.rawValue)\(comparison.needsAll ? " all" : "")"
  case .scoped(_, let names): "scoped \(names.joined(separator: ","))"
  case .unique(let parts): "unique \(parts.count)"
  case .notEvaluated(let reason): "not evaluated: \(reason)"
  }
}

@Suite struct `The form of a check` {
  private func plain(_ check: String, headings: String = "Area|Kids|More") throws -> String {
    let body = EngineBody.plain(
      extra: "checks:\n  - { name: c, \(check), else: error }",
      columns: "area: [Area], kids: [Kids], more: { headings: [More], optional: true }")
    return form(try EngineHarness(body, headings: headings).plan)
  }

  private func grid(_ check: String) throws -> String {
    let body = EngineBody.twoGrids("{ name: c, \(check), else: error }")
    return form(
      try EngineHarness(body, headings: "Area|G1_M|G1_F|G2_M|R_G1|R_G2|R_G3").plan)
  }

  @Test(arguments: [
    ("that: \"kids <= 500\"", "bound 0"), ("that: \"kids >= 0\", per: record", "bound 0"),
    ("that: \"kids != 7\"", "bound 0"), ("that: \"500 >= kids\"", "row"),
    ("that: \"kids <= 500\", when: \"area = 'x'\"", "row"), ("that: \"more <= 500\"", "row"),
    ("that: \"kids <= more + 0\"", "row"), ("that: \"kids + 1 <= 5\"", "row"),
    ("that: \"kids in [1, 2]\"", "row"),
    ("that: \"sum(kids) > 1\"", "scoped row"),
    ("that: \"sum(kids) > 1\", per: record", "scoped row"),
    ("that: \"sum(kids) > 1\", per: area", "scoped area"),
    ("that: \"sum(kids) > more\", per: [row, area]", "scoped row,area"),
    ("unique: [area, kids]", "unique 2"), ("unique: ref_area", "unique 1"),
    ("unique: [measure]", "not evaluated: c"),
  ])
  func `is the cheapest that can say it`(_ check: String, _ wanted: String) throws {
    #expect(try plain(check) == wanted)
  }

  @Test(arguments: [
    ("that: \"more > 1\"", "more"), ("that: \"kids > more + 0\"", "more"),
    ("that: \"sum(more) > 1\"", "more"),
    ("unique: [more]", "more"), ("unique: [area, more]", "more"),
    ("that: \"sum(kids) > more\", per: area", "more"),
  ])
  func `is none where the table lacks what it needs`(_ check: String, _ reason: String) throws {
    #expect(try plain(check, headings: "Area|Kids") == "not evaluated: \(reason)")
    #expect(try !plain(check).hasPrefix("not"))
  }

  @Test(arguments: [
    ("that: \"sum(repeaters) <= sum(learners)\", per: [row, grade]", "groups 2 <="),
    ("that: \"sum(repeaters) = sum(learners)\", per: [row]", "scoped row"),
    ("that: \"sum(repeaters) <= sum(learners)\", per: [row, grade, sex]", "groups 0 <="),
    (
      "that: \"sum(repeaters) < sum(learners)\", when: \"missing(repeaters) = 0 and missing(learners) = 0\", per: [row, grade]",
      "groups 2 < all"
    ),
    (
      "that: \"sum(repeaters) < sum(learners)\", when: \"missing(repeaters) = 0\", per: [row, grade]",
      "scoped row,grade"
    ),
    (
      "that: \"sum(repeaters) < sum(learners)\", when: \"missing(repeaters) = 1 and missing(learners) = 0\", per: [row, grade]",
      "scoped row,grade"
    ),
    ("that: \"sum(repeaters) <= sum(learners)\", per: [grade]", "scoped grade"),
    ("that: \"sum(repeaters) <= sum(learners) + 1\", per: [row, grade]", "scoped row,grade"),
    ("that: \"count(repeaters) <= count(learners)\", per: [row, grade]", "scoped row,grade"),
    ("that: \"learners <= 400\"", "bound 0"), ("that: \"repeaters <= 400\"", "bound 1"),
    ("that: \"sum(learners) <= 400\"", "scoped row"),
  ])
  func `over grids is a comparison of groups where it can be`(_ check: String, _ wanted: String)
    throws
  {
    #expect(try grid(check) == wanted)
  }

  @Test func `over groups pairs the cells of each dimension`() throws {
    let body = EngineBody.twoGrids(
      "{ name: c, that: \"sum(repeaters) <= sum(learners)\", per: [row, grade], else: error }")
    let plan = try EngineHarness(body, headings: "Area|G1_M|G1_F|G2_M|R_G2|R_G1|R_G3").plan
    guard case .groups(let comparison) = plan.checks[0].form else {
      Issue.record("no groups")
      return
    }
    #expect(comparison.groups.map { $0.left.map(\.index) } == [[0], [1]])
    #expect(comparison.groups.map { $0.right.map(\.index) } == [[2], [0, 1]])
    #expect(comparison.groups[0].left[0].record == 1 && comparison.groups[0].right[0].record == 0)
  }

  @Test func `is written in the report as the mapping has it`() throws {
    let body = EngineBody.plain(
      extra: """
        checks:
          - { name: one, that: "kids  <=  500", else: hold }
          - { name: two, unique: [area, kids], else: warning }
        """)
    let summaries = try EngineHarness(body, headings: "Area|Kids").plan.checkSummaries
    #expect(summaries.map(\.name) == ["one", "two"])
    #expect(summaries.map(\.text) == ["kids  <=  500", "unique area, kids"])
    #expect(summaries.map(\.consequence) == [.hold, .warning])
  }
}

@Suite struct `A bound on a number` {
  private func run(_ that: String, _ otherwise: String, _ rows: [String], grid: Bool = false) throws
    -> EngineHarness.Outcome
  {
    let name = grid ? "learners" : "kids"
    let check = "checks: [{ name: c, that: \"\(name) \(that)\", else: \(otherwise) }]"
    let value = "{ from: \(name), as: number, unreadable: hold }"
    return grid
      ? try EngineHarness(EngineBody.grid(value: value, extra: check), headings: "Area|1 / M|1 / F")
        .run(rows)
      : try EngineHarness(EngineBody.plain(value: value, extra: check), headings: "Area|Kids").run(
        rows)
  }

  static let cases: [(that: String, passing: [String], failing: [String])] = [
    ("<= 10", ["10", "0", "-5", "9.99"], ["11", "10.01", "123456789012345"]),
    ("< 10", ["9", "9.99"], ["10", "11"]), (">= 2", ["2", "2.5", "10"], ["1", "1.99", "-3"]),
    ("> 2", ["2.01", "3"], ["2", "0"]), ("= 7", ["7", "7.0"], ["8", "7.01", "-7"]),
    ("!= 7", ["8", "7.5"], ["7", "7.00"]), ("<= 2.5", ["2", "2.5"], ["2.51", "3"]),
    (">= 0.5", ["0.5", "1"], ["0", "0.49"]),
    ("<= 1000000000000", ["1000000000000"], ["1000000000001"]),
  ]

  @Test(arguments: cases.indices, [true, false])
  func `passes and fails exactly`(_ index: Int, _ grid: Bool) throws {
    let (that, passing, failing) = Self.cases[index]
    let numbers = passing + failing
    let rows = grid ? numbers.map { "A|\($0)|" } : numbers.enumerated().map { "A\($0)|\($1)" }
    let held = try run(that, "hold", rows, grid: grid)
    #expect(held.check() == [numbers.count, failing.count, 0], "\(that)")
    #expect(held.result.accounts[0].cells.held == failing.count)
    #expect(held.codes == ["CHECK_FAILED": failing.count])
    #expect(held.result.isEven)
    let told = try run(that, "warning", rows, grid: grid)
    #expect(told.check() == [numbers.count, failing.count, 0])
    #expect(told.codes == ["CHECK_WARNED": failing.count])
    #expect(told.result.counts.ready == numbers.count && told.held.isEmpty)
    #expect(told.result.isEven)
  }

  @Test func `says nothing about cells without a number`() throws {
    let outcome = try run("<= 10", "hold", ["A||x", "B|5|"], grid: true)
    #expect(outcome.check() == [1, 0, 0])
  }

  @Test func `may be set twice for one number`() throws {
    let checks = """
      checks:
        - { name: low, that: "learners >= 1", else: warning }
        - { name: high, that: "learners <= 10", else: hold }
      """
    let outcome = try EngineHarness(EngineBody.grid(extra: checks), headings: "Area|1 / M|1 / F")
      .run(
        ["A|0|5", "B|11|10"])
    #expect(outcome.check(0) == [4, 1, 0] && outcome.check(1) == [4, 1, 0])
    #expect(outcome.observations("value") == ["0", "5", "10"])
    #expect(outcome.result.isEven)
  }
}
