/// Passes over the labels that ``Likeness/far(_:)`` has nothing to say about, without a look at
/// their letters: what decides stands in columns, a few bytes a label.
struct FarFilter: Sendable {
  /// What is asked of each label first.
  private struct Row {
    /// Which kinds of letters the label has; see ``Likeness/Label/letters``.
    var letters: UInt64
    var script: SoundKey.Script
  }

  private let rows: [Row]
  private let spellings: LetterColumns
  private let sounds: LetterColumns

  init(_ labels: [Likeness.Label]) {
    rows = labels.map { Row(letters: $0.letters, script: $0.script) }
    spellings = LetterColumns(labels.map(\.scalars))
    sounds = LetterColumns(labels.map { FarFilter.letters($0.sound) })
  }

  /// Calls `body` with the number of each label that ``Likeness/far(_:)`` may know a likeness for,
  /// in order; every label that it does is among them.
  func forEach(_ likeness: Likeness, _ body: (Int) -> Void) {
    let wanted = likeness.wanted
    let count = wanted.scalars.count
    guard count > 0 else { return }
    var isAlike = [Bool](repeating: false, count: rows.count)
    forEachHeard(wanted) { isAlike[$0] = true }
    spellings.forEach(like: wanted.scalars, needed: spelt(count)) { label, letters in
      if !isAlike[label] { isAlike[label] = likeness.mayBeSpelt(letters) }
    }
    rows.withUnsafeBufferPointer { rows in
      for label in rows.indices {
        let same = rows[label].letters & wanted.letters
        if isAlike[label] || same == wanted.letters || same == rows[label].letters {
          body(label)
        }
      }
    }
  }

  /// How many letters a text of some length has in common with one of `count` letters, when no
  /// more changes part them than are allowed: a change takes a letter, adds one or does both.
  private func spelt(_ count: Int) -> (Int) -> Int? {
    { length in
      let allowed = Likeness.allowed(length, count)
      guard length > 0, abs(length - count) <= allowed else { return nil }
      return max(length, count) - allowed
    }
  }

  /// Calls `body` with each label of another script whose consonants differ a little.
  private func forEachHeard(_ wanted: Likeness.Label, _ body: (Int) -> Void) {
    let sound = FarFilter.letters(wanted.sound)
    let isShort = 1...LetterPattern.limit ~= sound.count
    let pattern = LetterPattern(isShort ? sound : [])
    sounds.forEach(like: sound, needed: heard(sound.count)) { label, letters in
      guard rows[label].script != wanted.script else { return }
      let allowed = Likeness.allowedConsonants(max(letters.count, sound.count))
      if isShort, let base = letters.baseAddress,
        pattern.distance(base, letters.count, limit: allowed) > allowed
      {
        return
      }
      body(label)
    }
  }

  /// The same for consonants.
  private func heard(_ count: Int) -> (Int) -> Int? {
    { length in
      let allowed = Likeness.allowedConsonants(max(length, count))
      guard allowed > 0, abs(length - count) <= allowed else { return nil }
      return max(length, count) - allowed
    }
  }

  private static func letters(_ sound: [UInt8]) -> [UInt32] { sound.map { UInt32($0) } }
}
