/// Texts in scalars, one behind the other; the number of a text is its place.
struct LetterTexts {
  private(set) var letters: [UInt32] = []
  /// Where each text ends in `letters`.
  private var ends: [Int] = []

  var count: Int { ends.count }

  /// Where a text lies in `letters`.
  func range(_ text: Int) -> Range<Int> { (text > 0 ? ends[text - 1] : 0)..<ends[text] }

  mutating func append(_ text: some Sequence<UInt32>) {
    letters.append(contentsOf: text)
    ends.append(letters.count)
  }

  mutating func reserve(_ texts: Int) {
    ends.reserveCapacity(texts)
    letters.reserveCapacity(16 * texts)
  }
}
