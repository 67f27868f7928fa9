import MizanRecords
import Testing

struct FoldingPropertyTests {
  /// Scalars of the basic plane that all versions of Unicode since 14 know alike.
  static let scalars: [UnicodeScalar] = (1..<0x10000).compactMap { UnicodeScalar($0) }.filter {
    guard let age = $0.properties.age, age.major <= 14 else { return false }
    return $0.properties.generalCategory != .privateUse
  }

  @Test func `Every scalar folds as its slow twin says`() {
    #expect(FoldingPropertyTests.scalars.count > 50_000)
    var wrong: [String] = []
    for scalar in FoldingPropertyTests.scalars {
      let text = "a" + String(scalar) + "b"
      let kernel = Folding.fold(text)
      if kernel != FoldingTwin.fold(text) {
        wrong.append("\(String(scalar.value, radix: 16)) \(kernel) \(FoldingTwin.fold(text))")
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(20))")
  }

  @Test func `Folding twice is folding once, for every scalar`() {
    let wrong = FoldingPropertyTests.scalars.filter {
      let once = Folding.fold("x " + String($0))
      return Folding.fold(once) != once
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(20))")
  }

  @Test func `Random texts fold as the slow twin says, and only once`() {
    var random = SeededRandom(seed: 20_260_711)
    let ranges: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0x20...0x7E, 0xA0...0x17F, 0x300...0x36F, 0x391...0x3C9, 0x410...0x44F,
      0x610...0x6FF, 0x1200...0x1360, 0x2000...0x206F, 0xFE70...0xFEFC, 0xFF01...0xFF5E,
    ]
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<random.next(24) {
        let range = ranges[random.next(ranges.count)]
        let value = range.lowerBound + UInt32(random.next(range.count))
        guard let scalar = UnicodeScalar(value), scalar.properties.age != nil else { continue }
        text.unicodeScalars.append(scalar)
      }
      let folded = Folding.fold(text)
      #expect(folded == FoldingTwin.fold(text))
      #expect(Folding.fold(folded) == folded)
    }
  }

  @Test func `Random bytes fold to UTF-8 that folds to itself`() {
    var random = SeededRandom(seed: 7)
    for _ in 0..<20_000 {
      let bytes = (0..<random.next(40)).map { _ in UInt8(random.next(256)) }
      let folded = Folding.fold(bytes)
      #expect(String(validating: folded, as: UTF8.self) != nil)
      #expect(Folding.fold(folded) == folded)
      #expect(folded.first != 32 && folded.last != 32)
    }
  }
}

/// The same numbers in every run.
private struct SeededRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return limit == 0 ? 0 : Int(state >> 33) % limit
  }
}
