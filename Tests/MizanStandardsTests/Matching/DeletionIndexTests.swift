import Testing

@testable import MizanStandards

struct DeletionIndexTests {
  /// The slow twin: every text is compared.
  private func slow(_ texts: [[UInt32]], _ query: [UInt32], _ limit: Int) -> [String] {
    texts.indices.compactMap { index in
      let distance = Likeness.distance(query, texts[index], limit: limit)
      let allowed = min(limit, Likeness.allowed(query.count, texts[index].count))
      return distance <= allowed ? "\(index):\(distance)" : nil
    }
  }

  private func quick(_ index: DeletionIndex, _ texts: [[UInt32]], _ query: [UInt32], _ limit: Int)
    -> [String]
  {
    var found: [String] = []
    index.forEach(near: query, limit: limit) { text, distance in
      let allowed = min(limit, Likeness.allowed(query.count, texts[text].count))
      if distance <= allowed { found.append("\(text):\(distance)") }
    }
    return found
  }

  @Test(arguments: [3, 8, 30])
  func `An index finds what a look at every text finds`(letters: Int) {
    var random = SeededNumbers(seed: UInt64(letters))
    let texts = (0..<400).map { _ in random.text(1...12, letters: letters) }
    let index = DeletionIndex(texts)
    var hits = 0
    for round in 0..<600 {
      var query =
        round % 3 == 0 ? random.text(1...12, letters: letters) : texts[random.next(texts.count)]
      for _ in 0..<random.next(4) { query = random.changed(query, letters: letters) }
      for limit in 0...2 {
        let wanted = slow(texts, query, limit)
        let found = quick(index, texts, query, limit)
        #expect(Set(found) == Set(wanted), "\(query)")
        #expect(found.count == Set(found).count)
        hits += wanted.count
      }
    }
    #expect(hits > 500)
  }

  @Test func `Texts around the length of a machine word are found`() {
    var random = SeededNumbers(seed: 64)
    let texts = (58...70).flatMap { count in
      (0..<4).map { _ in random.text(count...count, letters: 20) }
    }
    let index = DeletionIndex(texts)
    for text in texts {
      var query = text
      for _ in 0..<3 {
        #expect(Set(quick(index, texts, query, 2)) == Set(slow(texts, query, 2)))
        query = random.changed(query, letters: 20)
      }
    }
  }

  @Test func `Nothing is near in an empty index, and nothing is near to nothing`() {
    #expect(quick(DeletionIndex([]), [], [1, 2, 3], 2).isEmpty)
    #expect(quick(DeletionIndex([[1], []]), [[1], []], [], 2).isEmpty)
  }

  @Test func `Hashes of texts that one change parts meet`() {
    var random = SeededNumbers(seed: 17)
    for _ in 0..<2000 {
      let text = random.text(5...20, letters: 6)
      let other = random.changed(random.changed(text, letters: 6), letters: 6)
      guard other.count >= 5 else { continue }
      #expect(!hashes(text).isDisjoint(with: hashes(other)), "\(text) \(other)")
    }
  }

  private func hashes(_ text: [UInt32]) -> Set<UInt64> {
    var all: Set<UInt64> = []
    text.withUnsafeBufferPointer { DeletionHashes.forEach($0) { all.insert($0) } }
    return all
  }
}
