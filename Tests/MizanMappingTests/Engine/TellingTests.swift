import MizanDiagnostics
import Testing

@testable import MizanMapping

/// What is told about values that come again and again.
@Suite struct `Telling of many rows` {
  private let body = EngineBody.plain(
    extra: "  sex: { from: x, codes: sex, unmatched: missing }\n",
    columns: "area: [Area], kids: [Kids], x: [X]")

  private func rows(_ count: Int, seed: UInt64) -> [String] {
    var chance = SeededNumbers(seed)
    let words = ["girls", "qwertz", "Qwertz", "zz zz", "zz  zz", "", "boys"]
    return (0..<count).map { row in
      "A\(row)|1|" + words[Int.random(in: 0..<words.count, using: &chance)]
    }
  }

  @Test(arguments: [1, 7, 100, 1_000])
  func `counts each of them and shows the first places, whatever the batches`(_ size: Int) throws {
    let rows = rows(700, seed: 5)
    let harness = try EngineHarness(body, headings: "Area|Kids|X")
    let outcome = try harness.run(rows, batchSize: size)
    for label in ["qwertz", "Qwertz", "zz zz", "zz  zz"] {
      let places = rows.indices.filter { rows[$0].hasSuffix("|" + label) }.map { $0 + 2 }
      let groups = outcome.result.findings.groups.filter { $0.key.value == label }
      #expect(groups.map(\.count) == [places.count], "\(label)")
      #expect(
        groups.flatMap(\.examples).compactMap(\.row)
          == Array(places.prefix(Findings.exampleLimit)), "\(label)")
    }
    let waiting = outcome.result.review.waiting.values.reduce(0) { $0 + $1.rows }
    #expect(waiting == rows.filter { $0.contains("wertz") || $0.contains("zz") }.count)
    for label in outcome.result.review.waiting.values {
      #expect(label.places.count == min(label.rows, Findings.exampleLimit))
      #expect(label.places.compactMap(\.row) == label.places.compactMap(\.row).sorted())
    }
  }

  @Test func `is the same for one worker and for several, and after a look ahead for keys`() throws
  {
    let rows = rows(120, seed: 6)
    let body = body + "checks: [{ name: once, unique: [area], else: warning }]\n"
    let harness = try EngineHarness(body, headings: "Area|Kids|X")
    let one = try harness.run(rows, batchSize: 1)
    let three = try harness.run(rows, workers: rows.indices.map { $0 % 3 }, usesGate: false)
    func told(_ outcome: EngineHarness.Outcome) -> [String] {
      outcome.result.findings.groups.map {
        "\($0.key.code.name) \($0.key.value) \($0.count) \($0.examples)"
      }
    }
    #expect(told(one) == told(three))
    #expect(one.result.review.keys == three.result.review.keys)
    #expect(
      one.result.review.keys.map { one.result.review.waiting[$0]?.rows }
        == three.result.review.keys.map { three.result.review.waiting[$0]?.rows })
  }
}
