import CSystem
import MizanRecords

/// Remembers which keys of a `unique:` check were seen, in the order of the rows.
///
/// It holds a 64-bit hash of each key, 8 bytes a row, so that millions of rows fit; two different
/// keys of the same table have the same hash with a chance below one in a million million.
public final class DuplicateGate {
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask: Int
  private var count = 0

  public init() {
    mask = (1 << 12) - 1
    slots = HashSlots.allocate(mask + 1)
  }

  deinit { slots.deallocate() }

  /// For each key, whether it was seen before; 0 stands for rows that take no part.
  public func judge(_ keys: [UInt64]) -> [Bool] { keys.map { $0 != 0 && !insert($0) } }

  /// Has the place of a key fetched; the table is too large for the processor's own memory.
  func prefetch(_ key: UInt64) {
    csystem_prefetch(slots + (Int(truncatingIfNeeded: key >> 20) & mask))
  }

  /// Remembers a key; whether it is new.
  func insert(_ key: UInt64) -> Bool {
    var index = Int(truncatingIfNeeded: key >> 20) & mask
    while slots[index] != 0 {
      if slots[index] == key { return false }
      index = (index &+ 1) & mask
    }
    slots[index] = key
    count += 1
    if count * 4 > mask * 3 { grow() }
    return true
  }

  private func grow() {
    let old = slots
    let oldCount = mask + 1
    mask = oldCount * 2 - 1
    slots = HashSlots.allocate(mask + 1)
    for slot in 0..<oldCount where old[slot] != 0 {
      var index = Int(truncatingIfNeeded: old[slot] >> 20) & mask
      while slots[index] != 0 { index = (index &+ 1) & mask }
      slots[index] = old[slot]
    }
    old.deallocate()
  }
}
