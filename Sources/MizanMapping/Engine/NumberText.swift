/// Writes numbers as plain ASCII digits.
enum NumberText {
  /// The digits of a number below 10 000: without leading zeros, and their number, and all four.
  struct Digits {
    var short: UInt32
    var padded: UInt32
    var count: UInt32
  }

  /// The digits of 0…9999.
  nonisolated(unsafe) static let table: UnsafePointer<Digits> = {
    let table = UnsafeMutablePointer<Digits>.allocate(capacity: 10_000)
    for number in 0..<10_000 {
      var padded: UInt32 = 0
      var rest = number
      for place in (0..<4).reversed() {
        padded |= UInt32(48 + rest % 10) << UInt32(8 * place)
        rest /= 10
      }
      let count = number > 999 ? 4 : number > 99 ? 3 : number > 9 ? 2 : 1
      table[number] = Digits(
        short: padded >> UInt32(8 * (4 - count)), padded: padded, count: UInt32(count))
    }
    return UnsafePointer(table)
  }()

  /// Writes a whole number from 0 to 9999 and returns the new end; four bytes are overwritten.
  @inline(__always)
  static func writeSmall(
    _ value: Int, _ table: UnsafePointer<Digits>, to target: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    UnsafeMutableRawPointer(target).storeBytes(of: table[value].short, as: UInt32.self)
    return target + Int(table[value].count)
  }

  /// Writes `value` with `scale` digits after the point; at most 24 bytes are overwritten. Returns
  /// the new end.
  static func write(
    _ value: Int64, scale: UInt8, to target: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    if scale == 0, value >= 0, value < 100_000_000 {
      let table = table
      if value < 10_000 { return writeSmall(Int(value), table, to: target) }
      let (high, low) = Int(value).quotientAndRemainder(dividingBy: 10_000)
      let middle = writeSmall(high, table, to: target)
      UnsafeMutableRawPointer(middle).storeBytes(of: table[low].padded, as: UInt32.self)
      return middle + 4
    }
    return writeLong(value, scale: scale, to: target)
  }

  @inline(never)
  private static func writeLong(
    _ value: Int64, scale: UInt8, to target: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    let number = DecimalNumber(mantissa: value, scale: scale)
    var rest = number.mantissa.magnitude
    let fraction = Int(number.scale)
    var digits = 1
    var bound: UInt64 = 10
    while digits < 20, rest >= bound {
      digits &+= 1
      bound = digits < 20 ? bound &* 10 : bound
    }
    digits = max(digits, fraction &+ 1)
    target.pointee = 45
    let start = target + (value < 0 ? 1 : 0)
    let end = start + (digits &+ (fraction > 0 ? 1 : 0))
    var place = end
    for digit in 0..<digits {
      if digit == fraction, fraction > 0 {
        place -= 1
        place.pointee = 46
      }
      place -= 1
      place.pointee = 48 &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    return end
  }
}
