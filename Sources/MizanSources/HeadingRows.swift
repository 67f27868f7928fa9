import MizanRecords

/// Makes one text for each column from one or more rows of headings.
enum HeadingRows {
  /// What stands between the parts of a heading.
  static let separator = " / "

  /// Joins rows of cleaned texts column by column.
  ///
  /// A blank cell of an upper row takes the text to its left where that text stands over a group,
  /// that is, where the rows below are filled in both columns. Sheets whose format fills merged
  /// cells need that only in rows without merged cells. Equal parts that follow each other are
  /// written once.
  static func join(_ rows: [[String]], fillsMerged: Bool) -> [String] {
    let width = rows.map(\.count).max() ?? 0
    var grid = rows.map { $0 + Array(repeating: "", count: width - $0.count) }
    for level in grid.indices.dropLast() {
      if fillsMerged && hasMerged(grid[level]) { continue }
      var carried = ""
      for column in 0..<width {
        let isGroup = grid[(level + 1)...].contains { !$0[column].isEmpty }
        if !grid[level][column].isEmpty {
          carried = isGroup ? grid[level][column] : ""
        } else if isGroup && !startsGroup(grid, level, column) {
          grid[level][column] = carried
        } else {
          carried = ""
        }
      }
    }
    return (0..<width).map { column in
      var parts: [String] = []
      for row in grid where !row[column].isEmpty && row[column] != parts.last {
        parts.append(row[column])
      }
      return parts.joined(separator: separator)
    }
  }

  /// Whether a row has two neighbours with the same text, as filled merged cells have.
  private static func hasMerged(_ row: [String]) -> Bool {
    zip(row, row.dropFirst()).contains { !$0.isEmpty && $0 == $1 }
  }

  /// Whether a row above begins a new group at this column, so that nothing is carried into it.
  private static func startsGroup(_ grid: [[String]], _ level: Int, _ column: Int) -> Bool {
    guard level > 0, column > 0 else { return false }
    return grid[..<level].contains { $0[column] != $0[column - 1] }
  }
}
