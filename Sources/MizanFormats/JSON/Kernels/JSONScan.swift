/// Scans strings and numbers of JSON (RFC 8259), sixteen bytes at a time.
///
/// The text has 64 readable bytes behind `end`.
enum JSONScan {
  /// What a scan says in place of a position.
  static let cut = -1
  /// What stands wrong is told as `faultBase - position`.
  static let faultBase = -2

  /// The place of the quote that ends a string.
  /// - Parameters:
  ///   - from: the first byte behind the opening quote.
  ///   - escapes: set when the string holds a backslash.
  /// - Returns: ``cut`` when the text ends before; ``faultBase`` less the place of a control
  ///   character or of an escape that JSON does not have.
  @inline(__always)
  static func stringEnd(
    _ base: UnsafePointer<UInt8>, _ from: Int, _ end: Int, escapes: inout Bool
  ) -> Int {
    var place = from
    while true {
      let found = specials(base + place)
      if found == 0 {
        place &+= 16
        if place >= end { return cut }
        continue
      }
      place &+= found.trailingZeroBitCount
      if place >= end { return cut }
      if base[place] == 34 { return place }
      guard base[place] == 92 else { return faultBase &- place }
      escapes = true
      let length = escapeLength(base + place, end &- place)
      if length <= 0 { return length == 0 ? faultBase &- place : cut }
      place &+= length
    }
  }

  /// Whether a text without escapes ends after `count` bytes, from 0 to 31, with a quote.
  @inline(__always)
  static func isText(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard start[count] == 34 else { return false }
    if count >= 16, hasAny(special(start), first: 16) { return false }
    return !hasAny(special(start + (count & 16)), first: count & 15)
  }

  /// Whether one of the first values is true.
  @inline(__always)
  private static func hasAny(_ truth: SIMDMask<SIMD16<Int8>>, first count: Int) -> Bool {
    // Bytes that keep a value, and as many that make it false.
    let all: StaticString = "aaaaaaaaaaaaaaaa\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
    let wanted = SeparatorMask.load(all.utf8Start + (16 &- count))
    let words = unsafeBitCast(
      unsafeBitCast(truth, to: SIMD16<UInt8>.self) & wanted, to: SIMD2<UInt64>.self)
    return words.x | words.y != 0
  }

  /// The quotes, backslashes and control characters among 16 bytes, one bit each.
  @inline(__always)
  private static func specials(_ place: UnsafePointer<UInt8>) -> UInt64 {
    SeparatorMask.bits(special(place))
  }

  @inline(__always)
  private static func special(_ place: UnsafePointer<UInt8>) -> SIMDMask<SIMD16<Int8>> {
    let bytes = SeparatorMask.load(place)
    let quote = bytes .== SIMD16<UInt8>(repeating: 34)
    let back = bytes .== SIMD16<UInt8>(repeating: 92)
    let control = bytes .< SIMD16<UInt8>(repeating: 32)
    return quote .| back .| control
  }

  /// The length of an escape; 0 when JSON does not have it, negative when the text ends before.
  @inline(never)
  private static func escapeLength(_ place: UnsafePointer<UInt8>, _ rest: Int) -> Int {
    if rest < 2 { return -1 }
    switch place[1] {
    case 34, 47, 92, 98, 102, 110, 114, 116: return 2
    case 117:
      for index in 2..<6 {
        if index >= rest { return -1 }
        if hexDigit(place[index]) == nil { return 0 }
      }
      return 6
    default: return 0
    }
  }

  /// The end of a number.
  /// - Returns: ``cut`` when the text ends inside it, or right behind it while more may come;
  ///   ``faultBase`` less the place of a byte that no number has there.
  @inline(__always)
  static func numberEnd(
    _ base: UnsafePointer<UInt8>, _ from: Int, _ end: Int, isEnd: Bool
  ) -> Int {
    var place = from
    if base[place] == 45 { place &+= 1 }
    if place >= end { return cut }
    if base[place] == 48 {
      place &+= 1
    } else {
      guard isDigit(base[place]) else { return faultBase &- place }
      while place < end, isDigit(base[place]) { place &+= 1 }
    }
    if place < end, base[place] == 46 {
      place &+= 1
      if place >= end { return cut }
      guard isDigit(base[place]) else { return faultBase &- place }
      while place < end, isDigit(base[place]) { place &+= 1 }
    }
    if place < end, base[place] | 32 == 101 {
      place &+= 1
      if place < end, base[place] == 43 || base[place] == 45 { place &+= 1 }
      if place >= end { return cut }
      guard isDigit(base[place]) else { return faultBase &- place }
      while place < end, isDigit(base[place]) { place &+= 1 }
    }
    return place >= end && !isEnd ? cut : place
  }

  /// The value of a hexadecimal digit.
  @inline(__always)
  static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 48...57: UInt32(byte &- 48)
    case 65...70: UInt32(byte &- 55)
    case 97...102: UInt32(byte &- 87)
    default: nil
    }
  }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
}
