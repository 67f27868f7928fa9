import Glibc

/// Hashes of bytes: fast, the same in every run, not for secrets.
public enum ByteHash {
  /// A 64-bit hash of `count` bytes.
  @inlinable @inline(__always)
  public static func hash(_ bytes: UnsafePointer<UInt8>, _ count: Int, seed: UInt64 = 0) -> UInt64 {
    var state = 0x9E37_79B9_7F4A_7C15 ^ seed ^ UInt64(truncatingIfNeeded: count)
    var index = 0
    let raw = UnsafeRawPointer(bytes)
    while index &+ 8 <= count {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let product = (state ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
      state = product.high ^ product.low
      index &+= 8
    }
    let product = (state ^ tail(bytes, from: index, count)).multipliedFullWidth(
      by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }

  /// The fewer than eight bytes from a place on as one number, the first one lowest. Words are read
  /// so that they end with the text.
  @inlinable @inline(__always)
  static func tail(_ bytes: UnsafePointer<UInt8>, from index: Int, _ count: Int) -> UInt64 {
    let raw = UnsafeRawPointer(bytes)
    let rest = UInt64(truncatingIfNeeded: count &- index)
    if rest == 0 { return 0 }
    if count >= 8 {
      return raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self) &>> (64 &- 8 &* rest)
    }
    if count >= 4 {
      let low = UInt64(raw.loadUnaligned(as: UInt32.self))
      let high = UInt64(raw.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
      return low | high &<< (8 &* rest &- 32)
    }
    let middle = UInt64(bytes[count &>> 1]) &<< UInt64(truncatingIfNeeded: 8 &* (count &>> 1))
    let last = UInt64(bytes[count &- 1]) &<< (8 &* rest &- 8)
    return UInt64(bytes[0]) | middle | last
  }
}

/// Raw bytes to a number, by open addressing: the memo that codes each distinct label once.
@frozen
public struct ByteMap: ~Copyable, @unchecked Sendable {
  /// 16 bytes, so that four slots share a line of the processor's memory and none lies in two.
  @usableFromInline
  struct Slot {
    /// The upper half of the hash; the lower one leads to the slot.
    @usableFromInline var tag: UInt32 = 0
    @usableFromInline var offset: UInt32 = 0
    @usableFromInline var count: UInt32 = 0
    @usableFromInline var value: Int32 = -1

    @usableFromInline
    init(tag: UInt32 = 0, offset: UInt32 = 0, count: UInt32 = 0, value: Int32 = -1) {
      self.tag = tag
      self.offset = offset
      self.count = count
      self.value = value
    }
  }

  @usableFromInline var slots: UnsafeMutablePointer<Slot>
  @usableFromInline var mask: Int
  /// The bytes of all keys, with room to read 16 behind the last one.
  @usableFromInline var keyBytes: UnsafeMutablePointer<UInt8>
  private var keys = ByteBuffer(capacity: 1 << 10)
  public private(set) var count = 0

  public init(capacity: Int = 64) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = .allocate(capacity: size)
    slots.initialize(repeating: Slot(), count: size)
    mask = size - 1
    keyBytes = keys.base
  }

  deinit { slots.deallocate() }

  /// The value stored for these bytes, or nil. Values are never negative.
  @inlinable @inline(__always)
  public func find(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Int32? {
    find(bytes, length, hash: ByteHash.hash(bytes, length))
  }

  /// The value stored for bytes whose ``ByteHash`` is known, or nil.
  @inlinable @inline(__always)
  public func find(
    _ bytes: UnsafePointer<UInt8>, _ length: Int, hash: UInt64
  ) -> Int32? {
    let tag = UInt32(truncatingIfNeeded: hash >> 32)
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index].value >= 0 {
      if slots[index].tag == tag && Int(slots[index].count) == length
        && ByteMap.areEqual(keyBytes + Int(slots[index].offset), bytes, length)
      {
        return slots[index].value
      }
      index = (index &+ 1) & mask
    }
    return nil
  }

  /// Where a search for this hash begins, for fetching it ahead.
  @inlinable @inline(__always)
  public func place(ofHash hash: UInt64) -> UnsafeRawPointer {
    UnsafeRawPointer(slots + (Int(truncatingIfNeeded: hash) & mask))
  }

  /// Compares bytes eight at a time.
  @inlinable @inline(__always)
  static func areEqual(
    _ one: UnsafePointer<UInt8>, _ other: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    let left = UnsafeRawPointer(one)
    let right = UnsafeRawPointer(other)
    var index = 0
    while index &+ 8 <= count {
      if left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        != right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      {
        return false
      }
      index &+= 8
    }
    return ByteHash.tail(one, from: index, count) == ByteHash.tail(other, from: index, count)
  }

  /// Stores a value for bytes that are not in the map yet.
  public mutating func insert(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ value: Int32) {
    precondition(value >= 0, "values are never negative")
    if count * 2 > mask { grow() }
    let hash = ByteHash.hash(bytes, length)
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index].value >= 0 { index = (index &+ 1) & mask }
    slots[index] = Slot(
      tag: UInt32(truncatingIfNeeded: hash >> 32), offset: UInt32(keys.count),
      count: UInt32(length), value: value)
    keys.append(bytes, length)
    keyBytes = keys.base
    count += 1
  }

  /// Stores a value for a text; see ``insert(_:_:_:)``.
  public mutating func insert(_ text: some Collection<UInt8>, _ value: Int32) {
    Array(text).withUnsafeBufferPointer {
      var none: UInt8 = 0
      if let base = $0.baseAddress {
        insert(base, $0.count, value)
      } else {
        insert(&none, 0, value)
      }
    }
  }

  public func find(_ text: some Collection<UInt8>) -> Int32? {
    Array(text).withUnsafeBufferPointer {
      var none: UInt8 = 0
      return $0.baseAddress.map { base in find(base, text.count) } ?? find(&none, 0)
    }
  }

  private mutating func grow() {
    let old = slots
    let oldCount = mask + 1
    mask = oldCount * 2 - 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: Slot(), count: mask + 1)
    for slot in 0..<oldCount where old[slot].value >= 0 {
      let hash = ByteHash.hash(keyBytes + Int(old[slot].offset), Int(old[slot].count))
      var index = Int(truncatingIfNeeded: hash) & mask
      while slots[index].value >= 0 { index = (index &+ 1) & mask }
      slots[index] = old[slot]
    }
    old.deallocate()
  }
}
