/// The forms of a time period: SDMX 2.1 Technical Notes, section 4 (observational time period).
package enum ObservationTime {
  /// Whether a text is a year, as most periods are.
  @inlinable @inline(__always)
  package static func isYear(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.count == 4 && bytes[0] &- 48 < 10 && bytes[1] &- 48 < 10 && bytes[2] &- 48 < 10
      && bytes[3] &- 48 < 10
  }

  /// `2020`, `2020-03`, `2020-03-31`, `2020-03-31T08:00:00`, `2020-Q1`, `2020-S2`, `2020-T3`, `2020-M03`,
  /// `2020-W09`, `2020-D366`, `2020-A1`, each with a time zone if any, and a start with a duration.
  package static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if isYear(bytes) { return true }
    var text = Array(bytes)
    if let slash = text.firstIndex(of: 47) {
      guard text[(slash + 1)...].first == 80, slash + 2 < text.count else { return false }
      text = Array(text[..<slash])
    }
    guard text.count >= 4, text[..<4].allSatisfy(isDigit) else { return false }
    var rest = text[4...]
    if isZone(rest) { return true }
    guard rest.first == 45 else { return false }
    rest = rest.dropFirst()
    guard let first = rest.first else { return false }
    if !isDigit(first) { return isPeriod(first, rest.dropFirst()) }
    guard let month = number(&rest, digits: 2), 1...12 ~= month else { return false }
    if isZone(rest) { return true }
    guard rest.first == 45 else { return false }
    rest = rest.dropFirst()
    guard let day = number(&rest, digits: 2), 1...31 ~= day else { return false }
    return isZone(rest) || rest.first == 84 && rest.count >= 9
  }

  private static func isPeriod(_ letter: UInt8, _ rest: ArraySlice<UInt8>) -> Bool {
    let known: [UInt8: (digits: Int, most: Int)] = [
      65: (1, 1), 83: (1, 2), 84: (1, 3), 81: (1, 4), 77: (2, 12), 87: (2, 53), 68: (3, 366),
    ]
    var rest = rest
    guard let form = known[letter], let value = number(&rest, digits: form.digits) else {
      return false
    }
    return 1...form.most ~= value && isZone(rest)
  }

  private static func number(_ rest: inout ArraySlice<UInt8>, digits: Int) -> Int? {
    let text = rest.prefix(digits)
    guard text.count == digits, text.allSatisfy(isDigit) else { return nil }
    rest = rest.dropFirst(digits)
    return text.reduce(0) { $0 &* 10 &+ Int($1 &- 48) }
  }

  /// Nothing, `Z`, or `+03:00`.
  private static func isZone(_ rest: ArraySlice<UInt8>) -> Bool {
    if rest.isEmpty || Array(rest) == [90] { return true }
    let bytes = Array(rest)
    return bytes.count == 6 && (bytes[0] == 43 || bytes[0] == 45) && bytes[3] == 58
      && [1, 2, 4, 5].allSatisfy { isDigit(bytes[$0]) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
}

/// Values of observations.
package enum ObservationValue {
  /// `NaN` stands for a value that is missing, as does an empty one.
  @inlinable @inline(__always)
  package static func isMissing(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.count == 0 || bytes.count == 3 && bytes[0] == 78 && bytes[1] == 97 && bytes[2] == 78
  }

  /// Whether it is a decimal number as XML schemas write it, with an exponent if any.
  @inlinable @inline(__always)
  package static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = bytes.first == 45 ? 1 : 0
    func digits() -> Bool {
      let start = index
      while index < bytes.count, bytes[index] &- 48 < 10 { index &+= 1 }
      return index > start
    }
    guard digits() else { return false }
    if index < bytes.count, bytes[index] == 46 {
      index &+= 1
      guard digits() else { return false }
    }
    if index < bytes.count, bytes[index] | 0x20 == 101 {
      index &+= 1
      if index < bytes.count, bytes[index] == 43 || bytes[index] == 45 { index &+= 1 }
      guard digits() else { return false }
    }
    return index == bytes.count
  }
}
