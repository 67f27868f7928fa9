import MizanRecords

/// Finds the labels that ``Likeness/near(_:)`` is about without a look at each of them, and gives
/// the same answers.
final class NameIndex: Sendable {
  /// All labels; several may have one folded text.
  let labels: [Likeness.Label]
  /// The labels of each distinct text: where they begin in `members`, and the end of the last.
  private let starts: [Int32]
  private let members: [Int32]
  /// The letters of each text.
  private let lengths: [Int32]
  /// The number of each distinct text.
  private let same: ByteMap
  /// Those whose letters without articles and blanks are not all that they have.
  private let bare: KeyTable
  private let words: KeyTable
  private let sounds: KeyTable
  private let spellings: DeletionIndex
  private let others: FarFilter

  init(_ labels: [Likeness.Label]) {
    self.labels = labels
    var texts: [[UInt32]] = []
    var heard: [[UInt8]] = []
    var numbers: [Int] = []
    var same = ByteMap(capacity: labels.count)
    for label in labels {
      let key = KeyTable.key(label.scalars)
      let number = same.find(key).map(Int.init) ?? texts.count
      if number == texts.count {
        same.insert(key, Int32(truncatingIfNeeded: number))
        texts.append(label.scalars)
        heard.append(label.sound)
      }
      numbers.append(number)
    }
    var starts = [Int32](repeating: 0, count: texts.count + 1)
    for number in numbers { starts[number + 1] += 1 }
    for number in texts.indices { starts[number + 1] += starts[number] }
    var members = [Int32](repeating: 0, count: labels.count)
    var next = starts
    for (label, number) in numbers.enumerated() {
      members[Int(next[number])] = Int32(truncatingIfNeeded: label)
      next[number] += 1
    }
    var bare = KeyTable(count: texts.count)
    var words = KeyTable(count: texts.count)
    var sounds = KeyTable(count: texts.count)
    for (number, text) in texts.enumerated() {
      if heard[number].count >= 2 { sounds.add(heard[number], text: number) }
      if Likeness.isBare(text) { continue }
      let parts = text.split(separator: 32)
      let letters = Likeness.bare(parts)
      if letters != text { bare.add(KeyTable.key(letters), text: number) }
      if parts.count > 1 { words.add(NameIndex.wordKey(parts), text: number) }
    }
    lengths = texts.map { Int32(truncatingIfNeeded: $0.count) }
    self.starts = starts
    self.members = members
    self.same = same
    self.bare = bare
    self.words = words
    self.sounds = sounds
    spellings = DeletionIndex(texts)
    others = FarFilter(labels)
  }

  /// Calls `body` with each label that is near and why, the most like first, until it gives false;
  /// a label may come more than once.
  func forEachNear(_ wanted: Likeness, _ body: (Likeness.Label, Likeness.Score) -> Bool) {
    let text = wanted.wanted
    let parts = text.words
    guard !parts.isEmpty else { return }
    var found: [(text: Int, score: Likeness.Score)] = []
    if let number = same.find(KeyTable.key(text.scalars)) {
      found.append((Int(number), Likeness.same))
    }
    let letters = KeyTable.key(Likeness.bare(parts))
    if !letters.isEmpty, let number = same.find(letters) {
      found.append((Int(number), Likeness.sameBare))
    }
    bare.forEach(letters) { found.append(($0, Likeness.sameBare)) }
    if parts.count > 1 {
      words.forEach(NameIndex.wordKey(parts)) { found.append(($0, Likeness.sameWords)) }
    }
    let count = text.scalars.count
    spellings.forEach(near: text.scalars, limit: Likeness.nearChanges) { number, distance in
      let length = lengths[number]
      guard distance <= Likeness.allowed(Int(length), count) else { return }
      found.append((number, Likeness.spelling(distance, Int(length), count)))
    }
    found.sort { $0.score.score > $1.score.score }
    for (number, score) in found {
      for member in starts[number]..<starts[number + 1] {
        if !body(labels[Int(members[Int(member)])], score) { return }
      }
    }
  }

  /// Calls `body` with each label of another script that has the same consonants.
  func forEachHeard(_ wanted: Likeness, _ body: (Likeness.Label, Likeness.Score) -> Void) {
    let text = wanted.wanted
    guard text.sound.count >= 2 else { return }
    let score = Likeness.sameSound(text.sound.count)
    sounds.forEach(text.sound) { number in
      for member in starts[number]..<starts[number + 1] {
        let label = labels[Int(members[Int(member)])]
        if label.script != text.script { body(label, score) }
      }
    }
  }

  /// Calls `body` with each label that is like the text as ``Likeness/far(_:)`` says.
  func forEachFar(_ wanted: Likeness, _ body: (Likeness.Label, Likeness.Score) -> Void) {
    others.forEach(wanted, hasNear: false) { label in
      if let score = wanted.far(labels[label]) { body(labels[label], score) }
    }
  }

  private static func wordKey(_ words: [ArraySlice<UInt32>]) -> [UInt8] {
    KeyTable.key(Likeness.sorted(words).joined(separator: [32]))
  }
}
