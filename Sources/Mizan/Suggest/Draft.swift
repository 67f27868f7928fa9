/// A mapping that is being drafted.
struct Draft {
  /// A column with our name.
  struct Column {
    var name: String
    var pattern: String
    /// Other headings under which the column may come.
    var others: [String] = []
    var proposal: ColumnProposal
    var isUsed = false
  }

  /// A line of a record: certain, or open.
  enum Line {
    case fixed(String)
    case open(Int)
  }

  /// One record.
  struct Record {
    var table: String
    var lines: [(field: String, line: Line)] = []

    mutating func set(_ field: String, _ line: String) {
      lines.append((field, .fixed(line)))
    }
    func has(_ field: String) -> Bool { lines.contains { $0.field == field } }
  }

  /// A pattern of headings, the names in it and our name for the cell.
  struct Grid {
    var pattern: String
    var names: [String]
    var cell: String
    var columns: Set<Int>
  }

  var id = ""
  var country: String?
  var isForm = false
  /// The source that the file needs to be read as.
  var adapter: String?
  var sheet: String?
  var headerFind: String?
  var headerRow: Int?
  var headerRows = 1
  var titles: [TitleFinder.Found] = []
  var totals: (name: String, labels: [String])?
  var fillDown: [String] = []
  var dates: String?
  var columns: [Column] = []
  var grid: Grid?
  /// Headings that nobody uses, and why.
  var ignored: [(pattern: String, proposal: ColumnProposal, isTaken: Bool)] = []
  var records: [Record] = []
  var check: String?
  var open: [OpenPoint] = []
}
