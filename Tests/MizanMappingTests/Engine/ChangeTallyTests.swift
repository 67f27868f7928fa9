import Testing

@testable import MizanMapping

/// The tally beside a list of all changes that is sorted as a whole.
struct ChangeTallyTests {
  private typealias Change = ChangeTally.Change

  private struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  /// The changes of one file; the same one may come several times.
  private func file(_ random: inout Numbers) -> [Change] {
    let texts = [
      "a", "b", "é", "e\u{301}", "بنات", "girls", "Girls", "1", "", "long text with blanks",
    ]
    return (0..<Int.random(in: 0...60, using: &random)).map { _ in
      Change(
        field: ["sex", "grade", "area"][Int.random(in: 0..<3, using: &random)],
        kind: ["code", "number"][Int.random(in: 0..<2, using: &random)],
        from: texts[Int.random(in: 0..<texts.count, using: &random)],
        to: texts[Int.random(in: 0..<texts.count, using: &random)],
        count: Int.random(in: 1...4, using: &random))
    }
  }

  private func tally(_ changes: [Change]) -> ChangeTally {
    var tally = ChangeTally()
    for change in changes {
      tally.add(
        field: change.field, kind: change.kind, [(change.from, change.to, change.count)])
    }
    return tally
  }

  /// All changes of a file with equal ones added up, those of each field by their number.
  private func sorted(_ changes: [Change]) -> [Change] {
    merged([changes]).sorted {
      ($0.field, -$0.count, $0.from, $0.to, $0.kind) < (
        $1.field, -$1.count, $1.from, $1.to, $1.kind
      )
    }
  }

  private func merged(_ files: [[Change]]) -> [Change] {
    var all: [Change] = []
    for change in files.flatMap({ $0 }) {
      let known = all.firstIndex {
        ($0.field, $0.kind, $0.from, $0.to) == (change.field, change.kind, change.from, change.to)
      }
      if let known { all[known].count += change.count } else { all.append(change) }
    }
    return all
  }

  /// Of each field and kind the most frequent and the first, in the order of the whole list.
  private func shown(_ all: [Change], _ limit: Int) -> [Change] {
    all.enumerated().filter { place, change in
      let group = all.enumerated().filter {
        ($0.element.field, $0.element.kind) == (change.field, change.kind)
      }
      let before = group.count { ($1.count, place) > (change.count, $0) }
      return before < limit || group.first?.offset == place
    }.map(\.element)
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `What is shown of many files is what a sorted list of all shows`(seed: UInt64) {
    var random = Numbers(state: seed)
    for _ in 0..<60 {
      let files = (0..<Int.random(in: 0...4, using: &random)).map { _ in file(&random) }
      var whole = ChangeTally()
      for file in files { whole.merge(tally(file)) }
      let all = merged(files.map(sorted))
      for limit in [1, 3, .max] { #expect(whole.most(limit) == shown(all, limit)) }
      var kinds: [String: Int] = [:]
      for change in all { kinds[change.kind, default: 0] += change.count }
      #expect(whole.countsByKind == kinds)
    }
  }
}
