import Mizan
import MizanFormats
import MizanRecords

/// Reads a file the way a run does.
enum FormatCatalogProbe {
  /// The number of rows of the file's first table, headings included.
  static func rows(_ input: Input) throws -> Int {
    let reader = try FormatCatalog.open(input, format: nil, FormatOptions()).rows(ofTable: 0)
    let batch = RecordBatch()
    var findings = Findings()
    var rows = 0
    while try reader.next(into: batch, &findings) { rows += batch.rowCount }
    return rows
  }
}
