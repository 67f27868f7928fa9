/// Strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
enum UTF8Check {
  /// The start of the first invalid sequence at or after `from`; `count` when all is valid.
  ///
  /// Sixteen bytes are judged at once: the bytes after a lead must be exactly those that its kind
  /// asks for. Leads with further conditions, and faults, are left to ``sequenceLength(_:_:)``.
  static func firstInvalid(_ base: UnsafePointer<UInt8>, from: Int = 0, _ count: Int) -> Int {
    var at = from
    // The tails that sequences begun before `at` still ask for.
    var owed: UInt64 = 0
    while at &+ 16 <= count {
      if owed == 0 {
        while at &+ 64 <= count, isASCII(base + at) { at &+= 64 }
        if at &+ 16 > count { break }
      }
      let bytes = SeparatorMask.load(base + at)
      if owed == 0, isASCII(bytes) {
        at &+= 16
        continue
      }
      let high = SeparatorMask.bits(bytes .>= SIMD16<UInt8>(repeating: 0x80))
      let tails = SeparatorMask.bits(
        (bytes & SIMD16<UInt8>(repeating: 0xC0)) .== SIMD16<UInt8>(repeating: 0x80))
      let two = SeparatorMask.bits(
        (bytes &- SIMD16<UInt8>(repeating: 0xC2)) .< SIMD16<UInt8>(repeating: 0x1E))
      // E0 and ED have conditions of their own.
      let three = SeparatorMask.bits(
        (bytes &- SIMD16<UInt8>(repeating: 0xE1)) .< SIMD16<UInt8>(repeating: 0x0C))
      let asked = owed | (two | three) &<< 1 | three &<< 2
      if high == two | three | tails, tails == asked & 0xFFFF {
        owed = asked &>> 16
        at &+= 16
        continue
      }
      var place = owed == 0 ? at : start(base, at)
      while place < at &+ 16 {
        let length = base[place] < 128 ? 1 : sequenceLength(base + place, count &- place)
        if length == 0 { return place }
        place &+= length
      }
      at = place
      owed = 0
    }
    if owed != 0 { at = start(base, at) }
    while at < count {
      let length = base[at] < 128 ? 1 : sequenceLength(base + at, count &- at)
      if length == 0 { return at }
      at &+= length
    }
    return count
  }

  @inline(__always)
  private static func isASCII(_ bytes: SIMD16<UInt8>) -> Bool {
    let words = unsafeBitCast(bytes, to: SIMD2<UInt64>.self)
    return (words.x | words.y) & 0x8080_8080_8080_8080 == 0
  }

  /// Whether the next 64 bytes are ASCII.
  @inline(__always)
  private static func isASCII(_ place: UnsafePointer<UInt8>) -> Bool {
    isASCII(
      SeparatorMask.load(place) | SeparatorMask.load(place + 16)
        | SeparatorMask.load(place + 32) | SeparatorMask.load(place + 48))
  }

  /// The start of the sequence that goes on at a place.
  private static func start(_ base: UnsafePointer<UInt8>, _ at: Int) -> Int {
    isTail(base[at &- 1]) ? at &- 2 : at &- 1
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
