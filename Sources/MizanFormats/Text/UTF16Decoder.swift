/// Turns UTF-16 into UTF-8, block by block.
///
/// A surrogate without its partner becomes the byte 0xFF, which no UTF-8 text holds: the check of
/// the rows finds it there and holds the row.
struct UTF16Decoder {
  let isBigEndian: Bool
  /// A byte or a high surrogate whose other half comes with the next block.
  private var rest: [UInt8] = []

  init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

  /// Whether the text seen so far ends inside a character.
  var isCut: Bool { !rest.isEmpty }

  /// Writes the UTF-8 of `count` bytes to `target`, which must have room for `2 * count + 8`.
  /// - Returns: the number of bytes written.
  mutating func decode(
    _ source: UnsafePointer<UInt8>, _ count: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var end = target
    var at = 0
    // The few bytes left over are put before the first ones of this block.
    while !rest.isEmpty {
      while at < count, needsMore {
        rest.append(source[at])
        at &+= 1
      }
      if needsMore { return end - target }
      let unit = value(rest[0], rest[1])
      let low = rest.count == 4 ? value(rest[2], rest[3]) : 0
      if UTF16Decoder.isLow(low) {
        end = UTF16Decoder.write(UTF16Decoder.pair(unit, low), end)
        rest.removeAll(keepingCapacity: true)
      } else {
        // The second unit, which may have begun in the block before, stands for itself.
        let isHalf = UTF16Decoder.isHigh(unit) || UTF16Decoder.isLow(unit)
        end = UTF16Decoder.write(isHalf ? nil : UInt32(unit), end)
        rest.removeFirst(2)
      }
    }
    while at &+ 1 < count {
      let unit = value(source[at], source[at &+ 1])
      at &+= 2
      if unit < 128 {
        end.pointee = UInt8(truncatingIfNeeded: unit)
        end += 1
      } else if UTF16Decoder.isHigh(unit) {
        guard at &+ 1 < count else {
          at &-= 2
          break
        }
        let low = value(source[at], source[at &+ 1])
        if UTF16Decoder.isLow(low) {
          end = UTF16Decoder.write(UTF16Decoder.pair(unit, low), end)
          at &+= 2
        } else {
          end = UTF16Decoder.write(nil, end)
        }
      } else {
        end = UTF16Decoder.write(UTF16Decoder.isLow(unit) ? nil : UInt32(unit), end)
      }
    }
    while at < count {
      rest.append(source[at])
      at &+= 1
    }
    return end - target
  }

  /// Whether the bytes left over are not yet a whole character.
  private var needsMore: Bool {
    rest.count < 2 || rest.count < 4 && UTF16Decoder.isHigh(value(rest[0], rest[1]))
  }

  @inline(__always)
  private func value(_ first: UInt8, _ second: UInt8) -> UInt16 {
    isBigEndian ? UInt16(first) << 8 | UInt16(second) : UInt16(second) << 8 | UInt16(first)
  }

  private static func isHigh(_ unit: UInt16) -> Bool { unit & 0xFC00 == 0xD800 }
  private static func isLow(_ unit: UInt16) -> Bool { unit & 0xFC00 == 0xDC00 }

  private static func pair(_ high: UInt16, _ low: UInt16) -> UInt32 {
    0x10000 &+ (UInt32(high & 0x3FF) << 10 | UInt32(low & 0x3FF))
  }

  private static func write(
    _ scalar: UInt32?, _ place: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    func byte(_ value: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: value) }
    guard let scalar else {
      place[0] = 0xFF
      return place + 1
    }
    switch scalar {
    case ..<0x80:
      place[0] = byte(scalar)
      return place + 1
    case ..<0x800:
      place[0] = byte(0xC0 | scalar >> 6)
      place[1] = byte(0x80 | scalar & 63)
      return place + 2
    case ..<0x10000:
      place[0] = byte(0xE0 | scalar >> 12)
      place[1] = byte(0x80 | scalar >> 6 & 63)
      place[2] = byte(0x80 | scalar & 63)
      return place + 3
    default:
      place[0] = byte(0xF0 | scalar >> 18)
      place[1] = byte(0x80 | scalar >> 12 & 63)
      place[2] = byte(0x80 | scalar >> 6 & 63)
      place[3] = byte(0x80 | scalar & 63)
      return place + 4
    }
  }
}
