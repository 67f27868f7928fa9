/// A table as people write it in a mapping's test: a line a row, cells parted by ` | `, headings
/// in the first line. `\|` stands for a stroke inside a cell.
struct TestTable: Sendable, Hashable {
  var headings: [String]
  var rows: [[String]]

  /// Nil for a text without a line, or with a line that has more cells than there are headings.
  init?(_ text: String) {
    var lines = text.split(whereSeparator: \.isNewline)
      .filter { !$0.allSatisfy(\.isWhitespace) }.map { TestTable.cells($0) }
    guard !lines.isEmpty else { return nil }
    headings = lines.removeFirst()
    while headings.count > 1, headings.last == "" { headings.removeLast() }
    let width = headings.count
    rows = []
    for var line in lines {
      while line.count > width, line.last == "" { line.removeLast() }
      guard line.count <= width else { return nil }
      rows.append(line + Array(repeating: "", count: width - line.count))
    }
  }

  /// The trimmed cells of a line.
  private static func cells(_ line: Substring) -> [String] {
    var cells: [String] = [""]
    var isEscaped = false
    for character in line {
      if isEscaped {
        if character != "|" { cells[cells.count - 1].append("\\") }
        cells[cells.count - 1].append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "|" {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
    }
    if isEscaped { cells[cells.count - 1].append("\\") }
    return cells.map { cell in
      var cell = Substring(cell)
      while let first = cell.first, first == " " || first == "\t" { cell.removeFirst() }
      while let last = cell.last, last == " " || last == "\t" { cell.removeLast() }
      return String(cell)
    }
  }
}
