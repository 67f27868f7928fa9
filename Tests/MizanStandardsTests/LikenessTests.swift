import Testing

@testable import MizanStandards

struct LikenessTests {
  private func score(_ one: String, _ other: String) -> (score: Double, why: String)? {
    Likeness(one).score(other.unicodeScalars.map(\.value))
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
    let found = Likeness("abcx").best(
      5, of: ["b", "a", "c"], labels: { $1("abcd") }, candidate: { ($0, $0) })
    #expect(found.map(\.code) == ["a", "b", "c"])
  }
}
