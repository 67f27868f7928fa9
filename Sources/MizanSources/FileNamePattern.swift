import MizanDiagnostics
import MizanRecords

/// Takes values out of a file's name, as in `{partner}_{month}.xlsx`.
enum FileNamePattern {
  /// The values of the pattern's names. The name is tried without its endings first, then with
  /// them, so that a pattern may but need not write the ending.
  static func captures(
    _ text: String, of file: String, _ findings: inout Findings
  ) -> [String: Capture] {
    guard let pattern = HeadingPattern(text) else { return [:] }
    for name in forms(of: file) {
      if let values = pattern.match(name) {
        return values.mapValues { Capture($0, at: Place(file)) }
      }
    }
    findings.add(
      .fileNameUnfit, at: Place(file), value: ShownText.make(file),
      ["value": ShownText.make(file), "known": ShownText.make(text)])
    return [:]
  }

  /// The forms in which a name is compared: `a.csv.gz` gives `a`, `a.csv`, `a.csv.gz`.
  static func forms(of file: String) -> [String] {
    let whole = CellText.clean(decodingPercents(file))
    var forms = [whole]
    while forms.count < 3, let last = forms.last, let dot = last.lastIndex(of: "."),
      dot != last.startIndex, isEnding(last[last.index(after: dot)...])
    {
      forms.append(String(last[..<dot]))
    }
    return forms.reversed()
  }

  private static func isEnding(_ text: Substring) -> Bool {
    (1...5).contains(text.utf8.count)
      && text.utf8.allSatisfy { (97...122).contains($0 | 0x20) || (48...57).contains($0) }
      && text.utf8.contains { $0 > 57 }
  }

  /// The name with `%20` and the like undone, where that gives UTF-8.
  static func decodingPercents(_ name: String) -> String {
    guard name.utf8.contains(37) else { return name }
    let bytes = Array(name.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == 37, index + 2 < bytes.count,
        let high = hexadecimal(bytes[index + 1]), let low = hexadecimal(bytes[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(validating: result, as: UTF8.self) ?? name
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }
}

extension Code {
  static let fileNameUnfit = Code("FILE_NAME_UNFIT", .warning)
}
