import MizanRecords

/// Looks for marks that people do not see but that change how a text is shown or compared.
enum ControlScan {
  /// Whether bytes hold any byte above ASCII.
  static func hasNonASCII(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let raw = UnsafeRawPointer(bytes)
    var index = 0
    while index &+ 64 <= count {
      let a = raw.loadUnaligned(fromByteOffset: index, as: SIMD2<UInt64>.self)
      let b = raw.loadUnaligned(fromByteOffset: index &+ 16, as: SIMD2<UInt64>.self)
      let c = raw.loadUnaligned(fromByteOffset: index &+ 32, as: SIMD2<UInt64>.self)
      let d = raw.loadUnaligned(fromByteOffset: index &+ 48, as: SIMD2<UInt64>.self)
      let all = (a | b) | (c | d)
      if (all[0] | all[1]) & 0x8080_8080_8080_8080 != 0 { return true }
      index &+= 64
    }
    while index < count {
      if bytes[index] >= 0x80 { return true }
      index &+= 1
    }
    return false
  }

  /// Whether UTF-8 bytes hold a bidirectional or invisible control, see ``isControl(_:_:_:)``.
  static func hasControl(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let raw = UnsafeRawPointer(bytes)
    var index = 0
    while index &+ 18 <= count {
      let first = raw.loadUnaligned(fromByteOffset: index, as: Bytes16.self)
      let words = unsafeBitCast(first, to: SIMD2<UInt64>.self)
      if (words[0] | words[1]) & 0x8080_8080_8080_8080 != 0 {
        let second = raw.loadUnaligned(fromByteOffset: index &+ 1, as: Bytes16.self)
        if !Block.isZero(likely(first, second)) {
          for offset in index..<index &+ 16
          where isControl(bytes[offset], bytes[offset &+ 1], bytes[offset &+ 2]) {
            return true
          }
        }
      }
      index &+= 16
    }
    while index < count {
      let second = index &+ 1 < count ? bytes[index &+ 1] : 0
      let third = index &+ 2 < count ? bytes[index &+ 2] : 0
      if isControl(bytes[index], second, third) { return true }
      index &+= 1
    }
    return false
  }

  /// The bytes at which a control may begin, judged by two bytes.
  @inline(__always)
  private static func likely(_ first: Bytes16, _ second: Bytes16) -> Bytes16 {
    let general =
      Block.equal(first, 0xE2) & Block.equal(second & Bytes16(repeating: 0xFE), 0x80)
    let mark = Block.equal(first, 0xEF) & Block.equal(second, 0xBB)
    return general | mark | (Block.equal(first, 0xD8) & Block.equal(second, 0x9C))
  }

  /// Whether three bytes begin with U+061C, U+200B, U+200E, U+200F, U+202A–E, U+2060, U+2066–9 or
  /// U+FEFF. The joiners U+200C and U+200D belong to the spelling of some languages.
  @inline(__always)
  static func isControl(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    switch first {
    case 0xD8: second == 0x9C
    case 0xE2 where second == 0x80:
      third == 0x8B || third == 0x8E || third == 0x8F || (third >= 0xAA && third <= 0xAE)
    case 0xE2 where second == 0x81: third == 0xA0 || (third >= 0xA6 && third <= 0xA9)
    case 0xEF: second == 0xBB && third == 0xBF
    default: false
    }
  }
}
