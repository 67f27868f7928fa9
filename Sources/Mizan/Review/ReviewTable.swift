import MizanDiagnostics
import MizanFormats
import MizanRecords

/// The cells of a `review.csv`, as Mizan wrote it or as a spreadsheet program saved it.
///
/// Separator, encoding, byte order mark and line ends are found out; a workbook is read as well.
struct ReviewTable {
  /// One line below the headings.
  struct Row {
    /// The row as a spreadsheet program shows it, from 1.
    var number: Int
    fileprivate var cells: [String: String]
    /// Whether the row cannot be read, or has text beyond the last heading.
    var isBroken: Bool

    /// The text under a heading without blanks around it; empty where there is none.
    func text(_ heading: String) -> String { cells[Folding.fold(heading)] ?? "" }
  }

  /// The file as the user named it.
  let file: String
  private(set) var rows: [Row] = []
  private var headings: [String] = []

  /// - Throws: a ``Failure`` when the file cannot be read, or has no headings `field`, `list`, `label`.
  init(file: String) throws(Failure) {
    self.file = file
    let table = try FormatCatalog.open(Input(path: file), format: nil, FormatOptions())
    let reader = try table.rows(ofTable: 0)
    let batch = RecordBatch()
    var findings = Findings()
    while try reader.next(into: batch, &findings) {
      for row in 0..<batch.rowCount { take(row, of: batch) }
    }
    let missing = ["field", "list", "label"].filter { !headings.contains(Folding.fold($0)) }
    guard missing.isEmpty else {
      throw Failure(
        .mapping, .reviewColumns, at: Place(file), ["value": missing.joined(separator: ", ")])
    }
  }

  func has(_ heading: String) -> Bool { headings.contains(Folding.fold(heading)) }

  private mutating func take(_ row: Int, of batch: RecordBatch) {
    let texts = (0..<Int(batch.widths[row])).map { column -> String in
      let raw = Array(batch.text(row: row, column: column).utf8)
      return String(decoding: ReviewTable.trimmed(raw), as: UTF8.self)
    }
    if texts.allSatisfy(\.isEmpty), batch.faults[row] == nil { return }
    if headings.isEmpty {
      headings = texts.map { Folding.fold($0) }
      return
    }
    var cells: [String: String] = [:]
    for (heading, text) in zip(headings, texts) where cells[heading] == nil {
      cells[heading] = text
    }
    rows.append(
      Row(
        number: Int(batch.rowNumbers[row]), cells: cells,
        isBroken: batch.faults[row] != nil
          || texts.dropFirst(headings.count).contains { !$0.isEmpty }))
  }

  private static func trimmed(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    let isBlank: (UInt8) -> Bool = { $0 == 32 || $0 == 9 || $0 == 10 || $0 == 13 }
    let rest = bytes.drop(while: isBlank)
    let last = rest.lastIndex { !isBlank($0) }
    return last.map { rest[...$0] } ?? []
  }
}

extension Code {
  static let reviewColumns = Code("REVIEW_COLUMNS_MISSING", .error)
}
