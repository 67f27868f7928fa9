import MizanRecords

/// What a label means among areas: a code when there is no doubt, else areas for a person.
public struct AreaMatch: Sendable, Hashable {
  /// The code of the only area in the scope with this name; nil when none or several have it.
  public var code: String?
  /// The area of the code, or the areas that the label may mean, the most likely first.
  public var candidates: [Candidate]
}

extension AreaRegister {
  /// The share of its likeness that an area keeps when it lies outside the parent asked for.
  static let outsideShare = 0.65
  /// The most candidates shown when the last ones are equally like.
  static let mostTies = 10
  /// More areas than asked for are looked at, since versions of one code are one candidate.
  static let spare = 8

  /// Looks a label up: exactly in the scope first, then by likeness in it and, for names that are
  /// all but the same, outside of it. Likeness never gives a code.
  /// - Parameters:
  ///   - level: only areas of this level; nil for all.
  ///   - parent: only areas inside the area with this code, however deep; nil for all.
  ///   - limit: how many candidates are wanted; those as likely as the last one come with it.
  public func match(
    _ label: String, level: Int? = nil, parent: String? = nil, limit: Int = 3
  ) -> AreaMatch {
    let folded = Folding.fold(Array(label.utf8))
    let exact = areas(folded: folded, level: level, parent: parent)
    var proposals = Proposals()
    if !exact.isEmpty {
      let codes = Set(exact.map(\.code))
      let candidates = codes.sorted().prefix(AreaRegister.mostTies).map { code in
        let area = self.area(code: code)
        let isSame = area?.has(folded) ?? false
        let score = isSame ? Likeness.same : Likeness.sameBare
        let why = score.why + AreaRegister.end(of: area)
        return Candidate(code: code, name: area?.name ?? code, score: score.score, why: why)
      }
      let best = candidates.sorted { ($1.score, $0.code) < ($0.score, $1.code) }
      return AreaMatch(code: codes.count == 1 ? codes.first : nil, candidates: best)
    }
    let wanted = Likeness(label)
    gather(wanted, level, parent, limit, &proposals)
    if parent != nil { gatherOutside(wanted, level, parent, &proposals) }
    let all = proposals.best(.max) { (areas[$0].code, areas[$0].name) }
    return AreaMatch(code: nil, candidates: AreaRegister.withTies(all, limit))
  }

  /// The areas in the scope whose names are most like a text, best first, for a person to choose
  /// from. Names that hold one another and spellings that differ by more than two letters are
  /// proposed only where nothing is nearer.
  public func candidates(
    for label: String, level: Int?, parent: String?, limit: Int
  ) -> [Candidate] {
    guard limit > 0 else { return [] }
    var proposals = Proposals()
    gather(Likeness(label), level, parent, limit, &proposals)
    return proposals.best(limit) { (areas[$0].code, areas[$0].name) }
  }

  private func gather(
    _ wanted: Likeness, _ level: Int?, _ parent: String?, _ limit: Int,
    _ proposals: inout Proposals
  ) {
    let index = nameIndex
    let enough = min(limit, 1_000) + AreaRegister.spare
    index.forEachNear(wanted) { label, score in
      if proposals.isFull(enough, score.score) { return false }
      if fits(areas[label.owner], level, parent) { add(score, label, &proposals) }
      return true
    }
    let plain = PlaceWords.strip(wanted.wanted.text).map { Likeness($0) }
    if let plain {
      index.forEachNear(plain) { label, score in
        guard let score = AreaRegister.withoutKind(score) else { return true }
        if fits(areas[label.owner], level, parent) { add(score, label, &proposals) }
        return true
      }
    }
    if proposals.highest < Likeness.enough {
      index.forEachHeard(wanted) { label, score in
        if fits(areas[label.owner], level, parent) { add(score, label, &proposals) }
      }
      if let plain {
        index.forEachHeard(plain) { label, score in
          guard let score = AreaRegister.withoutKind(score) else { return }
          if fits(areas[label.owner], level, parent) { add(score, label, &proposals) }
        }
      }
    }
    guard proposals.isEmpty else { return }
    index.forEachFar(wanted) { label, score in
      if fits(areas[label.owner], level, parent) { add(score, label, &proposals) }
    }
  }

  /// A likeness that needed ``PlaceWords`` to be left out counts a little less.
  static func withoutKind(_ score: Likeness.Score) -> Likeness.Score? {
    let less = score.score * 0.97
    return less < Likeness.least ? nil : (less, "\(score.why), without the kind of place")
  }

  private func gatherOutside(
    _ wanted: Likeness, _ level: Int?, _ parent: String?, _ proposals: inout Proposals
  ) {
    nameIndex.forEachNear(wanted) { label, score in
      let share = score.score * AreaRegister.outsideShare
      guard share >= Likeness.least else { return false }
      let area = areas[label.owner]
      guard fits(area, level, nil), !fits(area, nil, parent), area.code != parent else {
        return true
      }
      let above = self.area(code: area.parent)?.name ?? area.parent
      add((share, "\(score.why), but in \(above)"), label, &proposals)
      return true
    }
  }

  /// A reason names the label when it is not the name that is shown.
  private func add(
    _ score: Likeness.Score, _ label: Likeness.Label, _ proposals: inout Proposals
  ) {
    let owner = label.owner
    let isPlain = areas[owner].aliases.isEmpty && areas[owner].validTo.isEmpty
    if isPlain { return proposals.add(score, label) }
    let isAlias = areas[owner].aliases.contains(label.text)
    let more = (isAlias ? ", alias “\(label.text)”" : "") + AreaRegister.end(of: areas[owner])
    proposals.add(more.isEmpty ? score : (score.score, score.why + more), label)
  }

  /// Says of an area that is no longer in use until when it was.
  private static func end(of area: Area?) -> String {
    guard let end = area?.validTo, !end.isEmpty else { return "" }
    return ", in use until \(end)"
  }

  private static func withTies(_ all: [Candidate], _ limit: Int) -> [Candidate] {
    guard limit > 0, all.count > limit else { return Array(all.prefix(max(0, limit))) }
    let last = all[limit - 1].score
    let end = all.firstIndex { $0.score < last } ?? all.count
    return Array(all.prefix(max(limit, min(end, mostTies))))
  }
}

extension AreaRegister.Area {
  /// Whether the area bears this folded label as it is.
  func has(_ folded: [UInt8]) -> Bool {
    var found = false
    forEachLabel { found = found || Folding.fold(Array($0.utf8)) == folded }
    return found
  }
}
