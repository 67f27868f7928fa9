/// A school year as data write it: `2021/2022`, `2021-22` or `2021`.
struct SchoolYear: Sendable, Hashable, Comparable {
  /// The calendar year in which it ends; UIS counts school years by it.
  let endYear: Int

  /// Reads a school year; nil when the text is none, or its two years do not follow one another.
  init?(_ text: String) {
    let parts = text.split(omittingEmptySubsequences: false) { "/-–".contains($0) }
    guard (1...2).contains(parts.count), let first = SchoolYear.number(parts[0]),
      parts[0].utf8.count == 4
    else { return nil }
    guard parts.count == 2 else {
      endYear = first
      return
    }
    guard let second = SchoolYear.number(parts[1]) else { return nil }
    switch parts[1].utf8.count {
    case 4 where second == first + 1: break
    case 2 where second == (first + 1) % 100: break
    default: return nil
    }
    endYear = first + 1
  }

  static func < (one: SchoolYear, other: SchoolYear) -> Bool { one.endYear < other.endYear }

  private static func number(_ text: Substring) -> Int? {
    guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ $0 &- 48 < 10 }) else {
      return nil
    }
    return Int(text)
  }
}
