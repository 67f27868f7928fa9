import Testing

@testable import MizanStandards

struct LetterPatternTests {
  private func distance(_ one: [UInt32], _ other: [UInt32], limit: Int) -> Int {
    other.withUnsafeBufferPointer {
      guard let base = $0.baseAddress else { return one.count }
      return LetterPattern(one).distance(base, other.count, limit: limit)
    }
  }

  @Test func `Random texts are as far apart as the table of the slow twin says`() {
    var random = SeededNumbers(seed: 5)
    for _ in 0..<20_000 {
      let one = random.text(1...14, letters: 4)
      let other = random.text(1...14, letters: 4)
      let slow = Likeness.distance(one, other, limit: 20)
      #expect(distance(one, other, limit: 20) == slow, "\(one) \(other)")
      for limit in 0...3 {
        let quick = distance(one, other, limit: limit)
        #expect(slow <= limit ? quick == slow : quick > limit, "\(one) \(other)")
      }
    }
  }

  @Test(arguments: [1, 2, 63, 64])
  func `Texts up to the limit are compared to the last letter`(count: Int) {
    var random = SeededNumbers(seed: UInt64(count))
    for _ in 0..<200 {
      let one = random.text(count...count, letters: 30)
      var other = one
      other[count - 1] = 999
      #expect(distance(one, other, limit: 3) == 1)
      #expect(distance(one, one, limit: 3) == 0)
      #expect(distance(one, one + [7], limit: 3) == 1)
      #expect(distance(one, [999] + one, limit: 3) == 1)
    }
  }

  @Test func `Sixty-four different letters fit`() {
    let one = (1...64).map { UInt32($0) }
    #expect(distance(one, one.reversed(), limit: 64) > 32)
    #expect(distance(one, one, limit: 0) == 0)
  }
}

/// The same numbers in every run.
struct SeededNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed &+ 99 }

  mutating func next(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return limit == 0 ? 0 : Int(state >> 33) % limit
  }

  /// A text of random letters, each from 1 to `letters`.
  mutating func text(_ counts: ClosedRange<Int>, letters: Int) -> [UInt32] {
    (0..<counts.lowerBound + next(counts.count)).map { _ in UInt32(1 + next(letters)) }
  }

  /// A text with one change: a letter put in, taken out, replaced, or two that change places.
  mutating func changed(_ text: [UInt32], letters: Int) -> [UInt32] {
    var text = text
    let place = next(text.count)
    switch next(4) {
    case 0 where text.count > 1: text.remove(at: place)
    case 1: text.insert(UInt32(1 + next(letters)), at: place)
    case 2 where place + 1 < text.count: text.swapAt(place, place + 1)
    default: text[place] = UInt32(1 + next(letters))
    }
    return text
  }
}
