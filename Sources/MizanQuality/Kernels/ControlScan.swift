import MizanRecords

/// Looks for marks that people do not see but that change how a text is shown or compared.
enum ControlScan {
  /// Whether bytes hold any byte above ASCII.
  static func hasNonASCII(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let raw = UnsafeRawPointer(bytes)
    var index = 0
    while index &+ 64 <= count {
      let a = raw.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
      let b = raw.loadUnaligned(fromByteOffset: index &+ 16, as: SIMD16<UInt8>.self)
      let c = raw.loadUnaligned(fromByteOffset: index &+ 32, as: SIMD16<UInt8>.self)
      let d = raw.loadUnaligned(fromByteOffset: index &+ 48, as: SIMD16<UInt8>.self)
      if any((a | b | c | d) .>= 0x80) { return true }
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
      let first = raw.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
      let leads = (first .== 0xE2) .| (first .== 0xEF) .| (first .== 0xD8)
      if any(leads) {
        let second = raw.loadUnaligned(fromByteOffset: index &+ 1, as: SIMD16<UInt8>.self)
        let likely =
          ((first .== 0xE2) .& ((second .== 0x80) .| (second .== 0x81)))
          .| ((first .== 0xEF) .& (second .== 0xBB)) .| ((first .== 0xD8) .& (second .== 0x9C))
        if any(likely) {
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
