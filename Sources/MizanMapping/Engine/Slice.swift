import Glibc

/// Bytes that may be copied 32 at a time: at least 32 readable bytes stand behind their end.
struct Slice {
  var base: UnsafePointer<UInt8>
  var count: Int

  /// No bytes at all.
  nonisolated(unsafe) static let none = Slice(base: RecordState.nothing, count: 0)

  /// Bytes that live until ``deallocate()``.
  init(copying bytes: [UInt8]) {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count + 64)
    copy.initialize(repeating: 0, count: bytes.count + 64)
    for (index, byte) in bytes.enumerated() { copy[index] = byte }
    base = UnsafePointer(copy)
    count = bytes.count
  }

  init(base: UnsafePointer<UInt8>, count: Int) {
    self.base = base
    self.count = count
  }

  func deallocate() { if base != RecordState.nothing { base.deallocate() } }

  /// Copies the bytes; the target has at least 32 bytes more than they take. Returns the new end.
  ///
  /// Most texts are short: they take one load and one store, and no call.
  @inline(__always)
  func copy(to target: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
    let first = UnsafeRawPointer(base).loadUnaligned(as: SIMD32<UInt8>.self)
    UnsafeMutableRawPointer(target).storeBytes(of: first, as: SIMD32<UInt8>.self)
    if count > 32 { memcpy(target + 32, base + 32, count &- 32) }
    return target + count
  }
}
