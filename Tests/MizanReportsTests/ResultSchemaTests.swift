import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanReports

/// `result.json` against `docs/reference/result.schema.json`.
@Suite struct ResultSchemaTests {
  private let schema: JSONText

  init() throws {
    let path = TestMessages.root + "/docs/reference/result.schema.json"
    schema = try JSONText(SmallFile.read(path, limit: 1 << 20))
  }

  private func result(_ report: Report) throws -> JSONText {
    try JSONText(JSONRenderer().render(report))
  }

  private func problems(_ value: JSONText) -> [String] {
    var checker = SchemaChecker(schema)
    checker.check(value)
    return checker.problems
  }

  @Test func `an empty result fits`() throws {
    #expect(problems(try result(Report())) == [])
  }

  @Test(arguments: [0, 1, 2, 12, 200])
  func `a result of any number of files fits`(files: Int) throws {
    let value = try result(SampleReport.make(files: files))
    #expect(problems(value) == [])
    #expect(value["inputs"]?.items.count == files)
  }

  @Test func `a result at the edge of everything fits`() throws {
    #expect(problems(try result(LargeReport.make())) == [])
  }

  @Test(arguments: EscapingTests.attacks)
  func `a result with hostile texts fits and gives them back`(attack: String) throws {
    var report = SampleReport.make(files: 1)
    report.tool = attack
    report.country = attack
    report.inputs[0].path = attack
    report.inputs[0].sheet = attack
    report.inputs[0].droppedByRule = [NamedCount(attack, 3)]
    report.review[0].label = attack
    let value = try result(report)
    #expect(problems(value) == [])
    #expect(value["tool"]?.text == attack)
    #expect(value["country"]?.text == attack)
    let input = try #require(value["inputs"]?.items.first)
    #expect(input["path"]?.text == attack)
    #expect(input["sheet"]?.text == attack)
    #expect(input["dropped_by"]?[attack] == .number("3"))
    #expect(value["needs_decision"]?.items.first?["label"]?.text == attack)
  }

  @Test func `a file that failed fits and tells why`() throws {
    var report = SampleReport.make(files: 2)
    report.inputs[1].failure = [
      Diagnostic(Code("XLSX_ENCRYPTED", .error), at: Place("b.xlsx")),
      Diagnostic(Code("OTHER", .error)),
    ]
    report.inputs[1].sha256 = ""
    report.inputs[1].exit = 65
    let value = try result(report)
    #expect(problems(value) == [])
    let failure = value["inputs"]?.items[1]["failure"]
    #expect(failure?.items.count == 2)
    #expect(failure?.items[0]["place"]?.text == "b.xlsx")
    #expect(failure?.items[1]["place"] == nil)
    #expect(value["inputs"]?.items[0]["failure"] == nil)
  }

  @Test func `figures are the report's`() throws {
    let report = SampleReport.make()
    let value = try result(report)
    let rows = try #require(value["rows"])
    let parts = ["read", "ready", "held", "dropped"].compactMap { rows[$0]?.number }
    #expect(
      parts
        == [report.rows.read, report.rows.ready, report.rows.held, report.rows.dropped]
        .map(Double.init))
    #expect(parts[0] == parts[1] + parts[2] + parts[3])
    #expect(value["records"]?["observation"] == .number("15144"))
    #expect(value["sums"]?.items.map { $0["ready"]?.text } == ["1190012", "1310044.5"])
    #expect(value["codes"]?["NUMBER_AMBIGUOUS"] == .number("33"))
    #expect(value["changes"]?["code"] == .number(String(1310 + 7411 + 7502)))
    let states = value["rules"]?.items.compactMap { $0["state"]?.text } ?? []
    #expect(Set(states).count == 4)
    let first = value["needs_decision"]?.items.first?["candidates"]?.items.first
    #expect(first?["score"] == .number("0.91"))
  }

  @Test func `only three candidates are told`() throws {
    var report = SampleReport.make(files: 1)
    report.review[0].candidates = (0..<9).map {
      .init(code: "\($0)", name: "n", score: 1 - Double($0) / 10, why: "w")
    }
    let value = try result(report)
    #expect(problems(value) == [])
    #expect(value["needs_decision"]?.items.first?["candidates"]?.items.count == 3)
  }

  @Test func `the checker itself sees what is wrong`() throws {
    guard case .object(var members) = try result(SampleReport.make(files: 1)) else { return }
    let good = members
    members["exit"] = .string("0")
    #expect(problems(.object(members)).count == 1)
    members = good
    members["surplus"] = .null
    #expect(problems(.object(members)) == [": has surplus"])
    members = good
    members["rows"] = nil
    #expect(problems(.object(members)) == [": lacks rows"])
    members = good
    members["schema"] = .string("mizan.result/2")
    #expect(problems(.object(members)).count == 1)
    members = good
    members["records"] = .object(["observation": .number("-1")])
    #expect(problems(.object(members)) == ["/records/observation: small"])
    members = good
    members["mapping"] = .object([:])
    #expect(problems(.object(members)).count == 1)
  }

  @Test(arguments: [
    "{\"a\":1,\"a\":2}", "[1,]", "01", "\"\t\"", "nul", "[1 2]", "{} x", "-", "\"\\x\"",
  ])
  func `the reader of these tests is strict`(text: String) {
    #expect(throws: JSONText.Problem.self) { try JSONText(Array(text.utf8)) }
  }

  @Test func `lines of the log are JSON each`() throws {
    let lines = LogRenderer(TestMessages.all).render(SampleReport.make())
      .split(separator: 10)
    let values = try lines.map { try JSONText(Array($0)) }
    #expect(values.count > 5)
    #expect(values.dropLast().allSatisfy { $0["event"]?.text == "finding" })
    let counts = values.dropLast().compactMap { $0["count"]?.number }
    #expect(counts.reduce(0, +) == 98)
    #expect(values.last?["event"]?.text == "run")
  }
}
