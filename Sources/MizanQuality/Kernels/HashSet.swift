import CSystem
import MizanRecords

/// A set of 64-bit hashes by open addressing, for millions of rows; at most three quarters full.
final class HashSet {
  /// Below so many slots a set grows fourfold, above it twofold.
  private static let small = 1 << 20

  private var slots: UnsafeMutablePointer<UInt64>
  private var mask: Int
  private(set) var count = 0
  private var holdsZero = false

  init() {
    mask = (1 << 12) - 1
    slots = HashSlots.allocate(mask + 1)
  }

  deinit { slots.deallocate() }

  @inline(__always)
  private func place(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 7) & mask }

  /// Makes room for more hashes, so that the places that are fetched for them stay theirs.
  func reserve(_ more: Int) {
    while (count &+ more) &* 4 >= (mask &+ 1) &* 3 { grow() }
  }

  /// Has the place of a hash fetched that will be added soon: a large set does not fit into the
  /// processor's own memory.
  @inline(__always)
  func prefetch(_ hash: UInt64) { csystem_prefetch(slots + place(hash)) }

  /// Adds a hash; false when the set has it already.
  @inline(__always)
  func insert(_ hash: UInt64) -> Bool {
    if hash == 0 {
      if holdsZero { return false }
      holdsZero = true
      count &+= 1
      return true
    }
    if count &* 4 >= (mask &+ 1) &* 3 { grow() }
    var index = place(hash)
    while slots[index] != 0 {
      if slots[index] == hash { return false }
      index = (index &+ 1) & mask
    }
    slots[index] = hash
    count &+= 1
    return true
  }

  /// Whether the set has a hash.
  func contains(_ hash: UInt64) -> Bool {
    if hash == 0 { return holdsZero }
    var index = place(hash)
    while slots[index] != 0 {
      if slots[index] == hash { return true }
      index = (index &+ 1) & mask
    }
    return false
  }

  /// Adds all hashes of another set and returns how many of them were in this one already.
  func add(_ other: HashSet) -> Int {
    var known = other.holdsZero && !insert(0) ? 1 : 0
    for index in 0...other.mask where other.slots[index] != 0 {
      if !insert(other.slots[index]) { known += 1 }
    }
    return known
  }

  @inline(never)
  private func grow() {
    let old = slots
    let oldCount = mask + 1
    mask = oldCount * (oldCount < HashSet.small ? 4 : 2) - 1
    slots = HashSlots.allocate(mask + 1)
    for slot in 0..<oldCount where old[slot] != 0 {
      var index = place(old[slot])
      while slots[index] != 0 { index = (index &+ 1) & mask }
      slots[index] = old[slot]
    }
    old.deallocate()
  }
}
