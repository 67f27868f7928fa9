import Glibc

extension XMLToken {
  /// The raw value of an attribute by its name without prefix, or nil.
  ///
  /// Names are searched from the left; declarations of namespaces are passed over.
  func attribute(_ wanted: StaticString) -> UnsafeBufferPointer<UInt8>? {
    var position = body
    while position < bodyEnd {
      while position < bodyEnd, position[0] <= 0x20 { position += 1 }
      var local = position
      let start = position
      while position < bodyEnd, position[0] > 0x20, position[0] != 0x3D {
        if position[0] == 0x3A { local = position + 1 }
        position += 1
      }
      let count = position - local
      let hasPrefix = local > start
      while position < bodyEnd, position[0] <= 0x20 { position += 1 }
      guard position < bodyEnd, position[0] == 0x3D else { return nil }
      position += 1
      while position < bodyEnd, position[0] <= 0x20 { position += 1 }
      guard position < bodyEnd, position[0] == 0x22 || position[0] == 0x27,
        let quote = XMLToken.find(position[0], position + 1, bodyEnd)
      else { return nil }
      if count == wanted.utf8CodeUnitCount, memcmp(local, wanted.utf8Start, count) == 0,
        !(hasPrefix && start[0] == 0x78 && memcmp(start, "xmlns:", min(6, bodyEnd - start)) == 0)
      {
        return UnsafeBufferPointer(start: position + 1, count: quote - position - 1)
      }
      position = quote + 1
    }
    return nil
  }

  /// An attribute with its references resolved; nil when it is absent or malformed.
  func text(of wanted: StaticString) -> String? {
    guard let raw = attribute(wanted), let start = raw.baseAddress else { return nil }
    var bytes = [UInt8](repeating: 0, count: raw.count + XMLText.slack)
    let count = bytes.withUnsafeMutableBufferPointer {
      XMLText.decode(start, raw.count, to: $0.baseAddress!)
    }
    return count < 0 ? nil : String(decoding: bytes[..<count], as: UTF8.self)
  }

  /// Whether an attribute says `1`, `true` or `on`.
  func isTrue(_ wanted: StaticString) -> Bool {
    guard let raw = attribute(wanted) else { return false }
    return raw.elementsEqual("1".utf8) || raw.elementsEqual("true".utf8)
      || raw.elementsEqual("on".utf8)
  }

  /// An attribute as a number of at most 9 digits; nil for anything else.
  func number(_ wanted: StaticString) -> Int? {
    guard let raw = attribute(wanted), (1...9).contains(raw.count) else { return nil }
    var value = 0
    for byte in raw {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }
}
