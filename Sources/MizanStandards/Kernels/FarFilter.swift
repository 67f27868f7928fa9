/// Passes over the labels that ``Likeness/far(_:)`` has nothing to say about, without a look at
/// their letters: what decides stands in columns, a few bytes a label.
struct FarFilter: Sendable {
  /// Which kinds of letters each label has; see ``Likeness/Label/letters``.
  private var letters: [UInt64] = []
  private var lengths: [Int32] = []
  private var bags: [LetterBag] = []
  /// Which consonants each label has, one bit a kind; kinds may share a bit.
  private var consonants: [UInt32] = []
  private var consonantCounts: [Int32] = []
  private var scripts: [SoundKey.Script] = []
  private var longest = 0

  init(_ labels: [Likeness.Label]) {
    for label in labels {
      letters.append(label.letters)
      lengths.append(Int32(truncatingIfNeeded: label.scalars.count))
      bags.append(LetterBag(label.scalars))
      consonants.append(FarFilter.kinds(label.sound))
      consonantCounts.append(Int32(truncatingIfNeeded: label.sound.count))
      scripts.append(label.script)
      longest = max(longest, label.scalars.count)
    }
  }

  /// Calls `body` with the number of each label that ``Likeness/far(_:)`` may know a likeness for,
  /// in order; every label that it does is among them.
  func forEach(_ wanted: Likeness.Label, _ body: (Int) -> Void) {
    let count = wanted.scalars.count
    guard count > 0 else { return }
    let allowed = (0...longest).map { Int32(truncatingIfNeeded: Likeness.allowed($0, count)) }
    let length = Int32(truncatingIfNeeded: count)
    let kinds = wanted.letters
    let bag = LetterBag(wanted.scalars)
    let consonants = FarFilter.kinds(wanted.sound)
    let consonantCount = Int32(truncatingIfNeeded: wanted.sound.count)
    for label in lengths.indices {
      let other = lengths[label]
      if other == 0 { continue }
      let allowed = allowed[Int(other)]
      let same = letters[label] & kinds
      let excess = abs(other &- length)
      // Each change of one letter takes and adds at most one letter.
      if excess <= allowed,
        bags[label].difference(bag) &+ Int(excess) <= 2 &* Int(allowed)
      {
        body(label)
      } else if same == kinds || same == letters[label] {
        body(label)
      } else if scripts[label] != wanted.script {
        let allowed = Likeness.allowedConsonants(Int(max(consonantCounts[label], consonantCount)))
        if abs(Int(consonantCounts[label] &- consonantCount)) <= allowed,
          (self.consonants[label] ^ consonants).nonzeroBitCount <= 2 &* allowed
        {
          body(label)
        }
      }
    }
  }

  private static func kinds(_ sound: [UInt8]) -> UInt32 {
    sound.reduce(0) { $0 | 1 &<< UInt32($1 & 31) }
  }
}

/// How often each letter stands in a text, whatever the order; letters may share a place.
struct LetterBag: Sendable {
  private var lower = Bytes16(repeating: 0)
  private var upper = Bytes16(repeating: 0)

  private typealias Bytes16 = SIMD16<UInt8>

  init(_ text: [UInt32]) {
    for letter in text {
      let place = Int(letter & 15)
      if letter & 16 == 0 {
        lower[place] = min(63, lower[place] &+ 1)
      } else {
        upper[place] = min(63, upper[place] &+ 1)
      }
    }
  }

  /// How many letters one has more than the other, of both sides together; never more than that.
  @inline(__always)
  func difference(_ other: LetterBag) -> Int {
    let words =
      LetterBag.distances(lower, other.lower) &+ LetterBag.distances(upper, other.upper)
    let both = words[0] &+ words[1]
    return Int(truncatingIfNeeded: (both &* 0x0101_0101_0101_0101) &>> 56)
  }

  @inline(__always)
  private static func distances(_ one: Bytes16, _ other: Bytes16) -> SIMD2<UInt64> {
    let difference = one &- other
    let distance = difference.replacing(with: other &- one, where: one .< other)
    return unsafeBitCast(distance, to: SIMD2<UInt64>.self)
  }
}
