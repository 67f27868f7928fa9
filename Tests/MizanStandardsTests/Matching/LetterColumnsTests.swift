import Testing

@testable import MizanStandards

@Suite("Columns of letters")
struct LetterColumnsTests {
  /// How many letters two texts have in common, letters that share a column taken for one.
  private func shared(_ one: [UInt32], _ other: [UInt32]) -> Int {
    (0..<32).reduce(0) { sum, column in
      sum + min(one.count { $0 & 31 == column }, other.count { $0 & 31 == column })
    }
  }

  private func quick(
    _ texts: [[UInt32]], _ query: [UInt32], needed: (Int) -> Int?
  ) -> [Int] {
    var all = LetterTexts()
    for text in texts { all.append(text) }
    let columns = LetterColumns(all)
    var found: [Int] = []
    columns.forEach(like: query, needed: needed) { text, letters in
      #expect(Array(letters) == texts[text])
      found.append(text)
    }
    return found.sorted()
  }

  @Test func `Sixteen texts together and one by one are the same`() {
    var random = SeededNumbers(seed: 21)
    let texts = (0..<700).map { _ in random.text(0...30, letters: 40) }
    var total = 0
    for _ in 0..<100 {
      let query = random.text(0...30, letters: 40)
      let (span, least) = (random.next(12), random.next(9))
      let needed = { (length: Int) in abs(length - query.count) <= span ? least : nil }
      let expected = texts.indices.filter {
        abs(texts[$0].count - query.count) <= span && shared(texts[$0], query) >= least
      }
      #expect(quick(texts, query, needed: needed) == expected)
      total += expected.count
    }
    #expect(total > 2_000)
  }

  @Test func `No text is passed over that so few changes part from the query`() {
    var random = SeededNumbers(seed: 5)
    for _ in 0..<2_000 {
      let one = random.text(1...140, letters: 40)
      let other = random.next(2) == 0 ? random.text(1...140, letters: 40) : Array(one.dropFirst(2))
      let changes = Likeness.distance(one, other, limit: 300)
      let found = quick([other], one) { max(one.count, $0) - changes }
      #expect(found == [0])
    }
  }

  @Test func `A text that is too long for the columns is never passed over`() {
    let long = [UInt32](repeating: 97, count: LetterColumns.longest + 1)
    let short: [UInt32] = [98]
    let texts = [long, short, []]
    #expect(quick(texts, [99]) { _ in 1 } == [0])
    #expect(quick(texts, long) { _ in 1 } == [0, 1, 2])
    #expect(quick(texts, long) { $0 == 1 ? 1 : nil } == [1])
  }

  @Test func `Nothing is found among no texts, and all where nothing is needed`() {
    #expect(quick([], [97]) { _ in 0 }.isEmpty)
    #expect(quick([[97], [], [98, 99]], [97]) { _ in 0 } == [0, 1, 2])
  }
}
