import MizanDiagnostics
import MizanRecords

/// Some columns of a table, read to its end: what files of names and forms are looked up in.
enum WantedColumns {
  /// The most rows that are taken; a file of names is no file of data.
  static let rowLimit = 2_000_000

  /// The cells under some headings as cleaned texts, a row for each of the table; empty texts for
  /// columns that it does not have. Rows that cannot be read are left out; one with bytes of another
  /// encoding is read but for its marks.
  static func read(
    _ file: any TableFile, _ table: Int, _ headings: [String]
  ) throws(Failure) -> [[String]] {
    let reader = try file.rows(ofTable: table)
    let batch = RecordBatch()
    var findings = Findings()
    var columns: [Int?]?
    var rows: [[String]] = []
    while try reader.next(into: batch, &findings), rows.count < rowLimit {
      for row in 0..<batch.rowCount where isReadable(batch.faults[row]) {
        guard let columns else {
          columns = WantedColumns.columns(headings, batch, row)
          continue
        }
        rows.append(
          columns.map { column in
            column.map { CellText.clean(batch.text(row: row, column: $0)) } ?? ""
          })
      }
    }
    return rows
  }

  /// Whether each cell of a row stands in its column.
  private static func isReadable(_ fault: RecordBatch.Fault?) -> Bool {
    fault.map { $0.code == .bytesInvalid } ?? true
  }

  private static func columns(
    _ headings: [String], _ batch: RecordBatch, _ row: Int
  ) -> [Int?] {
    let found = (0..<Int(batch.widths[row])).map {
      CellText.clean(batch.text(row: row, column: $0)).lowercased()
    }
    return headings.map { found.firstIndex(of: $0.lowercased()) }
  }
}

extension Code {
  /// As the formats tell it.
  static let bytesInvalid = Code("ENC_INVALID_SEQUENCE", .error)
}
