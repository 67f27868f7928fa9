/// How a person finds a cell of a table again: by sheet, letters and row, or by a path into a tree.
public enum TableAddressing: Sendable, Hashable {
  /// Letters of the column and number of the row, as spreadsheet programs show them: `F12`.
  case cells
  /// Paths into a tree, such as `/dataValues/3/value`.
  case paths(TreePaths)

  /// The paths of a table of a tree.
  public var paths: TreePaths? {
    if case .paths(let paths) = self { paths } else { nil }
  }
}

/// The paths of the rows and cells of a table that was cut out of a tree, such as JSON or XML.
///
/// A row's path is `prefix`, the row's number less `offset`, and `suffix`: with `/dataValues/` and
/// the offset 2, row 5 is `/dataValues/3`. Where rows lie deeper, a column holds each row's own
/// path. A cell's path is that of its row and what its column adds.
public struct TreePaths: Sendable, Hashable {
  /// What a column adds to the path of its row.
  public struct Column: Sendable, Hashable {
    /// How many steps of the row's path are taken back first; 0 for what lies below the row.
    public var up: Int
    /// What is added then, such as `/value` or `/@OBS_VALUE`; empty for the row's element itself.
    public var path: String
    public init(_ path: String, up: Int = 0) {
      self.path = path
      self.up = up
    }
  }

  /// What stands before the row's number, such as `/dataValues/` or `/DataSet/Series[`.
  public var prefix: String
  /// What stands behind the row's number, such as `]`.
  public var suffix: String
  /// What is taken from a row's number in the table; 2 where the first row of data is row 2 and
  /// elements are counted from 0.
  public var offset: Int
  /// The column, from 0, whose cells hold the rows' own paths; then the numbers do not count.
  public var pathColumn: Int?
  /// What each column adds, by its place in the table.
  public var columns: [Column]

  public init(
    prefix: String, suffix: String = "", offset: Int, pathColumn: Int? = nil, columns: [Column]
  ) {
    self.prefix = prefix
    self.suffix = suffix
    self.offset = offset
    self.pathColumn = pathColumn
    self.columns = columns
  }

  /// A row's path; `own` is the text of its path column, where the table has one.
  public func path(ofRow number: Int, own: String? = nil) -> String? {
    pathColumn == nil ? numbered(number, and: "") : own
  }

  /// The path of a row that is known by its number, and what stands behind it, in one go.
  private func numbered(_ number: Int, and more: String) -> String {
    var path = ""
    path.reserveCapacity(prefix.utf8.count + 20 + suffix.utf8.count + more.utf8.count)
    path += prefix
    path += String(number &- offset)
    path += suffix
    path += more
    return path
  }

  /// The path of a cell of a row; the column counts from 0.
  public func path(ofRow number: Int, own: String? = nil, column: Int?) -> String? {
    guard let column, columns.indices.contains(column) else {
      return path(ofRow: number, own: own)
    }
    if pathColumn == nil, columns[column].up == 0 {
      return numbered(number, and: columns[column].path)
    }
    return path(ofRow: number, own: own).map { TreePaths.join($0, columns[column]) }
  }

  /// What a cell that a record came from adds to the path of its row; nothing for what lies
  /// elsewhere, so that the path of a record always begins with that of its row.
  public func addition(ofColumn column: Int?) -> String {
    guard let column, columns.indices.contains(column), columns[column].up == 0 else { return "" }
    return columns[column].path
  }

  /// Whether a column was added to the row's own: what stands around the row, or where it stands.
  public func isAside(_ column: Int) -> Bool {
    guard columns.indices.contains(column) else { return false }
    return columns[column].up > 0 || columns[column].path.isEmpty && columns.count > 1
  }

  private static func join(_ row: String, _ column: Column) -> String {
    guard column.up > 0 else { return row + column.path }
    var steps = row.split(separator: "/", omittingEmptySubsequences: false)
    steps.removeLast(min(column.up, max(0, steps.count - 1)))
    return steps.joined(separator: "/") + column.path
  }
}

extension RecordBatch {
  /// The path of a cell, or of a row where no column is given; `row` is an index of this batch.
  public func path(_ paths: TreePaths, row: Int, column: Int?) -> String? {
    guard row < rowCount else { return nil }
    let own = paths.pathColumn.map { text(row: row, column: $0) }
    return paths.path(ofRow: Int(rowNumbers[row]), own: own, column: column)
  }
}
