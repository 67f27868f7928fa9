/// Writes the text of a JSON string with its escapes resolved.
enum JSONUnescape {
  /// Writes a string whose escapes were scanned by ``JSONScan`` and returns the new end.
  ///
  /// - Parameters:
  ///   - target: has room for `count` bytes.
  ///   - isWhole: set to false when half of a surrogate pair stands alone; U+FFFD stands for it.
  static func write(
    _ source: UnsafePointer<UInt8>, _ count: Int, to target: UnsafeMutablePointer<UInt8>,
    isWhole: inout Bool
  ) -> UnsafeMutablePointer<UInt8> {
    var from = 0
    var end = target
    while from < count {
      let byte = source[from]
      guard byte == 92, from &+ 1 < count else {
        end.pointee = byte
        end += 1
        from &+= 1
        continue
      }
      let kind = source[from &+ 1]
      if kind != 117 {
        end.pointee = plain(kind)
        end += 1
        from &+= 2
        continue
      }
      guard var scalar = unit(source + from, count &- from) else { return end }
      from &+= 6
      if scalar & 0xFC00 == 0xD800, let low = unit(source + from, count &- from),
        low & 0xFC00 == 0xDC00
      {
        scalar = 0x10000 &+ ((scalar & 0x3FF) &<< 10) &+ (low & 0x3FF)
        from &+= 6
      } else if scalar & 0xF800 == 0xD800 {
        isWhole = false
        scalar = 0xFFFD
      }
      end = put(scalar, to: end)
    }
    return end
  }

  /// The UTF-16 unit of an escape such as `\u00e9`; nil where none stands.
  private static func unit(_ place: UnsafePointer<UInt8>, _ rest: Int) -> UInt32? {
    guard rest >= 6, place[0] == 92, place[1] == 117 else { return nil }
    var value: UInt32 = 0
    for index in 2..<6 {
      guard let digit = JSONScan.hexDigit(place[index]) else { return nil }
      value = value &<< 4 | digit
    }
    return value
  }

  private static func plain(_ kind: UInt8) -> UInt8 {
    switch kind {
    case 98: 8
    case 102: 12
    case 110: 10
    case 114: 13
    case 116: 9
    default: kind
    }
  }

  private static func put(
    _ scalar: UInt32, to target: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    func byte(_ value: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: value) }
    if scalar < 0x80 {
      target[0] = byte(scalar)
      return target + 1
    }
    if scalar < 0x800 {
      target[0] = byte(0xC0 | scalar &>> 6)
      target[1] = byte(0x80 | scalar & 0x3F)
      return target + 2
    }
    if scalar < 0x10000 {
      target[0] = byte(0xE0 | scalar &>> 12)
      target[1] = byte(0x80 | scalar &>> 6 & 0x3F)
      target[2] = byte(0x80 | scalar & 0x3F)
      return target + 3
    }
    target[0] = byte(0xF0 | scalar &>> 18)
    target[1] = byte(0x80 | scalar &>> 12 & 0x3F)
    target[2] = byte(0x80 | scalar &>> 6 & 0x3F)
    target[3] = byte(0x80 | scalar & 0x3F)
    return target + 4
  }
}
