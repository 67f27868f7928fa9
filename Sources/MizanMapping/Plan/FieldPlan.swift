import MizanStandards

/// How one field of one record is filled, with columns resolved.
struct FieldPlan: Sendable {
  /// Where the field's text comes from.
  enum Source: Sendable {
    /// The same text in every record of the table.
    case constant([UInt8])
    /// One column of the row.
    case column(Int, Transform)
    /// The first of several columns that says something.
    case firstOf([Int], Transform)
    /// A dimension in the heading of the grid column; worked out once for each column.
    case dimension([Outcome])
    /// An expression over the row.
    case calc(Expression, Transform)
    /// The ISCED level from two other fields of this record, in one school system; nil for the
    /// national one.
    case level(grade: Int, schoolYear: Int, system: String?)
    /// A look-up by several keys.
    case join(LookupTable, keys: [JoinKey], unmatched: FieldBlock.Unmatched)
    /// The source's id and the row's number.
    case rowID
    /// The number: of the row's column, or of the grid cell.
    case value
    /// `obs_status`, from what became of the value.
    case status
    /// `note`, from labels whose codes do not mean the same.
    case relations
    /// The address of the cell or the row.
    case sourceReference
  }

  /// One key of a join.
  enum JoinKey: Sendable {
    case column(Int)
    case dimension(String)
    case constant([UInt8])
  }

  /// What the field's text depends on.
  enum Variation: Int, Sendable, Comparable {
    /// Nothing: the same in every record.
    case constant
    /// The row.
    case row
    /// The grid column.
    case column
    /// The row and the grid column.
    case variant
    /// The cell.
    case cell

    static func < (one: Variation, other: Variation) -> Bool { one.rawValue < other.rawValue }
  }

  var field: StandardField
  var source: Source
  var variation: Variation
  var prefix: [UInt8] = []
  var suffix: [UInt8] = []
  /// What is written when the source says nothing: the mapping's or the standard's default.
  var defaultText: [UInt8] = []
  /// Written only where this holds; elsewhere the default is.
  var when: Expression?
  /// The line of the mapping, for people who ask why.
  var line: Int

  /// Whether the field must not stay empty.
  var isRequired: Bool { field.isRequired && defaultText.isEmpty }
}
