/// A small map from addresses to numbers, for names that the parser keeps at one address each.
final class PointerMap {
  private var keys: UnsafeMutablePointer<UInt>
  private var values: UnsafeMutablePointer<Int32>
  private var mask: Int
  private(set) var count = 0

  init() {
    mask = 63
    keys = .allocate(capacity: 64)
    values = .allocate(capacity: 64)
    keys.initialize(repeating: 0, count: 64)
    values.initialize(repeating: 0, count: 64)
  }

  deinit {
    keys.deallocate()
    values.deallocate()
  }

  /// The number stored for an address; nil when there is none.
  @inline(__always)
  func find(_ pointer: UnsafePointer<UInt8>) -> Int32? {
    let key = UInt(bitPattern: pointer)
    var index = slot(key)
    while true {
      let found = keys[index]
      if found == key { return values[index] }
      if found == 0 { return nil }
      index = (index &+ 1) & mask
    }
  }

  /// Stores a number for an address that has none yet.
  func insert(_ pointer: UnsafePointer<UInt8>, _ value: Int32) {
    if count &* 2 >= mask { grow() }
    put(UInt(bitPattern: pointer), value)
    count += 1
  }

  @inline(__always)
  private func slot(_ key: UInt) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
  }

  private func put(_ key: UInt, _ value: Int32) {
    var index = slot(key)
    while keys[index] != 0 { index = (index &+ 1) & mask }
    keys[index] = key
    values[index] = value
  }

  private func grow() {
    let (oldKeys, oldValues, oldSize) = (keys, values, mask + 1)
    let size = oldSize * 2
    mask = size - 1
    keys = .allocate(capacity: size)
    values = .allocate(capacity: size)
    keys.initialize(repeating: 0, count: size)
    values.initialize(repeating: 0, count: size)
    for index in 0..<oldSize where oldKeys[index] != 0 { put(oldKeys[index], oldValues[index]) }
    oldKeys.deallocate()
    oldValues.deallocate()
  }
}
