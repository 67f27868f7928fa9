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
  @inline(__always)
  func copy(to target: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
    let source = UnsafeRawPointer(base)
    let place = UnsafeMutableRawPointer(target)
    var offset = 0
    repeat {
      place.storeBytes(
        of: source.loadUnaligned(fromByteOffset: offset, as: SIMD32<UInt8>.self),
        toByteOffset: offset, as: SIMD32<UInt8>.self)
      offset &+= 32
    } while offset < count
    return target + count
  }
}
