/// Text of a file made safe to show: controls and bidirectional marks escaped, length cut.
public enum ShownText {
  /// The longest value that a message quotes, in characters.
  public static let limit = 80

  /// The text with C0, C1 and bidi controls and separators of lines written as `\u{…}` and cut to ``limit`` characters.
  public static func make(_ text: String, limit: Int = ShownText.limit) -> String {
    if text.utf8.count <= limit, text.utf8.allSatisfy(isPlain) { return text }
    var result = ""
    var count = 0
    for scalar in text.unicodeScalars {
      if count == limit { return result + "…" }
      count += 1
      switch scalar.value {
      case 0x0A: result += "⏎"
      case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2066...0x2069,
        0xFEFF:
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The bytes as ``make(_:limit:)`` shows them; bytes that are no UTF-8 appear as U+FFFD.
  public static func make(_ bytes: some Collection<UInt8>) -> String {
    let plain = bytes.withContiguousStorageIfAvailable { bytes in
      bytes.count <= limit && bytes.allSatisfy(isPlain)
        ? String(decoding: bytes, as: UTF8.self) : nil
    }
    if let plain, let plain { return plain }
    return make(String(decoding: bytes.prefix(limit * 4 + 4), as: UTF8.self))
  }

  /// Whether a byte is shown as it is: most values have no others.
  private static func isPlain(_ byte: UInt8) -> Bool { byte &- 0x20 < 0x5F }
}
