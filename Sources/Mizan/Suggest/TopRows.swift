import MizanDiagnostics
import MizanFormats
import MizanRecords

/// The first rows of a sheet as texts, before it is known where the table lies.
struct TopRows {
  /// One row with its number from 1.
  struct Row {
    var number: Int
    var texts: [String]
    var kinds: [Cell.Kind]
  }

  /// How many rows are looked at.
  static let limit = 60

  private(set) var rows: [Row] = []

  init(_ rows: [Row]) { self.rows = rows }

  init(_ file: any TableFile, _ index: Int, _ findings: inout Findings) throws(Failure) {
    let reader = try file.rows(ofTable: index)
    let batch = RecordBatch()
    while rows.count < TopRows.limit, try reader.next(into: batch, &findings) {
      for row in 0..<batch.rowCount where rows.count < TopRows.limit {
        let cells = (0..<Int(batch.widths[row])).map { batch.cell(row: row, column: $0) }
        rows.append(
          Row(
            number: Int(batch.rowNumbers[row]),
            texts: cells.map { $0.isBlank ? "" : batch.text(of: $0) }, kinds: cells.map(\.kind)))
      }
    }
  }

  /// The texts above a row, each once.
  func titles(above number: Int) -> [String] {
    var titles: [String] = []
    for row in rows where row.number < number {
      for text in row.texts.map(TopRows.oneLine) where !text.isEmpty && !titles.contains(text) {
        titles.append(text)
      }
    }
    return titles
  }

  /// The first line of a heading that goes on with help text; nil where it has one line only.
  func firstLine(_ number: Int, _ column: Int) -> String? {
    guard let row = rows.first(where: { $0.number == number }), column < row.texts.count else {
      return nil
    }
    let lines = row.texts[column].split(whereSeparator: \.isNewline).map {
      TopRows.oneLine(String($0))
    }.filter { !$0.isEmpty }
    return lines.count > 1 ? lines[0] : nil
  }

  /// A text with every run of blanks as one blank.
  static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
