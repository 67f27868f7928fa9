/// Strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
enum UTF8Check {
  /// The start of the first invalid sequence at or after `from`; `count` when all is valid.
  static func firstInvalid(_ base: UnsafePointer<UInt8>, from: Int = 0, _ count: Int) -> Int {
    var at = from
    while at < count {
      if base[at] < 128 {
        at &+= 1
        // A single blank between words is not worth a longer look.
        guard at < count, base[at] < 128 else { continue }
        at = TextSurvey.firstHigh(base, from: at, count)
        continue
      }
      let length = sequenceLength(base + at, count &- at)
      if length == 0 { return at }
      at &+= length
    }
    return count
  }

  /// The length of the valid sequence that begins with a byte above 127; 0 when it is invalid or
  /// cut off by the end.
  @inline(__always)
  static func sequenceLength(_ place: UnsafePointer<UInt8>, _ rest: Int) -> Int {
    let lead = place[0]
    if lead < 0xC2 { return 0 }
    if lead < 0xE0 { return rest >= 2 && isTail(place[1]) ? 2 : 0 }
    if lead < 0xF0 {
      guard rest >= 3, isTail(place[1]), isTail(place[2]) else { return 0 }
      if lead == 0xE0 && place[1] < 0xA0 || lead == 0xED && place[1] > 0x9F { return 0 }
      return 3
    }
    guard lead < 0xF5, rest >= 4, isTail(place[1]), isTail(place[2]), isTail(place[3]) else {
      return 0
    }
    if lead == 0xF0 && place[1] < 0x90 || lead == 0xF4 && place[1] > 0x8F { return 0 }
    return 4
  }

  /// Whether the bytes up to the end are the beginning of a sequence that more bytes may complete.
  static func mayContinue(_ place: UnsafePointer<UInt8>, _ rest: Int) -> Bool {
    guard rest > 0, rest < 4 else { return false }
    let lead = place[0]
    guard lead >= 0xC2, lead < 0xF5 else { return false }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard rest < length else { return false }
    return (1..<rest).allSatisfy { isTail(place[$0]) }
  }

  @inline(__always)
  private static func isTail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
