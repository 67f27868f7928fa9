/// Lines of CSV for people: RFC 4180, and safe to open in a spreadsheet.
struct CSVLines {
  private(set) var bytes: [UInt8] = []

  /// Adds a line; texts are quoted where needed.
  mutating func add(_ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(0x2C) }
      append(CSVLines.harmless(cell))
    }
    bytes.append(0x0A)
  }

  private mutating func append(_ text: String) {
    let isPlain = !text.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    guard !isPlain else {
      bytes += text.utf8
      return
    }
    bytes.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  /// The text with an apostrophe before it when a spreadsheet would run it as a formula.
  ///
  /// Numbers such as `-5` and lone signs such as `-` stay as they are.
  static func harmless(_ text: String) -> String {
    let isBlank: (Unicode.Scalar) -> Bool = { scalar in
      scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
    }
    let rest = text.unicodeScalars.drop(while: isBlank)
    guard let first = rest.first, "=+-@＝＋－＠".unicodeScalars.contains(first) else { return text }
    let isNumber = rest.allSatisfy { scalar in
      ("0"..."9").contains(scalar) || "+-., ".unicodeScalars.contains(scalar)
    }
    return isNumber ? text : "'" + text
  }
}
