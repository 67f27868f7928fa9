/// Sixteen bytes of text, looked at in one step. A true byte is 255, a false one 0.
typealias Bytes16 = SIMD16<UInt8>

/// Questions about sixteen bytes, asked with equality and bit operations only, since those become
/// single machine instructions.
enum Block {
  /// The bytes that are equal.
  @inline(__always)
  static func equal(_ one: Bytes16, _ other: Bytes16) -> Bytes16 {
    unsafeBitCast(one .== other, to: Bytes16.self)
  }

  @inline(__always)
  static func equal(_ one: Bytes16, _ byte: UInt8) -> Bytes16 {
    equal(one, Bytes16(repeating: byte))
  }

  @inline(__always)
  static func isZero(_ block: Bytes16) -> Bool {
    let words = unsafeBitCast(block, to: SIMD2<UInt64>.self)
    return words[0] | words[1] == 0
  }

  /// The bytes at which folding of blanks changes a text: a blank beside a blank or a separator,
  /// or a control such as a tab or a line break.
  @inline(__always)
  static func foldable(_ here: Bytes16, _ next: Bytes16, _ separator: Bytes16) -> Bytes16 {
    let blank = equal(here, 0x20)
    let gap = equal(here, separator)
    let nextBlank = equal(next, 0x20)
    let control = equal(here & Bytes16(repeating: 0xE0), 0) & ~gap
    return (blank & (nextBlank | equal(next, separator))) | (gap & nextBlank) | control
  }

  /// The bytes that begin a character which is a blank, a combining mark, or may be composed of
  /// others: U+0080–BF, U+0300–37F, U+064B–657, U+0800–FFF, U+1000–11FF, U+1680, U+1800 and all
  /// from U+2000 on.
  @inline(__always)
  static func mayChange(_ here: Bytes16, _ next: Bytes16) -> Bytes16 {
    let ethiopic = equal(here, 0xE1)
    let long = equal(here & Bytes16(repeating: 0xE0), 0xE0) & ~ethiopic
    let leads = equal(here, 0xC2) | equal(here & Bytes16(repeating: 0xFE), 0xCC)
    let eighth = next & Bytes16(repeating: 0xF8)
    let vowels =
      equal(next, 0x8B) | equal(next & Bytes16(repeating: 0xFC), 0x8C) | equal(eighth, 0x90)
    let others = equal(eighth, 0x80) | equal(next, 0x9A) | equal(next, 0xA0)
    return long | leads | (equal(here, 0xD9) & vowels) | (ethiopic & others)
  }

  /// Whether none of the bytes up to `end`, a multiple of sixteen, may change; one more byte can
  /// be read.
  @inline(never)
  static func areComposed(_ raw: UnsafeRawPointer, _ end: Int) -> Bool {
    var found = Bytes16(repeating: 0)
    var index = 0
    while index < end {
      let here = raw.loadUnaligned(fromByteOffset: index, as: Bytes16.self)
      let next = raw.loadUnaligned(fromByteOffset: index &+ 1, as: Bytes16.self)
      found |= mayChange(here, next)
      index &+= 16
    }
    return isZero(found)
  }
}
