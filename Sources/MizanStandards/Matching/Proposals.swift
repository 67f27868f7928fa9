/// Gathers the best reason for each thing that a label may mean.
struct Proposals {
  /// The best reason for each thing, and the label that gave it.
  private(set) var tops: [Int: (score: Double, why: String, label: String)] = [:]

  /// Whether nothing was found.
  var isEmpty: Bool { tops.isEmpty }

  /// The score of the best reason; 0 without any.
  private(set) var highest = 0.0
  /// The lowest score noted.
  private(set) var lowest = 1.0

  /// Whether `limit` things are noted, and one with this score would come behind all of them.
  func isFull(_ limit: Int, _ score: Double) -> Bool { score < lowest && tops.count >= limit }

  /// Notes a reason; of equal ones that with the smallest label stays, so that the order in which
  /// labels come does not matter.
  mutating func add(_ score: Likeness.Score, _ label: Likeness.Label) {
    if let known = tops[label.owner],
      (known.score, label.text) >= (score.score, known.label)
    {
      return
    }
    tops[label.owner] = (score.score, score.why, label.text)
    highest = max(highest, score.score)
    lowest = min(lowest, score.score)
  }

  /// The best `limit` candidates: the highest score first, then the smallest code; each code once.
  func best(_ limit: Int, candidate: (Int) -> (code: String, name: String)) -> [Candidate] {
    var found: [String: Candidate] = [:]
    for (owner, top) in tops.sorted(by: { $0.key < $1.key }) {
      let (code, name) = candidate(owner)
      if top.score <= found[code]?.score ?? 0 { continue }
      found[code] = Candidate(code: code, name: name, score: top.score, why: top.why)
    }
    let sorted = found.values.sorted { ($1.score, $0.code) < ($0.score, $1.code) }
    return Array(sorted.prefix(limit))
  }
}

extension Likeness {
  /// The best `limit` owners of labels: the highest score first, then the smallest code.
  /// - Parameters:
  ///   - labels: labels with the number of the thing that bears each.
  ///   - isWanted: whether the thing with a number may be proposed.
  ///   - candidate: the code and the name of the thing with a number.
  func best(
    _ limit: Int, of labels: [Label], where isWanted: (Int) -> Bool = { _ in true },
    candidate: (Int) -> (code: String, name: String)
  ) -> [Candidate] {
    guard limit > 0, !wanted.scalars.isEmpty else { return [] }
    var proposals = Proposals()
    for label in labels {
      guard let score = score(label), isWanted(label.owner) else { continue }
      proposals.add(score, label)
    }
    return proposals.best(limit, candidate: candidate)
  }
}
