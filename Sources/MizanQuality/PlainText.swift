/// Texts written in one way where Unicode knows several: accents composed with their letters,
/// every run of blanks one blank, none at the ends.
enum PlainText {
  /// Characters that are stored as one scalar where they can be: Latin letters with accents, and
  /// Arabic letters with hamza or madda. Equality of characters is canonical equivalence, so the
  /// decomposed form finds its composed one.
  private static let composed: [Character: Character] = {
    var table: [Character: Character] = [:]
    for range in [0xC0...0x24F, 0x386...0x3CE, 0x1E00...0x1FFC, 0x622...0x6D3] {
      for value in range {
        guard let scalar = UnicodeScalar(UInt32(value)), scalar.properties.isAlphabetic,
          scalar.properties.canonicalCombiningClass == .notReordered
        else { continue }
        let character = Character(scalar)
        if table[character] == nil { table[character] = character }
      }
    }
    return table
  }()

  /// The plain form of a cell's bytes.
  static func make(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var hasGap = false
    for character in String(decoding: bytes, as: UTF8.self) {
      if character.isWhitespace {
        hasGap = !result.isEmpty
        continue
      }
      if hasGap { result.append(0x20) }
      hasGap = false
      let plain =
        character.unicodeScalars.count > 1 ? composed[character] ?? character : character
      result.append(contentsOf: String(plain).utf8)
    }
    return result
  }
}
