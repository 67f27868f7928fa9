/// Numbers as people read them: groups of three with a narrow space, which no language takes
/// for a decimal sign.
enum Digits {
  /// U+202F; in text from right to left it keeps the groups together.
  static let separator = "\u{202F}"

  static func grouped(_ number: Int) -> String { grouped(String(number)) }

  /// An exact decimal such as `-1204567.25`; anything else is given back as it is.
  static func grouped(_ decimal: String) -> String {
    let parts = decimal.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let sign = parts[0].hasPrefix("-") ? "-" : ""
    let digits = Array(parts[0].utf8.dropFirst(sign.utf8.count))
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return decimal
    }
    var text = sign == "-" ? "\u{2212}" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += separator }
      text.unicodeScalars.append(Unicode.Scalar(digit))
    }
    return parts.count == 2 ? text + "." + parts[1] : text
  }

  /// A share in per cent with one decimal, never 0.0 for a share that is not 0, and never 100
  /// for one that is not whole.
  static func share(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "–" }
    if part <= 0 { return "0 %" }
    if part >= whole { return "100 %" }
    let tenths = Int((Double(part) / Double(whole) * 1000).rounded(.down))
    return tenths == 0 ? "< 0.1 %" : "\(tenths / 10).\(tenths % 10) %"
  }
}
