import Glibc

/// Copies short texts.
enum JSONCopy {
  /// Copies `count` bytes; 16 bytes are readable and writable at both places whatever the count.
  @inline(__always)
  static func copy(
    _ source: UnsafePointer<UInt8>, _ count: Int, to target: UnsafeMutablePointer<UInt8>
  ) {
    if count > 32 {
      memcpy(target, source, count)
      return
    }
    sixteen(source, to: target)
    if count > 16 { sixteen(source + (count &- 16), to: target + (count &- 16)) }
  }

  @inline(__always)
  private static func sixteen(
    _ source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>
  ) {
    UnsafeMutableRawPointer(target).storeBytes(
      of: UnsafeRawPointer(source).loadUnaligned(as: SIMD16<UInt8>.self),
      as: SIMD16<UInt8>.self)
  }
}
