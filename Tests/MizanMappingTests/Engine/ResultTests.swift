import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

@Suite struct `How often a field was filled` {
  private func fills(_ body: String, _ headings: String, _ rows: [String], workers: [Int] = [])
    throws
    -> [String: String]
  {
    let outcome = try EngineHarness(body, headings: headings).run(rows, workers: workers)
    return Dictionary(
      uniqueKeysWithValues: outcome.result.completeness.map {
        ($0.field, "\($0.filled)/\($0.total)")
      })
  }

  private let body = EngineBody.plain(
    extra: """
        sex: { from: x, codes: sex, unmatched: missing }
        note: { from: y }
      """, columns: "area: [Area], kids: [Kids], x: [X], y: [Y]")

  @Test func `is counted over all rows that were looked at`() throws {
    let rows = ["A|1|F|note", "B||M|", "C|3||note", "D|x|zzz|", "|5|F|"]
    let found = try fills(body, "Area|Kids|X|Y", rows)
    #expect(found["ref_area"] == "4/5")
    #expect(found["value"] == "3/5")
    #expect(found["sex"] == "3/5")
    #expect(found["note"] == "2/5")
    #expect(found["measure"] == nil && found["source_ref"] == nil)
  }

  @Test func `does not depend on the number of workers`() throws {
    let rows = (0..<30).map { "A\($0)|\($0 % 3 == 0 ? "" : "1")|\($0 % 2 == 0 ? "F" : "")|" }
    let one = try fills(body, "Area|Kids|X|Y", rows)
    #expect(try fills(body, "Area|Kids|X|Y", rows, workers: rows.indices.map { $0 % 3 }) == one)
    #expect(one["value"] == "20/30" && one["sex"] == "15/30" && one["note"] == "0/30")
  }

  @Test func `counts no row twice that is looked at for its key`() throws {
    let text = body.replacing(
      "columns:", with: "checks: [{ name: u, unique: [ref_area], else: hold }]\ncolumns:")
    let outcome = try EngineHarness(text, headings: "Area|Kids|X|Y").run(
      ["A|1|F|", "A|2|F|", "B|3|F|"], usesGate: false)
    #expect(outcome.result.completeness.first { $0.field == "sex" }?.total == 3)
    #expect(outcome.result.changes.most(.max).map(\.count) == [])
  }

  @Test func `is told with the table where it is not the observations'`() throws {
    let text = """
      columns: { id: [Id], name: [Name], area: [Area] }
      record:
        table: facility
        facility_id: { from: id }
        name: { from: name }
        type: { value: SCH }
        ref_area: { from: area }
      """
    let found = try fills(text, "Id|Name|Area", ["1|a|x", "2|b|"])
    #expect(found["facility.name"] == "2/2" && found["facility.ref_area"] == "1/2")
  }
}

@Suite struct `What was written differently` {
  private let body = EngineBody.plain(
    value: "{ from: kids, as: count, unreadable: hold }",
    extra: """
        sex: { from: x, codes: sex, unmatched: review }
        ref_date: { from: d, as: date, unreadable: missing }
        note: { from: y, split: { by: "/", take: 1 } }
      """, columns: "area: [Area], kids: [Kids], x: [X], d: [D], y: [Y]")

  private func run(_ rows: [String], workers: [Int] = []) throws -> [ChangeTally.Change] {
    try EngineHarness(body, headings: "Area|Kids|X|D|Y").run(rows, workers: workers).result.changes
      .most(.max)
  }

  @Test func `is listed by field, the most frequent first`() throws {
    let changes = try run([
      "A|1|girls|1 May 2023|", "B|1|boys|1 May 2023|", "C|1|girls||", "D|1|F|2023-05-01|",
      "E|1|Boys|x|",
    ])
    #expect(
      changes.map { "\($0.field) \($0.kind) \($0.from) \($0.to) \($0.count)" } == [
        "ref_date date 1 May 2023 2023-05-01 2", "sex code girls F 2", "sex code Boys M 1",
        "sex code boys M 1",
      ])
  }

  @Test func `leaves out what is the same, missing or held`() throws {
    #expect(try run(["A|1|F|2023-05-01|", "B|1|M||", "C|1|qwertz|x|", "D|1|||"]).isEmpty)
  }

  @Test func `never shows what is personal`() throws {
    #expect(try run(["A|1|F||Amal/7", "B|1|F||Noor/8"]).isEmpty)
  }

  @Test func `is the same for many workers`() throws {
    let rows = (0..<40).map {
      "A|1|\(["girls", "boys", "F", "garçon"][$0 % 4])|\($0 % 5 + 1) May 2023|"
    }
    let one = try run(rows)
    #expect(one.count == 8)
    #expect(try run(rows, workers: rows.indices.map { ($0 / 3) % 4 }) == one)
  }
}

@Suite struct `Results of parts` {
  @Test func `add up to the result of the whole`() {
    var whole = RunCounts(
      read: 10, ready: 4, held: 3, dropped: 3, blank: 2, droppedByRule: [0: 1, -1: 2],
      records: ["a": 4])
    whole.merge(
      RunCounts(
        read: 5, ready: 5, held: 0, dropped: 0, blank: 1, droppedByRule: [0: 3],
        records: ["a": 1, "b": 9]))
    #expect(whole.read == 15 && whole.ready == 9 && whole.blank == 3)
    #expect(whole.droppedByRule == [0: 4, -1: 2] && whole.records == ["a": 5, "b": 9])
    #expect(whole.isEven)
    whole.held += 1
    #expect(!whole.isEven)
  }

  @Test func `of checks keep the first places only`() {
    var tally = CheckTally()
    for row in 1...4 { tally.fail(at: Place("f", row: row)) }
    var later = CheckTally()
    for row in 5...9 { later.fail(at: Place("f", row: row)) }
    tally.merge(later)
    #expect(tally.failed == 9 && tally.examples.compactMap(\.row) == [1, 2, 3, 4, 5])
  }

  @Test func `of the review are told once for a label, in the order met`() {
    func key(_ label: String) -> ReviewTally.Key { .init(field: "f", list: "l", label: label) }
    var one = ReviewTally()
    var five = ExactSum()
    five.add(5)
    one.add(key("b"), learners: five, at: Place("f", row: 1))
    one.add(key("a"), learners: five, at: Place("f", row: 2))
    var two = ReviewTally()
    for row in 3...9 { two.add(key("a"), learners: five, at: Place("f", row: row)) }
    two.add(key("c"), learners: ExactSum(), at: Place("f", row: 10))
    one.merge(two)
    #expect(one.keys.map(\.label) == ["b", "a", "c"])
    #expect(one.waiting[key("a")]?.rows == 8)
    #expect(one.waiting[key("a")]?.learners.text == "40")
    #expect(one.waiting[key("a")]?.places.compactMap(\.row) == [2, 3, 4, 5, 6])
    #expect(one.waiting[key("c")]?.rows == 1)
  }

  @Test func `of sums are even only when all parts are`() {
    var account = SumAccount("n")
    #expect(account.isEven)
    account.read.add(10)
    account.ready.add(7)
    account.held.add(2)
    #expect(!account.isEven)
    account.dropped.add(1)
    #expect(account.isEven)
    account.cells.read = 3
    account.cells.ready = 2
    #expect(!account.isEven)
    account.cells.dropped = 1
    #expect(account.isEven)
    account.clear()
    #expect(account.read.text == "0" && account.cells.read == 0 && account.measure == "n")
  }
}

@Suite struct `What is personal` {
  /// A table of facilities, in which the authority's name is personal.
  private let body = """
    columns: { id: [Id], name: [Name], who: [Head], area: [Area] }
    record:
      table: facility
      facility_id: { from: id }
      name: { from: name }
      type: { value: SCH }
      ref_area: { from: area }
      authority_name: { from: who, shape: "AAAA", unreadable: POLICY }
    """

  @Test(arguments: ["hold", "missing"])
  func `is in no finding, no reason and no change`(_ policy: String) throws {
    let outcome = try EngineHarness(
      body.replacing("POLICY", with: policy), headings: "Id|Name|Head|Area"
    ).run(["1|School|Secret Person|x", "2|School|ABCD|y"])
    for group in outcome.result.findings.groups {
      #expect(!group.key.value.contains("Secret"))
      #expect(!group.arguments.values.contains { $0.contains("Secret") })
    }
    #expect(!outcome.result.changes.most(.max).contains { $0.from.contains("Secret") })
    let reasons = outcome.heldLines.map {
      $0.split(separator: ",", omittingEmptySubsequences: false)[5]
    }
    #expect(reasons == (policy == "hold" ? ["SHAPE_UNFIT"] : []))
  }

  @Test func `is not in the words with which a run stops`() throws {
    let harness = try EngineHarness(
      body.replacing("POLICY", with: "stop"), headings: "Id|Name|Head|Area")
    do {
      _ = try harness.run(["1|School|Secret Person|x"])
      Issue.record("the run did not stop")
    } catch let failure as Failure {
      #expect(failure.diagnostics.first?.code.name == "MAP_STOP_ASKED")
      #expect(
        !failure.diagnostics.contains { $0.arguments.values.contains { $0.contains("Secret") } })
    }
  }

  @Test func `but what is not personal is shown`() throws {
    let text = body.replacing("authority_name", with: "national_id").replacing(
      "POLICY", with: "hold")
    let outcome = try EngineHarness(text, headings: "Id|Name|Head|Area").run([
      "1|School|Secret Person|x"
    ])
    #expect(outcome.result.findings.groups.map(\.key.value) == ["Secret Person"])
  }
}
