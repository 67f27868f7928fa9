import MizanDiagnostics
import MizanRecords

/// One table of a JSON text: what its rows are, and where its columns come from.
struct JSONTable {
  /// What one row is.
  enum Row {
    /// An object, its members the columns.
    case object
    /// An array, its elements the columns.
    case array
    /// A number or text, alone in its column.
    case scalar
  }

  /// How the value of a column is written.
  enum Form {
    /// One number, text or truth value.
    case scalar
    /// The elements of an array with a blank between them.
    case joined
    /// The JSON text as it stands in the file.
    case text
  }

  /// Where the cells of a column come from.
  enum Origin {
    /// A node inside the row.
    case own(Int32, Form)
    /// A node of an object around the row that stands once in the file.
    case constant(JSONSurvey.Constant)
    /// A node of an object around the row.
    case around(Int32)
    /// The name under which the row, or what holds it, stands.
    case key(Int32)
    /// The number of the row, from 1.
    case index
    /// The number of the row's parent, from 1.
    case parentIndex
    /// The pointer of the row.
    case path
    /// An element of a row that is an array, by its place.
    case element(Int)
  }

  struct Column {
    var name: [UInt8]
    var origin: Origin
    var address: TreePaths.Column
  }

  /// The node of the rows.
  var node: Int32
  var row: Row
  var name: String?
  var columns: [Column] = []
  /// Whether the first row yielded says the columns' names.
  var hasHeadings = true
  var isHidden = false
  /// The outermost repeated node on the way to the rows: rows are given out when it ends.
  var top: Int32
  /// The nearest repeated node around the rows; negative where the rows are outermost.
  var parent: Int32 = -1
  var prefix = ""
  var suffix = ""
  var offset = 2
  var isNumbered = true

  /// The table as the rest of the house sees it.
  var info: TableInfo {
    let pathColumn = columns.firstIndex { if case .path = $0.origin { true } else { false } }
    return TableInfo(
      name: name, isHidden: isHidden, headingRow: hasHeadings ? 1 : nil,
      addressing: .paths(
        TreePaths(
          prefix: prefix, suffix: suffix, offset: offset, pathColumn: pathColumn,
          columns: columns.map(\.address))))
  }
}
