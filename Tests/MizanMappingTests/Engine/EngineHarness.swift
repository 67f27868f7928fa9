import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

/// Runs a mapping over a small table, without files.
struct EngineHarness {
  let checked: CheckedMapping
  let plan: TablePlan

  /// The standard of this checkout.
  static func standards() throws -> Standards {
    var path = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    path.removeLast(4)
    return try Standards(folder: path.joined(separator: "/") + "/standards")
  }

  /// - Parameters:
  ///   - body: the mapping below its head.
  ///   - headings: the headings of the table, separated by `|`.
  init(
    _ body: String, headings: String, captures: [String: String] = [:], country: String? = nil,
    sheet: String? = nil
  ) throws {
    let text =
      "mizan: 1\nmapping: { id: test, version: 1.0.0, standard: eie-core@1"
      + (country.map { ", country: \($0)" } ?? "") + " }\n" + body
    let mapping = try MappingReader.read(Array(text.utf8), file: "test.map.yaml")
    checked = try CheckedMapping(mapping, EngineHarness.standards())
    plan = try checked.plan(
      for: TableBinding(
        file: "test.csv", sheet: sheet, sourceID: "src",
        headings: EngineHarness.cells(headings).enumerated().map { Heading($1, column: $0) },
        captures: captures))
  }

  /// Binds a mapping that is checked already.
  init(_ checked: CheckedMapping, headings: String, captures: [String: String] = [:]) throws {
    self.checked = checked
    plan = try checked.plan(
      for: TableBinding(
        file: "test.csv", sourceID: "src",
        headings: EngineHarness.cells(headings).enumerated().map { Heading($1, column: $0) },
        captures: captures))
  }

  static func cells(_ line: String) -> [String] {
    line.split(separator: "|", omittingEmptySubsequences: false).map {
      var cell = $0
      while cell.first == " " { cell.removeFirst() }
      while cell.last == " " { cell.removeLast() }
      return String(cell)
    }
  }

  /// What a run over rows gives.
  struct Outcome {
    var result: TableResult
    /// The written lines of each table, split at commas.
    var tables: [String: [[String: String]]] = [:]
    var text: [String: String] = [:]
    var held = ""
  }

  /// Rows are lines of cells separated by `|`; a row of the sheet has the number of its line plus 1.
  ///
  /// A cell that begins with `=` is a number of a spreadsheet, one with `@` a date, one with `!` an
  /// error.
  /// - Parameter workers: for each row, which of several workers takes it, in batches of one row.
  func run(
    _ rows: [String], batchSize: Int = 1000, workers: [Int] = [], marks: [Int: UInt8] = [:],
    faults: [Int: RecordBatch.Fault] = [:], usesGate: Bool = true
  ) throws -> Outcome {
    let team = (0...(workers.max() ?? 0)).map { _ in TableWorker(plan, checked) }
    let batchSize = workers.isEmpty ? batchSize : 1
    let gate = DuplicateGate()
    var outcome = Outcome(result: TableResult(plan))
    let batch = RecordBatch()
    for start in stride(from: 0, to: rows.count, by: batchSize) {
      let worker = team[workers.isEmpty ? 0 : workers[start]]
      batch.removeAll()
      for index in start..<min(rows.count, start + batchSize) {
        EngineHarness.append(rows[index], number: index + 2, to: batch)
        if let mark = marks[index] { batch.marks[index - start] = mark }
        if let fault = faults[index] { batch.faults[index - start] = fault }
      }
      let duplicates: TableWorker.Duplicates =
        usesGate ? .gate(gate) : .judged(gate.judge(worker.uniqueKeys(batch)))
      let output = try worker.process(batch, duplicates: duplicates)
      for (index, name) in output.tableNames.enumerated() {
        outcome.text[name, default: ""] += String(
          decoding: output.tables[index].buffer.bytes, as: UTF8.self)
      }
      outcome.held += String(decoding: output.held.buffer.bytes, as: UTF8.self)
      outcome.result.merge(output)
    }
    outcome.result.conclude(team)
    for (name, text) in outcome.text { outcome.tables[name] = try records(name, text) }
    return outcome
  }

  /// Appends a line of cells; see ``run(_:batchSize:workers:marks:faults:usesGate:)``.
  static func append(_ line: String, number: Int, to batch: RecordBatch) {
    batch.beginRow(number: number)
    for cell in cells(line) {
      let kinds: [Character: Cell.Kind] = ["=": .number, "@": .date, "!": .error]
      let kind = cell.first.flatMap { kinds[$0] }
      batch.append((kind == nil ? cell : String(cell.dropFirst())).utf8, kind: kind ?? .text)
    }
    batch.endRow()
  }

  private func records(_ name: String, _ text: String) throws -> [[String: String]] {
    let fields = try #require(checked.standards.table(name)).fields.map(\.name)
    let table = try SmallTable(
      bytes: Array((fields.joined(separator: ",") + "\n" + text).utf8), file: name)
    return table.rows.map { row in
      Dictionary(uniqueKeysWithValues: fields.map { ($0, table.text(row, $0)) })
    }
  }
}

extension TableResult {
  /// Whether rows, cells and sums balance.
  var isEven: Bool { counts.isEven && accounts.allSatisfy(\.isEven) }
}
