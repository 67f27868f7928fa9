import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

@Suite struct `Any table under any mapping` {
  /// What a run says in all, as one text that can be compared.
  private static func shown(_ outcome: EngineHarness.Outcome) -> String {
    var lines = outcome.text.sorted { $0.key < $1.key }.map { $0.key + "\n" + $0.value }
    lines.append(outcome.held)
    let counts = outcome.result.counts
    lines.append("\(counts.read) \(counts.ready) \(counts.held) \(counts.dropped) \(counts.blank)")
    lines.append("\(counts.droppedByRule.sorted { $0.key < $1.key }) \(counts.records)")
    lines += outcome.result.accounts.map {
      "\($0.measure) \($0.read.text) \($0.ready.text) \($0.held.text) \($0.dropped.text) \($0.cells)"
    }
    lines += outcome.result.checks.map { "\($0)" }
    lines += outcome.result.findings.groups.map { "\($0.key) \($0.count) \($0.examples)" }
    lines += outcome.result.review.keys.map { key in
      let waiting = outcome.result.review.waiting[key]
      return "\(key) \(waiting?.rows ?? 0) \(waiting?.learners.text ?? "") \(waiting?.places ?? [])"
    }
    lines += outcome.result.completeness.map { "\($0)" }
    lines += outcome.result.changes.most(.max).map { "\($0)" }
    return lines.joined(separator: "\n")
  }

  private static func run(
    _ table: RandomTable, batchSize: Int = 1000, workers: [Int] = [], usesGate: Bool = true
  ) throws -> EngineHarness.Outcome {
    try EngineHarness(table.body, headings: table.headings).run(
      table.rows, batchSize: batchSize, workers: workers, marks: table.marks, faults: table.faults,
      usesGate: usesGate)
  }

  @Test func `balances in rows, cells and sums`() throws {
    var kinds = RunCounts()
    for seed in 0..<400 {
      let table = RandomTable(UInt64(seed))
      let outcome = try Self.run(table)
      let counts = outcome.result.counts
      #expect(outcome.result.isEven, "seed \(seed)\n\(table.body)\n\(table.rows)")
      #expect(counts.read + counts.blank == table.rows.count, "seed \(seed)")
      #expect(counts.records["observation"] ?? 0 == outcome.tables["observation"]?.count ?? 0)
      #expect(counts.droppedByRule.values.reduce(0, +) == counts.dropped)
      kinds.merge(counts)
    }
    // The tables are worth something only if all kinds of rows are among them.
    #expect(kinds.ready > 500 && kinds.held > 500 && kinds.dropped > 300 && kinds.blank > 50)
  }

  @Test func `writes the sum that it says is ready`() throws {
    for seed in 400..<600 {
      let table = RandomTable(UInt64(seed))
      let outcome = try Self.run(table)
      var written = ExactSum()
      var filled = 0
      for text in outcome.observations("value") where !text.isEmpty {
        guard
          case .number(let number) = Run.number(
            text.hasPrefix("-") ? String(text.dropFirst()) : text)
        else { continue }
        written.add(
          text.hasPrefix("-")
            ? DecimalNumber(mantissa: -number.mantissa, scale: number.scale) : number)
        filled += 1
      }
      var ready = ExactSum()
      for account in outcome.result.accounts { ready.merge(account.ready) }
      #expect(written == ready, "seed \(seed)")
      #expect(outcome.result.accounts.reduce(0) { $0 + $1.cells.filled } == filled)
    }
  }

  @Test(arguments: [1, 3, 7])
  func `gives the same bytes and the same report in batches of any size`(_ size: Int) throws {
    for seed in 600..<720 {
      let table = RandomTable(UInt64(seed))
      let whole = Self.shown(try Self.run(table))
      #expect(Self.shown(try Self.run(table, batchSize: size)) == whole, "seed \(seed)")
    }
  }

  @Test func `gives the same whether keys are judged before or on the way`() throws {
    for seed in 720..<840 {
      let table = RandomTable(UInt64(seed))
      #expect(
        Self.shown(try Self.run(table, usesGate: false)) == Self.shown(try Self.run(table)),
        "seed \(seed)")
    }
  }

  @Test func `gives the same for one worker and for three`() throws {
    var chance = SeededNumbers(51)
    for seed in 840..<960 {
      let table = RandomTable(UInt64(seed))
      guard !table.rows.isEmpty else { continue }
      let team = table.rows.map { _ in Int.random(in: 0..<3, using: &chance) }
      let one = try Self.run(table)
      let many = try Self.run(table, workers: team, usesGate: false)
      #expect(Self.shown(many) == Self.shown(one), "seed \(seed)")
    }
  }

  @Test func `holds each held row as it was received`() throws {
    for seed in 960..<1_060 {
      let table = RandomTable(UInt64(seed))
      let harness = try EngineHarness(table.body, headings: table.headings)
      let outcome = try harness.run(table.rows, marks: table.marks, faults: table.faults)
      let head =
        "file,sheet,row,scope,cells,reasons," + table.headings.replacing("|", with: ",") + "\n"
      let held = try SmallTable(bytes: Array((head + outcome.held).utf8), file: "held.csv")
      #expect(held.rows.allSatisfy { $0.cells.count == held.headings.count }, "seed \(seed)")
      for row in held.rows {
        let number = try #require(Int(held.text(row, "row")))
        let batch = RecordBatch()
        EngineHarness.append(table.rows[number - 2], number: number, to: batch)
        for column in 0..<Int(batch.widths[0]) {
          #expect(row.cells[6 + column] == batch.text(row: 0, column: column), "seed \(seed)")
        }
        #expect(["row", "cell"].contains(held.text(row, "scope")))
        #expect(!held.text(row, "reasons").isEmpty)
      }
      #expect(held.rows.count { held.text($0, "scope") == "row" } <= outcome.result.counts.held)
    }
  }
}
