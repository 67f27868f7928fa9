public import MizanDiagnostics
import MizanRecords
import MizanStandards

/// What became of one entry of a mapping's `tests:`.
public struct MappingTestResult: Sendable, Hashable {
  public var name: String
  /// Where the test stands in the mapping.
  public var place: Place
  /// What was expected and what came instead, a line each; empty when the test passed.
  public var differences: [String]

  public var passed: Bool { differences.isEmpty }
}

/// Runs the tests that stand inside a mapping: the given rows go through the same plan and worker
/// as a partner's file, and the records are compared with the expected ones.
///
/// The columns of `expect:` are fields of the standard; fields that are not named are not
/// compared. A column `table` says which table a record goes to, where there are several. `?`
/// stands for a missing value.
public enum MappingTestRunner {
  /// Runs all tests of a mapping, in its order.
  public static func run(_ checked: CheckedMapping) -> [MappingTestResult] {
    let messages = checked.standards.messages()
    return checked.mapping.tests.map { test in
      let mark = test.mark
      return MappingTestResult(
        name: test.name,
        place: Place(mark.base ?? checked.mapping.file, column: mark.column, line: mark.line),
        differences: differences(test, checked, messages))
    }
  }

  private static func differences(
    _ test: TestBlock, _ checked: CheckedMapping, _ messages: Messages
  ) -> [String] {
    guard let given = TestTable(test.given) else { return ["the given table cannot be read"] }
    guard let expected = TestTable(test.expect) else {
      return ["the expected table cannot be read"]
    }
    do throws(Failure) {
      let records = try records(of: given, test, checked)
      return TestComparison(expected, records.tables, held: records.held).differences()
    } catch {
      return error.diagnostics.map { diagnostic in
        let text = messages.text(for: diagnostic.code.name, diagnostic.arguments)
        return "\(diagnostic.code.name): \(text.what)"
      }
    }
  }

  /// What the given rows become: the tables with their records, and why rows were held.
  private static func records(
    of given: TestTable, _ test: TestBlock, _ checked: CheckedMapping
  ) throws(Failure) -> (tables: [TestRecords], held: [String]) {
    let plan = try checked.plan(
      for: TableBinding(
        file: "test", sourceID: "test",
        headings: given.headings.enumerated().map { Heading($1, column: $0) },
        captures: test.captures))
    let worker = TableWorker(plan, checked)
    let output = try worker.process(
      TestBatch.make(given, plan.treatment), duplicates: .gate(DuplicateGate()))
    var tables: [TestRecords] = []
    for (index, name) in output.tableNames.enumerated() {
      let fields = checked.standards.table(name)?.fields.map(\.name) ?? []
      var bytes = Array(fields.joined(separator: ",").utf8) + [10]
      bytes += output.tables[index].buffer.bytes
      let table = try SmallTable(bytes: bytes, file: name)
      tables.append(TestRecords(table: name, fields: fields, rows: table.rows.map(\.cells)))
    }
    var findings = Findings()
    output.tally(into: &findings, file: plan.binding.file, sheet: plan.binding.sheet)
    let held = findings.groups.filter { $0.key.code.severity == .error }.map { group in
      let value = group.key.value.isEmpty ? "" : " \"\(group.key.value)\""
      let place = group.examples.first.map { " at \($0.cell ?? $0.description)" } ?? ""
      return "\(group.key.code.name) \(group.key.column)\(value)\(place)"
    }
    return (tables, held)
  }
}

/// The records that a test's rows became, for one table.
struct TestRecords: Sendable, Hashable {
  var table: String
  var fields: [String]
  var rows: [[String]]
}
