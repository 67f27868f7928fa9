import MizanRecords

/// A date, a year or an age cut into numbers, words and signs, in any script.
struct ReadingWords {
  /// One piece of a text.
  enum Word: Sendable, Hashable {
    /// A number and how many digits it is written with.
    case number(Int, digits: Int)
    /// Letters, folded; dots of abbreviations are left out: `E.C.` is `ec`.
    case letters(String)
    /// A sign; dashes of all kinds are `-`, strokes of all kinds are `/`.
    case sign(Character)
  }

  private(set) var words: [Word] = []

  /// Nil for a text of more than 64 letters or with a number of more than 8 digits.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count <= 256 else { return nil }
    let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    guard scalars.count <= 64 else { return nil }
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if let first = ReadingWords.digit(scalar) {
        var value = first
        var digits = 1
        index += 1
        while index < scalars.count, let next = ReadingWords.digit(scalars[index]) {
          guard digits < 8 else { return nil }
          value = value * 10 + next
          digits += 1
          index += 1
        }
        words.append(.number(value, digits: digits))
      } else if ReadingWords.isLetter(scalar) {
        var letters = String.UnicodeScalarView()
        while index < scalars.count {
          let next = scalars[index]
          let isInside = index + 1 < scalars.count && ReadingWords.isLetter(scalars[index + 1])
          if ReadingWords.isLetter(next) {
            letters.append(next)
          } else if next != ".", !(next == "/" && isInside) {
            break
          }
          index += 1
        }
        let folded = Folding.fold(String(letters))
        words.append(.letters(folded.isEmpty ? String(letters) : folded))
      } else {
        if let sign = ReadingWords.sign(scalar) { words.append(.sign(sign)) }
        index += 1
      }
    }
  }

  /// The value of a decimal digit of any script.
  static func digit(_ scalar: Unicode.Scalar) -> Int? {
    if ("0"..."9").contains(scalar) { return Int(scalar.value) - 48 }
    guard scalar.value >= 0x660, scalar.properties.numericType == .decimal,
      let value = scalar.properties.numericValue
    else { return nil }
    return Int(value)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
      || scalar == "\u{0640}"
  }

  /// Nil for blanks and marks that only steer the direction of writing.
  private static func sign(_ scalar: Unicode.Scalar) -> Character? {
    switch scalar.value {
    case 0x2010...0x2015, 0x2212, 0xFF0D: return "-"
    case 0x2044, 0x2215, 0xFF0F, 0x060D: return "/"
    case 0x060C: return ","
    case 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0x061C: return nil
    default:
      return scalar.properties.isWhitespace ? nil : Character(scalar)
    }
  }

  /// The numbers in order.
  var numbers: [(value: Int, digits: Int)] {
    words.compactMap {
      if case .number(let value, let digits) = $0 { (value, digits) } else { nil }
    }
  }

  /// Runs of letters next to each other as one text, such as `تشرين الأول`.
  var phrases: [String] {
    var phrases: [String] = []
    var follows = false
    for word in words {
      guard case .letters(let letters) = word else {
        follows = false
        continue
      }
      if follows, let last = phrases.popLast() {
        phrases.append(last + " " + letters)
      } else {
        phrases.append(letters)
      }
      follows = true
    }
    return phrases
  }

  /// The single letters-only words in order.
  var letters: [String] {
    words.compactMap { if case .letters(let letters) = $0 { letters } else { nil } }
  }

  /// The signs in order.
  var signs: [Character] {
    words.compactMap { if case .sign(let sign) = $0 { sign } else { nil } }
  }

  /// Forgets all pieces but the first ones.
  mutating func keepFirst(_ count: Int) {
    words.removeLast(words.count - max(0, min(count, words.count)))
  }

  /// Takes away all words for which `body` holds.
  mutating func remove(_ body: (String) -> Bool) {
    words.removeAll { if case .letters(let letters) = $0 { body(letters) } else { false } }
  }
}
