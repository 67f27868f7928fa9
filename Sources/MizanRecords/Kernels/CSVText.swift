/// Quoting of texts as RFC 4180 wants it.
public enum CSVText {
  /// Whether a text must be quoted.
  @inlinable
  public static func needsQuotes(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    for index in 0..<count {
      let byte = bytes[index]
      if byte == 44 || byte == 34 || byte == 10 || byte == 13 { return true }
    }
    return false
  }

  /// The text as it stands in a CSV file.
  public static func quoted(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(where: { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 }) else {
      return text
    }
    var result: [UInt8] = [34]
    for byte in text {
      if byte == 34 { result.append(34) }
      result.append(byte)
    }
    result.append(34)
    return result
  }

  /// The text as it stands in a CSV file.
  public static func quoted(_ text: String) -> String {
    String(decoding: quoted(Array(text.utf8)), as: UTF8.self)
  }
}
