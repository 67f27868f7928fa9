import Glibc

/// The text of an element as the bytes that it means.
enum XMLText {
  /// How many bytes beyond its length a target must have room for.
  static let slack = 16

  /// Copies text, resolving references and line ends; the result is never longer than the source.
  ///
  /// - Parameters:
  ///   - source: the text between two tags; 16 bytes beyond its end may be read.
  ///   - target: room for `count + slack` bytes.
  /// - Returns: the number of bytes written, or -1 when the text is no well-formed XML in UTF-8.
  static func decode(
    _ source: UnsafePointer<UInt8>, _ count: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    let plain = plainPrefix(source, count)
    memcpy(target, source, plain)
    if plain == count { return count }
    var input = source + plain
    let end = source + count
    var output = target + plain
    while input < end {
      let byte = input[0]
      switch byte {
      case 0x26:
        guard let semicolon = XMLToken.find(0x3B, input + 1, min(end, input + 12)),
          let scalar = reference(input + 1, semicolon - input - 1)
        else { return -1 }
        output = encode(scalar, output)
        input = semicolon + 1
      case 0x0D:
        output[0] = 0x0A
        output += 1
        input += input + 1 < end && input[1] == 0x0A ? 2 : 1
      case 0x09, 0x0A, 0x20...0x7F:
        output[0] = byte
        output += 1
        input += 1
      case 0x80...:
        let length = sequenceLength(input, end - input)
        if length == 0 { return -1 }
        for index in 0..<length { output[index] = input[index] }
        output += length
        input += length
      default: return -1
      }
    }
    return output - target
  }

  /// How many bytes from the start mean themselves: ASCII without controls and references.
  static func plainPrefix(_ source: UnsafePointer<UInt8>, _ count: Int) -> Int {
    var index = 0
    let raw = UnsafeRawPointer(source)
    while index &+ 16 <= count {
      let block = raw.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
      // Bytes below 0x20 and from 0x80 both leave 0x20...0x7F.
      let odd = (block &- 0x20 .>= 0x60) .| (block .== 0x26)
      if any(odd) { break }
      index &+= 16
    }
    while index < count, source[index] &- 0x20 < 0x60, source[index] != 0x26 { index &+= 1 }
    return index
  }

  /// The length of a well-formed UTF-8 sequence of two to four bytes, or 0.
  private static func sequenceLength(_ bytes: UnsafePointer<UInt8>, _ room: Int) -> Int {
    func follows(_ index: Int) -> Bool { bytes[index] & 0xC0 == 0x80 }
    switch bytes[0] {
    case 0xC2...0xDF: return room >= 2 && follows(1) ? 2 : 0
    case 0xE0...0xEF:
      guard room >= 3, follows(1), follows(2) else { return 0 }
      if bytes[0] == 0xE0 && bytes[1] < 0xA0 { return 0 }
      if bytes[0] == 0xED && bytes[1] > 0x9F { return 0 }
      // U+FFFE and U+FFFF are no characters of XML.
      return bytes[0] == 0xEF && bytes[1] == 0xBF && bytes[2] >= 0xBE ? 0 : 3
    case 0xF0...0xF4:
      guard room >= 4, follows(1), follows(2), follows(3) else { return 0 }
      if bytes[0] == 0xF0 && bytes[1] < 0x90 { return 0 }
      return bytes[0] == 0xF4 && bytes[1] > 0x8F ? 0 : 4
    default: return 0
    }
  }

  /// The character of a reference between `&` and `;`, or nil.
  private static func reference(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt32? {
    func says(_ name: StaticString) -> Bool {
      count == name.utf8CodeUnitCount && memcmp(bytes, name.utf8Start, count) == 0
    }
    if count >= 2, bytes[0] == 0x23 {
      let isHex = bytes[1] == 0x78
      var value: UInt32 = 0
      let first = isHex ? 2 : 1
      guard first < count else { return nil }
      for index in first..<count {
        guard let digit = hexDigit(bytes[index]), isHex || digit < 10 else { return nil }
        value = value &* (isHex ? 16 : 10) &+ digit
        if value > 0x10FFFF { return nil }
      }
      switch value {
      case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF: return value
      default: return nil
      }
    }
    if says("amp") { return 0x26 }
    if says("lt") { return 0x3C }
    if says("gt") { return 0x3E }
    if says("quot") { return 0x22 }
    if says("apos") { return 0x27 }
    return nil
  }

  static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x37)
    case 0x61...0x66: UInt32(byte - 0x57)
    default: nil
    }
  }

  /// Writes a character in UTF-8 and gives the place after it.
  static func encode(
    _ scalar: UInt32, _ target: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: scalar >> shift & 0x3F | 0x80) }
    switch scalar {
    case 0..<0x80:
      target[0] = UInt8(truncatingIfNeeded: scalar)
      return target + 1
    case 0..<0x800:
      target[0] = UInt8(truncatingIfNeeded: scalar >> 6 | 0xC0)
      target[1] = tail(0)
      return target + 2
    case 0..<0x1_0000:
      target[0] = UInt8(truncatingIfNeeded: scalar >> 12 | 0xE0)
      target[1] = tail(6)
      target[2] = tail(0)
      return target + 3
    default:
      target[0] = UInt8(truncatingIfNeeded: scalar >> 18 | 0xF0)
      target[1] = tail(12)
      target[2] = tail(6)
      target[3] = tail(0)
      return target + 4
    }
  }
}
