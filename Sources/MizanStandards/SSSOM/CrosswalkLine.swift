public import MizanDiagnostics
import MizanRecords

/// One line of a crosswalk as it stands in the file, whatever its status.
public struct CrosswalkLine: Sendable, Hashable {
  /// The columns of a crosswalk in the order in which they are written; the last five are optional.
  public static let columns = [
    "source", "target", "relation", "valid_from", "valid_to", "status", "reviewed_by",
    "reviewed_on", "note", "weight", "score", "method", "country", "parent",
  ]

  /// The texts by column; blank ones are left out.
  public var texts: [String: String]
  /// The line of the file, from 1; 0 for a line that was made.
  public var line: Int

  /// A line from its texts by column.
  public init(_ texts: [String: String], line: Int = 0) {
    self.texts = texts.filter { !$1.isEmpty }
    self.line = line
  }

  /// The text of a column; empty when there is none.
  public subscript(column: String) -> String {
    get { texts[column] ?? "" }
    set { texts[column] = newValue.isEmpty ? nil : newValue }
  }

  /// All lines of a crosswalk file.
  /// - Throws: a ``Failure`` when the crosswalk is wrong; see ``Crosswalk``.
  public static func read(_ file: String) throws(Failure) -> [CrosswalkLine] {
    _ = try Crosswalk(file: file, name: file)
    let table = try SmallTable(file: file)
    return table.rows.map { row in
      var line = CrosswalkLine([:], line: row.line)
      for heading in table.headings { line[heading] = table.text(row, heading) }
      for column in ["relation", "status"] { line[column] = Folding.fold(line[column]) }
      return line
    }
  }

  /// The lines as a crosswalk file; optional columns that no line fills are left out.
  public static func csv(_ lines: [CrosswalkLine]) -> String {
    let needed = columns.prefix(9)
    let columns =
      needed
      + columns.dropFirst(9).filter { column in
        lines.contains { !$0[column].isEmpty }
      }
    var text = columns.joined(separator: ",") + "\n"
    for line in lines {
      text += columns.map { CSVText.quoted(line[$0]) }.joined(separator: ",") + "\n"
    }
    return text
  }
}
