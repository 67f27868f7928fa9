import MizanDiagnostics

/// Text cut and broken to a number of columns of a terminal.
///
/// Marks over letters take no column, East Asian letters take two; bidirectional controls of data are
/// shown as `\u{…}` and not carried out.
struct ScreenText {
  /// The columns of the terminal.
  var width: Int
  /// Whether values are kept apart from the direction of the words around them (U+2068, U+2069).
  var isolates: Bool

  /// A value of the data, safe to show, cut to some columns.
  func value(_ text: String, _ columns: Int) -> String {
    let shown = fit(ShownText.make(text, limit: columns), columns)
    return isolates ? "\u{2068}" + shown + "\u{2069}" : shown
  }

  /// A value followed by blanks up to a column, so that what comes after it stands in line.
  func cell(_ text: String, _ columns: Int) -> String {
    let shown = fit(ShownText.make(text, limit: columns), columns)
    return value(text, columns)
      + String(repeating: " ", count: max(0, columns - ScreenText.columns(shown)))
  }

  /// The text cut to some columns, with `…` where something is left out.
  func fit(_ text: String, _ columns: Int) -> String {
    if ScreenText.columns(text) <= columns { return text }
    var result = ""
    var used = 0
    for character in text {
      let size = ScreenText.columns(String(character))
      if used + size > columns - 1 { break }
      used += size
      result.append(character)
    }
    return result + "…"
  }

  /// The text in lines of at most the terminal's width, broken at blanks; later lines are indented.
  func wrap(_ text: String, indent: Int = 2) -> String {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = margin
    for word in text.split(separator: " ") {
      let next = fit(String(word), width - indent)
      if line != margin, ScreenText.columns(line) + 1 + ScreenText.columns(next) > width {
        lines.append(line)
        line = margin
      }
      line += (line == margin ? "" : " ") + next
    }
    return (lines + [line]).joined(separator: "\n") + "\n"
  }

  /// How many columns a text takes.
  static func columns(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format, .control: return sum
      default: break
      }
      switch scalar.value {
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0x1F300...0x1FAFF:
        return sum + 2
      default: return sum + 1
      }
    }
  }
}
