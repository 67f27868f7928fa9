import MizanRecords

/// What headings mean, said with hashtags: `Implementing Partner` is `#org+impl`.
///
/// A mapping that names hashtags serves a sheet whose headings have such meanings as well as one
/// that carries the tags itself.
public struct HeadingMeanings: Sendable {
  /// One hashtag and the headings that mean it.
  public struct Line: Sendable {
    public let tag: String
    /// Spellings compared after folding; `*` stands for anything.
    public let headings: [String]
    /// Whether a file of the family cannot be without it.
    public let isNeeded: Bool
    private let patterns: [NamePattern]

    public init(_ tag: String, _ headings: String..., needed: Bool = false) {
      self.tag = tag
      self.headings = headings
      isNeeded = needed
      patterns = headings.map { NamePattern($0) }
    }

    func fits(folded: String) -> Bool { patterns.contains { $0.fits(folded: folded) } }
  }

  public let lines: [Line]

  public init(_ lines: [Line]) { self.lines = lines }

  /// The tag of a heading; the first line that fits wins.
  public func tag(of heading: String) -> String? {
    guard !lines.isEmpty, !heading.isEmpty else { return nil }
    let folded = Folding.fold(heading)
    return lines.first { $0.fits(folded: folded) }?.tag
  }

  /// Gives headings without a tag the one they mean.
  func apply(to headings: [Heading]) -> [Heading] {
    guard !lines.isEmpty else { return headings }
    return headings.map { heading in
      guard heading.tag == nil, let tag = tag(of: heading.text) else { return heading }
      var heading = heading
      heading.tag = tag
      return heading
    }
  }
}
