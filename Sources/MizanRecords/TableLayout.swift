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

  public init() {}
}

/// One column of a table as its headings name it.
public struct Heading: Sendable, Hashable {
  /// The heading's text, heading rows joined with ` / `; empty for a column without one.
  public var text: String
  /// The column, counted from 0.
  public var column: Int
  /// The HXL hashtag with its attributes, where the sheet has them.
  public var tag: String?

  public init(_ text: String, column: Int, tag: String? = nil) {
    self.text = text
    self.column = column
    self.tag = tag
  }
}

/// What is done to rows between the format and the mapping, with columns already resolved.
public struct RowTreatment: Sendable, Hashable {
  /// A declared exclusion: rows whose cell in `column` says one of these labels.
  public struct Drop: Sendable, Hashable {
    /// The name under which dropped rows are counted.
    public var name: String
    /// The column, counted from 0.
    public var column: Int
    /// The labels, compared after folding; a `*` at the end means: begins with.
    public var labels: [String]
    public init(name: String, column: Int, labels: [String]) {
      self.name = name
      self.column = column
      self.labels = labels
    }
  }

  /// Columns in which a blank cell takes the value of the row above.
  public var fillDown: [Int] = []
  public var drops: [Drop] = []
  /// Texts that mean "no information", compared after trimming; they become blank cells.
  public var missing: [String] = []
  /// Columns that must hold something for a row to be a row; empty: any cell will do.
  ///
  /// Rows whose listed cells are all blank are marked as blank.
  public var required: [Int] = []

  public init() {}
}
