import MizanRecords

/// A heading as folded words, to look for phrases in it.
struct HeadingWords {
  /// The words with one blank between them and around them.
  private let text: [UInt8]

  init(_ heading: String) {
    var parted = ""
    var last: UnicodeScalar = " "
    for scalar in heading.unicodeScalars {
      // pupilName is two words.
      if last.properties.isLowercase && scalar.properties.isUppercase { parted += " " }
      if scalar == "_" { parted += " " } else { parted.unicodeScalars.append(scalar) }
      last = scalar
    }
    text = [32] + Folding.fold(Array(parted.utf8)) + [32]
  }

  /// Whether the heading holds the words of a phrase one after the other. A phrase ends in `*`
  /// when its last word may go on.
  func hold(_ phrase: HeadingPhrase) -> Bool {
    let wanted = phrase.text
    guard wanted.count <= text.count else { return false }
    return text.withUnsafeBufferPointer { text in
      wanted.withUnsafeBufferPointer { wanted in
        // A phrase begins with a blank, so only the beginnings of words are looked at.
        for start in 0...(text.count - wanted.count) where text[start] == 32 {
          var index = 1
          while index < wanted.count, text[start + index] == wanted[index] { index += 1 }
          if index == wanted.count { return true }
        }
        return false
      }
    }
  }

  func holdAny(of phrases: [HeadingPhrase]) -> Bool { phrases.contains(where: hold) }
}

/// Words to look for in headings.
struct HeadingPhrase {
  fileprivate let text: [UInt8]

  init(_ phrase: String) {
    let isOpen = phrase.hasSuffix("*")
    let folded = Folding.fold(Array((isOpen ? String(phrase.dropLast()) : phrase).utf8))
    text = [32] + folded + (isOpen ? [] : [32])
  }
}
