/// An exact decimal number: `mantissa` divided by ten to the power of `scale`.
///
/// Up to 18 digits; nothing is ever rounded by storing it. `12.50` is kept as 125 and 1.
public struct DecimalNumber: Sendable, Hashable, Comparable {
  public private(set) var mantissa: Int64
  /// Digits after the point, 0…18.
  public private(set) var scale: UInt8

  public init(_ value: Int64) {
    mantissa = value
    scale = 0
  }

  /// Trailing zeros after the point are taken away, so that equal numbers are equal values.
  ///
  /// - Parameter scale: digits after the point, 0…18.
  public init(mantissa: Int64, scale: UInt8) {
    var mantissa = mantissa
    var scale = min(scale, 18)
    while scale > 0, mantissa % 10 == 0 {
      mantissa /= 10
      scale -= 1
    }
    self.mantissa = mantissa
    self.scale = scale
  }

  /// From a wider number; nil when it needs more than 18 digits after shortening.
  init?(wide: Int128, scale: Int) {
    var wide = wide
    var scale = scale
    while scale > 0, wide % 10 == 0 {
      wide /= 10
      scale -= 1
    }
    guard scale <= 18, wide < DecimalNumber.bound, wide > -DecimalNumber.bound else { return nil }
    self.mantissa = Int64(wide)
    self.scale = UInt8(scale)
  }

  /// No number has more digits than stand before this one.
  static let bound: Int128 = 1_000_000_000_000_000_000

  /// Ten to the power of `exponent`, 0…38.
  static func power(_ exponent: Int) -> Int128 { powers[max(0, min(exponent, 38))] }

  private static let powers: [Int128] = (0...38).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// The mantissa at a common scale.
  private func wide(at scale: Int) -> Int128 {
    Int128(mantissa) * DecimalNumber.power(scale - Int(self.scale))
  }

  public static func < (one: DecimalNumber, other: DecimalNumber) -> Bool {
    if one.scale == other.scale { return one.mantissa < other.mantissa }
    let scale = Int(max(one.scale, other.scale))
    return one.wide(at: scale) < other.wide(at: scale)
  }

  /// The sum, or nil when it needs too many digits; the same holds for the other operations.
  func adding(_ other: DecimalNumber) -> DecimalNumber? {
    let scale = Int(max(scale, other.scale))
    return DecimalNumber(wide: wide(at: scale) + other.wide(at: scale), scale: scale)
  }

  func subtracting(_ other: DecimalNumber) -> DecimalNumber? {
    let scale = Int(max(scale, other.scale))
    return DecimalNumber(wide: wide(at: scale) - other.wide(at: scale), scale: scale)
  }

  func multiplied(by other: DecimalNumber) -> DecimalNumber? {
    let product = Int128(mantissa) * Int128(other.mantissa)
    return DecimalNumber(wide: product, scale: Int(scale) + Int(other.scale))
  }

  /// The quotient to 12 digits after the point, halves to even; nil for a division by zero.
  func divided(by other: DecimalNumber) -> DecimalNumber? {
    guard other.mantissa != 0 else { return nil }
    let shift = 12 + Int(other.scale) - Int(scale)
    var top = Int128(mantissa)
    var bottom = Int128(other.mantissa)
    if shift >= 0 {
      let (product, overflow) = top.multipliedReportingOverflow(by: DecimalNumber.power(shift))
      if overflow { return nil }
      top = product
    } else {
      bottom *= DecimalNumber.power(-shift)
    }
    return DecimalNumber(wide: DecimalNumber.halfEven(top, bottom), scale: 12)
  }

  /// Rounded to a number of digits after the point, halves to even.
  func rounded(to digits: Int) -> DecimalNumber {
    guard digits < Int(scale), digits >= 0 else { return self }
    let divisor = DecimalNumber.power(Int(scale) - digits)
    return DecimalNumber(wide: DecimalNumber.halfEven(Int128(mantissa), divisor), scale: digits)
      ?? self
  }

  /// A quotient rounded to a whole number, halves to the even one.
  static func halfEven(_ top: Int128, _ bottom: Int128) -> Int128 {
    let (quotient, rest) = top.quotientAndRemainder(dividingBy: bottom)
    let half = rest.magnitude
    let other = bottom.magnitude - half
    let up = half > other || (half == other && quotient % 2 != 0)
    let isNegative = (top < 0) != (bottom < 0)
    return up ? quotient + (isNegative ? -1 : 1) : quotient
  }

  /// The number without its sign.
  var magnitude: DecimalNumber {
    DecimalNumber(mantissa: mantissa < 0 ? 0 &- mantissa : mantissa, scale: scale)
  }

  /// Writes plain ASCII digits with `.` before the fraction.
  func append(to bytes: inout [UInt8]) {
    var digits = Array(String(mantissa.magnitude).utf8)
    while digits.count <= Int(scale) { digits.insert(48, at: 0) }
    if mantissa < 0 { bytes.append(45) }
    bytes += digits.dropLast(Int(scale))
    if scale > 0 {
      bytes.append(46)
      bytes += digits.suffix(Int(scale))
    }
  }

  /// The number in plain ASCII digits.
  public var text: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A sum without rounding, of whole and decimal numbers.
public struct ExactSum: Sendable, Hashable {
  /// The sum times ten to the power of 18.
  private var total: Int128 = 0
  /// Whether the sum became too large to be held; it says nothing then.
  public private(set) var hasOverflowed = false

  private static let unit: Int128 = 1_000_000_000_000_000_000

  public init() {}

  public mutating func add(_ value: Int64) { add(wide: Int128(value) * ExactSum.unit) }

  public mutating func add(_ number: DecimalNumber) {
    add(wide: Int128(number.mantissa) * DecimalNumber.power(18 - Int(number.scale)))
  }

  public mutating func merge(_ other: ExactSum) {
    add(wide: other.total)
    hasOverflowed = hasOverflowed || other.hasOverflowed
  }

  private mutating func add(wide: Int128) {
    let (sum, overflow) = total.addingReportingOverflow(wide)
    total = sum
    hasOverflowed = hasOverflowed || overflow
  }

  /// The sum as a number, if it fits.
  var number: DecimalNumber? { hasOverflowed ? nil : DecimalNumber(wide: total, scale: 18) }

  /// The sum in plain ASCII digits.
  public var text: String {
    if hasOverflowed { return "overflow" }
    let magnitude = total.magnitude
    let whole = magnitude / UInt128(ExactSum.unit)
    var fraction = String(magnitude % UInt128(ExactSum.unit))
    fraction = String(repeating: "0", count: 18 - fraction.count) + fraction
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return (total < 0 ? "-" : "") + String(whole) + (fraction.isEmpty ? "" : "." + fraction)
  }
}
