import MizanDiagnostics
import MizanRecords

/// HXL hashtags: one row of them under the headings says what the columns are.
enum Hashtags {
  /// The tags that the HXL 1.1 dictionary defines, without the `#`.
  static let core: Set<String> = [
    "access", "activity", "adm1", "adm2", "adm3", "adm4", "adm5", "affected", "beneficiary",
    "capacity", "cause", "channel", "contact", "country", "crisis", "currency", "date",
    "delivery", "description", "event", "frequency", "geo", "group", "impact", "indicator",
    "inneed", "item", "lang", "loc", "meta", "modality", "need", "operations", "org", "output",
    "population", "reached", "region", "respondee", "response", "sector", "service", "severity",
    "status", "subsector", "targeted", "value",
  ]

  /// Whether texts are a row of hashtags: most of the filled cells begin like one and at least
  /// one is one.
  static func isRow(_ texts: [String]) -> Bool {
    let filled = texts.filter { !$0.isEmpty }
    let likely = filled.filter(isLike).count
    return likely > 0 && likely * 2 > filled.count && filled.contains { problem(in: $0) == nil }
  }

  private static func isLike(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    guard scalars.first == "#", let second = scalars.dropFirst().first else { return false }
    return ("a"..."z").contains(second) || ("A"..."Z").contains(second)
  }

  /// What is wrong with a hashtag, as the tag that was perhaps meant; nil when it is sound.
  ///
  /// A tag that the dictionary lacks is sound, since HXL allows own tags, unless it is one letter
  /// away from one that the dictionary has.
  static func problem(in text: String) -> String? {
    let parts = text.lowercased().split(separator: "+", omittingEmptySubsequences: false).map {
      CellText.clean(String($0))
    }
    guard parts[0].hasPrefix("#") else { return "" }
    let tag = String(parts[0].dropFirst())
    guard isWord(tag), parts.dropFirst().allSatisfy(isWord) else { return "" }
    if core.contains(tag) || tag.hasPrefix("x_") { return nil }
    return core.sorted().first { isOneEdit(tag, $0) }.map { "#" + $0 }
  }

  private static func isWord(_ text: String) -> Bool {
    guard let first = text.utf8.first, (97...122).contains(first) else { return false }
    return text.utf8.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || $0 == 95
    }
  }

  /// Whether one letter more, less or different makes `one` of `other`; short words and numbered
  /// ones (`adm6`) are never misspelt.
  private static func isOneEdit(_ one: String, _ other: String) -> Bool {
    let a = Array(one.utf8)
    let b = Array(other.utf8)
    guard a.count > 4, b.count > 4, abs(a.count - b.count) <= 1 else { return false }
    let start = zip(a, b).prefix { $0 == $1 }.count
    let end = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
    return start + end >= max(a.count, b.count) - 1
  }
}

extension Code {
  static let hashtagInvalid = Code("HXL_TAG_INVALID", .warning)
}
