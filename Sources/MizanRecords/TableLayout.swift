/// Where a table lies in a sheet: the `source:` block of a mapping as plain values.
public struct TableLayout: Sendable, Hashable {
  /// Patterns of sheet names, `*` for anything; the first sheet that fits is read. Empty: the
  /// first sheet that is not hidden.
  public var sheets: [String] = []
  /// Patterns of text above the headings, such as `School year {school_year}`.
  public var titles: [String] = []
  /// A pattern of the file's name, such as `{partner}_{month}.xlsx`.
  public var fileName: String?
  /// A heading to look for; the first row that holds it begins the headings.
  public var headerFind: String?
  /// The row number of the first heading row, from 1, where it is declared.
  public var headerRow: Int?
  /// The number of heading rows; their cells are joined with ` / `.
  public var headerRows = 1
  /// Rows to leave out between the headings and the data; a row of HXL hashtags is found anyway.
  public var skipAfterHeader = 0
  /// The index of the table to read, where a source chose it; it wins over ``sheets``.
  public var table: Int?
  /// The number of the row of hashtags, where a source found it.
  public var tagRow: Int?

  public init() {}
}

/// One column of a table as its headings name it.
public struct Heading: Sendable, Hashable {
  /// The heading's text, heading rows joined with ` / `; empty for a column without one.
  public var text: String
  /// The column, counted from 0.
  public var column: Int
  /// The hashtag with its attributes, in lower case without blanks, that says what the column
  /// means: the sheet's own, or the one that a source knows for the heading.
  public var tag: String?

  public init(_ text: String, column: Int, tag: String? = nil) {
    self.text = text
    self.column = column
    self.tag = tag
  }
}

/// What is done to rows between the format and the mapping, with columns already resolved.
public struct RowTreatment: Sendable, Hashable {
  /// A declared exclusion; rows that meet it are marked, counted by name and yield no record.
  public struct Drop: Sendable, Hashable {
    /// When a row is excluded.
    public enum Condition: Sendable, Hashable {
      /// The cell in a column (from 0) says one of these labels, compared after folding; a `*` at
      /// the end of a label means: begins with.
      case says(column: Int, labels: [String])
      /// All cells of these columns (from 0) are blank.
      case blank(columns: [Int])
    }
    /// The name under which dropped rows are counted.
    public var name: String
    public var condition: Condition
    public init(name: String, _ condition: Condition) {
      self.name = name
      self.condition = condition
    }
  }

  /// Columns in which a blank cell takes the value of the row above, as far as that is data.
  public var fillDown: [Int] = []
  public var drops: [Drop] = []

  public init() {}
}
