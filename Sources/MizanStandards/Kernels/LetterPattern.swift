/// One text of up to 64 letters made ready to be compared with many: for each letter, the places
/// where it stands as one bit mask.
///
/// The distance is the number of single changes (a letter put in, taken out or replaced, two
/// neighbours that change places) by the bit-parallel method of Myers and Hyyrö: one step for each
/// letter of the other text, whatever the length of this one.
struct LetterPattern {
  /// The longest text, in scalars, that fits.
  static let limit = 64
  private static let slots = 128

  private let count: Int
  private var letters: InlineArray<128, UInt32> = .init(repeating: 0)
  private var places: InlineArray<128, UInt64> = .init(repeating: 0)

  /// - Parameter text: between 1 and ``limit`` scalars, none of them zero.
  init(_ text: [UInt32]) {
    count = min(text.count, LetterPattern.limit)
    for index in 0..<count {
      var slot = LetterPattern.slot(text[index])
      while letters[slot] != 0, letters[slot] != text[index] { slot = (slot &+ 1) & 127 }
      letters[slot] = text[index]
      places[slot] |= 1 &<< UInt64(truncatingIfNeeded: index)
    }
  }

  /// The distance to another text; any number above `limit` when more than `limit` changes are
  /// needed.
  func distance(_ text: UnsafePointer<UInt32>, _ length: Int, limit: Int) -> Int {
    if abs(length &- count) > limit { return limit &+ 1 }
    let last: UInt64 = 1 &<< UInt64(truncatingIfNeeded: count &- 1)
    var score = count
    var up: UInt64 = ~0
    var down: UInt64 = 0
    var zero: UInt64 = 0
    var before: UInt64 = 0
    for index in 0..<length {
      let here = mask(text[index])
      let swapped = ((~zero & here) &<< 1) & before
      zero = (((here & up) &+ up) ^ up) | here | down | swapped
      var right = down | ~(zero | up)
      var left = up & zero
      if right & last != 0 { score &+= 1 }
      if left & last != 0 { score &-= 1 }
      right = (right &<< 1) | 1
      left = left &<< 1
      up = left | ~(zero | right)
      down = right & zero
      before = here
      if score &- (length &- index &- 1) > limit { return limit &+ 1 }
    }
    return score
  }

  /// The distance to a text in an array; see ``distance(_:_:limit:)``.
  func distance(_ text: [UInt32], limit: Int) -> Int {
    text.withUnsafeBufferPointer { text in
      guard let base = text.baseAddress else { return count }
      return distance(base, text.count, limit: limit)
    }
  }

  @inline(__always)
  private func mask(_ letter: UInt32) -> UInt64 {
    var slot = LetterPattern.slot(letter)
    while true {
      let known = letters[slot]
      if known == letter { return places[slot] }
      if known == 0 { return 0 }
      slot = (slot &+ 1) & 127
    }
  }

  @inline(__always)
  private static func slot(_ letter: UInt32) -> Int {
    Int(truncatingIfNeeded: (letter &* 0x9E37_79B1) &>> 25)
  }
}
