import MizanDiagnostics
import MizanFormats
import MizanRecords
import MizanSources

/// A table with what its first rows show, as far as a mapping can be drafted from it.
struct SheetSketch {
  /// How many rows are looked at.
  static let rowLimit = 5000

  var sheet: String?
  var isHidden = false
  /// The numbers of the first row of headings and how many there are.
  var headingRow = 1
  var headingRows = 1
  /// Texts above the headings.
  var titles: [String] = []
  var columns: [ColumnSketch] = []
  var rows = 0
  /// The labels of rows of sums, and the column in which they stand.
  var totals: [String] = []
  var totalsColumn: Int?
  /// Whether nothing but the form of a survey was looked at, and no data.
  var isForm = false
  /// Whether the rows are those of a repeated group of a form.
  var isRepeated = false
  /// Why no table was found.
  var failure: Diagnostic?

  /// The number of cells with content.
  var cells: Int { columns.reduce(0) { $0 + $1.filled } }
}

/// One column as its heading and its values show it.
struct ColumnSketch {
  var heading: Heading
  /// The first line of the heading, before the help text of a form.
  var firstLine: String
  var filled = 0
  var numbers = 0
  var whole = 0
  var dates = 0
  /// Different values in the order in which they come, at most ``valueLimit``.
  var values: [String] = []
  var kinds: [Cell.Kind] = []
  var isCut = false
  /// Whether the first row of data says something here.
  var startsFilled = false

  /// The question of a form that the column will answer; nil for a column of data.
  var question: FormQuestion?

  static let valueLimit = 300
  private var seen: Set<String> = []

  init(_ heading: Heading, firstLine: String) {
    self.heading = heading
    self.firstLine = firstLine
  }

  var letters: String { Place.letters(ofColumn: heading.column + 1) }
  var numberShare: Double { filled == 0 ? 0 : Double(numbers) / Double(filled) }
  var dateShare: Double { filled == 0 ? 0 : Double(dates) / Double(filled) }

  mutating func add(_ cell: Cell, _ batch: RecordBatch) {
    filled += 1
    let bytes = batch.arena[Int(cell.start)..<Int(cell.start) + cell.count]
    if cell.kind == .number || FileProfile.Column.looksLikeNumber(bytes) {
      numbers += 1
      if !bytes.contains(46) { whole += 1 }
    }
    if cell.kind == .date { dates += 1 }
    addValue(String(decoding: bytes.prefix(200), as: UTF8.self), cell.kind)
  }

  /// Notes a value that may come, once.
  mutating func addValue(_ text: String, _ kind: Cell.Kind) {
    guard values.count < ColumnSketch.valueLimit else {
      isCut = true
      return
    }
    if seen.insert(text).inserted {
      values.append(text)
      kinds.append(kind)
    }
  }
}
