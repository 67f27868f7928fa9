/// A strict reader of JSON for tests: it refuses what RFC 8259 does not know, and keys that stand
/// twice in one object.
indirect enum JSONText: Equatable {
  case null
  case bool(Bool)
  /// The number as it is written.
  case number(String)
  case string(String)
  case array([JSONText])
  case object([String: JSONText])

  struct Problem: Error { var text: String }

  init(_ bytes: [UInt8]) throws {
    var reader = Reader(bytes: bytes)
    self = try reader.value()
    reader.skip()
    guard reader.index == bytes.count else { throw Problem(text: "something behind the value") }
  }

  /// A member of an object; nil for anything else.
  subscript(_ key: String) -> JSONText? {
    if case .object(let members) = self { return members[key] }
    return nil
  }

  var items: [JSONText] { if case .array(let items) = self { items } else { [] } }
  var text: String? { if case .string(let text) = self { text } else { nil } }
  var number: Double? { if case .number(let text) = self { Double(text) } else { nil } }

  private struct Reader {
    let bytes: [UInt8]
    var index = 0

    mutating func skip() {
      while index < bytes.count, [32, 9, 10, 13].contains(bytes[index]) { index += 1 }
    }

    private func problem(_ text: String) -> Problem { Problem(text: "\(text) at byte \(index)") }

    private mutating func take(_ word: String) throws {
      guard bytes[index...].starts(with: word.utf8) else { throw problem("no \(word)") }
      index += word.utf8.count
    }

    mutating func value() throws -> JSONText {
      skip()
      guard index < bytes.count else { throw problem("nothing") }
      switch bytes[index] {
      case UInt8(ascii: "{"): return try object()
      case UInt8(ascii: "["): return try array()
      case UInt8(ascii: "\""): return .string(try string())
      case UInt8(ascii: "t"):
        try take("true")
        return .bool(true)
      case UInt8(ascii: "f"):
        try take("false")
        return .bool(false)
      case UInt8(ascii: "n"):
        try take("null")
        return .null
      default: return try number()
      }
    }

    private mutating func object() throws -> JSONText {
      try take("{")
      var members: [String: JSONText] = [:]
      skip()
      while index < bytes.count, bytes[index] != UInt8(ascii: "}") {
        if !members.isEmpty { try take(",") }
        skip()
        let key = try string()
        skip()
        try take(":")
        guard members.updateValue(try value(), forKey: key) == nil else {
          throw problem("\(key) twice")
        }
        skip()
      }
      try take("}")
      return .object(members)
    }

    private mutating func array() throws -> JSONText {
      try take("[")
      var items: [JSONText] = []
      skip()
      while index < bytes.count, bytes[index] != UInt8(ascii: "]") {
        if !items.isEmpty { try take(",") }
        items.append(try value())
        skip()
      }
      try take("]")
      return .array(items)
    }

    private mutating func number() throws -> JSONText {
      let start = index
      if index < bytes.count, bytes[index] == UInt8(ascii: "-") { index += 1 }
      let first = index
      try digits()
      if bytes[first] == UInt8(ascii: "0"), index > first + 1 { throw problem("leading zero") }
      if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
        index += 1
        try digits()
      }
      return .number(String(decoding: bytes[start..<index], as: UTF8.self))
    }

    private mutating func digits() throws {
      let start = index
      while index < bytes.count, (48...57).contains(bytes[index]) { index += 1 }
      if index == start { throw problem("no digit") }
    }

    private mutating func string() throws -> String {
      try take("\"")
      var units: [UInt8] = []
      while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
        let byte = bytes[index]
        if byte < 32 { throw problem("a control") }
        index += 1
        guard byte == UInt8(ascii: "\\") else {
          units.append(byte)
          continue
        }
        guard index < bytes.count else { break }
        let escape = bytes[index]
        index += 1
        switch escape {
        case UInt8(ascii: "n"): units.append(10)
        case UInt8(ascii: "r"): units.append(13)
        case UInt8(ascii: "t"): units.append(9)
        case UInt8(ascii: "b"): units.append(8)
        case UInt8(ascii: "f"): units.append(12)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): units.append(escape)
        case UInt8(ascii: "u"):
          let end = min(bytes.count, index + 4)
          let hex = String(decoding: bytes[index..<end], as: UTF8.self)
          guard hex.count == 4, let value = UInt32(hex, radix: 16),
            let scalar = Unicode.Scalar(value)
          else { throw problem("a wrong escape") }
          units += Array(String(Character(scalar)).utf8)
          index = end
        default: throw problem("an unknown escape")
        }
      }
      try take("\"")
      guard let text = String(validating: units, as: UTF8.self) else { throw problem("no UTF-8") }
      return text
    }
  }
}
