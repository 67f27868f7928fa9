/// Writes numbers as plain ASCII digits.
enum NumberText {
  /// The digits of 0…9999, four bytes each, the number of digits behind them.
  private nonisolated(unsafe) static let table: UnsafePointer<(digits: UInt32, count: UInt8)> = {
    let table = UnsafeMutablePointer<(digits: UInt32, count: UInt8)>.allocate(capacity: 10_000)
    for number in 0..<10_000 {
      var digits: UInt32 = 0
      let text = Array(String(number).utf8)
      for (index, byte) in text.enumerated() { digits |= UInt32(byte) << UInt32(8 * index) }
      table[number] = (digits, UInt8(text.count))
    }
    return UnsafePointer(table)
  }()

  /// Writes `value` with `scale` digits after the point; at most 21 bytes. Returns the new end.
  @inline(__always)
  static func write(
    _ value: Int64, scale: UInt8, to target: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    if value >= 0 && value < 10_000 && scale == 0 {
      let entry = table[Int(value)]
      UnsafeMutableRawPointer(target).storeBytes(of: entry.digits, as: UInt32.self)
      return target + Int(entry.count)
    }
    return writeLong(value, scale: scale, to: target)
  }

  @inline(never)
  private static func writeLong(
    _ value: Int64, scale: UInt8, to target: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var text: [UInt8] = []
    DecimalNumber(mantissa: value, scale: scale).append(to: &text)
    for (offset, byte) in text.enumerated() { target[offset] = byte }
    return target + text.count
  }
}
