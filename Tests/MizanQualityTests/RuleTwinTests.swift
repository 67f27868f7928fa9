import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanQuality

/// Each rule compared with one written in plain words, on random tables.
struct RuleTwinTests {
  /// A random table with something for every rule to find.
  private struct Table {
    var rows: [[String]]
    var marks: [UInt8]
    var isFaulty: [Bool]

    init(_ random: inout SplitMix, width: Int) {
      let words = [
        "", "", "0", "1", "2", "4", "5", "12", "٣", "٩", "۴", "3.0", "x", "é", "e\u{301}", "x ",
        "a\u{200B}b", "\u{202E}z", "شـ", "a@example.org", "+235 66 12 34 56", "\u{FEFF}q",
      ]
      let count = Int.random(in: 0...30, using: &random)
      rows = (0..<count).map { _ in
        (0..<width).map { _ in words.randomElement(using: &random) ?? "" }
      }
      // Some rows stand twice, with other blanks.
      for _ in 0..<Int.random(in: 0...4, using: &random) where !rows.isEmpty {
        let copy = rows[Int.random(in: 0..<rows.count, using: &random)]
        rows.append(Bool.random(using: &random) ? copy : copy.map { $0.isEmpty ? $0 : " \($0)" })
      }
      marks = rows.map { row in
        if row.allSatisfy(\.isEmpty) { return 1 }
        return Int.random(in: 0..<8, using: &random) == 0 ? 2 : 0
      }
      isFaulty = rows.map { _ in Int.random(in: 0..<10, using: &random) == 0 }
    }

    var data: [(number: Int, cells: [String])] {
      rows.indices.filter { marks[$0] == 0 && !isFaulty[$0] }.map { ($0 + 2, rows[$0]) }
    }

    /// The table as batches of at most `size` rows, with or without bytes between the cells.
    func batches(_ size: Int, asLines: Bool) -> [RecordBatch] {
      stride(from: 0, to: rows.count, by: size).map { start in
        let end = min(rows.count, start + size)
        let part = Array(rows[start..<end])
        let batch = asLines ? lines(part, first: start + 2) : batch(part, first: start + 2)
        for row in 0..<part.count {
          batch.marks[row] = marks[start + row]
          if isFaulty[start + row] { batch.faults[row] = .init(Code("X", .error)) }
        }
        return batch
      }
    }
  }

  private func run(
    _ seed: UInt64, _ headings: [String], counts: [Int],
    _ check: (Table, Findings) -> Void
  ) {
    var random = SplitMix(state: seed)
    for round in 0..<120 {
      let table = Table(&random, width: headings.count)
      let size = [1, 3, 1000][round % 3]
      let findings = inspect(
        table.batches(size, asLines: round % 2 == 0), context(headings, counts: counts))
      check(table, findings)
    }
  }

  /// The text in one form: accents composed, blanks single, none at the ends.
  private func plain(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map { String($0) }
  }

  @Test func `Duplicate rows`() {
    var total = 0
    run(1, ["a", "b", "c"], counts: []) { table, findings in
      var seen: Set<[[String]]> = []
      var expected: [Int] = []
      for (number, cells) in table.data {
        let key = cells.map(plain)
        if key.allSatisfy(\.isEmpty) { continue }
        if !seen.insert(key).inserted { expected.append(number) }
      }
      #expect(findings.count("ROW_DUPLICATE") == expected.count)
      #expect(findings.rows("ROW_DUPLICATE") == Array(expected.prefix(5)))
      total += expected.count
    }
    #expect(total > 50)
  }

  @Test func `Hidden controls`() {
    let controls: Set<Unicode.Scalar> = ["\u{200B}", "\u{202E}", "\u{FEFF}"]
    var total = 0
    run(2, ["a", "b"], counts: []) { table, findings in
      var expected: [String: Int] = [:]
      for (_, cells) in table.data {
        for (column, text) in cells.enumerated()
        where text.unicodeScalars.contains(where: controls.contains) {
          expected[["a", "b"][column], default: 0] += 1
        }
      }
      for heading in ["a", "b"] {
        let found = findings.groups.first {
          $0.key.code.name == "TEXT_BIDI_CONTROL" && $0.key.column == heading
        }
        #expect(found?.count ?? 0 == expected[heading] ?? 0)
      }
      total += expected.values.reduce(0, +)
    }
    #expect(total > 100)
  }

  private let small: Set<String> = ["1", "2", "4", "٣", "۴", "3.0"]
  private let ordinary: Set<String> = ["1", "2", "4", "5", "12", "٣", "٩", "۴", "3.0"]

  @Test func `Small counts of a group to protect`() {
    var total = 0
    run(3, ["school", "disabled girls"], counts: [1]) { table, findings in
      let expected = table.data.filter { small.contains($0.cells[1]) }.map(\.number)
      #expect(findings.count("SMALL_CELL") == expected.count)
      #expect(findings.rows("SMALL_CELL") == Array(expected.prefix(5)))
      total += expected.count
    }
    #expect(total > 100)
  }

  @Test func `Small counts of a table split by sex`() {
    var told = 0
    run(4, ["sex", "n"], counts: [1]) { table, findings in
      let cells = table.data.map { $0.cells[1].trimmingBlanks }
      let isShifted = table.data.contains { $0.cells[1].hasPrefix(" ") }
      guard !isShifted else { return }
      let smallCount = cells.count { small.contains($0) }
      let count = cells.count { ordinary.contains($0) }
      let isTold = smallCount >= 5 && smallCount * 2 > count
      #expect(findings.count("SMALL_CELL") == (isTold ? smallCount : 0))
      if isTold { told += 1 }
    }
    #expect(told > 10)
  }

  @Test func `Columns of addresses`() {
    var told = 0
    var random = SplitMix(state: 5)
    for _ in 0..<200 {
      let values = (0..<Int.random(in: 1...9, using: &random)).map { _ in
        ["", "text", "a@example.org", "+235 66 12 34 56", "12"].randomElement(using: &random) ?? ""
      }
      let rows = values.enumerated().map { ["s\($0)", $1] }
      let filled = values.count { !$0.isEmpty }
      let shaped = values.count { $0.hasPrefix("a@") || $0.hasPrefix("+") }
      let findings = inspect([lines(rows)], context(["school", "remarks"]))
      #expect(findings.columns("PII_SUSPECTED") == (shaped * 2 > filled ? ["remarks"] : []))
      if shaped * 2 > filled { told += 1 }
    }
    #expect(told > 20)
  }

  @Test func `Rules merged from parts find what one rule finds`() {
    var random = SplitMix(state: 6)
    let headings = context(["school", "remarks", "disabled"], counts: [2])
    for _ in 0..<100 {
      let table = Table(&random, width: 3)
      let batches = table.batches(4, asLines: true)
      let whole = inspect(batches, headings)
      let cut = batches.isEmpty ? 0 : Int.random(in: 0...batches.count, using: &random)
      var findings = Findings()
      var later = Findings()
      var first = RowRules()
      var second = RowRules()
      for batch in batches[..<cut] { first.inspect(batch, headings, &findings) }
      for batch in batches[cut...] { second.inspect(batch, headings, &later) }
      findings.merge(later)
      first.merge(second, headings, &findings)
      first.conclude(headings, &findings)
      for code in ["ROW_DUPLICATE", "TEXT_BIDI_CONTROL", "SMALL_CELL"] {
        #expect(findings.count(code) == whole.count(code), "\(code)")
      }
      #expect(Set(findings.columns("PII_SUSPECTED")) == Set(whole.columns("PII_SUSPECTED")))
    }
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
