import MizanDiagnostics
import MizanRecords

/// Looks whether one of our own tables is whole: the separator, headings that differ, rows as wide
/// as the headings. What a spreadsheet program or a slip of the hand breaks first.
enum TableShape {
  /// Everything that is wrong, in the order of the lines.
  static func check(_ table: SmallTable) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let first = Place(table.file, line: 1)
    if table.headings.count == 1, let heading = table.headings.first {
      for (separator, name) in [(";", ";"), ("\t", "TAB")] where heading.contains(separator) {
        return [Diagnostic(.tableSeparator, at: first, ["value": name])]
      }
    }
    var seen: Set<String> = []
    for heading in table.headings where !heading.isEmpty && !seen.insert(heading).inserted {
      found.append(
        Diagnostic(.tableHeadingRepeated, at: first, ["value": ShownText.make(heading)]))
    }
    for row in table.rows where row.cells.count != table.headings.count {
      found.append(
        Diagnostic(
          .tableRowWidth, at: Place(table.file, line: row.line),
          ["value": String(row.cells.count), "known": String(table.headings.count)]))
    }
    return found
  }
}

extension Code {
  static let tableSeparator = Code("TABLE_SEPARATOR", .error)
  static let tableHeadingRepeated = Code("TABLE_HEADING_REPEATED", .error)
  static let tableRowWidth = Code("TABLE_ROW_WIDTH", .error)
}
