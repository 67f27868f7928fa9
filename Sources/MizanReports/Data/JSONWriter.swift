/// Writes JSON piece by piece; keys keep the order in which they are written.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Writes an object, or the object under a key.
  mutating func object(_ key: String? = nil, _ content: (inout JSONWriter) -> Void) {
    nest(key, "{", "}", content)
  }

  /// Writes an array under a key with one call for each element.
  mutating func array<Element>(
    _ key: String? = nil, _ elements: some Sequence<Element>,
    _ content: (inout JSONWriter, Element) -> Void
  ) {
    nest(key, "[", "]") { writer in
      for element in elements { content(&writer, element) }
    }
  }

  mutating func string(_ key: String? = nil, _ value: String) {
    begin(key)
    JSONWriter.quote(value, into: &bytes)
  }

  mutating func number(_ key: String? = nil, _ value: Int) {
    begin(key)
    bytes += String(value).utf8
  }

  /// Writes a number with two decimals, so that no digits of the machine appear.
  mutating func hundredths(_ key: String? = nil, _ value: Double) {
    begin(key)
    bytes += TwoDecimals.text(value).utf8
  }

  mutating func null(_ key: String? = nil) {
    begin(key)
    bytes += "null".utf8
  }

  /// Ends a line; used between documents of a JSON Lines file.
  mutating func endLine() {
    bytes.append(10)
    needsComma = false
  }

  private mutating func nest(
    _ key: String?, _ open: String, _ close: String, _ content: (inout JSONWriter) -> Void
  ) {
    begin(key)
    bytes += open.utf8
    needsComma = false
    content(&self)
    bytes += close.utf8
    needsComma = true
  }

  private mutating func begin(_ key: String?) {
    if needsComma { bytes.append(0x2C) }
    needsComma = true
    guard let key else { return }
    JSONWriter.quote(key, into: &bytes)
    bytes.append(0x3A)
  }

  /// A JSON string. `<` is escaped too, so that the text is harmless inside a page, and so are
  /// the line separators of JavaScript.
  static func quote(_ text: String, into bytes: inout [UInt8]) {
    bytes.append(0x22)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: bytes += "\\\"".utf8
      case 0x5C: bytes += "\\\\".utf8
      case 0x0A: bytes += "\\n".utf8
      case 0x0D: bytes += "\\r".utf8
      case 0x09: bytes += "\\t".utf8
      case 0..<0x20, 0x3C, 0x7F, 0x2028, 0x2029:
        let digits = String(scalar.value, radix: 16)
        bytes += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
      default: bytes += UTF8.encode(scalar).map { Array($0) } ?? []
      }
    }
    bytes.append(0x22)
  }
}

/// A share or score with two decimals, the same on every machine.
enum TwoDecimals {
  static func text(_ value: Double) -> String {
    guard value.isFinite else { return "0.00" }
    let hundredths = Int((min(max(value, -1e9), 1e9) * 100).rounded())
    let size = hundredths.magnitude
    let cents = size % 100
    return (hundredths < 0 ? "-" : "") + "\(size / 100)." + (cents < 10 ? "0" : "") + "\(cents)"
  }
}
