/// An encoding of one byte a character, and how to turn it into UTF-8.
struct CodePage: Sendable {
  /// For each byte its UTF-8 in the lower three bytes, first byte lowest, and the length above.
  ///
  /// A byte without a character becomes the byte 0xFF, which no UTF-8 text holds, and itself: the
  /// check of the rows finds it there and holds the row.
  private let table: [UInt32]
  /// The characters of the bytes from 0x80 on; 0 for none.
  let upper: [UInt16]

  init(_ upper: [UInt16]) {
    self.upper = upper
    table = (0..<256).map { byte in
      if byte < 128 { return UInt32(byte) | 1 << 24 }
      let value = byte - 128 < upper.count ? UInt32(upper[byte - 128]) : 0
      switch value {
      case 0: return 0xFF | UInt32(byte) << 8 | 2 << 24
      case ..<0x80: return value | 1 << 24
      case ..<0x800: return (0xC0 | value >> 6) | (0x80 | value & 63) << 8 | 2 << 24
      default:
        return (0xE0 | value >> 12) | (0x80 | value >> 6 & 63) << 8 | (0x80 | value & 63) << 16
          | 3 << 24
      }
    }
  }

  /// Whether a byte is a letter or a mark of a letter.
  func isLetter(_ byte: UInt8) -> Bool {
    guard byte >= 128, let scalar = Unicode.Scalar(upper[Int(byte) - 128]) else { return false }
    return scalar.properties.isAlphabetic
      || scalar.properties.canonicalCombiningClass != .notReordered
  }

  /// Writes the UTF-8 of `count` bytes to `target`, which must have ``TextDecoder/room(_:)`` for it.
  /// - Returns: the number of bytes written.
  func decode(
    _ source: UnsafePointer<UInt8>, _ count: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    table.withUnsafeBufferPointer { table in
      var at = 0
      var end = target
      while at < count {
        if at &+ 16 <= count {
          let bytes = SeparatorMask.load(source + at)
          if SeparatorMask.bits(bytes .>= SIMD16<UInt8>(repeating: 128)) == 0 {
            UnsafeMutableRawPointer(end).storeBytes(of: bytes, as: SIMD16<UInt8>.self)
            end += 16
            at &+= 16
            continue
          }
        }
        let last = min(count, at &+ 16)
        while at < last {
          let entry = table[Int(source[at])]
          UnsafeMutableRawPointer(end).storeBytes(of: entry.littleEndian, as: UInt32.self)
          end += Int(entry >> 24)
          at &+= 1
        }
      }
      return end - target
    }
  }
}
