import MizanRecords

/// Finds the rows of headings by what they say: the words of the standard's fields.
struct HeaderFinder {
  /// How many rows may stand above the headings.
  static let limit = 40

  private let rows: [TopRows.Row]
  private let evidence: HeadingEvidence

  init(_ top: TopRows, _ evidence: HeadingEvidence) {
    rows = top.rows
    self.evidence = evidence
  }

  /// The number of the first row of headings and how many there are; nil when no row says enough.
  func find() -> (row: Int, count: Int)? {
    var best: (index: Int, hits: Double)?
    if let tags = rows.indices.prefix(HeaderFinder.limit).first(where: { isTags(rows[$0]) }) {
      // Hashtags stand right below the headings, or are all the headings that there are.
      guard tags > 0, rows[tags - 1].texts.contains(where: { !$0.isEmpty }) else {
        return (rows[tags].number, 1)
      }
      best = (tags - 1, .infinity)
    }
    for index in rows.indices.prefix(HeaderFinder.limit) {
      let hits = self.hits(index)
      if hits >= 2, hits > best?.hits ?? 0 { best = (index, hits) }
    }
    guard var (first, _) = best else { return nil }
    var last = first
    // The heading row below may split the columns by sex or age.
    while last + 1 < rows.count, isDimensions(rows[last + 1], below: first...last) { last += 1 }
    // One row that names several columns alike is told apart by the row above it.
    while first > 0, last - first < 3,
      hasTwins(first...last) || isDimensions(rows[first], below: first - 1...first - 1),
      rowAboveTells(first)
    { first -= 1 }
    return (rows[first].number, rows[last].number - rows[first].number + 1)
  }

  /// Whether most cells of a row are HXL hashtags.
  private func isTags(_ row: TopRows.Row) -> Bool {
    let texts = row.texts.filter { !$0.isEmpty }
    let tags = texts.filter { text in
      let (tag, _) = Vocabulary.tag(text)
      return tag.utf8.count > 2 && tag.hasPrefix("#")
        && tag.utf8.dropFirst().allSatisfy { $0 &- 97 < 26 || $0 &- 48 < 10 || $0 == 95 }
    }
    return tags.count >= 2 && tags.count * 2 > texts.count
  }

  /// How many different headings a row has; cells with numbers count against it.
  private func hits(_ index: Int) -> Double {
    var found: Set<String> = []
    var others = 0.0
    for (text, kind) in zip(rows[index].texts, rows[index].kinds) where !text.isEmpty {
      if kind == .number || kind == .date {
        others += 1
      } else if text.utf8.count < 200, !text.hasPrefix("#") {
        let folded = Folding.fold(TopRows.oneLine(text))
        if !found.contains(folded), evidence.isKnown(text) { found.insert(folded) }
      }
    }
    return Double(found.count) - others
  }

  /// Whether most cells of a row say nothing but a sex, an age or a grade, several times or below
  /// headings that are alike.
  private func isDimensions(_ row: TopRows.Row, below headings: ClosedRange<Int>) -> Bool {
    let texts = row.texts.filter { !$0.isEmpty }
    guard texts.count >= 2, zip(row.texts, row.kinds).allSatisfy({ $0.isEmpty || $1 == .text })
    else { return false }
    let fitting = texts.filter { HeadingDimensions($0, evidence.grades).isPure }
    return fitting.count * 2 > texts.count
      && (Set(texts).count < texts.count || hasTwins(headings))
  }

  private func hasTwins(_ range: ClosedRange<Int>) -> Bool {
    var seen: Set<String> = []
    let width = range.map { rows[$0].texts.count }.max() ?? 0
    for column in 0..<width {
      let texts = range.map { column < rows[$0].texts.count ? rows[$0].texts[column] : "" }
      let joined = texts.joined(separator: "\u{1F}")
      if joined.utf8.count >= texts.count, !seen.insert(joined).inserted { return true }
    }
    return false
  }

  /// Whether the row above has names of groups of columns and follows without a gap.
  private func rowAboveTells(_ first: Int) -> Bool {
    let above = rows[first - 1]
    guard above.number == rows[first].number - 1 else { return false }
    return Set(above.texts.filter { !$0.isEmpty }).count >= 2
      && zip(above.texts, above.kinds).allSatisfy { $0.isEmpty || $1 == .text }
  }
}
