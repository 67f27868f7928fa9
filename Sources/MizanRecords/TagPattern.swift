/// Which hashtags are meant: `#reached+f-children` is every `#reached` with the attribute `f` and
/// without `children`.
///
/// The rules are those of the HXL tools: attributes stand in any order; a tag may have more of
/// them than the pattern asks for, unless `!` ends it; `#*` is any tag.
public struct TagPattern: Sendable, Hashable {
  public let text: String
  /// Nil: any tag.
  private let name: String?
  private let wanted: Set<String>
  private let unwanted: Set<String>
  private let isExact: Bool

  /// Nil for a text that is no pattern, such as the heading `# of boys`.
  public init?(_ text: String) {
    var scanner = TagScanner(text)
    guard scanner.take("#") else { return nil }
    if scanner.take("*") {
      name = nil
    } else {
      guard let word = scanner.word() else { return nil }
      name = word
    }
    var wanted: Set<String> = []
    var unwanted: Set<String> = []
    while true {
      if scanner.take("+") {
        guard let word = scanner.word() else { return nil }
        wanted.insert(word)
      } else if scanner.take("-") {
        guard let word = scanner.word() else { return nil }
        unwanted.insert(word)
      } else {
        break
      }
    }
    isExact = scanner.take("!")
    guard scanner.isAtEnd, !isExact || unwanted.isEmpty else { return nil }
    self.text = text
    self.wanted = wanted
    self.unwanted = unwanted
  }

  /// Whether a hashtag is one of those meant.
  public func fits(_ tag: Hashtag) -> Bool {
    if let name, name != tag.name { return false }
    let attributes = Set(tag.attributes)
    guard wanted.isSubset(of: attributes), unwanted.isDisjoint(with: attributes) else {
      return false
    }
    return !isExact || attributes.isSubset(of: wanted)
  }

  /// Whether a hashtag is the pattern itself: the same tag with the same attributes.
  public func isSame(_ tag: Hashtag) -> Bool {
    name == tag.name && unwanted.isEmpty && wanted == Set(tag.attributes)
  }
}
