import MizanRecords

/// A heading as folded words, to look for phrases in it.
struct HeadingWords {
  /// The words with one blank between them and around them.
  private let text: String

  init(_ heading: String) {
    var parted = ""
    var last: UnicodeScalar = " "
    for scalar in heading.unicodeScalars {
      // pupilName is two words.
      if last.properties.isLowercase && scalar.properties.isUppercase { parted += " " }
      if scalar == "_" { parted += " " } else { parted.unicodeScalars.append(scalar) }
      last = scalar
    }
    text = " " + Folding.fold(parted) + " "
  }

  /// Whether the heading holds the words of a phrase one after the other. A phrase ends in `*`
  /// when its last word may go on.
  func hold(_ phrase: HeadingPhrase) -> Bool { text.contains(phrase.text) }

  func holdAny(of phrases: [HeadingPhrase]) -> Bool { phrases.contains(where: hold) }
}

/// Words to look for in headings.
struct HeadingPhrase {
  fileprivate let text: String

  init(_ phrase: String) {
    let isOpen = phrase.hasSuffix("*")
    let folded = Folding.fold(isOpen ? String(phrase.dropLast()) : phrase)
    text = " " + folded + (isOpen ? "" : " ")
  }
}
