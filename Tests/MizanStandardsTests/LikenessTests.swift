import Testing

@testable import MizanStandards

struct LikenessTests {
  private func score(_ one: String, _ other: String) -> (score: Double, why: String)? {
    Likeness(one).score(Likeness.Label(other, owner: 0))
  }

  @Test func `Likeness falls with each letter that differs`() throws {
    let one = try #require(score("mandera", "mandra"))
    let two = try #require(score("mandera", "mandro"))
    #expect(one.score > two.score)
    #expect(one.why == "spelling, 1 letter")
    #expect(two.why == "spelling, 2 letters")
  }

  @Test func `Names that differ too much are not proposed`() {
    #expect(score("mandera", "kilifi") == nil)
    #expect(score("ab", "cd") == nil)
    #expect(score("x", "") == nil)
  }

  @Test func `The order of words and the Arabic article count little`() throws {
    #expect(try #require(score("gaza north", "north gaza")).why == "same words in another order")
    #expect(try #require(score("حسكه", "الحسكه")).why == "same without the article")
    #expect(try #require(score("homa bay", "homa bay")).score == 1)
  }

  @Test func `A name inside another is proposed below its own spelling`() throws {
    let inside = try #require(score("nairobi", "nairobi city county"))
    #expect(inside.why == "one name holds the other")
    #expect(inside.score < 0.95)
    #expect(score("of", "ministry of education") == nil)
  }

  @Test func `Names in two scripts are heard alike`() throws {
    let heard = try #require(score("حلب", "Halab"))
    #expect(heard.why == "sounds alike in Latin letters")
    #expect(heard.score < 0.9)
    #expect(try #require(score("ጋምቤላ", "Gambela")).score >= heard.score)
    #expect(score("Halab", "Halib")?.why == "spelling, 1 letter")
    #expect(score("حلب", "Homs") == nil)
  }

  @Test func `The near and the far reasons are all reasons`() {
    let names = [
      "Deir ez-Zor", "Zor Deir ez", "Deir Zor", "Deerezzor", "دير الزور", "Al Deir", "Deir",
    ]
    for one in names {
      for other in names {
        let label = Likeness.Label(other, owner: 0)
        let wanted = Likeness(one)
        let scores = [wanted.near(label), wanted.heard(label), wanted.far(label)]
        let best = scores.map { $0?.score ?? 0 }.max()
        #expect(wanted.score(label)?.score ?? 0 == best)
      }
    }
  }

  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("kitten", "sitting", 3), ("flaw", "lawn", 2), ("abc", "abc", 0),
    ("twon", "town", 1),
    ("abcd", "badc", 2),
  ])
  func `The distance is the number of single changes`(one: String, other: String, distance: Int) {
    let left = one.unicodeScalars.map(\.value)
    let right = other.unicodeScalars.map(\.value)
    #expect(Likeness.distance(left, right, limit: 10) == distance)
    #expect(Likeness.distance(right, left, limit: 10) == distance)
  }

  @Test func `Beyond the limit the distance is only said to be beyond`() {
    let left = "aaaaaaaa".unicodeScalars.map(\.value)
    let right = "bbbbbbbb".unicodeScalars.map(\.value)
    #expect(Likeness.distance(left, right, limit: 3) == 4)
    #expect(Likeness.distance(left, [], limit: 3) == 4)
  }

  @Test func `Equal scores are ordered by code`() {
    let codes = ["b", "a", "c"]
    let labels = codes.indices.map { Likeness.Label("abcd", owner: $0) }
    let found = Likeness("abcx").best(5, of: labels) { (codes[$0], codes[$0]) }
    #expect(found.map(\.code) == ["a", "b", "c"])
  }

  @Test func `The quick looks never hide what the slow way finds`() {
    let words = [
      "north", "south", "gaza", "city", "الحلب", "حلب", "al", "grade", "1", "2", "ecole",
    ]
    var state: UInt64 = 99
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    func text() -> String {
      var letters = (0...next(3)).map { _ in words[next(words.count)] }.joined(separator: " ")
        .unicodeScalars.map { $0 }
      for _ in 0..<next(3) where !letters.isEmpty { letters[next(letters.count)] = "x" }
      return String(String.UnicodeScalarView(letters))
    }
    var proposed = 0
    for _ in 0..<5_000 {
      let one = text()
      let other = Likeness.Label(text(), owner: 0)
      let score = Likeness(one).score(other)
      let wanted = Likeness.Label(one, owner: 0)
      let longest = max(wanted.scalars.count, other.scalars.count)
      let distance = Likeness.distance(wanted.scalars, other.scalars, limit: longest)
      let likeness = 1 - Double(distance) / Double(max(1, longest))
      if likeness >= Likeness.least, distance <= Int(Double(longest) * (1 - Likeness.least)) {
        #expect(score?.score ?? 0 >= likeness, "\(one)")
        proposed += 1
      }
      if Set(wanted.words) == Set(other.words), wanted.words.count == other.words.count,
        Set(wanted.words).count == wanted.words.count
      {
        #expect(score?.score ?? 0 >= 0.95, "\(one)")
      }
    }
    #expect(proposed > 50)
  }
}
