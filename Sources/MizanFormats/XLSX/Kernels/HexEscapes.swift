import Glibc

/// The escapes `_xHHHH_` by which workbooks write characters that XML cannot hold.
enum HexEscapes {
  /// Resolves escapes in place and gives the new length.
  ///
  /// `_x005F_` protects an underscore; a pair of surrogates becomes one character; what names no
  /// character (a lone surrogate, zero) stays as it stands.
  static func resolve(_ text: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
    let end = text + count
    guard var input = first(UnsafePointer(text), UnsafePointer(end)) else { return count }
    var output = text + (input - UnsafePointer(text))
    while input < UnsafePointer(end) {
      if let unit = unit(input, UnsafePointer(end)) {
        if (0xD800..<0xDC00).contains(unit), let low = self.unit(input + 7, UnsafePointer(end)),
          (0xDC00..<0xE000).contains(low)
        {
          output = XMLText.encode(0x1_0000 + (unit - 0xD800) << 10 + (low - 0xDC00), output)
          input += 14
          continue
        }
        if unit != 0, !(0xD800..<0xE000).contains(unit) {
          output = XMLText.encode(unit, output)
          input += 7
          continue
        }
      }
      output[0] = input[0]
      output += 1
      input += 1
    }
    return output - text
  }

  /// The first underscore that begins an escape.
  private static func first(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8>? {
    var position = start
    while let found = XMLToken.find(0x5F, position, end) {
      if unit(found, end) != nil { return found }
      position = found + 1
    }
    return nil
  }

  /// The four digits of an escape that begins here, or nil.
  private static func unit(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> UInt32? {
    guard end - start >= 7, start[0] == 0x5F, start[1] == 0x78, start[6] == 0x5F else { return nil }
    var value: UInt32 = 0
    for index in 2..<6 {
      guard let digit = XMLText.hexDigit(start[index]) else { return nil }
      value = value << 4 | digit
    }
    return value
  }
}
