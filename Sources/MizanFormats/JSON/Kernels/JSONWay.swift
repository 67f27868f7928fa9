import Glibc

/// Compares short texts, such as names and what stands between two values of an object.
enum JSONWay {
  /// The longest way to a member that is remembered, in bytes.
  static let limit = 128

  /// Whether two texts of the same length are equal; 8 bytes are readable at both whatever the
  /// length.
  @inline(__always)
  static func isSame(
    _ one: UnsafePointer<UInt8>, _ other: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    if count > 32 { return memcmp(one, other, count) == 0 }
    // Words of eight bytes, the last ones so that they end with the text.
    if count >= 16 {
      let low = differ(one, other, 0) | differ(one, other, 8)
      return low | differ(one, other, count &- 16) | differ(one, other, count &- 8) == 0
    }
    if count >= 8 { return differ(one, other, 0) | differ(one, other, count &- 8) == 0 }
    // The bytes that belong to the text are the lowest.
    return count == 0
      || differ(one, other, 0) &<< (64 &- 8 &* UInt64(truncatingIfNeeded: count)) == 0
  }

  @inline(__always)
  private static func differ(
    _ one: UnsafePointer<UInt8>, _ other: UnsafePointer<UInt8>, _ offset: Int
  ) -> UInt64 {
    UnsafeRawPointer(one).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      ^ UnsafeRawPointer(other).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }
}
