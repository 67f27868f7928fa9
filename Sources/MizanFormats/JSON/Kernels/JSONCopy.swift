import Glibc

/// Copies short texts.
enum JSONCopy {
  /// Copies `count` bytes; 16 bytes are readable and writable at both places whatever the count.
  @inline(__always)
  static func copy(
    _ source: UnsafePointer<UInt8>, _ count: Int, to target: UnsafeMutablePointer<UInt8>
  ) {
    guard count <= 16 else {
      memcpy(target, source, count)
      return
    }
    UnsafeMutableRawPointer(target).storeBytes(
      of: UnsafeRawPointer(source).loadUnaligned(as: SIMD16<UInt8>.self),
      as: SIMD16<UInt8>.self)
  }
}
