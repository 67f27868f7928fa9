/// Numbers that a file holds in binary, as text.
enum ShortestNumber {
  /// The shortest text that gives the same number again; whole numbers without a point.
  static func text(_ number: Double) -> String {
    if number.rounded() == number, abs(number) < 9_007_199_254_740_992 {
      return String(Int(number))
    }
    return number.description
  }
}
