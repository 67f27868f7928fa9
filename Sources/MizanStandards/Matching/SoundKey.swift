/// What a name sounds like in Latin consonants, to find an Arabic or Ge'ez name that a register
/// knows in Latin letters only, and the other way round: `حلب` and `Halab` are `hlb`.
///
/// Vowels, w and y vanish, since the scripts write them differently; letters that partners
/// exchange become one (`q`, `k` and `g`, `sh` and `ch`); doubled consonants are one. The
/// article before a word is left out. Far too coarse to decide anything.
enum SoundKey {
  /// Scripts that a name may be written in.
  enum Script { case latin, arabic, geez, other }

  /// The script of the first letter that belongs to one.
  static func script(_ folded: [UInt32]) -> Script {
    for scalar in folded {
      switch scalar {
      case 97...122: return .latin
      case 0x620...0x6FF: return .arabic
      case 0x1200...0x137F: return .geez
      default: continue
      }
    }
    return .other
  }

  /// The consonants of a folded name as ASCII letters, words run together; digits stay.
  static func make(_ folded: [UInt32]) -> [UInt8] {
    var key: [UInt8] = []
    add(folded, to: &key)
    return key
  }

  /// Adds the consonants of a folded name to others; see ``make(_:)``.
  static func add(_ folded: [UInt32], to key: inout [UInt8]) {
    var rest = folded[...]
    var word = takeWord(&rest)
    while !word.isEmpty {
      let next = takeWord(&rest)
      if next.isEmpty || !Likeness.isLatinArticle(word, before: next) {
        add(word: withoutArticle(word), to: &key)
      }
      word = next
    }
  }

  /// The first word of a text, which is taken away from it; empty when there is none.
  private static func takeWord(_ text: inout ArraySlice<UInt32>) -> ArraySlice<UInt32> {
    let rest = text.drop { $0 == 32 }
    let word = rest.prefix { $0 != 32 }
    text = rest[word.endIndex...]
    return word
  }

  private static func add(word: ArraySlice<UInt32>, to key: inout [UInt8]) {
    let start = key.count
    var index = word.startIndex
    while index < word.endIndex {
      let next = index + 1 < word.endIndex ? word[index + 1] : 0
      let (sound, length) = sound(word[index], next, isLast: index + 1 == word.endIndex)
      index += length
      guard sound != 0 else { continue }
      if sound > 57, key.count > start, key.last == sound { continue }
      key.append(sound)
    }
  }

  /// A word without `ال` written in one with it.
  private static func withoutArticle(_ word: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
    if word.count > 3, word.starts(with: [0x627, 0x644]) { return word.dropFirst(2) }
    return word
  }

  /// The sound of a letter and how many letters make it; 0 for none.
  private static func sound(_ letter: UInt32, _ next: UInt32, isLast: Bool) -> (UInt8, Int) {
    switch letter {
    case 0...127: return latin(UInt8(letter), next, isLast)
    case 0x620...0x6FF: return (arabic(letter, isLast), 1)
    case 0x1200...0x1357: return (geez[Int(letter - 0x1200) >> 3], 1)
    default: return (0, 1)
    }
  }

  private static func latin(_ letter: UInt8, _ next: UInt32, _ isLast: Bool) -> (UInt8, Int) {
    let hasH = next == 104
    switch letter {
    case UInt8(ascii: "s") where hasH, UInt8(ascii: "c") where hasH: return (UInt8(ascii: "c"), 2)
    case UInt8(ascii: "k") where hasH: return (UInt8(ascii: "x"), 2)
    case UInt8(ascii: "g") where hasH: return (UInt8(ascii: "k"), 2)
    case UInt8(ascii: "p") where hasH: return (UInt8(ascii: "f"), 2)
    case UInt8(ascii: "t") where hasH: return (UInt8(ascii: "t"), 2)
    case UInt8(ascii: "d") where hasH: return (UInt8(ascii: "d"), 2)
    case UInt8(ascii: "d") where next == 106: return (UInt8(ascii: "j"), 2)
    case UInt8(ascii: "t") where next == 115: return (UInt8(ascii: "s"), 2)
    case UInt8(ascii: "c") where next == 101 || next == 105: return (UInt8(ascii: "s"), 1)
    case UInt8(ascii: "c"), UInt8(ascii: "q"), UInt8(ascii: "g"): return (UInt8(ascii: "k"), 1)
    case UInt8(ascii: "p"): return (UInt8(ascii: "b"), 1)
    case UInt8(ascii: "v"): return (UInt8(ascii: "f"), 1)
    case UInt8(ascii: "h"): return (isLast ? 0 : letter, 1)
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
      UInt8(ascii: "u"), UInt8(ascii: "w"), UInt8(ascii: "y"):
      return (0, 1)
    case 97...122, 48...57: return (letter, 1)
    default: return (0, 1)
    }
  }

  private static func arabic(_ letter: UInt32, _ isLast: Bool) -> UInt8 {
    // Folding has made ta marbuta a ha.
    if letter == 0x647 { return isLast ? 0 : UInt8(ascii: "h") }
    return arabicSounds[Int(letter - 0x620)]
  }

  /// The consonant of each letter from U+0620 to U+06FF; 0 for none.
  private static let arabicSounds: [UInt8] = {
    let pairs = "بbپbتtثtجjچcحhخxدdذdرrزzژjسsشcصsضdطtظzغkفfڤfقkكkگjلlمmنn".unicodeScalars
      .map(\.value)
    var sounds = [UInt8](repeating: 0, count: 0xE0)
    for index in stride(from: 0, to: pairs.count - 1, by: 2) {
      sounds[Int(pairs[index] - 0x620)] = UInt8(truncatingIfNeeded: pairs[index + 1])
    }
    return sounds
  }()

  /// The consonant of each row of eight letters from U+1200 on; 0 for glottal stops, w and y.
  private static let geez: [UInt8] = Array("hlhmsrsckkkkbftchhnn0kkhh00zj0ddjkkktcbssfb".utf8)
    .map { $0 == UInt8(ascii: "0") ? 0 : $0 }
}
