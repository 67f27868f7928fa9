/// Many labels, each borne by a thing with a number, made ready to find those that are like a text
/// without a look at each of them.
struct LabelSearch: Sendable {
  /// A label and the number of the thing that bears it.
  typealias Named = (text: String, owner: Int)

  private let filter: FarFilter
  private let label: @Sendable (Int) -> Named

  /// - Parameter label: the label with a number.
  init(_ count: Int, _ label: @escaping @Sendable (Int) -> Named) {
    self.label = label
    var builder = FarFilter.Builder(count)
    var reader = Likeness.LabelReader()
    for number in 0..<count {
      reader.read(label(number).text)
      builder.add(
        reader.scalars, sound: reader.sound, letters: reader.letters,
        bareLetters: reader.bareLetters)
    }
    filter = FarFilter(builder)
  }

  /// The best `limit` owners of labels, as ``Likeness/best(_:of:where:candidate:)`` finds them with
  /// a look at every label.
  func best(
    _ limit: Int, for wanted: Likeness, candidate: (Int) -> (code: String, name: String)
  ) -> [Candidate] {
    guard limit > 0 else { return [] }
    var proposals = Proposals()
    filter.forEach(wanted, hasNear: true) { number in
      let (text, owner) = label(number)
      let label = Likeness.Label(text, owner: owner)
      if let score = wanted.score(label) { proposals.add(score, label) }
    }
    return proposals.best(limit, candidate: candidate)
  }
}
