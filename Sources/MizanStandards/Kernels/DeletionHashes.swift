/// Hashes of what is left of the beginning of a text when up to two of its letters are taken out.
///
/// Two texts that at most two single changes part have one of these in common, since a replaced
/// letter is a letter taken out of both. The hash is a sum over places, so each costs a few
/// additions: the sums in front of a gap stay, those behind it move by one place.
enum DeletionHashes {
  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15
  /// `base` times this is 1, modulo 2^64.
  private static let inverse: UInt64 = {
    var value = base
    for _ in 0..<6 { value = value &* (2 &- base &* value) }
    return value
  }()

  /// How many letters of a text count. What two texts have in common begins alike in both: the
  /// letters that only one has are taken out of its beginning, and as many at the end of the
  /// other's, never more than two of either.
  static let beginning = 10

  /// How many letters are taken out of a text of this length: as many as ``Likeness`` allows
  /// changes, and none of a text so short that nothing of it would be left.
  static func deletions(_ length: Int) -> Int { length >= 5 ? 2 : length >= 3 ? 1 : 0 }

  /// No text of this length has more hashes.
  static func most(_ length: Int) -> Int {
    let count = min(length, beginning)
    switch deletions(count) {
    case 0: return 1
    case 1: return 1 + count
    default: return 1 + count + count * (count - 1) / 2
    }
  }

  /// Calls `body` once with all hashes of a text.
  @inline(__always)
  static func withAll(
    _ text: UnsafeBufferPointer<UInt32>, _ body: (UnsafeBufferPointer<UInt64>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: most(text.count)) { room in
      var count = 0
      forEach(text) { hash in
        room[count] = hash
        count &+= 1
      }
      body(UnsafeBufferPointer(rebasing: room[..<count]))
    }
  }

  /// Calls `body` with each hash, some of them more than once.
  /// - Parameter text: scalars.
  @inline(__always)
  static func forEach(_ text: UnsafeBufferPointer<UInt32>, _ body: (UInt64) -> Void) {
    let count = min(text.count, beginning)
    let deletions = deletions(count)
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 3 &* (count &+ 1)) { room in
      guard let sums = room.baseAddress else { return }
      let moved = sums + (count &+ 1)
      let twice = moved + (count &+ 1)
      var sum: UInt64 = 0
      var power: UInt64 = 1
      for index in 0...count {
        sums[index] = sum
        moved[index] = sum &* inverse
        twice[index] = moved[index] &* inverse
        if index == count { break }
        sum = sum &+ value(text[index]) &* power
        power = power &* base
      }
      body(mixed(sum, count))
      guard deletions > 0 else { return }
      for first in 0..<count where first == 0 || text[first] != text[first &- 1] {
        body(mixed(sums[first] &+ moved[count] &- moved[first &+ 1], count &- 1))
        guard deletions > 1 else { continue }
        for second in first &+ 1..<count
        where second == first &+ 1 || text[second] != text[second &- 1] {
          let middle = moved[second] &- moved[first &+ 1]
          body(
            mixed(
              sums[first] &+ middle &+ twice[count] &- twice[second &+ 1], count &- 2))
        }
      }
    }
  }

  @inline(__always)
  private static func value(_ letter: UInt32) -> UInt64 {
    let wide = (UInt64(letter) &+ 1) &* 0xD6E8_FEB8_6659_FD93
    return wide ^ (wide &>> 32)
  }

  @inline(__always)
  private static func mixed(_ sum: UInt64, _ count: Int) -> UInt64 {
    let one = (sum &+ UInt64(truncatingIfNeeded: count)) &* 0xA076_1D64_78BD_642F
    let two = (one ^ (one &>> 32)) &* 0xE703_7ED1_A0B4_28DB
    return two ^ (two &>> 29)
  }
}
