extension Folding {
  /// A folded name without the article before its first word, for a second look at names of
  /// places: `الحسكه` and `حسكه`, `al hasakeh` and `hasakeh`, `as suqaylabiyah` and
  /// `suqaylabiyah`. A name without an article, or one that would leave less than two letters,
  /// stays as it is.
  public static func withoutArticle(_ folded: [UInt8]) -> [UInt8] {
    let count = articleLength(folded)
    return count == 0 ? folded : Array(folded[count...])
  }

  /// The number of bytes that the article and the blank behind it take; 0 without an article.
  package static func articleLength(_ folded: [UInt8]) -> Int {
    let count = folded.count
    // U+0627 U+0644 and two letters of two bytes or more.
    if count >= 8, folded[0] == 0xD8, folded[1] == 0xA7, folded[2] == 0xD9, folded[3] == 0x84 {
      return folded[4] == 32 || folded[6] == 32 ? 0 : 4
    }
    guard count >= 5, folded[0] == 97 || folded[0] == 101 else { return 0 }
    // `al`, `el`, and what the l becomes before a letter that swallows it: `as suwayda`.
    if folded[2] == 32 {
      let isArticle =
        folded[1] == 108 || (folded[1] == folded[3] && "dnrstz".utf8.contains(folded[1]))
      return isArticle && folded[4] != 32 ? 3 : 0
    }
    let isHissed = folded[1] == 115 && folded[2] == 104 && folded[3] == 32
    return isHissed && count >= 7 && folded[4] == 115 && folded[5] == 104 ? 4 : 0
  }
}
