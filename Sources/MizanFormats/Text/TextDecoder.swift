import Glibc

/// Turns the bytes of a text in any supported encoding into UTF-8, block by block.
enum TextDecoder {
  /// UTF-8, and text of which only bytes below 128 are known: taken as they are.
  case plain
  case codePage(CodePage)
  case utf16(UTF16Decoder)

  init(_ encoding: TextEncoding?) {
    switch encoding {
    case .utf16LittleEndian: self = .utf16(UTF16Decoder(isBigEndian: false))
    case .utf16BigEndian: self = .utf16(UTF16Decoder(isBigEndian: true))
    default: self = encoding?.codePage.map { .codePage($0) } ?? .plain
    }
  }

  var isPlain: Bool { if case .plain = self { true } else { false } }

  /// Whether the text seen so far ends inside a character.
  var isCut: Bool { if case .utf16(let decoder) = self { decoder.isCut } else { false } }

  /// The bytes that ``decode(_:_:to:)`` may need for `count` bytes.
  static func room(_ count: Int) -> Int { 3 * count + 32 }

  /// Writes the UTF-8 of `count` bytes to `target`, which must have ``room(_:)`` for it.
  /// - Returns: the number of bytes written.
  mutating func decode(
    _ source: UnsafePointer<UInt8>, _ count: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    switch self {
    case .plain:
      memcpy(target, source, count)
      return count
    case .codePage(let page): return page.decode(source, count, to: target)
    case .utf16(var decoder):
      let written = decoder.decode(source, count, to: target)
      self = .utf16(decoder)
      return written
    }
  }
}
