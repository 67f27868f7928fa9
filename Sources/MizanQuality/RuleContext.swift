import MizanDiagnostics
public import MizanRecords

/// What rules know about the table whose rows they look at.
public struct RuleContext: Sendable {
  /// The file's name as messages show it.
  public var file: String
  public var sheet: String?
  public var headings: [Heading]
  /// The columns that the mapping reads as counts of people, from 0.
  public var countColumns: [Int]
  /// Whether equal rows are worth a warning; false when the mapping says itself which rows are
  /// the same.
  public var checksDuplicates: Bool
  /// How cells are addressed.
  public var addressing: TableAddressing

  public init(
    file: String, sheet: String? = nil, headings: [Heading], countColumns: [Int] = [],
    checksDuplicates: Bool = true, addressing: TableAddressing = .cells
  ) {
    self.file = file
    self.sheet = sheet
    self.headings = headings
    self.countColumns = countColumns
    self.checksDuplicates = checksDuplicates
    self.addressing = addressing
  }

  /// A column's heading, or its letters where it has none.
  func heading(_ column: Int) -> String {
    if let heading = headings.first(where: { $0.column == column }), !heading.text.isEmpty {
      return heading.text
    }
    return Place.letters(ofColumn: column + 1)
  }

  /// A place in the table; the column counts from 0.
  func place(row: Int? = nil, column: Int? = nil) -> Place {
    Place(
      file, sheet: sheet, row: row, column: column.map { $0 + 1 },
      path: row.flatMap { addressing.paths?.path(ofRow: $0, column: column) })
  }
}
