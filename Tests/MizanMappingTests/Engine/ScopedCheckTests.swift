import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

private let wide = "Area|G1_M|G1_F|G2_M|G2_F|R_G1|R_G2"

@Suite struct `A sum over cells that say nothing` {
  /// The same rule in its fast form, per row, and in its longer form.
  static let forms = ["per: [row, grade]", "per: [grade, row]"]

  @Test(arguments: forms)
  func `is missing, so that a comparison with it cannot tell`(_ per: String) throws {
    let check = "{ name: c, that: \"sum(repeaters) <= sum(learners)\", \(per), else: error }"
    let harness = try EngineHarness(EngineBody.twoGrids(check), headings: wide)
    #expect(try harness.run(["A|1|2|3|4||"]).check() == [0, 0, 2])
    #expect(try harness.run(["A|||3|4|1|2"]).check() == [1, 0, 1])
    #expect(try harness.run(["A|1||3|4|2|"]).check() == [1, 1, 1])
    #expect(try harness.run(["A|0|0|0|0|0|0"]).check() == [2, 0, 0])
    #expect(try harness.run(["A||||||"]).check() == [0, 0, 2])
  }

  @Test(arguments: forms)
  func `is unknown where a cell or the whole row is held`(_ per: String) throws {
    let rule = "name: c, that: \"sum(repeaters) <= sum(learners)\", \(per), else: error"
    for when in ["", ", when: \"missing(repeaters) = 0 and missing(learners) = 0\""] {
      let harness = try EngineHarness(EngineBody.twoGrids("{ \(rule)\(when) }"), headings: wide)
      // With the held cell the first grade has enough learners.
      #expect(try harness.run(["A|x|2|3|4|5|2"]).check() == [1, 0, 1])
      #expect(try harness.run(["A||x|3|4|5|2"]).check() == [1, 0, 1])
      #expect(try harness.run(["A|5|2|3|4|x|9"]).check() == [1, 1, 1])
      #expect(try harness.run(["|1|2|3|4|9|9", "B|1|2|3|4|1|1"]).check() == [2, 0, 2])
    }
  }

  @Test func `has a fast form where rows come first and a longer one elsewhere`() throws {
    func form(_ per: String, reading: String = "count") throws -> String {
      let check = "{ name: c, that: \"sum(repeaters) <= sum(learners)\", \(per), else: error }"
      let plan = try EngineHarness(
        EngineBody.twoGrids(check, reading: reading), headings: wide
      ).plan
      switch plan.checks[0].form {
      case .groups: return "groups"
      case .scoped: return "scoped"
      default: return "other"
      }
    }
    #expect(try form("per: [row, grade]") == "groups")
    #expect(try form("per: [grade, row]") == "scoped")
    #expect(try form("per: [row, grade]", reading: "number") == "scoped")
  }

  @Test func `is the same in both forms for any row`() throws {
    var chance = SeededNumbers(31)
    for comparison in ["<=", "<", ">=", ">", "=", "!="] {
      for when in [
        "", "when: \"missing(repeaters) = 0 and missing(learners) = 0\", ",
      ] {
        let rule = "that: \"sum(repeaters) \(comparison) sum(learners)\", \(when)"
        let harnesses = try Self.forms.map {
          try EngineHarness(
            EngineBody.twoGrids("{ name: c, \(rule)\($0), else: warning }"), headings: wide)
        }
        let rows = (0..<60).map { row in
          "A\(row)|"
            + (0..<6).map { _ in
              ["", "0", "1", "2", "3", "5", "x"].randomElement(using: &chance) ?? ""
            }.joined(separator: "|")
        }
        let fast = try harnesses[0].run(rows)
        let slow = try harnesses[1].run(rows)
        #expect(fast.check() == slow.check(), "\(rule)")
        #expect(fast.result.checks[0].failed > 0 || comparison == "!=")
        #expect(fast.text == slow.text)
      }
    }
  }
}

@Suite struct `A check over groups of rows` {
  private func run(
    _ check: String, _ rows: [String], headings: String = "School|1 / M|1 / F|2 / M|Total",
    source: String = "", batchSize: Int = 1000, marks: [Int: UInt8] = [:]
  ) throws -> EngineHarness.Outcome {
    let body = EngineBody.grid(
      extra: "checks: [\(check)]",
      columns: "area: [School], total: { headings: [Total], optional: true }", source: source)
    return try EngineHarness(body, headings: headings).run(rows, batchSize: batchSize, marks: marks)
  }

  @Test func `adds the cells of all its rows`() throws {
    let check = "{ name: c, that: \"sum(learners) <= 10\", per: area, else: error }"
    let outcome = try run(check, ["A|1|2|3|", "B|5|5|5|", "A|1|2|1|", "B|0|0|0|"])
    #expect(outcome.check() == [2, 1, 0])
    #expect(outcome.result.checks[0].examples.map(\.row) == [3])
    #expect(outcome.codes["CHECK_FAILED"] == 1)
  }

  @Test func `may be over dimensions of headings`() throws {
    let check = "{ name: c, that: \"sum(learners) < 10\", per: [sex], else: warning }"
    let outcome = try run(check, ["A|1|9|3|", "B|1|9|3|"])
    #expect(outcome.check() == [2, 1, 0])
    #expect(outcome.result.checks[0].examples.map(\.cell) == ["C2"])
    #expect(outcome.codes == ["CHECK_WARNED": 1])
  }

  @Test func `may be over rows and dimensions together`() throws {
    let check = "{ name: c, that: \"sum(learners) < 5\", per: [area, grade], else: error }"
    #expect(try run(check, ["A|1|2|3|", "B|3|3|3|", "A|1|1|9|"]).check() == [4, 3, 0])
  }

  @Test func `compares with a column of the row that all rows agree on`() throws {
    let check = "{ name: c, that: \"sum(learners) = total\", per: area, else: error }"
    #expect(try run(check, ["A|1|2|3|6"]).check() == [1, 0, 0])
    #expect(try run(check, ["A|1|2|3|7"]).check() == [1, 1, 0])
    #expect(try run(check, ["A|1|1|1|6", "A|1|1|1|6"]).check() == [1, 0, 0])
    #expect(try run(check, ["A|1|1|1|6", "A|1|1|1|7"]).check() == [0, 0, 1])
    #expect(try run(check, ["A|1|1|1|"]).check() == [0, 0, 1])
  }

  @Test func `adds a column of the row once, however many cells the grid has`() throws {
    let check = "{ name: c, that: \"sum(learners) = sum(total)\", per: area, else: error }"
    #expect(try run(check, ["A|1|2|3|6"]).check() == [1, 0, 0])
    #expect(try run(check, ["A|1|2|3|4", "A|1|1|1|5"]).check() == [1, 0, 0])
    #expect(try run(check, ["A|1|2|3|18"]).check() == [1, 1, 0])
  }

  @Test func `counts cells and missing cells`() throws {
    let check = "{ name: c, that: \"missing(learners) = 0\", per: area, else: warning }"
    #expect(try run(check, ["A|1||3|", "B|1|2|3|"]).check() == [2, 1, 0])
    let count = "{ name: c, that: \"count(learners) >= 3\", per: area, else: warning }"
    #expect(try run(count, ["A|1||3|", "B|1|2|3|", "A|||3|"]).check() == [2, 0, 0])
    let average = "{ name: c, that: \"average(learners) <= 2\", per: area, else: warning }"
    #expect(try run(average, ["A|1|2|3|", "B|1|2|4|", "C||||"]).check() == [2, 1, 1])
    let share = "{ name: c, that: \"share(learners) >= 50\", per: area, else: warning }"
    #expect(try run(share, ["A|1||3|", "B|||4|"]).check() == [2, 1, 0])
  }

  @Test func `is not made where its condition does not hold`() throws {
    let check =
      "{ name: c, that: \"sum(learners) = total\", when: \"missing(learners) = 0\", per: area, else: error }"
    #expect(try run(check, ["A|1|2|3|6", "B|1||3|9", "C|1|1|1|4"]).check() == [2, 1, 0])
    let named =
      "{ name: c, that: \"sum(learners) > 5\", when: \"not (total is missing)\", per: area, else: error }"
    #expect(try run(named, ["A|1|2|3|6", "B|1|1|1|9", "C|1|1|1|"]).check() == [2, 1, 0])
  }

  @Test func `is not made where the table lacks a column`() throws {
    let check = "{ name: c, that: \"sum(learners) = total\", per: area, else: error }"
    let outcome = try run(check, ["A|1|2|3"], headings: "School|1 / M|1 / F|2 / M")
    #expect(outcome.check() == [0, 0, 0])
  }

  @Test func `cannot tell about groups with held cells`() throws {
    let check = "{ name: c, that: \"sum(learners) = total\", per: area, else: error }"
    let outcome = try run(check, ["A|1|x|3|4", "B|1|2|3|7", "C|1|2|3|6", "A|1|2|3|4"])
    #expect(outcome.check() == [2, 1, 1])
    #expect(outcome.codes["VALUE_NOT_COUNT"] == 1)
    #expect(outcome.codes["CHECK_FAILED"] == 1)
  }

  @Test func `cannot tell about groups with held rows and does not see dropped ones`() throws {
    let check = "{ name: c, that: \"sum(learners) = 3\", per: school_year, else: error }"
    let body = EngineBody.grid(
      extra: "checks: [\(check)]", columns: "area: [Area], school_year: [Year]")
    let outcome = try EngineHarness(body, headings: "Area|Year|1 / M|1 / F").run(
      ["A|y|1|2", "|y|5|5", "B|z|1|2", "C|z|9|9"], marks: [3: RecordBatch.Mark.firstRule])
    #expect(outcome.check() == [1, 0, 1])
    #expect(outcome.result.counts.held == 1 && outcome.result.counts.dropped == 1)
  }

  @Test func `cannot tell about a group of which all is held`() throws {
    let check = "{ name: c, that: \"sum(kids) > 5\", per: year, else: error }"
    let body = EngineBody.plain(
      extra: "checks: [\(check)]", columns: "area: [Area], kids: [Kids], year: [Year]")
    let harness = try EngineHarness(body, headings: "Area|Kids|Year")
    #expect(try harness.run(["A|x|y", "B|x|y", "C|6|z"]).check() == [1, 0, 1])
  }

  @Test func `is still not made on held rows where its condition is known to be false`() throws {
    let check =
      "{ name: c, that: \"sum(learners) = total\", when: \"area = 'A'\", per: area, else: error }"
    #expect(try run(check, ["A|1|x|3|5", "B|1|x|3|5"]).check() == [0, 0, 1])
  }

  @Test func `takes missing marks for missing`() throws {
    let check = "{ name: c, that: \"sum(learners) = total\", per: area, else: error }"
    #expect(
      try run(check, ["A|1|2|3|999"], source: "{ missing: [\"999\"] }").check() == [0, 0, 1])
  }

  @Test(arguments: [1, 2, 3, 1000])
  func `gives the same whatever the size of batches`(_ size: Int) throws {
    let check = "{ name: c, that: \"sum(learners) < 9\", per: [area, sex], else: error }"
    let rows = (0..<50).map { "A\($0 % 7)|\($0 % 3)|\($0 % 4)|1|" }
    let whole = try run(check, rows)
    let cut = try run(check, rows, batchSize: size)
    #expect(whole.check() == cut.check())
    #expect(whole.result.checks[0].examples == cut.result.checks[0].examples)
    #expect(whole.check()[1] > 0)
  }
}

@Suite struct `A totals row that is kept` {
  private let source =
    "{ drop: [{ name: totals, where: area, says: [Total], keep_for_checks: true }] }"
  private let check =
    "{ name: c, that: \"sum(learners) = totals_row\", per: [grade, sex], else: error }"

  private func run(_ rows: [String], totals: [Int], batchSize: Int = 1000) throws
    -> EngineHarness.Outcome
  {
    let body = EngineBody.grid(extra: "checks: [\(check)]", source: source)
    return try EngineHarness(body, headings: "Area|1 / M|1 / F|2 / M").run(
      rows, batchSize: batchSize,
      marks: Dictionary(uniqueKeysWithValues: totals.map { ($0, RecordBatch.Mark.firstRule) }))
  }

  @Test(arguments: [0, 1, 2], [1, 2, 1000])
  func `is compared with the columns wherever it stands`(_ place: Int, _ size: Int) throws {
    var rows = ["A|1|2|3", "B|10|20|30"]
    rows.insert("Total|11|22|34", at: place)
    let outcome = try run(rows, totals: [place], batchSize: size)
    #expect(outcome.check() == [3, 1, 0])
    #expect(outcome.result.checks[0].examples.first?.column == 4)
    #expect(outcome.observations("value").count == 6)
    #expect(outcome.result.accounts[0].dropped.text == "67")
    #expect(outcome.result.isEven)
  }

  @Test func `that is blank or unreadable in a column cannot tell there`() throws {
    #expect(try run(["A|1|2|3", "Total|1||x"], totals: [1]).check() == [1, 0, 2])
  }

  @Test func `cannot tell about the columns of a held row, whoever reads it`() throws {
    let body = EngineBody.grid(extra: "checks: [\(check)]", source: source)
    let harness = try EngineHarness(body, headings: "Area|1 / M|1 / F|2 / M")
    let marks = [3: RecordBatch.Mark.firstRule]
    let rows = ["A|1|2|3", "|10|20|30", "B|1|x|1", "Total|12|22|34"]
    #expect(try harness.run(rows, marks: marks).check() == [0, 0, 3])
    #expect(try harness.run(rows, workers: [0, 1, 0, 1], marks: marks).check() == [0, 0, 3])
    let cells = ["A|1|2|3", "C|1|2|3", "B|1|x|1", "Total|3|22|9"]
    #expect(try harness.run(cells, workers: [0, 1, 0, 1], marks: marks).check() == [2, 1, 1])
  }

  @Test func `that is absent cannot tell`() throws {
    #expect(try run(["A|1|2|3"], totals: []).check() == [0, 0, 3])
  }

  @Test func `counts as the last of several`() throws {
    #expect(
      try run(["A|1|2|3", "Total|9|9|9", "Total|1|2|3"], totals: [1, 2]).check() == [3, 0, 0])
  }

  @Test func `is compared with a plain column as well`() throws {
    let rule = "{ name: c, that: \"sum(kids) = totals_row\", per: year, else: error }"
    let body = EngineBody.plain(
      extra: "checks: [\(rule)]", columns: "area: [Area], kids: [Kids], year: [Year]",
      source: source)
    let harness = try EngineHarness(body, headings: "Area|Kids|Year")
    let marks = [2: RecordBatch.Mark.firstRule]
    #expect(try harness.run(["A|1|y", "B|2|y", "Total|3|"], marks: marks).check() == [1, 0, 0])
    #expect(try harness.run(["A|1|y", "B|2|y", "Total|4|"], marks: marks).check() == [1, 1, 0])
  }

  @Test func `gives the same for one worker and for two`() throws {
    let body = EngineBody.grid(extra: "checks: [\(check)]", source: source)
    let harness = try EngineHarness(body, headings: "Area|1 / M|1 / F|2 / M")
    let rows = ["A|1|2|3", "Total|9|9|9", "B|1|1|1", "C|0|0|0", "Total|2|3|5", "D|0||0"]
    let marks = [1: RecordBatch.Mark.firstRule, 4: RecordBatch.Mark.firstRule]
    let one = try harness.run(rows, marks: marks)
    #expect(one.check() == [3, 1, 0])
    for split in [
      [0, 1, 0, 1, 0, 1], [1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1], [1, 0, 1, 0, 1, 0],
    ] {
      let many = try harness.run(rows, workers: split, marks: marks)
      #expect(many.result.checks == one.result.checks, "\(split)")
      #expect(many.text == one.text)
      #expect(many.result.counts == one.result.counts)
    }
  }
}

@Suite struct `A check over two grids` {
  private let check =
    "{ name: c, that: \"sum(repeaters) <= sum(learners)\", per: [grade], else: error }"

  @Test func `adds to each group the cells of its own dimension`() throws {
    let harness = try EngineHarness(EngineBody.twoGrids(check), headings: wide)
    // Grade 1: 10 learners, 9 repeaters. Grade 2: 2 learners, 3 repeaters.
    let outcome = try harness.run(["A|2|3|1|0|4|1", "B|2|3|0|1|5|2"])
    #expect(outcome.check() == [2, 1, 0])
    #expect(outcome.result.checks[0].examples.first?.cell == "G2")
  }

  @Test func `folds dimensions before it compares them`() throws {
    let harness = try EngineHarness(
      EngineBody.twoGrids(check), headings: "Area|GOne_M|GONE_F|R_Gone")
    #expect(try harness.run(["A|2|3|5"]).check() == [1, 0, 0])
  }

  @Test func `keeps fractions exactly`() throws {
    let rule =
      "{ name: c, that: \"sum(repeaters) = sum(learners)\", per: [row, grade], else: error }"
    let harness = try EngineHarness(
      EngineBody.twoGrids(rule, reading: "number"), headings: "Area|G1_M|G1_F|R_G1")
    #expect(try harness.run(["A|0.1|0.2|0.3", "B|0.1|0.2|0.4"]).check() == [2, 1, 0])
  }

  @Test func `does not see the row before where a record is left out`() throws {
    let body = EngineBody.twoGrids(
      "{ name: c, that: \"sum(repeaters) <= sum(learners)\", per: [row, grade], else: error }"
    ).replacing(
      "    measure: { value: RPTR }",
      with: "    measure: { value: RPTR }\n    when: \"area != 'B'\"")
    let harness = try EngineHarness(body, headings: "Area|G1_M|G1_F|R_G1")
    let outcome = try harness.run(["A|5|5|9", "B|1|1|7", "C|1|1|1"])
    #expect(outcome.check() == [2, 0, 1])
    #expect(outcome.result.isEven)
  }
}
