import MizanRecords

/// Texts of cells as people read them: one line, without blanks at the ends.
enum CellText {
  /// The text with line breaks, tabs and hard spaces written as one space, trimmed.
  static func clean(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var hasGap = false
    for scalar in text.unicodeScalars {
      if scalar.value == 0xFEFF { continue }
      if scalar.properties.isWhitespace {
        hasGap = !result.isEmpty
      } else {
        if hasGap { result.append(" ") }
        hasGap = false
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether a text is a number, a date or a share rather than a name: digits of any script with
  /// the marks that stand between them.
  static func isNumeric(_ text: String) -> Bool {
    var hasDigit = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0"..."9": hasDigit = true
      case " ", ",", ".", "-", "+", "%", "/", ":", "'", "’", "\u{2212}", "\u{A0}", "\u{202F}",
        "\u{66A}"..."\u{66C}":
        continue
      default:
        guard scalar.properties.numericType == .decimal else { return false }
        hasDigit = true
      }
    }
    return hasDigit
  }

  /// Whether a text is a year from 1900 to 2100, which may well be a heading.
  static func isYear(_ text: String) -> Bool {
    guard text.utf8.count == 4, let year = Int(text) else { return false }
    return (1900...2100).contains(year)
  }
}
