import MizanDiagnostics
import MizanRecords

/// A table of ours that has been read, whether its cells are texts or bytes.
protocol LinedTable {
  var file: String { get }
  var headings: [String] { get }
  var rowCount: Int { get }
  /// The number of the line where a row begins.
  func line(_ row: Int) -> Int
  /// How many cells a row has.
  func width(_ row: Int) -> Int
  func column(_ heading: String) -> Int?
}

extension ByteTable: LinedTable {}

extension SmallTable: LinedTable {
  var rowCount: Int { rows.count }
  func line(_ row: Int) -> Int { rows[row].line }
  func width(_ row: Int) -> Int { rows[row].cells.count }
}

/// Looks whether one of our own tables is whole: the separator, headings that differ, rows as wide
/// as the headings. What a spreadsheet program or a slip of the hand breaks first.
enum TableShape {
  /// Everything that is wrong, in the order of the lines.
  static func check(_ table: some LinedTable) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let first = Place(table.file, line: 1)
    let width = table.headings.count
    if width == 1, let heading = table.headings.first {
      for (separator, name) in [(";", ";"), ("\t", "TAB")] where heading.contains(separator) {
        return [Diagnostic(.tableSeparator, at: first, ["value": name])]
      }
    }
    var seen: Set<String> = []
    for heading in table.headings where !heading.isEmpty && !seen.insert(heading).inserted {
      found.append(
        Diagnostic(.tableHeadingRepeated, at: first, ["value": ShownText.make(heading)]))
    }
    for row in 0..<table.rowCount where table.width(row) != width {
      found.append(
        Diagnostic(
          .tableRowWidth, at: Place(table.file, line: table.line(row)),
          ["value": String(table.width(row)), "known": String(width)]))
    }
    return found
  }
}

extension Code {
  static let tableSeparator = Code("TABLE_SEPARATOR", .error)
  static let tableHeadingRepeated = Code("TABLE_HEADING_REPEATED", .error)
  static let tableRowWidth = Code("TABLE_ROW_WIDTH", .error)
}
