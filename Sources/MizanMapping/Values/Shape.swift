/// A pattern of codes that anybody can read: `AA0000000` is two capitals and seven digits.
///
/// `A` stands for a capital letter, `a` for a small one, `0` or `9` for a digit, `*` for any one
/// ASCII character; everything else stands for itself. Matching takes one look at each byte.
struct Shape: Sendable, Hashable {
  private let pattern: [UInt8]

  /// Nil for an empty pattern or one with other than ASCII characters.
  init?(_ text: String) {
    pattern = Array(text.utf8)
    if pattern.isEmpty || pattern.contains(where: { $0 >= 0x80 || $0 < 32 }) { return nil }
  }

  func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count == pattern.count else { return false }
    for (index, wanted) in pattern.enumerated() {
      let byte = bytes[index]
      switch wanted {
      case 65: if byte &- 65 > 25 { return false }
      case 97: if byte &- 97 > 25 { return false }
      case 48, 57: if byte &- 48 > 9 { return false }
      case 42: if byte >= 0x80 { return false }
      default: if byte != wanted { return false }
      }
    }
    return true
  }
}
