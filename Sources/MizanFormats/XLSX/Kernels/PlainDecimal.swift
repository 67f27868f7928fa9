/// Numbers of a workbook as the plain decimals that the spreadsheet program shows.
enum PlainDecimal {
  /// The most significant digits that the spreadsheet program shows of a fraction.
  static let significantDigits = 15
  /// Room that every written number fits into, in bytes, beside the length of its source.
  static let room = 360

  /// Writes a number without exponent, leading or trailing zeros.
  ///
  /// A whole number written with digits alone keeps them all. Any other is rounded to 15
  /// significant digits, half away from zero, so that 0.30000000000000004 becomes 0.3.
  /// - Parameters:
  ///   - source: an optional `-`, digits with at most one `.`, an optional exponent.
  ///   - target: room for `count + room` bytes.
  /// - Returns: the number of bytes written, or -1 when the source is no such number or beyond
  ///   the range of the spreadsheet program.
  static func write(
    _ source: UnsafePointer<UInt8>, _ count: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count + 1) { buffer in
      guard let digits = buffer.baseAddress, count > 0 else { return -1 }
      var index = 0
      let isNegative = source[0] == 0x2D
      if isNegative || source[0] == 0x2B { index = 1 }
      var length = 0  // digits kept, from the first that is not zero
      var point = 0  // the value is 0.DIGITS times ten to this power
      var seen = 0
      var hasPoint = false
      while index < count {
        let byte = source[index]
        if byte == 0x2E && !hasPoint {
          hasPoint = true
        } else if byte &- 0x30 < 10 {
          seen += 1
          if length == 0 && byte == 0x30 {
            if hasPoint { point -= 1 }
          } else {
            digits[length] = byte
            length += 1
            if !hasPoint { point += 1 }
          }
        } else {
          break
        }
        index += 1
      }
      guard seen > 0 else { return -1 }
      let hasExponent = index < count
      if hasExponent {
        guard let exponent = exponent(source + index, count - index) else { return -1 }
        point += exponent
      }
      if hasPoint || hasExponent {
        let isCarried = round(digits, &length)
        if isCarried { point += 1 }
        while length > 0, digits[length - 1] == 0x30 { length -= 1 }
      }
      guard length > 0 else {
        target[0] = 0x30
        return 1
      }
      guard !(hasPoint || hasExponent) || (point > -330 && point < 330) else { return -1 }
      var output = target
      if isNegative {
        output[0] = 0x2D
        output += 1
      }
      return place(digits, length, point, output) - target
    }
  }

  /// Rounds to the significant digits; true when the number gained a digit in front.
  private static func round(_ digits: UnsafeMutablePointer<UInt8>, _ length: inout Int) -> Bool {
    guard length > significantDigits else { return false }
    let isUp = digits[significantDigits] >= 0x35
    length = significantDigits
    guard isUp else { return false }
    var index = length - 1
    while index >= 0, digits[index] == 0x39 {
      digits[index] = 0x30
      index -= 1
    }
    if index >= 0 {
      digits[index] += 1
      return false
    }
    digits[0] = 0x31
    return true
  }

  /// Sets the point among the digits; gives the place after the last byte.
  private static func place(
    _ digits: UnsafeMutablePointer<UInt8>, _ length: Int, _ point: Int,
    _ target: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var output = target
    func put(_ byte: UInt8, _ times: Int) {
      for _ in 0..<max(0, times) {
        output[0] = byte
        output += 1
      }
    }
    if point <= 0 {
      put(0x30, 1)
      put(0x2E, 1)
      put(0x30, -point)
    }
    for index in 0..<length {
      if index == point && point > 0 { put(0x2E, 1) }
      output[0] = digits[index]
      output += 1
    }
    put(0x30, point - length)
    return output
  }

  /// The number after an `E`; nil when there is none or it has more than four digits.
  private static func exponent(_ source: UnsafePointer<UInt8>, _ count: Int) -> Int? {
    guard count >= 2, source[0] | 0x20 == 0x65 else { return nil }
    var index = 1
    let isNegative = source[1] == 0x2D
    if isNegative || source[1] == 0x2B { index = 2 }
    guard index < count, count - index <= 4 else { return nil }
    var value = 0
    while index < count {
      guard source[index] &- 0x30 < 10 else { return nil }
      value = value * 10 + Int(source[index] &- 0x30)
      index += 1
    }
    return isNegative ? -value : value
  }
}
