import MizanDiagnostics
import MizanRecords

/// Checks the texts of codes: each code once in each language, with the same gaps to fill.
struct MessageLint {
  private let table: SmallTable

  init(_ table: SmallTable) { self.table = table }

  func run(_ found: inout [Diagnostic]) throws(Failure) {
    try table.require(MessageReader.columns)
    var lines: [String: [String: SmallTable.Row]] = [:]
    var order: [String] = []
    for row in table.rows {
      let code = table.text(row, "code")
      let language = table.text(row, "lang")
      if Messages.Language(rawValue: language) == nil {
        tell(.messageLanguageUnknown, row, ["value": code, "known": language], &found)
      }
      if lines[code] == nil { order.append(code) }
      if lines[code]?[language] != nil {
        tell(.messageRepeated, row, ["value": code, "known": language], &found)
      }
      lines[code, default: [:]][language] = row
    }
    for code in order { check(code, lines[code] ?? [:], &found) }
  }

  private func check(
    _ code: String, _ rows: [String: SmallTable.Row], _ found: inout [Diagnostic]
  ) {
    guard let first = rows.values.min(by: { $0.line < $1.line }) else { return }
    for language in Messages.Language.allCases {
      guard let row = rows[language.rawValue], !table.text(row, "what").isEmpty else {
        tell(
          .messageLanguageMissing, first, ["value": code, "known": language.rawValue], &found)
        continue
      }
      let strange = gaps(row).symmetricDifference(rows["en"].map(gaps) ?? gaps(row))
      if !strange.isEmpty {
        tell(
          .messageGapsDiffer, row,
          ["value": code, "known": strange.sorted().joined(separator: ", ")], &found)
      }
    }
  }

  /// The names of all gaps of a line, such as `value`.
  private func gaps(_ row: SmallTable.Row) -> Set<String> {
    var gaps: Set<String> = []
    for column in ["what", "why", "fix"] {
      let pieces = table.text(row, column).split(separator: "{", omittingEmptySubsequences: false)
      for piece in pieces.dropFirst() {
        if let end = piece.firstIndex(of: "}") { gaps.insert(String(piece[..<end])) }
      }
    }
    return gaps
  }

  private func tell(
    _ code: Code, _ row: SmallTable.Row, _ arguments: [String: String],
    _ found: inout [Diagnostic]
  ) {
    found.append(Diagnostic(code, at: Place(table.file, line: row.line), arguments))
  }
}

extension Code {
  static let messageLanguageMissing = Code("MESSAGE_LANGUAGE_MISSING", .error)
  static let messageLanguageUnknown = Code("MESSAGE_LANGUAGE_UNKNOWN", .error)
  static let messageRepeated = Code("MESSAGE_REPEATED", .error)
  static let messageGapsDiffer = Code("MESSAGE_GAPS_DIFFER", .warning)
}
