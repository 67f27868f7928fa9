@testable import MizanFormats

/// The slow twin of the tokenizer: a recursive reader of RFC 8259 in the most obvious words.
struct JSONTwin {
  private let bytes: [UInt8]
  private var at = 0
  private var depth = 0
  private static let blanks: Set<UInt8> = [9, 10, 13, 32]

  /// Whether bytes are JSON of at most 128 levels.
  static func accepts(_ bytes: [UInt8]) -> Bool {
    guard String(validating: bytes, as: UTF8.self) != nil else { return false }
    var twin = JSONTwin(bytes)
    guard twin.value() else { return false }
    twin.skip()
    return twin.at == bytes.count
  }

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skip() { while let next, JSONTwin.blanks.contains(next) { at += 1 } }

  private mutating func take(_ text: String) -> Bool {
    guard bytes[at...].starts(with: text.utf8) else { return false }
    at += text.utf8.count
    return true
  }

  private mutating func value() -> Bool {
    skip()
    switch next {
    case UInt8(ascii: "{"): return object()
    case UInt8(ascii: "["): return array()
    case UInt8(ascii: "\""): return string()
    case UInt8(ascii: "t"): return take("true")
    case UInt8(ascii: "f"): return take("false")
    case UInt8(ascii: "n"): return take("null")
    default: return number()
    }
  }

  private mutating func object() -> Bool {
    at += 1
    depth += 1
    defer { depth -= 1 }
    guard depth <= 128 else { return false }
    skip()
    if take("}") { return true }
    repeat {
      skip()
      guard string() else { return false }
      skip()
      guard take(":"), value() else { return false }
      skip()
    } while take(",")
    return take("}")
  }

  private mutating func array() -> Bool {
    at += 1
    depth += 1
    defer { depth -= 1 }
    guard depth <= 128 else { return false }
    skip()
    if take("]") { return true }
    repeat {
      guard value() else { return false }
      skip()
    } while take(",")
    return take("]")
  }

  private mutating func string() -> Bool {
    guard take("\"") else { return false }
    while let byte = next {
      at += 1
      if byte == UInt8(ascii: "\"") { return true }
      if byte < 32 { return false }
      if byte != UInt8(ascii: "\\") { continue }
      guard let kind = next else { return false }
      at += 1
      if kind == UInt8(ascii: "u") {
        for _ in 0..<4 {
          guard let digit = next, Character(UnicodeScalar(digit)).isHexDigit, digit < 128 else {
            return false
          }
          at += 1
        }
      } else if !"\"\\/bfnrt".utf8.contains(kind) {
        return false
      }
    }
    return false
  }

  private mutating func digits() -> Bool {
    let start = at
    while let next, (48...57).contains(next) { at += 1 }
    return at > start
  }

  private mutating func number() -> Bool {
    _ = take("-")
    if !take("0"), !digits() { return false }
    if take("."), !digits() { return false }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      return digits()
    }
    return true
  }
}
