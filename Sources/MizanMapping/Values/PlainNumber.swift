/// Reads numbers as formats write them for cells of kind `number`: ASCII digits, `.` before the
/// fraction, and an exponent if any.
enum PlainNumber {
  /// Nil when the bytes are no such number, or one of more than 18 digits before the point.
  ///
  /// Digits beyond the 18th after the point are rounded, halves to even: such cells hold binary
  /// fractions, of which only the first 15 digits were meant.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> DecimalNumber? {
    var index = 0
    var isNegative = false
    if let first = bytes.first, first == 45 || first == 43 {
      isNegative = first == 45
      index = 1
    }
    var mantissa: Int128 = 0
    var scale = 0
    var digits = 0
    var inFraction = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte &- 48 <= 9 {
        digits += 1
        guard digits <= 36 else { return nil }
        mantissa = mantissa * 10 + Int128(byte - 48)
        if inFraction { scale += 1 }
      } else if byte == 46 && !inFraction {
        inFraction = true
      } else {
        break
      }
      index += 1
    }
    guard digits > 0 else { return nil }
    if index < bytes.count {
      guard bytes[index] == 101 || bytes[index] == 69,
        let exponent = exponent(bytes, index + 1)
      else { return nil }
      scale -= exponent
    }
    return number(isNegative ? -mantissa : mantissa, scale)
  }

  private static func exponent(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    var index = start
    var isNegative = false
    if index < bytes.count, bytes[index] == 45 || bytes[index] == 43 {
      isNegative = bytes[index] == 45
      index += 1
    }
    guard index < bytes.count, bytes.count - index <= 3 else { return nil }
    var value = 0
    while index < bytes.count {
      guard bytes[index] &- 48 <= 9 else { return nil }
      value = value * 10 + Int(bytes[index] - 48)
      index += 1
    }
    return isNegative ? -value : value
  }

  private static func number(_ mantissa: Int128, _ scale: Int) -> DecimalNumber? {
    if mantissa == 0 { return DecimalNumber(0) }
    if scale < 0 {
      guard scale >= -18 else { return nil }
      let (product, overflow) = mantissa.multipliedReportingOverflow(
        by: DecimalNumber.power(-scale))
      return overflow ? nil : DecimalNumber(wide: product, scale: 0)
    }
    if let exact = DecimalNumber(wide: mantissa, scale: scale) { return exact }
    // Too many digits after the point: as many as fit.
    for kept in stride(from: min(18, scale - 1), through: 0, by: -1) {
      guard scale - kept <= 37 else { return DecimalNumber(0) }
      let rounded = DecimalNumber.halfEven(mantissa, DecimalNumber.power(scale - kept))
      if let number = DecimalNumber(wide: rounded, scale: kept) { return number }
    }
    return nil
  }
}
