import MizanRecords

/// How much labels are like one text, to propose codes to a person; it never decides.
///
/// The reasons, in the order of their scores:
/// - the same label after folding: 1
/// - the same but for articles and blanks: 0.97
/// - the same words in another order: 0.95
/// - spelling: 1 less the share of letters that differ
/// - one name holds the words of the other: 0.6 to 0.9, by the share of letters it holds
/// - another script, the same consonants: 0.7 to 0.85, by their number; nearly the same: 0.6 to 0.7
struct Likeness {
  /// The least score that is worth showing.
  static let least = 0.6
  /// The most changes of spelling that ``near(_:)`` takes.
  static let nearChanges = 2
  /// From this likeness in one script on, other scripts are not listened to.
  static let enough = 0.7

  /// A likeness and why.
  typealias Score = (score: Double, why: String)

  let wanted: Label
  private let words: [ArraySlice<UInt32>]
  private let bare: [UInt32]
  /// The wanted text for quick comparing, unless it is empty or too long. Some 1,500 bytes, so it
  /// is used where it stands and never bound to a name.
  private let pattern: LetterPattern
  private let hasPattern: Bool

  init(_ label: String) {
    wanted = Label(label, owner: 0)
    words = wanted.words
    bare = Likeness.bare(words)
    hasPattern = 1...LetterPattern.limit ~= wanted.scalars.count
    pattern = LetterPattern(hasPattern ? wanted.scalars : [])
  }

  /// The likeness of one label, from ``least`` to 1, and why; nil when it is too small.
  func score(_ label: Label) -> Score? {
    Likeness.better(Likeness.better(near(label), heard(label)), far(label))
  }

  /// The likeness by the reasons that an index can look up in one script.
  func near(_ label: Label) -> Score? {
    guard !label.scalars.isEmpty, !wanted.scalars.isEmpty else { return nil }
    if label.scalars == wanted.scalars { return Likeness.same }
    var top = spelling(label, Likeness.nearChanges)
    if label.bareLetters == wanted.bareLetters, Likeness.bare(label.words) == bare {
      top = Likeness.better(top, Likeness.sameBare)
    }
    if label.letters == wanted.letters, Likeness.areReordered(words, label.words) {
      top = Likeness.better(top, Likeness.sameWords)
    }
    return top
  }

  /// The likeness to a label of another script with the same consonants.
  func heard(_ label: Label) -> Score? {
    guard label.script != wanted.script, wanted.sound.count >= 2, wanted.sound == label.sound else {
      return nil
    }
    return Likeness.sameSound(wanted.sound.count)
  }

  /// The likeness by the reasons that need a look at every label: more than ``nearChanges``
  /// changes of spelling, and names that hold one another.
  func far(_ label: Label) -> Score? {
    guard !label.scalars.isEmpty, !wanted.scalars.isEmpty else { return nil }
    var top = spelling(label, .max)
    if label.script != wanted.script { top = Likeness.better(top, soundsNear(label)) }
    let holds = label.letters & wanted.letters
    guard holds == label.letters || holds == wanted.letters else { return top }
    return Likeness.better(top, scoreOfParts(label.words))
  }

  /// Consonants of another script that differ a little.
  private func soundsNear(_ label: Label) -> Score? {
    let longest = max(wanted.sound.count, label.sound.count)
    let allowed = Likeness.allowedConsonants(longest)
    guard allowed > 0, abs(wanted.sound.count - label.sound.count) <= allowed else { return nil }
    let distance = Likeness.distance(
      wanted.sound.map { UInt32($0) }, label.sound.map { UInt32($0) }, limit: allowed)
    guard distance <= allowed else { return nil }
    return (
      Likeness.least + min(0.1, 0.015 * Double(longest)), "sounds much alike in Latin letters"
    )
  }

  private func spelling(_ label: Label, _ most: Int) -> Score? {
    let allowed = min(most, Likeness.allowed(label.scalars.count, wanted.scalars.count))
    // A change of one letter adds or takes at most two kinds of letters.
    guard ((label.letters ^ wanted.letters).nonzeroBitCount + 1) / 2 <= allowed else { return nil }
    let distance: Int
    if hasPattern {
      distance = pattern.distance(label.scalars, limit: allowed)
    } else {
      distance = Likeness.distance(wanted.scalars, label.scalars, limit: allowed)
    }
    guard distance <= allowed else { return nil }
    return Likeness.spelling(distance, label.scalars.count, wanted.scalars.count)
  }

  /// Whether no more changes than are allowed part a text from the wanted one; also true where only
  /// a longer look can tell.
  func mayBeSpelt(_ letters: UnsafeBufferPointer<UInt32>) -> Bool {
    guard hasPattern, let base = letters.baseAddress else { return true }
    let allowed = Likeness.allowed(letters.count, wanted.scalars.count)
    return pattern.distance(base, letters.count, limit: allowed) <= allowed
  }

  private func scoreOfParts(_ others: [ArraySlice<UInt32>]) -> Score? {
    let (few, many) = words.count < others.count ? (words, others) : (others, words)
    let short = few.joined().count
    guard few.count < many.count, short > 2, few.allSatisfy(many.contains) else { return nil }
    let share = Double(short) / Double(many.joined().count)
    return (Likeness.least + 0.3 * share, "one name holds the other")
  }
}

extension Likeness {
  static let same: Score = (1, "same label")
  static let sameBare: Score = (0.97, "same without the article")
  static let sameWords: Score = (0.95, "same words in another order")

  /// How many changes may part two labels of these lengths.
  static func allowed(_ one: Int, _ other: Int) -> Int {
    Int(Double(max(one, other)) * (1 - least))
  }

  /// How many changes may part the consonants of two labels, the longer with this many.
  static func allowedConsonants(_ longest: Int) -> Int { longest >= 7 ? 2 : longest >= 3 ? 1 : 0 }

  /// The higher of two likenesses; the first of equal ones.
  static func better(_ one: Score?, _ other: Score?) -> Score? {
    guard let one, let other else { return one ?? other }
    return other.score > one.score ? other : one
  }

  static func spelling(_ distance: Int, _ one: Int, _ other: Int) -> Score {
    (1 - Double(distance) / Double(max(one, other)), spellings[min(distance, spellings.count - 1)])
  }

  /// The reasons for spellings, made once.
  private static let spellings = (0...200).map { "spelling, \($0) letter\($0 == 1 ? "" : "s")" }

  /// The more consonants two scripts share, the less it is chance.
  static func sameSound(_ consonants: Int) -> Score {
    (min(0.85, 0.6 + 0.05 * Double(consonants)), "sounds alike in Latin letters")
  }

  static func areReordered(_ one: [ArraySlice<UInt32>], _ other: [ArraySlice<UInt32>]) -> Bool {
    one.count > 1 && one.count == other.count && sorted(one) == sorted(other)
  }

  static func sorted(_ words: [ArraySlice<UInt32>]) -> [ArraySlice<UInt32>] {
    words.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The words without Arabic articles, and without a Latin one before the first, run together.
  static func bare(_ words: [ArraySlice<UInt32>]) -> [UInt32] {
    var words = words
    if words.count > 1, isLatinArticle(words[0], before: words[1]) { words.removeFirst() }
    return words.flatMap { $0.count > 3 && $0.starts(with: [0x627, 0x644]) ? $0.dropFirst(2) : $0 }
  }

  /// Whether a text is one word without an Arabic article, so that ``bare(_:)`` leaves it as it is.
  static func isBare(_ text: [UInt32]) -> Bool {
    guard text.count > 1, text[0] == 0x627, text[1] == 0x644 else { return !text.contains(32) }
    return false
  }

  /// `al` and `el`, and what the l becomes before the letter that swallows it: `as suwayda`.
  static func isLatinArticle(
    _ word: ArraySlice<UInt32>, before next: ArraySlice<UInt32>
  ) -> Bool {
    guard let first = word.first, first == 97 || first == 101, let last = word.last else {
      return false
    }
    if word.count == 2 {
      return last == 108 || (last == next.first && [100, 110, 114, 115, 116, 122].contains(last))
    }
    return word.count == 3 && next.count > 2 && word.dropFirst().elementsEqual([115, 104])
      && next.starts(with: [115, 104])
  }
}
