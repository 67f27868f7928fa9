import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanQuality

struct DuplicateRowsTests {
  private let headings = context(["id", "school", "girls"])

  @Test func `The same row five times is four duplicates`() {
    let row = ["1", "A", "3"]
    let findings = inspect(
      [lines([row, row, ["2", "B", "3"], row]), lines([row, row], first: 6)], headings)
    #expect(findings.count("ROW_DUPLICATE") == 4)
    #expect(findings.rows("ROW_DUPLICATE") == [3, 5, 6, 7])
    #expect(findings.groups.first?.examples.first == Place("f.csv", row: 3))
  }

  @Test func `Many duplicates are counted exactly and few are shown`() {
    let rows = Array(repeating: ["1", "A", "3"], count: 1000)
    let findings = inspect([lines(rows), lines(rows)], headings)
    #expect(findings.count("ROW_DUPLICATE") == 1999)
    #expect(findings.rows("ROW_DUPLICATE").count == Findings.exampleLimit)
  }

  @Test(arguments: [
    ("École", "E\u{301}cole"), ("A  B", "A B"), (" A", "A"), ("A\u{A0}B", "A B"), ("A ", "A"),
    ("مدرسة أ", "مدرسة ا\u{654}"), ("Tiê\u{301}ng", "Ti\u{1EBF}ng"), ("A\tB", "A B\u{2009}"),
    ("a longer name, École Farchana", "a longer  name, École Farchana "),
  ])
  func `Texts that read the same are the same`(one: String, other: String) {
    for make in [{ lines($0) }, { batch($0) }] as [([[String]]) -> RecordBatch] {
      let rows = [["7", one, "the rest of the row"], ["7", other, "the rest of the row"]]
      #expect(inspect([make(rows)], headings).count("ROW_DUPLICATE") == 1, "\(one) \(other)")
    }
  }

  @Test(arguments: [
    (["1", "A", "3"], ["1", "A", "4"]), (["A", "", "3"], ["A", "3", ""]),
    (["", "A", "3"], ["A", "3", ""]), (["École", "x", "1"], ["Ecole", "x", "1"]),
    (["a", "b", ""], ["", "a", "b"]), (["AB", "C", "1"], ["A", "BC", "1"]),
    (["A B", "x", "1"], ["AB", "x", "1"]), (["1", "x", "A"], ["1", "x", "a"]),
  ])
  func `Texts that differ are not the same`(one: [String], other: [String]) {
    for make in [{ lines($0) }, { batch($0) }] as [([[String]]) -> RecordBatch] {
      #expect(inspect([make([one, other])], headings).count("ROW_DUPLICATE") == 0)
    }
  }

  @Test func `A row in one piece equals the same row with quoted cells`() {
    let piece = lines([["1", "A", "3"], ["2", "B", "4"]])
    let quoted = RecordBatch()
    quoted.beginRow(number: 9)
    for text in ["2", "B", "4"] {
      quoted.arena.append(34)
      quoted.append(text.utf8)
      quoted.arena += Array("\",".utf8)
    }
    quoted.endRow()
    #expect(inspect([piece, quoted], headings).rows("ROW_DUPLICATE") == [9])
  }

  @Test func `Rows with blank ends before any other are compared too`() {
    let rows = [["1", "A", ""], ["2", "B", "3"], ["", "A", ""], ["1", "A", ""], ["", "A", ""]]
    #expect(inspect([lines(rows)], headings).rows("ROW_DUPLICATE") == [5, 6])
  }

  @Test func `Only data count`() {
    let rows = batch(Array(repeating: ["Total", "9", "9"], count: 4))
    rows.marks = [0, 2, 1, 0]
    rows.faults[3] = .init(Code("CSV_ROW_SHORT", .error))
    #expect(inspect([rows], headings).count("ROW_DUPLICATE") == 0)
  }

  @Test func `A mapping that says what is unique is not second-guessed`() {
    let row = ["1", "A", "3"]
    let quiet = context(["id", "school", "girls"], checksDuplicates: false)
    #expect(inspect([lines([row, row])], quiet).isEmpty)
  }

  @Test func `The rule stops where its memory ends and says so`() {
    var rule = DuplicateRows(limit: 3)
    var findings = Findings()
    let rows = lines([["1", "x"], ["1", "x"], ["2", "x"], ["3", "x"], ["1", "x"]])
    BatchView.withView(of: rows) { rule.inspect($0, headings, &findings) }
    BatchView.withView(of: rows) { rule.inspect($0, headings, &findings) }
    rule.conclude(headings, &findings)
    #expect(findings.count("ROW_DUPLICATE") == 1)
    #expect(findings.count("RULE_STOPPED") == 1)
    #expect(findings.rows("RULE_STOPPED") == [5])
    #expect(findings.groups.last?.arguments == ["value": "ROW_DUPLICATE", "known": "3"])
  }

  @Test func `Two parts merged find what stands in both`() {
    var one = RowRules()
    var two = RowRules()
    var findings = Findings()
    one.inspect(lines([["1", "A", "3"], ["2", "B", "4"]]), headings, &findings)
    two.inspect(lines([["2", "B", "4"], ["3", "C", "5"]]), headings, &findings)
    one.merge(two, headings, &findings)
    one.inspect(lines([["3", "C", "5"]], first: 9), headings, &findings)
    #expect(findings.count("ROW_DUPLICATE") == 2)
  }

  @Test func `The set of hashes agrees with a plain one`() {
    var random = SplitMix(state: 3)
    let set = HashSet()
    var plain: Set<UInt64> = []
    for step in 0..<40_000 {
      let hash = step % 3 == 0 ? UInt64.random(in: 0...500, using: &random) : random.next()
      #expect(set.insert(hash) == plain.insert(hash).inserted)
    }
    #expect(set.count == plain.count)
    let other = HashSet()
    for hash in [0, 12_345_678_901] + plain.prefix(10) { _ = other.insert(hash) }
    #expect(set.add(other) == other.count - 1)
    #expect(plain.allSatisfy(set.contains))
  }

  @Test func `Many rows in batches of any size are judged as by a plain set, in their order`() {
    var random = SplitMix(state: 11)
    for limit in [50, 997, 1_000_000] {
      var rule = DuplicateRows(limit: limit)
      var findings = Findings()
      var (seen, expected, row): (Set<[String]>, [Int], Int) = ([], [], 2)
      var stop: Int?
      for _ in 0..<40 {
        let rows = (0..<Int.random(in: 0...200, using: &random)).map { _ in
          ["r", "\(Int.random(in: 0...4000, using: &random))", "the same in all rows"]
        }
        let part = Bool.random(using: &random) ? lines(rows, first: row) : batch(rows, first: row)
        if !rows.isEmpty { BatchView.withView(of: part) { rule.inspect($0, headings, &findings) } }
        for cells in rows {
          if stop == nil {
            if !seen.insert(cells).inserted {
              expected.append(row)
            } else if seen.count == limit {
              stop = row
            }
          }
          row += 1
        }
      }
      rule.conclude(headings, &findings)
      #expect(findings.count("ROW_DUPLICATE") == expected.count)
      #expect(findings.rows("ROW_DUPLICATE") == Array(expected.prefix(Findings.exampleLimit)))
      #expect(findings.rows("RULE_STOPPED") == (stop.map { [$0] } ?? []))
    }
  }

  @Test func `Rows of every length are the same in one piece and in many`() {
    let letters = Array("abcdefghijklmnopqrstuvwxyzéمدرسة").map(String.init)
    let rows = (1...90).map { length in
      [3, 5, 1].map { step in
        (0..<max(1, length / step)).map { letters[($0 * step + length) % letters.count] }.joined()
      }
    }
    let found = inspect([lines(rows), batch(rows, first: 200)], headings)
    #expect(found.count("ROW_DUPLICATE") == rows.count)
    #expect(found.rows("ROW_DUPLICATE").first == 200)
  }

  @Test func `A set that has made room keeps what it has`() {
    let set = HashSet()
    var added = 0
    for hash in 1...5_000 as ClosedRange<UInt64> {
      set.reserve(64)
      set.prefetch(hash &* 0x9E37_79B9_7F4A_7C15)
      if set.insert(hash &* 0x9E37_79B9_7F4A_7C15) { added += 1 }
    }
    #expect(added == 5_000)
    set.reserve(1 << 20)
    #expect(set.count == 5_000)
    #expect(
      (1...5_000 as ClosedRange<UInt64>).allSatisfy { set.contains($0 &* 0x9E37_79B9_7F4A_7C15) })
  }

  /// The fast comparison against the obvious one: equal plain texts, nothing else.
  @Test(arguments: [true, false])
  func `Random rows are duplicates exactly when their plain texts are equal`(isPiece: Bool) {
    var random = SplitMix(state: isPiece ? 5 : 6)
    let words = [
      "", "", "a", "b", "A", " a", "a ", "é", "e\u{301}", "École primaire", "E\u{301}cole primaire",
      "مدرسة", "أ", "ا\u{654}", "ትምህርት ቤት", "–", "\u{A0}", "a\u{A0}b", "a b", "a  b",
      "1234567890123",
    ]
    for _ in 0..<60 {
      let width = Int.random(in: 2...4, using: &random)
      let rows = (0..<120).map { _ in
        (0..<width).map { _ in words.randomElement(using: &random) ?? "" }
      }.filter { row in row.contains { !$0.filter { !$0.isWhitespace }.isEmpty } }
      var seen: Set<[String]> = []
      var expected = 0
      for row in rows {
        let plain = row.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        if !seen.insert(plain).inserted { expected += 1 }
      }
      let found = inspect([isPiece ? lines(rows) : batch(rows)], headings)
      #expect(found.count("ROW_DUPLICATE") == expected)
    }
  }
}
