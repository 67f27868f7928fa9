import MizanDiagnostics
import MizanRecords

/// Takes values out of the text above a table, as in `School year {school_year}`.
enum TitleSearch {
  /// The values of the patterns' names. The cells above the headings are searched row by row,
  /// then the sheet's name; the first that fits a pattern wins.
  static func captures(
    _ patterns: [String], above row: Int, in head: TableHead, place: Place,
    _ findings: inout Findings
  ) -> [String: Capture] {
    var captures: [String: Capture] = [:]
    for text in patterns {
      guard let pattern = HeadingPattern(text) else { continue }
      guard let (values, found) = search(pattern, above: row, in: head, place) else {
        findings.add(
          .titleUnfit, at: place, value: ShownText.make(text), ["value": ShownText.make(text)])
        continue
      }
      for (name, value) in values where captures[name] == nil {
        captures[name] = Capture(value, at: found)
      }
    }
    return captures
  }

  private static func search(
    _ pattern: HeadingPattern, above row: Int, in head: TableHead, _ place: Place
  ) -> ([String: String], Place)? {
    for title in 0..<row {
      for (column, text) in head.texts(title).enumerated() where !text.isEmpty {
        guard let values = pattern.match(text) else { continue }
        return (
          values,
          Place(place.file, sheet: place.sheet, row: head.number(title), column: column + 1)
        )
      }
    }
    guard let sheet = place.sheet, let values = pattern.match(CellText.clean(sheet)) else {
      return nil
    }
    return (values, Place(place.file, sheet: sheet))
  }
}

extension Code {
  static let titleUnfit = Code("TITLE_UNFIT", .warning)
}
