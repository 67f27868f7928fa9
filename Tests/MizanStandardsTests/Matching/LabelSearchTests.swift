import Testing

@testable import MizanStandards

/// The search beside a look at every label: the same candidates, scores and reasons in one order.
struct LabelSearchTests {
  private static let words = [
    "deir", "zor", "ez", "al", "el", "as", "ash", "esh", "sham", "shams", "suwayda", "sweida",
    "hama",
    "homs", "rural", "aleppo", "halab", "حلب", "الشام", "شام", "الزور", "زور", "دير", "بنات", "حمه",
    "ጋምቤላ", "gambela", "አፋር", "afar", "1", "12", "x", "KE001", "o9RASM5Rqhx", "oJkZiyNGj8B", "-",
    "a longer word than most of them are, with more than sixty-four letters in it",
  ]

  private func label(_ random: inout SeededNumbers) -> String {
    (0...random.next(3)).map { _ in
      LabelSearchTests.words[random.next(LabelSearchTests.words.count)]
    }.joined(separator: random.next(6) == 0 ? "" : " ")
  }

  private func changed(_ text: String, _ random: inout SeededNumbers) -> String {
    var letters = Array(text.unicodeScalars)
    for _ in 0..<random.next(4) where !letters.isEmpty {
      let place = random.next(letters.count)
      switch random.next(4) {
      case 0: letters.remove(at: place)
      case 1: letters.insert("a", at: place)
      case 2 where place + 1 < letters.count: letters.swapAt(place, place + 1)
      default: letters[place] = "ر"
      }
    }
    return String(String.UnicodeScalarView(letters))
  }

  @Test(arguments: [1, 2, 3, 4])
  func `It finds what a look at every label finds`(seed: Int) {
    var random = SeededNumbers(seed: UInt64(seed) &* 31)
    let named: [LabelSearch.Named] =
      (0..<400).map { (label(&random), $0 / 2) } + [("", 900), ("12", 901)]
    let search = LabelSearch(named.count) { named[$0] }
    let labels = named.map { Likeness.Label($0.text, owner: $0.owner) }
    var found = 0
    for step in 0..<400 {
      let text = step % 3 == 0 ? label(&random) : changed(named[random.next(400)].text, &random)
      let wanted = Likeness(text)
      let limit = [0, 1, 3, 1_000][step % 4]
      let quick = search.best(limit, for: wanted) { ("c\($0)", "n\($0)") }
      let slow = wanted.best(limit, of: labels) { ("c\($0)", "n\($0)") }
      #expect(quick == slow, "\(text)")
      found += slow.count
    }
    #expect(found > 1_000)
  }

  @Test func `Articles that differ and two consonants of another script are not passed over`() {
    let texts = ["ash x", "el x", "حمه", "hama"]
    let search = LabelSearch(texts.count) { (texts[$0], $0) }
    for text in ["esh x", "al x", "hm", "حم", "ham"] {
      let slow = Likeness(text).best(9, of: texts.enumerated().map { .init($1, owner: $0) }) {
        (texts[$0], texts[$0])
      }
      #expect(!slow.isEmpty, "\(text)")
      #expect(search.best(9, for: Likeness(text)) { (texts[$0], texts[$0]) } == slow, "\(text)")
    }
  }

  @Test func `No labels propose nothing`() {
    #expect(LabelSearch(0) { _ in ("", 0) }.best(3, for: Likeness("x")) { _ in ("", "") }.isEmpty)
  }
}
