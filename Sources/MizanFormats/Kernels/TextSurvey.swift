/// Tells in one fast pass what kinds of bytes a block of text holds.
struct TextSurvey: Equatable {
  /// Whether a byte is above 127.
  var hasHighBytes = false
  /// Whether a byte is 0.
  var hasNUL = false

  init() {}

  init(_ base: UnsafePointer<UInt8>, _ count: Int) {
    var all = SIMD16<UInt8>(repeating: 0)
    var least = SIMD16<UInt8>(repeating: 255)
    var at = 0
    while at &+ 64 <= count {
      let one = SeparatorMask.load(base + at)
      let two = SeparatorMask.load(base + (at &+ 16))
      let three = SeparatorMask.load(base + (at &+ 32))
      let four = SeparatorMask.load(base + (at &+ 48))
      all |= (one | two) | (three | four)
      let lower = pointwiseMin(pointwiseMin(one, two), pointwiseMin(three, four))
      least = pointwiseMin(least, lower)
      at &+= 64
    }
    var high = (all .>= SIMD16<UInt8>(repeating: 128)) != SIMDMask(repeating: false)
    var zero = (least .== SIMD16<UInt8>(repeating: 0)) != SIMDMask(repeating: false)
    while at < count {
      high = high || base[at] >= 128
      zero = zero || base[at] == 0
      at &+= 1
    }
    hasHighBytes = high
    hasNUL = zero
  }

  /// The first byte above 127 at or after `from`; `count` when there is none.
  static func firstHigh(_ base: UnsafePointer<UInt8>, from: Int = 0, _ count: Int) -> Int {
    var at = from
    while at &+ 16 <= count {
      let truth = SeparatorMask.load(base + at) .>= SIMD16<UInt8>(repeating: 128)
      let bits = SeparatorMask.bits(truth)
      if bits != 0 { return at &+ bits.trailingZeroBitCount }
      at &+= 16
    }
    while at < count, base[at] < 128 { at &+= 1 }
    return at
  }
}
