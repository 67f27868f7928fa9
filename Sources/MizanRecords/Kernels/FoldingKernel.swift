import Glibc

/// The loop behind ``Folding``: a table look-up a byte for ASCII, a table look-up a scalar for
/// the rest.
enum FoldingKernel {
  /// What each ASCII byte becomes: itself, another, a blank for a separator, NUL for nothing.
  private static let ascii: StaticString = """
                                    \
        $% \0   +    0123456789  <=>?\
     abcdefghijklmnopqrstuvwxyz     \
    \0abcdefghijklmnopqrstuvwxyz   ~\u{20}
    """

  /// Whether all bytes are below 128.
  @inline(__always)
  static func isASCII(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let raw = UnsafeRawPointer(bytes)
    var all: UInt64 = 0
    var index = 0
    while index &+ 8 <= count {
      all |= raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      index &+= 8
    }
    while index < count {
      all |= UInt64(bytes[index])
      index &+= 1
    }
    return all & 0x8080_8080_8080_8080 == 0
  }

  /// Writes the folded form of `count` bytes to `target` and tells its length.
  /// - Parameter target: at least `2 * count + 8` bytes for ASCII, `4 * count + 8` for other text.
  static func fold(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, _ target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    if count == 2, bytes[0] == 95, bytes[1] | 32 &- 97 < 26 {
      target[0] = 95
      target[1] = bytes[1] | 32
      return 2
    }
    let table = ascii.utf8Start
    var writer = Writer(target)
    var index = 0
    while index < count {
      let byte = bytes[index]
      if byte < 0x80 {
        index &+= 1
        writer.write(table[Int(byte)])
      } else {
        let (scalar, length) = decode(bytes + index, count &- index)
        index &+= length
        FoldingTable.shared.write(scalar, &writer)
      }
    }
    return writer.end - target
  }

  /// The scalar that begins at `bytes` and its length; U+FFFD and 1 where there is none.
  @inline(__always)
  private static func decode(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (UInt32, Int) {
    let lead = UInt32(bytes[0])
    let length = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1
    guard length > 1, length <= count else { return (0xFFFD, 1) }
    var scalar = lead & (0xFF >> UInt32(length &+ 1))
    for offset in 1..<length {
      let byte = UInt32(bytes[offset])
      guard byte & 0xC0 == 0x80 else { return (0xFFFD, 1) }
      scalar = scalar &<< 6 | byte & 0x3F
    }
    let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x1_0000
    guard scalar >= least, scalar < 0x11_0000, scalar &- 0xD800 >= 0x800 else { return (0xFFFD, 1) }
    return (scalar, length)
  }

  /// Where folded bytes go: blanks are held back until a letter follows.
  struct Writer {
    private let start: UnsafeMutablePointer<UInt8>
    private(set) var end: UnsafeMutablePointer<UInt8>
    private var blank = false

    @inline(__always)
    init(_ target: UnsafeMutablePointer<UInt8>) {
      start = target
      end = target
    }

    /// Writes a byte of the table: NUL is nothing, a blank is held back.
    @inline(__always)
    mutating func write(_ byte: UInt8) {
      if byte > 32 {
        if byte == 63 { return doubt() }
        settle()
        end.pointee = byte
        end += 1
      } else if byte == 32 {
        blank = end != start
      }
    }

    /// Writes a question mark as a word of its own; several in a row are one.
    @inline(never)
    private mutating func doubt() {
      if end == start || end[-1] != 63 {
        blank = end != start
        settle()
        end.pointee = 63
        end += 1
      }
      blank = true
    }

    /// Writes a scalar above ASCII as UTF-8.
    @inline(__always)
    mutating func write(scalar: UInt32) {
      settle()
      if scalar < 0x800 {
        end[0] = UInt8(truncatingIfNeeded: 0xC0 | scalar &>> 6)
        end[1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
        end += 2
      } else if scalar < 0x1_0000 {
        end[0] = UInt8(truncatingIfNeeded: 0xE0 | scalar &>> 12)
        end[1] = UInt8(truncatingIfNeeded: 0x80 | (scalar &>> 6) & 0x3F)
        end[2] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
        end += 3
      } else {
        end[0] = UInt8(truncatingIfNeeded: 0xF0 | scalar &>> 18)
        end[1] = UInt8(truncatingIfNeeded: 0x80 | (scalar &>> 12) & 0x3F)
        end[2] = UInt8(truncatingIfNeeded: 0x80 | (scalar &>> 6) & 0x3F)
        end[3] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
        end += 4
      }
    }

    @inline(__always)
    private mutating func settle() {
      guard blank else { return }
      end.pointee = 32
      end += 1
      blank = false
    }
  }
}
