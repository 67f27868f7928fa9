/// Finds the bytes that mean something to a text table, sixteen at a time.
enum SeparatorMask {
  /// One bit for each of sixteen truth values, the first in the lowest bit.
  @inline(__always)
  static func bits(_ truth: SIMDMask<SIMD16<Int8>>) -> UInt64 {
    let weights = SIMD16<UInt8>(1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128)
    let weighed = unsafeBitCast(truth, to: SIMD16<UInt8>.self) & weights
    let halves = unsafeBitCast(weighed, to: SIMD2<UInt64>.self)
    // The bytes of a half have no bit in common, so their sum in the top byte is the mask.
    let low = (halves[0] &* 0x0101_0101_0101_0101) &>> 56
    let high = (halves[1] &* 0x0101_0101_0101_0101) &>> 56
    return low | high &<< 8
  }

  @inline(__always)
  static func load(_ place: UnsafePointer<UInt8>) -> SIMD16<UInt8> {
    UnsafeRawPointer(place).loadUnaligned(as: SIMD16<UInt8>.self)
  }

  /// The places of delimiters among the 64 bytes from `place` on, and those of quotes, CR and LF.
  @inline(__always)
  static func specials(
    _ place: UnsafePointer<UInt8>, _ delimiter: SIMD16<UInt8>
  ) -> (delimiters: UInt64, others: UInt64) {
    let (one, otherOne) = sixteen(place, delimiter)
    let (two, otherTwo) = sixteen(place + 16, delimiter)
    let (three, otherThree) = sixteen(place + 32, delimiter)
    let (four, otherFour) = sixteen(place + 48, delimiter)
    return (
      one | two &<< 16 | three &<< 32 | four &<< 48,
      otherOne | otherTwo &<< 16 | otherThree &<< 32 | otherFour &<< 48
    )
  }

  // The constants must say their type: without it a comparison of another kind is chosen, which
  // looks at one byte after the other and takes ten times as long.
  @inline(__always)
  private static func sixteen(
    _ place: UnsafePointer<UInt8>, _ delimiter: SIMD16<UInt8>
  ) -> (delimiters: UInt64, others: UInt64) {
    let bytes = load(place)
    let quote = bytes .== SIMD16<UInt8>(repeating: 34)
    let line = bytes .== SIMD16<UInt8>(repeating: 10)
    let back = bytes .== SIMD16<UInt8>(repeating: 13)
    return (bits(bytes .== delimiter), bits(quote .| line .| back))
  }

  /// The places of quotes among the 16 bytes from `place` on, and those of CR and LF.
  @inline(__always)
  static func quotesAndLines(_ place: UnsafePointer<UInt8>) -> (quotes: UInt64, lines: UInt64) {
    let bytes = load(place)
    let line = bytes .== SIMD16<UInt8>(repeating: 10)
    let back = bytes .== SIMD16<UInt8>(repeating: 13)
    let lines = line .| back
    return (bits(bytes .== SIMD16<UInt8>(repeating: 34)), bits(lines))
  }
}
