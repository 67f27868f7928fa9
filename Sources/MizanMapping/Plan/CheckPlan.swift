import MizanRecords

/// A check of the mapping with its names resolved, in the cheapest form that can say it.
struct CheckPlan: Sendable {
  /// The form in which a check runs.
  enum Form: Sendable {
    /// A bound on the number of one record; runs inside the loop over cells.
    case bound(record: Int)
    /// An expression over the row's columns.
    case row(Expression)
    /// `sum(one) <= sum(other)` over cells of one row that share dimensions.
    case groups(GroupComparison)
    /// An expression over all rows with the same names.
    case scoped(Expression, names: [String])
    /// Values that together must not occur twice.
    case unique([UniquePart])
    /// The table lacks what the check needs.
    case notEvaluated(reason: String)
  }

  /// Part of a key that must not occur twice.
  enum UniquePart: Sendable {
    case field(record: Int, field: Int)
    case column(Int)
  }

  var block: CheckBlock
  var form: Form
  var when: Expression?
}

/// A comparison of two sums, once for each group of grid columns.
struct GroupComparison: Sendable {
  /// The columns of one group, by their place in the grids.
  struct Group: Sendable {
    var left: [CellIndex]
    var right: [CellIndex]
  }

  /// A cell of the row: which record's measure, and which column of its grid.
  struct CellIndex: Sendable, Hashable {
    var record: Int
    var index: Int
  }

  var comparison: BinaryOperator
  var groups: [Group]
  /// Whether all cells of a group must be there; otherwise the group is not evaluated.
  var needsAll: Bool
}
