import Testing

@testable import MizanFormats

@Suite("Numbers as plain decimals")
struct XLSXNumberTests {
  private func fast(_ text: String) -> String? {
    let source = Array(text.utf8) + [UInt8](repeating: 0, count: 16)
    var target = [UInt8](repeating: 0, count: source.count + PlainDecimal.room)
    let count = PlainDecimal.write(source, text.utf8.count, to: &target)
    return count < 0 ? nil : String(decoding: target[..<count], as: UTF8.self)
  }

  /// The slow twin: moves the point one place at a time and rounds by hand.
  private func slow(_ text: String) -> String {
    var rest = Substring(text)
    let isNegative = rest.first == "-"
    if isNegative { rest = rest.dropFirst() }
    let parts = rest.split(separator: "E", omittingEmptySubsequences: false)
    let halves = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    var whole = Array(halves[0])
    var fraction = halves.count > 1 ? Array(halves[1]) : []
    let isPlain = parts.count == 1 && halves.count == 1
    var exponent = parts.count > 1 ? Int(parts[1])! : 0
    while exponent > 0 {
      whole.append(fraction.isEmpty ? "0" : fraction.removeFirst())
      exponent -= 1
    }
    while exponent < 0 {
      fraction.insert(whole.popLast() ?? "0", at: 0)
      exponent += 1
    }
    var digits = whole.map { $0.wholeNumberValue! } + fraction.map { $0.wholeNumberValue! }
    var point = whole.count
    if !isPlain, let first = digits.firstIndex(where: { $0 != 0 }), digits.count > first + 15 {
      var carry = digits[first + 15] >= 5 ? 1 : 0
      for index in (first + 15)..<digits.count { digits[index] = 0 }
      var index = first + 14
      while carry > 0 {
        if index < 0 {
          digits.insert(0, at: 0)
          point += 1
          index = 0
        }
        digits[index] += 1
        carry = digits[index] == 10 ? 1 : 0
        if carry > 0 { digits[index] = 0 }
        index -= 1
      }
    }
    var left = digits[..<point].map(String.init).joined()
    var right = digits[point...].map(String.init).joined()
    while left.hasPrefix("0") { left.removeFirst() }
    while right.hasSuffix("0") { right.removeLast() }
    let value = (left.isEmpty ? "0" : left) + (right.isEmpty ? "" : "." + right)
    return isNegative && value != "0" ? "-" + value : value
  }

  @Test(arguments: [
    ("18", "18"), ("18.0", "18"), ("0.5", "0.5"), (".5", "0.5"), ("5.", "5"), ("007", "7"),
    ("0.30000000000000004", "0.3"), ("1.2E-3", "0.0012"), ("1.2e+3", "1200"), ("-1E2", "-100"),
    ("-0", "0"), ("0.0", "0"), ("9.9999999999999999", "10"), ("-0.99999999999999999E1", "-10"),
    ("12345678901234567890", "12345678901234567890"),
    ("1.2345678901234567E+16", "12345678901234600"),
    ("45123.520833333336", "45123.5208333333"), ("1E300", "1" + String(repeating: "0", count: 300)),
  ])
  func `numbers are written as the program shows them`(text: String, expected: String) {
    #expect(fast(text) == expected)
  }

  @Test(arguments: [
    "", "-", ".", "abc", "1,5", "1 2", "1.2.3", "E5", "1E", "1E+", "1E99999", "1E400", "0x10",
    "1e-999",
  ])
  func `what is no number is refused`(text: String) { #expect(fast(text) == nil) }

  @Test func `random numbers are written as the slow twin writes them`() {
    var random = XLSXRandom(seed: 11)
    for _ in 0..<3000 {
      var text = random.below(2) == 0 ? "" : "-"
      for _ in 0..<(1 + random.below(12)) {
        text += String(random.below(3) == 0 ? 9 : random.below(10))
      }
      if random.below(3) > 0 {
        text += "."
        for _ in 0..<(1 + random.below(20)) {
          text += String(random.below(2) == 0 ? 9 : random.below(10))
        }
      }
      if random.below(3) == 0 {
        text += "E" + (random.below(2) == 0 ? "-" : "") + String(random.below(40))
      }
      #expect(fast(text) == slow(text), "\(text)")
    }
  }
}

/// A seeded generator, so that a failure can be repeated.
struct XLSXRandom {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state = state &+ 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
