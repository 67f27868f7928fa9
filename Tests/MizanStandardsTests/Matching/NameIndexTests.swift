import Testing

@testable import MizanStandards

/// The index and a look at every label must give the same answers, scores and reasons.
struct NameIndexTests {
  private static let words = [
    "deir", "zor", "ez", "al", "el", "as", "suwayda", "sweida", "hama", "homs", "rural", "damascus",
    "north", "south", "gaza", "دير", "الزور", "زور", "حلب", "الحسكة", "حسكه", "حماة", "ادلب",
    "idleb",
    "ጋምቤላ", "gambela", "አፋር", "afar", "1", "12", "x",
  ]

  private func register(_ random: inout SeededNumbers, _ count: Int) -> [Likeness.Label] {
    (0..<count).map { owner in
      let words = (0...random.next(3)).map { _ in
        NameIndexTests.words[random.next(NameIndexTests.words.count)]
      }
      return Likeness.Label(words.joined(separator: " "), owner: owner / 2)
    }
  }

  private func query(_ label: Likeness.Label, _ random: inout SeededNumbers) -> String {
    var letters = Array(label.text.unicodeScalars)
    for _ in 0..<random.next(4) where !letters.isEmpty {
      let place = random.next(letters.count)
      switch random.next(4) {
      case 0: letters.remove(at: place)
      case 1: letters.insert("a", at: place)
      case 2 where place + 1 < letters.count: letters.swapAt(place, place + 1)
      default: letters[place] = "ر"
      }
    }
    var text = String(String.UnicodeScalarView(letters))
    if random.next(5) == 0 {
      text = text.split(separator: " ").reversed().joined(separator: " ")
    }
    return text
  }

  @Test(arguments: [1, 2, 3])
  func `The index proposes what a look at every label proposes`(seed: Int) {
    var random = SeededNumbers(seed: UInt64(seed))
    let labels = register(&random, 500)
    let index = NameIndex(labels)
    var proposed = 0
    for _ in 0..<800 {
      let wanted = Likeness(query(labels[random.next(labels.count)], &random))
      var quick = Proposals()
      index.forEachNear(wanted) {
        quick.add($1, $0)
        return true
      }
      index.forEachHeard(wanted) { quick.add($1, $0) }
      var slow = Proposals()
      for label in labels {
        if let score = wanted.near(label) { slow.add(score, label) }
        if let score = wanted.heard(label) { slow.add(score, label) }
      }
      let one = quick.best(.max) { ("\($0)", quick.tops[$0]?.label ?? "") }
      let other = slow.best(.max) { ("\($0)", slow.tops[$0]?.label ?? "") }
      #expect(one == other, "\(wanted.wanted.text)")
      proposed += other.count
    }
    #expect(proposed > 2000)
  }

  @Test(arguments: [1, 2, 3])
  func `What is far is found as by a look at every label, in its order`(seed: Int) {
    var random = SeededNumbers(seed: UInt64(seed) &* 77)
    let labels = register(&random, 400) + [Likeness.Label("", owner: 900)]
    let index = NameIndex(labels)
    var (quick, slow) = (0, 0)
    for _ in 0..<400 {
      var text = query(labels[random.next(400)], &random)
      if random.next(4) == 0 { text = query(Likeness.Label(text, owner: 0), &random) }
      if random.next(20) == 0 { text = "-" }
      if random.next(20) == 0 { text = String(repeating: text + " ", count: 5) }
      let wanted = Likeness(text)
      var found: [String] = []
      index.forEachFar(wanted) { found.append("\($0.text) \($0.owner) \($1)") }
      let expected = labels.compactMap { label in
        wanted.far(label).map { "\(label.text) \(label.owner) \($0)" }
      }
      #expect(found == expected, "\(text)")
      slow += expected.count
      FarFilter(labels).forEach(wanted, hasNear: false) { _ in quick += 1 }
    }
    #expect(slow > 1_000)
    // The filter is worth its name: it passes over most of what it need not look at.
    #expect(quick < 400 * 400 / 2)
  }

  @Test func `An empty label and an empty register propose nothing`() {
    var told = 0
    NameIndex([]).forEachNear(Likeness("x")) { _, _ in
      told += 1
      return true
    }
    NameIndex([Likeness.Label("x", owner: 0)]).forEachNear(Likeness("")) { _, _ in
      told += 1
      return true
    }
    NameIndex([Likeness.Label("", owner: 0)]).forEachNear(Likeness("-")) { _, _ in
      told += 1
      return true
    }
    #expect(told == 0)
  }

  @Test func `The order of labels does not matter`() {
    var random = SeededNumbers(seed: 77)
    let labels = register(&random, 200)
    let one = NameIndex(labels)
    let other = NameIndex(labels.reversed())
    for label in labels.prefix(100) {
      let wanted = Likeness(query(label, &random))
      var first = Proposals()
      var second = Proposals()
      one.forEachNear(wanted) {
        first.add($1, $0)
        return true
      }
      other.forEachNear(wanted) {
        second.add($1, $0)
        return true
      }
      #expect(
        first.best(.max) { ("\($0)", first.tops[$0]?.label ?? "") }
          == second.best(.max) { ("\($0)", second.tops[$0]?.label ?? "") })
    }
  }
}
