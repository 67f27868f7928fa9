import Glibc

/// Memory for sets of 64-bit hashes.
package enum HashSlots {
  /// So many slots, all zero. Many of them ask the system for large pages, since every look goes to
  /// another place.
  package static func allocate(_ count: Int) -> UnsafeMutablePointer<UInt64> {
    let bytes = count * 8
    let isLarge = bytes >= 2 << 20
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: bytes, alignment: isLarge ? 2 << 20 : 64)
    if isLarge { madvise(memory, bytes, 14) }
    let slots = memory.bindMemory(to: UInt64.self, capacity: count)
    slots.initialize(repeating: 0, count: count)
    return slots
  }
}
