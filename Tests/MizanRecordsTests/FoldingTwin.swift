import Foundation

@testable import MizanRecords

/// The slow twin of ``Folding``: Unicode's own tables and the rules of the page, one by one.
enum FoldingTwin {
  static func fold(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    if scalars.count == 2, scalars[0] == "_", scalars[1].isASCII, scalars[1].properties.isAlphabetic
    {
      return text.lowercased()
    }
    let pieces = scalars.map(fold).joined()
    var words: [Substring] = []
    for word in pieces.split(separator: " ") where word != "?" || words.last != "?" {
      words.append(word)
    }
    return words.joined(separator: " ")
  }

  /// A scalar's folded form; a blank is a separator.
  static func fold(_ scalar: UnicodeScalar) -> String {
    let value = scalar.value
    let properties = scalar.properties
    if removed.contains(value) || properties.generalCategory == .format { return "" }
    if (0xE0000..<0xE01F0).contains(value) { return "" }
    if questions.contains(value) { return " ? " }
    if separators.contains(value) { return " " }
    if properties.numericType == .decimal, let digit = properties.numericValue {
      return String(Int(digit))
    }
    if value == 0x25 || value == 0x66A { return "%" }
    let isKnown = known.contains { $0.contains(value) }
    let parts =
      isKnown
      ? Array(String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars) : [scalar]
    if parts != [scalar] { return squeeze(parts.map(fold).joined()) }
    switch properties.generalCategory {
    case .control, .spaceSeparator, .lineSeparator, .paragraphSeparator, .connectorPunctuation,
      .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      return " "
    default: break
    }
    if let same = sounds.first(where: { $0.from.contains(value) }) {
      return String(UnicodeScalar(same.to + value - same.from.lowerBound)!)
    }
    guard isKnown || value < 0x80 else { return String(scalar) }
    let lower = Array(
      properties.lowercaseMapping.decomposedStringWithCompatibilityMapping.unicodeScalars)
    if lower != [scalar] { return squeeze(lower.map(fold).joined()) }
    return letters[Character(scalar)] ?? String(scalar)
  }

  private static func squeeze(_ text: String) -> String {
    var text = text
    while text.contains("  ") { text = text.replacingOccurrences(of: "  ", with: " ") }
    return text
  }

  /// The blocks whose case, accents and compatibility forms are folded.
  static let known: [ClosedRange<UInt32>] = [
    0xA0...0x52F, 0x600...0x6FF, 0x1D2C...0x1FFF, 0x2000...0x218F, 0x2460...0x24EA,
    0x2C60...0x2C7F, 0xA7F2...0xA7F9, 0xFB00...0xFB06, 0xFB50...0xFBB1, 0xFBD3...0xFBE9,
    0xFBFC...0xFBFF, 0xFDF2...0xFDF2, 0xFE30...0xFE6B, 0xFE70...0xFEFC, 0xFF01...0xFF5E,
  ]

  /// Apostrophes, the lone hamza, tatweel, and marks of the scripts whose marks are left out in
  /// everyday writing.
  static let removed: Set<UInt32> = {
    var set: Set<UInt32> = [
      0x27, 0x60, 0xB4, 0x2B9, 0x2BA, 0x2BB, 0x2BC, 0x2BD, 0x2BE, 0x2BF, 0x2C8, 0x2018, 0x2019,
      0x201B, 0x2032, 0x2035, 0xA78C, 0xFF07, 0xFF40, 0x640, 0x621,
    ]
    let marks: [ClosedRange<UInt32>] = [
      0x300...0x36F, 0x483...0x489, 0x591...0x5BD, 0x5BF...0x5BF, 0x5C1...0x5C2, 0x5C4...0x5C5,
      0x5C7...0x5C7, 0x610...0x61A, 0x64B...0x65F, 0x670...0x670, 0x6D6...0x6DC, 0x6DF...0x6E4,
      0x6E7...0x6E8, 0x6EA...0x6ED, 0x8D3...0x8E1, 0x8E3...0x8FF, 0x135D...0x135F,
      0x1AB0...0x1ABD, 0x1DC0...0x1DFF, 0x20D0...0x20F0, 0xFE00...0xFE0F, 0xFE20...0xFE2F,
    ]
    for range in marks { set.formUnion(range) }
    return set
  }()

  /// Question marks of the scripts that partners write, and those joined with another mark.
  static let questions: Set<UInt32> = [
    0x3F, 0x55E, 0x61F, 0x1367, 0x2047, 0x2048, 0x2049, 0xFE56, 0xFF1F,
  ]

  /// Signs that part words as punctuation does.
  static let separators: Set<UInt32> = [
    0x7C, 0x5E, 0x2212, 0x2044, 0x2215, 0xA8, 0xAF, 0xB8, 0x2223,
  ]

  /// Ge'ez letters that sound alike.
  static let sounds: [(from: Range<UInt32>, to: UInt32)] = [
    (0x1210..<0x1218, 0x1200), (0x1280..<0x1288, 0x1200), (0x1220..<0x1228, 0x1230),
    (0x12D0..<0x12D7, 0x12A0), (0x1340..<0x1348, 0x1338),
  ]

  static let letters: [Character: String] = [
    "ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss",
    "þ": "th", "ð": "d", "ŋ": "n", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɛ": "e", "ɔ": "o",
    "ς": "σ", "ƒ": "f", "ɖ": "d", "ɲ": "n", "ɣ": "g", "ʋ": "v", "ɩ": "i", "ʊ": "u",
    "\u{671}": "\u{627}", "\u{672}": "\u{627}", "\u{673}": "\u{627}", "\u{649}": "\u{64A}",
    "\u{6CC}": "\u{64A}", "\u{6D0}": "\u{64A}", "\u{629}": "\u{647}", "\u{6C3}": "\u{647}",
    "\u{6A9}": "\u{643}",
  ]
}
