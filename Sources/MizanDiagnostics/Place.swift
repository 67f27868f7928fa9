/// A place that a person can open: a file, and inside it a sheet, a row, a cell or a line.
///
/// Rows, columns and lines are counted from 1, as the user's own program shows them.
public struct Place: Sendable, Hashable {
  /// The file's name as the user gave it.
  public var file: String
  /// The sheet's name, for workbooks.
  public var sheet: String?
  /// The row of the sheet, or the record of a text table (a quoted line break starts no new one).
  public var row: Int?
  /// The column, 1 for `A`.
  public var column: Int?
  /// The physical line of a text file.
  public var line: Int?
  /// The path of an element of a tree, such as `/dataValues/3/value`.
  public var path: String?

  public init(
    _ file: String, sheet: String? = nil, row: Int? = nil, column: Int? = nil, line: Int? = nil,
    path: String? = nil
  ) {
    self.file = file
    self.sheet = sheet
    self.row = row
    self.column = column
    self.line = line
    self.path = path
  }

  /// The cell's address such as `F12`, when row and column are known, or the path of an element.
  public var cell: String? {
    if let path { return path }
    guard let row, let column else { return nil }
    return Place.letters(ofColumn: column) + String(row)
  }

  /// The letters of a column: 1 is `A`, 27 is `AA`.
  public static func letters(ofColumn column: Int) -> String {
    var letters = ""
    var rest = column
    while rest > 0 {
      rest -= 1
      letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
      rest /= 26
    }
    return letters
  }
}

extension Place: CustomStringConvertible {
  /// `ouaddai.xlsx ▸ Données 2024 ▸ E9`, or `chad.map.yaml:31:9` for a line of a text file.
  public var description: String {
    var parts = [file]
    // The path of an element says its table, and a fault of the syntax its line.
    if let line, path != nil {
      parts[0] += column.map { ":\(line):\($0)" } ?? ":\(line)"
    }
    if let sheet, path == nil { parts.append(sheet) }
    if let cell {
      parts.append(cell)
    } else if let row {
      parts.append("row \(row)")
    } else if let line {
      parts[parts.count - 1] += column.map { ":\(line):\($0)" } ?? ":\(line)"
    }
    return parts.joined(separator: " ▸ ")
  }
}
