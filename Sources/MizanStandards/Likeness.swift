import MizanRecords

/// How much labels are like one text, to propose codes to a person; it never decides.
struct Likeness {
  /// The least score that is worth showing.
  static let least = 0.6

  private let wanted: Label
  private let words: [ArraySlice<UInt32>]
  private let bare: [UInt32]

  init(_ label: String) {
    wanted = Label(label, owner: 0)
    words = wanted.words
    bare = Likeness.withoutArticles(words)
  }

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
    var tops: [Int: (score: Double, why: String)] = [:]
    for label in labels {
      guard let score = score(label), score.score > tops[label.owner]?.score ?? 0,
        isWanted(label.owner)
      else { continue }
      tops[label.owner] = score
    }
    var found: [String: Candidate] = [:]
    for (owner, top) in tops.sorted(by: { $0.key < $1.key }) {
      let (code, name) = candidate(owner)
      if top.score <= found[code]?.score ?? 0 { continue }
      found[code] = Candidate(code: code, name: name, score: top.score, why: top.why)
    }
    let sorted = found.values.sorted { ($1.score, $0.code) < ($0.score, $1.code) }
    return Array(sorted.prefix(limit))
  }

  /// The likeness of one label, from ``least`` to 1, and why; nil when it is too small.
  func score(_ label: Label) -> (score: Double, why: String)? {
    guard !label.scalars.isEmpty else { return nil }
    if label.scalars == wanted.scalars { return (1, "same label") }
    let longest = max(label.scalars.count, wanted.scalars.count)
    let allowed = Int(Double(longest) * (1 - Likeness.least))
    let differing = label.letters ^ wanted.letters
    let holds = label.letters & wanted.letters
    // A change of one letter adds or takes at most two kinds of letters.
    let maySpell = (differing.nonzeroBitCount + 1) / 2 <= allowed
    let mayHold = holds == label.letters || holds == wanted.letters
    let mayMatch = differing & ~Likeness.articleLetters == 0
    guard maySpell || mayHold || mayMatch else { return nil }
    let labelWords = mayHold || mayMatch ? label.words : []
    if mayMatch, let exact = scoreOfWords(labelWords) { return exact }
    var top: (score: Double, why: String)?
    if maySpell {
      let distance = Likeness.distance(wanted.scalars, label.scalars, limit: allowed)
      if distance <= allowed {
        let letters = distance == 1 ? "1 letter" : "\(distance) letters"
        top = (1 - Double(distance) / Double(longest), "spelling, \(letters)")
      }
    }
    if mayHold, let inside = scoreOfParts(labelWords), inside.score > top?.score ?? 0 {
      top = inside
    }
    return top
  }

  private func scoreOfWords(_ others: [ArraySlice<UInt32>]) -> (score: Double, why: String)? {
    if Likeness.withoutArticles(others) == bare { return (0.97, "same without the article") }
    guard words.count > 1, others.count == words.count,
      Likeness.sorted(others) == Likeness.sorted(words)
    else { return nil }
    return (0.95, "same words in another order")
  }

  private func scoreOfParts(_ others: [ArraySlice<UInt32>]) -> (score: Double, why: String)? {
    let (few, many) = words.count < others.count ? (words, others) : (others, words)
    let short = few.joined().count
    guard few.count < many.count, short > 2, few.allSatisfy(many.contains) else { return nil }
    let share = Double(short) / Double(many.joined().count)
    return (Likeness.least + 0.3 * share, "one name holds the other")
  }

  /// The kinds of letters in the Arabic article.
  private static let articleLetters = Label("ال", owner: 0).letters

  /// The words without a leading Arabic article, run together.
  private static func withoutArticles(_ words: [ArraySlice<UInt32>]) -> [UInt32] {
    words.flatMap { $0.count > 3 && $0.starts(with: [0x627, 0x644]) ? $0.dropFirst(2) : $0 }
  }

  private static func sorted(_ words: [ArraySlice<UInt32>]) -> [ArraySlice<UInt32>] {
    words.sorted { $0.lexicographicallyPrecedes($1) }
  }
}

extension Likeness {
  /// A label made ready for comparing.
  struct Label: Sendable {
    /// The number of the thing that bears it.
    let owner: Int
    /// The folded label.
    let scalars: [UInt32]
    /// Which kinds of letters it has, one bit a kind; letters may share a bit.
    let letters: UInt64

    init(_ label: String, owner: Int) {
      self.owner = owner
      let folded = String(decoding: Folding.fold(label.utf8), as: UTF8.self)
      scalars = folded.unicodeScalars.map(\.value)
      letters = scalars.reduce(0) { $1 == 32 ? $0 : $0 | 1 &<< UInt64($1 & 63) }
    }

    var words: [ArraySlice<UInt32>] { scalars.split(separator: 32) }
  }
}
