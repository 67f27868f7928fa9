/// Passes over the labels that ``Likeness/far(_:)`` has nothing to say about, without a look at
/// their letters: what decides stands in columns, a few bytes a label.
struct FarFilter: Sendable {
  /// Which kinds of letters each label has; see ``Likeness/Label/letters``.
  private var letters: [UInt64] = []
  private var lengths: [Int32] = []
  /// Which consonants each label has, one bit a kind; kinds may share a bit.
  private var consonants: [UInt32] = []
  private var consonantCounts: [Int32] = []
  private var scripts: [SoundKey.Script] = []
  private var longest = 0

  init(_ labels: [Likeness.Label]) {
    for label in labels {
      letters.append(label.letters)
      lengths.append(Int32(truncatingIfNeeded: label.scalars.count))
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
    let consonants = FarFilter.kinds(wanted.sound)
    let consonantCount = Int32(truncatingIfNeeded: wanted.sound.count)
    for label in lengths.indices {
      let other = lengths[label]
      if other == 0 { continue }
      let allowed = allowed[Int(other)]
      let same = letters[label] & kinds
      // A change of one letter adds or takes at most two kinds of letters.
      if abs(other &- length) <= allowed,
        (letters[label] ^ kinds).nonzeroBitCount <= 2 &* Int(allowed)
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
