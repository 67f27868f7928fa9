/// Words that many YAML programs read as something else than text. Mizan reads all as text, and
/// tells so, because the same file in another program would say something else.
enum ImplicitType {
  /// Whether an unquoted word would become a yes, a no, nothing, or a number that is written
  /// differently afterwards: `NO`, `off`, `null`, `~`, `02`, `1e3`, `0x1F`, `1:30`.
  static func changes(_ text: String) -> Bool {
    switch text.lowercased() {
    case "no", "off", "on", "yes", "y", "n", "null", "~", ".inf", ".nan": return true
    default: break
    }
    let bytes = Array(text.utf8)
    guard let first = bytes.first, first &- 48 < 10, bytes.count <= 32 else { return false }
    if bytes.count > 1, first == 48, bytes[1] != 46 {
      return bytes.dropFirst().allSatisfy { $0 &- 48 < 10 } || isPrefixed(bytes)
    }
    if bytes.contains(58) { return bytes.allSatisfy { $0 &- 48 < 10 || $0 == 58 } }
    return bytes.contains { $0 | 32 == 101 }
      && bytes.allSatisfy { $0 &- 48 < 10 || $0 | 32 == 101 || $0 == 45 || $0 == 43 || $0 == 46 }
  }

  private static func isPrefixed(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 2, bytes[1] | 32 == 120 || bytes[1] | 32 == 111 else { return false }
    return bytes.dropFirst(2).allSatisfy { $0 &- 48 < 10 || ($0 | 32) &- 97 < 6 }
  }
}
