/// Passes over the labels that ``Likeness`` has nothing to say about, without a look at their
/// letters: what decides stands in columns, a few bytes a label.
struct FarFilter: Sendable {
  /// What is asked of each label first.
  fileprivate struct Row {
    /// Which kinds of letters the label has; see ``Likeness/Label/letters``.
    var letters: UInt64
    var bareLetters: UInt64
    var script: SoundKey.Script
  }

  private let rows: [Row]
  private let scripts: Set<SoundKey.Script>
  private let spellings: LetterColumns
  private let sounds: LetterColumns

  /// Collects labels; see ``Likeness/Label`` for what is asked of each.
  struct Builder {
    fileprivate var rows: [Row] = []
    fileprivate var scripts: Set<SoundKey.Script> = []
    fileprivate var spellings = LetterTexts()
    fileprivate var sounds = LetterTexts()

    /// - Parameter count: how many labels will come.
    init(_ count: Int) {
      rows.reserveCapacity(count)
      spellings.reserve(count)
      sounds.reserve(count)
    }

    mutating func add(
      _ scalars: [UInt32], sound: [UInt8], letters: UInt64, bareLetters: UInt64
    ) {
      let script = SoundKey.script(scalars)
      if rows.last?.script != script { scripts.insert(script) }
      rows.append(Row(letters: letters, bareLetters: bareLetters, script: script))
      spellings.append(scalars)
      sounds.append(sound.lazy.map { UInt32($0) })
    }
  }

  init(_ builder: Builder) {
    rows = builder.rows
    scripts = builder.scripts
    spellings = LetterColumns(builder.spellings)
    sounds = LetterColumns(builder.sounds)
  }

  init(_ labels: [Likeness.Label]) {
    var builder = Builder(labels.count)
    for label in labels {
      builder.add(
        label.scalars, sound: label.sound, letters: label.letters, bareLetters: label.bareLetters)
    }
    self.init(builder)
  }

  /// Calls `body` with the number of each label that ``Likeness/far(_:)`` may know a likeness for,
  /// in order; every label that it does is among them.
  /// - Parameter hasNear: whether those that ``Likeness/near(_:)`` and ``Likeness/heard(_:)`` may
  ///   know one for are wanted too.
  func forEach(_ likeness: Likeness, hasNear: Bool, _ body: (Int) -> Void) {
    let wanted = likeness.wanted
    let count = wanted.scalars.count
    guard count > 0 else { return }
    var isAlike = [Bool](repeating: false, count: rows.count)
    forEachHeard(wanted, hasNear: hasNear) { isAlike[$0] = true }
    spellings.forEach(like: wanted.scalars, needed: spelt(count)) { label, letters in
      if !isAlike[label] { isAlike[label] = likeness.mayBeSpelt(letters) }
    }
    rows.withUnsafeBufferPointer { rows in
      for label in rows.indices {
        let same = rows[label].letters & wanted.letters
        if isAlike[label] || same == wanted.letters || same == rows[label].letters
          || (hasNear && rows[label].bareLetters == wanted.bareLetters)
        {
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
  private func forEachHeard(
    _ wanted: Likeness.Label, hasNear: Bool, _ body: (Int) -> Void
  ) {
    guard scripts.contains(where: { $0 != wanted.script }) else { return }
    let sound = wanted.sound.map { UInt32($0) }
    let isShort = 1...LetterPattern.limit ~= sound.count
    let pattern = LetterPattern(isShort ? sound : [])
    sounds.forEach(like: sound, needed: heard(sound.count, hasNear)) { label, letters in
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

  /// The same for consonants; two that are the same are near, although none may change.
  private func heard(_ count: Int, _ hasNear: Bool) -> (Int) -> Int? {
    { length in
      let allowed = Likeness.allowedConsonants(max(length, count))
      guard allowed > 0 || (hasNear && count > 1), abs(length - count) <= allowed else {
        return nil
      }
      return max(length, count) - allowed
    }
  }
}
