import MizanStandards

/// How one record of a mapping is written for one table.
struct RecordPlan: Sendable {
  /// The number that a record carries, and where it comes from.
  struct Measure: Sendable {
    /// The name under which sums are balanced: our name of the column or of the grid's cell.
    var name: String
    /// The columns: one for a plain record, all columns of the grid otherwise.
    var columns: [Int]
    var transform: Transform
    /// Upper and lower bounds that a check `name <= n` sets; beyond them the cell is held.
    var bounds: [CellBound] = []
  }

  var table: StandardTable
  /// One plan for each field of the table, in its order.
  var fields: [FieldPlan]
  /// Set for records that carry a number.
  var measure: Measure?
  /// The grid's columns when there is one record for each of its cells.
  var grid: [ColumnBinding.GridColumn]?
  var when: Expression?
  /// The order in which row fields are evaluated, so that what a field needs is there before it.
  var order: [Int]
  /// The output as pieces that are rendered once for each row, column or variant.
  var pieces: [Piece] = []
  /// The sheet's name with `!`, as `source_ref` begins; empty for text tables.
  var sheetPrefix: [UInt8] = []
  /// How `source_ref` is written for a table cut out of a tree; nil where cells have letters.
  var address: RecordAddress?
  var line: Int

  /// A stretch of the written line.
  enum Piece: Sendable {
    /// Fields and commas that depend on nothing or on the row; rendered once a row.
    case row([Part])
    /// Fields and commas that depend on the grid column; rendered once a column.
    case column([Part])
    /// Fields that depend on row and column; rendered once for each distinct pair.
    case variant([Part])
    case value
    /// `obs_status` and what stands around it; rendered twice a column, with and without a number.
    case status([Part])
  }

  /// A part of a piece.
  enum Part: Sendable {
    case bytes([UInt8])
    case field(Int)
    /// The letters of the grid column, for the cell's address.
    case columnLetters
    /// What the grid column adds to the path of its row, in a table cut out of a tree.
    case columnPath
    /// The row's number in digits.
    case rowNumber
  }
}

/// A check of the form `name <= 5000` on the number of a record: fast enough for every cell.
struct CellBound: Sendable {
  var checkIndex: Int
  var comparison: BinaryOperator
  var limit: DecimalNumber
  /// The limit as a whole number, for counts.
  var integerLimit: Int64?

  /// Whether a whole number passes.
  @inline(__always)
  func passes(_ value: Int64) -> Bool {
    guard let limit = integerLimit else { return passes(DecimalNumber(value)) }
    switch comparison {
    case .lessOrEqual: return value <= limit
    case .less: return value < limit
    case .greaterOrEqual: return value >= limit
    case .greater: return value > limit
    case .equal: return value == limit
    case .notEqual: return value != limit
    default: return true
    }
  }

  func passes(_ value: DecimalNumber) -> Bool {
    switch comparison {
    case .lessOrEqual: value <= limit
    case .less: value < limit
    case .greaterOrEqual: value >= limit
    case .greater: value > limit
    case .equal: value == limit
    case .notEqual: value != limit
    default: true
    }
  }
}
