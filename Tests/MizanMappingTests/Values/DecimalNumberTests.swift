import Testing

@testable import MizanMapping

/// Decimals as a pupil adds them: digits from the right, one at a time.
struct SlowDecimal: Equatable {
  var isNegative: Bool
  /// Digits from the right; 36 of them stand after the point.
  var digits: [Int]

  init(_ number: DecimalNumber) {
    isNegative = number.mantissa < 0
    digits =
      Array(repeating: 0, count: 36 - Int(number.scale))
      + String(number.mantissa.magnitude).reversed().compactMap(\.wholeNumberValue)
    trim()
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { isNegative = false }
  }

  private static func compare(_ one: [Int], _ other: [Int]) -> Bool {
    one.count != other.count
      ? one.count < other.count
      : one.reversed().lexicographicallyPrecedes(Array(other.reversed()))
  }

  static func + (one: SlowDecimal, other: SlowDecimal) -> SlowDecimal {
    var result = one
    if one.isNegative == other.isNegative {
      var carry = 0
      result.digits = []
      for index in 0..<max(one.digits.count, other.digits.count) + 1 {
        let sum =
          (index < one.digits.count ? one.digits[index] : 0)
          + (index < other.digits.count ? other.digits[index] : 0) + carry
        result.digits.append(sum % 10)
        carry = sum / 10
      }
    } else {
      let (large, small) = compare(one.digits, other.digits) ? (other, one) : (one, other)
      result = large
      var borrow = 0
      for index in result.digits.indices {
        var difference =
          result.digits[index] - borrow - (index < small.digits.count ? small.digits[index] : 0)
        borrow = difference < 0 ? 1 : 0
        if difference < 0 { difference += 10 }
        result.digits[index] = difference
      }
    }
    result.trim()
    return result
  }

  static func * (one: SlowDecimal, other: SlowDecimal) -> SlowDecimal {
    var digits = Array(repeating: 0, count: one.digits.count + other.digits.count + 1)
    for (i, left) in one.digits.enumerated() {
      for (j, right) in other.digits.enumerated() { digits[i + j] += left * right }
    }
    for index in digits.indices.dropLast() {
      digits[index + 1] += digits[index] / 10
      digits[index] %= 10
    }
    var result = one
    result.isNegative = one.isNegative != other.isNegative
    result.digits = Array(digits.dropFirst(36))
    result.trim()
    return result
  }
}

struct DecimalNumberTests {
  static func chance(_ generator: inout SeededNumbers) -> DecimalNumber {
    let digits = Int.random(in: 0...18, using: &generator)
    var mantissa: Int64 = 0
    for _ in 0..<digits { mantissa = mantissa * 10 + Int64.random(in: 0...9, using: &generator) }
    return DecimalNumber(
      mantissa: Bool.random(using: &generator) ? mantissa : -mantissa,
      scale: UInt8.random(in: 0...18, using: &generator))
  }

  @Test func `Sums and products are those of the slow twin, or there are none`() {
    var generator = SeededNumbers(3)
    var sums = 0
    var products = 0
    for _ in 0..<5_000 {
      let one = DecimalNumberTests.chance(&generator)
      let other = DecimalNumberTests.chance(&generator)
      if let sum = one.adding(other) {
        sums += 1
        #expect(SlowDecimal(sum) == SlowDecimal(one) + SlowDecimal(other))
        #expect(sum.subtracting(other) == one || sum.subtracting(other) == nil)
      }
      if let product = one.multiplied(by: other) {
        products += 1
        #expect(SlowDecimal(product) == SlowDecimal(one) * SlowDecimal(other))
      }
      #expect((one < other) == ((other.subtracting(one)?.mantissa ?? (one < other ? 1 : -1)) > 0))
      _ = one.divided(by: other)
      _ = one.rounded(to: 3)
      _ = one.magnitude
    }
    #expect(sums > 500 && products > 100)
  }

  @Test func `Exact sums do not depend on the order`() {
    var generator = SeededNumbers(4)
    for _ in 0..<200 {
      let numbers = (0..<20).map { _ in DecimalNumberTests.chance(&generator) }
      var forward = ExactSum()
      var backward = ExactSum()
      for number in numbers { forward.add(number) }
      for number in numbers.reversed() { backward.add(number) }
      #expect(forward.text == backward.text)
    }
  }

  @Test func `Equal numbers are equal values however they are written`() {
    #expect(DecimalNumber(mantissa: 1250, scale: 2) == DecimalNumber(mantissa: 125, scale: 1))
    #expect(DecimalNumber(mantissa: 0, scale: 5) == DecimalNumber(0))
    #expect(DecimalNumber(mantissa: -5, scale: 2).text == "-0.05")
    #expect(DecimalNumber(mantissa: 1, scale: 18).text == "0.000000000000000001")
    #expect(DecimalNumber(1_000).text == "1000")
  }

  @Test func `Quotients have twelve digits and round halves to even`() {
    #expect(DecimalNumber(1).divided(by: DecimalNumber(3))?.text == "0.333333333333")
    #expect(DecimalNumber(2).divided(by: DecimalNumber(3))?.text == "0.666666666667")
    #expect(DecimalNumber(-1).divided(by: DecimalNumber(3))?.text == "-0.333333333333")
    #expect(DecimalNumber(1).divided(by: DecimalNumber(0)) == nil)
    #expect(DecimalNumber(5).divided(by: DecimalNumber(mantissa: 1, scale: 18)) == nil)
    #expect(DecimalNumber(mantissa: 1, scale: 18).divided(by: DecimalNumber(10))?.text == "0")
  }

  @Test func `The smallest and largest whole numbers do no harm`() {
    for value in [Int64.min, Int64.max, Int64.min + 1, 0, -1] {
      let number = DecimalNumber(value)
      for other in [
        DecimalNumber(Int64.min), DecimalNumber(-1), DecimalNumber(mantissa: 7, scale: 18),
      ] {
        _ = number.adding(other)
        _ = number.subtracting(other)
        _ = number.multiplied(by: other)
        _ = number.divided(by: other)
        _ = number < other
      }
      _ = number.magnitude
      #expect(!number.text.isEmpty)
    }
  }
}
