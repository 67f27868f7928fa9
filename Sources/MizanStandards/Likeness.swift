import MizanRecords

/// How much labels are like one text, to propose codes to a person; it never decides.
struct Likeness {
  /// The least score that is worth showing.
  static let least = 0.6

  private let wanted: [UInt32]
  private let words: [ArraySlice<UInt32>]
  private let bare: [UInt32]

  init(_ label: String) {
    wanted = Likeness.scalars(label)
    words = wanted.split(separator: 32)
    bare = Likeness.withoutArticles(words)
  }

  /// The best `limit` of some things by the likeness of their labels.
  /// - Parameters:
  ///   - labels: calls its second argument with each label of a thing.
  ///   - candidate: the code and the name of a thing.
  func best<Thing>(
    _ limit: Int, of things: some Sequence<Thing>,
    labels: (Thing, (String) -> Void) -> Void, candidate: (Thing) -> (code: String, name: String)
  ) -> [Candidate] {
    guard limit > 0, !wanted.isEmpty else { return [] }
    var found: [Candidate] = []
    for thing in things {
      var top: (score: Double, why: String)?
      labels(thing) { label in
        guard let score = score(Likeness.scalars(label)), score.score > top?.score ?? 0 else {
          return
        }
        top = score
      }
      guard let top else { continue }
      let (code, name) = candidate(thing)
      if let known = found.firstIndex(where: { $0.code == code }) {
        if top.score > found[known].score {
          found[known] = Candidate(code: code, name: name, score: top.score, why: top.why)
        }
      } else {
        found.append(Candidate(code: code, name: name, score: top.score, why: top.why))
      }
    }
    found.sort { ($1.score, $0.code) < ($0.score, $1.code) }
    return Array(found.prefix(limit))
  }

  /// The likeness of one folded label, from ``least`` to 1, and why; nil when it is too small.
  func score(_ label: [UInt32]) -> (score: Double, why: String)? {
    guard !label.isEmpty else { return nil }
    if label == wanted { return (1, "same label") }
    let labelWords = label.split(separator: 32)
    if Likeness.withoutArticles(labelWords) == bare { return (0.97, "same without the article") }
    if words.count > 1, labelWords.count == words.count,
      Likeness.sorted(labelWords) == Likeness.sorted(words)
    {
      return (0.95, "same words in another order")
    }
    let longest = max(label.count, wanted.count)
    let allowed = Int(Double(longest) * (1 - Likeness.least))
    let distance = Likeness.distance(wanted, label, limit: allowed)
    var top: (score: Double, why: String)?
    if distance <= allowed {
      let letters = distance == 1 ? "1 letter" : "\(distance) letters"
      top = (1 - Double(distance) / Double(longest), "spelling, \(letters)")
    }
    let (few, many) = words.count < labelWords.count ? (words, labelWords) : (labelWords, words)
    if few.count < many.count, few.joined().count > 2, few.allSatisfy(many.contains) {
      let share = Double(few.joined().count) / Double(many.joined().count)
      let score = Likeness.least + 0.3 * share
      if score > top?.score ?? 0 { top = (score, "one name holds the other") }
    }
    return top
  }

  private static func scalars(_ label: String) -> [UInt32] {
    String(decoding: Folding.fold(label.utf8), as: UTF8.self).unicodeScalars.map(\.value)
  }

  /// The words without a leading Arabic article, run together.
  private static func withoutArticles(_ words: [ArraySlice<UInt32>]) -> [UInt32] {
    words.flatMap { $0.count > 3 && $0.starts(with: [0x627, 0x644]) ? $0.dropFirst(2) : $0 }
  }

  private static func sorted(_ words: [ArraySlice<UInt32>]) -> [ArraySlice<UInt32>] {
    words.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The number of single changes from one text to the other, where two neighbours that change
  /// places are one change; any number above `limit` when more than `limit` are needed.
  static func distance(_ one: [UInt32], _ other: [UInt32], limit: Int) -> Int {
    guard abs(one.count - other.count) <= limit else { return limit + 1 }
    var before: [Int] = []
    var last = Array(0...other.count)
    var row = last
    for (i, left) in one.enumerated() {
      row[0] = i + 1
      var least = row[0]
      for (j, right) in other.enumerated() {
        var best = min(last[j] + (left == right ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, left == other[j - 1], right == one[i - 1] {
          best = min(best, before[j - 1] + 1)
        }
        row[j + 1] = best
        least = min(least, best)
      }
      if least > limit { return limit + 1 }
      before = last
      last = row
    }
    return last[other.count]
  }
}
