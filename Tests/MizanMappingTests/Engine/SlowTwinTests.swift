import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

/// Writes the records of a plan the slow way: each field by itself, joined with commas.
private struct SlowWriter {
  let plan: TablePlan
  let record: RecordPlan

  /// The text of a field, or nil where the row or the cell is held.
  private func text(
    _ field: FieldPlan, _ batch: RecordBatch, _ row: Int, _ grid: Int?, _ value: Outcome
  ) -> [UInt8]? {
    func take(_ outcome: Outcome) -> [UInt8]? {
      switch outcome.state {
      case .value: outcome.text
      case .missing: field.isRequired ? nil : field.defaultText
      case .held, .stop: nil
      }
    }
    let number = batch.rowNumbers[row]
    switch field.source {
    case .constant(let text): return text.isEmpty ? field.defaultText : text
    case .column(let column, let transform): return take(outcome(batch, row, column, transform))
    case .firstOf(let columns, let transform):
      let outcomes = columns.map { outcome(batch, row, $0, transform) }
      return take(outcomes.first { $0.state != .missing } ?? .missing)
    case .dimension(let outcomes):
      let outcome = outcomes[field.variation == .column ? grid ?? 0 : 0]
      return outcome.state == .missing ? field.defaultText : take(outcome)
    case .rowID:
      return field.prefix + Array("\(plan.binding.sourceID)-r\(number)".utf8) + field.suffix
    case .value: return value.state == .value ? value.text : []
    case .status: return Array((value.state == .value ? "V" : "O").utf8)
    case .sourceReference:
      let column = grid.flatMap { record.grid?[$0].column } ?? record.measure?.columns.first
      let sheet = plan.binding.sheet.map { $0 + "!" } ?? ""
      return Array("\(sheet)\(column.map { Place.letters(ofColumn: $0 + 1) } ?? "")\(number)".utf8)
    default: return nil
    }
  }

  private func outcome(
    _ batch: RecordBatch, _ row: Int, _ column: Int, _ transform: Transform
  ) -> Outcome {
    let cell = batch.cell(row: row, column: column)
    return Array(batch.text(of: cell).utf8).withUnsafeBufferPointer {
      transform.outcome(of: $0, kind: cell.kind)
    }
  }

  /// The lines of a row.
  func lines(_ batch: RecordBatch, _ row: Int) -> [String] {
    var lines: [String] = []
    let cells = record.grid.map { Array($0.indices).map(Optional.init) } ?? [nil]
    for grid in cells {
      let column = grid.flatMap { record.grid?[$0].column } ?? record.measure?.columns.first
      var value = Outcome.missing
      if let column, let measure = record.measure {
        value = outcome(batch, row, column, measure.transform)
      }
      if value.state == .held {
        // A held cell of a grid takes only its own record with it.
        if grid == nil { return [] }
        continue
      }
      let texts = record.fields.map { text($0, batch, row, grid, value) }
      let isWhole = zip(record.fields, texts).allSatisfy { $1 != nil || $0.variation == .column }
      if !isWhole { return [] }
      if texts.contains(where: { $0 == nil }) { continue }
      lines.append(
        texts.map { String(decoding: CSVText.quoted($0 ?? []), as: UTF8.self) }
          .joined(separator: ","))
    }
    return lines
  }
}

@Suite struct `A written line` {
  /// A random record: each field of the table may come from anywhere.
  private static func body(_ chance: inout SeededNumbers, grid: Bool) -> String {
    func some(_ items: [String]) -> String { items.randomElement(using: &chance) ?? "" }
    let names = grid ? ["a", "b", "c", "grade", "sex", "year"] : ["a", "b", "c", "year"]
    func origin(_ more: String = "") -> String {
      some([
        "from: \(some(names))", "first-of: [a, b]", "value: v", "from: \(some(["a", "b", "c"]))",
      ])
        + some(["", ", prefix: p", ", suffix: \", s\"", ", prefix: \"\\\"\""])
        + some(["", ", default: d", ", split: { by: \" \", take: 2 }"]) + more
    }
    var lines = [
      "ref_area: { from: a, default: nowhere }",
      "school_year: { from: year, as: school-year, unreadable: hold }",
      "measure: { value: \(some(["STU", "RPTR"])) }",
      "value: { from: n, as: \(some(["count", "number", "percent"])), unreadable: \(some(["hold", "missing"])) }",
    ]
    if grid || Bool.random(using: &chance) {
      lines.append(
        "sex: { from: \(grid ? "sex" : "b"), codes: sex, unmatched: \(some(["review", "missing", "keep"])) }"
      )
    }
    if Bool.random(using: &chance) { lines.append("note: { \(origin()) }") }
    if Bool.random(using: &chance) {
      lines.append("subject_id: { \(some([origin(), "derive: row-id"])) }")
    }
    if Bool.random(using: &chance) {
      lines.append("grade: { \(grid ? "from: grade, prefix: G" : "value: _U") }")
    }
    if Bool.random(using: &chance) {
      lines.append("age: { from: c, as: age, unreadable: \(some(["hold", "missing"])) }")
    }
    if Bool.random(using: &chance) {
      lines.append("ref_date: { from: c, as: date, unreadable: missing }")
    }
    let columns = "a: [A], b: [B], c: [C]" + (grid ? "" : ", n: [N]")
    return "source: { title: \"{year}\", missing: [\"-\"] }\ncolumns: { \(columns) }\n"
      + (grid ? "grid: { heading: \"{grade} / {sex}\", cell: n }\n" : "")
      + "record:\n  table: observation\n" + lines.map { "  \($0)\n" }.joined()
  }

  @Test(arguments: [true, false])
  func `is its fields joined with commas`(_ grid: Bool) throws {
    var chance = SeededNumbers(grid ? 61 : 62)
    var compared = 0
    for _ in 0..<120 {
      let body = Self.body(&chance, grid: grid)
      let cells = grid ? ["1 / M", "1 / F", "2, x / boys", "3 / Z"] : ["N"]
      let harness = try EngineHarness(
        body, headings: (["A", "B", "C"] + cells).joined(separator: "|"),
        captures: ["year": "2021/22"],
        sheet: [nil, "Sheet", "Data 2"].randomElement(using: &chance) ?? nil)
      let texts = [
        "", "-", "x", "x y", "Aleppo, old", "\"q\"", " two  words ", "F", "boys", "6-11", "=5",
        "2023-01-02",
        "0", "7", "12,5", "3.25", "١٢", "!#REF!", "10%",
      ]
      let rows = (0..<12).map { _ in
        (0..<3 + cells.count).map { _ in texts.randomElement(using: &chance) ?? "" }
          .joined(separator: "|")
      }
      let batch = RecordBatch()
      for (row, line) in rows.enumerated() {
        EngineHarness.append(line, number: row + 2, to: batch)
      }
      let slow = SlowWriter(plan: harness.plan, record: harness.plan.records[0])
      let wanted = (0..<rows.count).flatMap { slow.lines(batch, $0) }
      let got = (try harness.run(rows).text["observation"] ?? "")
        .split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
      #expect(got == wanted, "\(body)\n\(rows)")
      compared += wanted.count
    }
    #expect(compared > 150)
  }

  @Test func `has one comma fewer than it has fields`() throws {
    let harness = try EngineHarness(EngineBody.grid(), headings: "Area|1 / M|1 / F")
    let fields = try #require(harness.checked.standards.table("observation")).fields.count
    let text = try #require(try harness.run(["A|1|2", "B||4"]).text["observation"])
    for line in text.split(separator: "\n") {
      #expect(line.count { $0 == "," } == fields - 1)
    }
    #expect(text.hasSuffix("\n"))
  }
}

@Suite struct `The pieces of a record` {
  private func kinds(_ body: String, _ headings: String, country: String? = nil) throws -> [String]
  {
    let plan = try EngineHarness(body, headings: headings, country: country).plan
    return plan.records[0].pieces.map { piece in
      switch piece {
      case .row: "row"
      case .column: "column"
      case .variant: "variant"
      case .value: "value"
      case .status: "status"
      }
    }
  }

  @Test func `are one where there is no grid`() throws {
    #expect(try kinds(EngineBody.plain(), "Area|Kids") == ["row"])
  }

  @Test func `change with the column only where they must`() throws {
    #expect(
      try kinds(EngineBody.grid(), "Area|1 / M|1 / F") == [
        "row", "column", "value", "status", "row",
      ])
  }

  @Test func `depend on both where a level is derived`() throws {
    let body = EngineBody.grid(columns: "area: [Area], year: [Year]").replacing(
      "school_year: { value: 2021/2022 }",
      with: "school_year: { from: year }\n  level: { derive: level }")
    #expect(try kinds(body, "Area|Year|1 / M|1 / F", country: "SSD").contains("variant"))
  }

  @Test func `name each field once and in order`() throws {
    for (body, headings) in [
      (EngineBody.plain(), "Area|Kids"), (EngineBody.grid(), "Area|1 / M|2 / F"),
    ] {
      let plan = try EngineHarness(body, headings: headings).plan.records[0]
      var named: [Int] = []
      for piece in plan.pieces {
        switch piece {
        case .row(let parts), .column(let parts), .variant(let parts), .status(let parts):
          for part in parts {
            if case .field(let index) = part { named.append(index) }
            if case .rowNumber = part {
              named.append(plan.fields.firstIndex { $0.field.name == "source_ref" } ?? -1)
            }
          }
        case .value: named.append(plan.fields.firstIndex { $0.field.name == "value" } ?? -1)
        }
      }
      #expect(named == Array(plan.fields.indices))
    }
  }
}
