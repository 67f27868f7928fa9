import MizanDiagnostics
import MizanFormats
import MizanRecords

/// One record of an output folder, with what is needed to find its cells again.
struct OutputRecord {
  var file: String
  /// The line as a spreadsheet program shows it; the headings are line 1.
  var line: Int
  /// The table of the standard, which is the file's name.
  var table: String
  var values: [String: String] = [:]
  var sourceID: String
  var reference: String
  /// Whether the reference is a path into a tree; then row and column are to be found with it.
  var isPath: Bool
  /// The row of the source, and its column from 0 where the reference names one.
  var row: Int
  var column: Int?
  /// The file that the record was read from, its hash, and the mapping, as `source.csv` has them.
  var input: String
  var sha256: String
  var mapping: String

  /// - Throws: a ``Failure`` of kind `missing` when the file, the line or its source is not there.
  init(file: String, line: Int) throws(Failure) {
    self.file = file
    self.line = line
    let name = Input(path: file).name
    table = String(name.split(separator: ".").first ?? "")
    let folder = String(file.dropLast(name.count))
    values = try OutputRecord.values(file, line: line)
    sourceID = values["source_id"] ?? ""
    reference = values["source_ref"] ?? ""
    isPath = !reference.contains("!") && reference.contains("/")
    let cell = reference.split(separator: "!").last.map(String.init) ?? reference
    let letters = cell.prefix { $0.isLetter && $0.isASCII }
    guard let row = isPath ? 0 : Int(cell.dropFirst(letters.count)) else {
      throw Failure(.missing, .explainNoReference, at: Place(file, line: line))
    }
    self.row = row
    column =
      letters.isEmpty || isPath
      ? nil : letters.utf8.reduce(0) { ($0 &* 26) &+ Int($1 & 0x1F) } &- 1
    let sources = try SmallTable(file: folder + "source.csv")
    let id = sourceID
    guard let source = sources.rows.first(where: { sources.text($0, "source_id") == id })
    else {
      throw Failure(.missing, .explainNoReference, at: Place(file, line: line))
    }
    input = sources.text(source, "file")
    sha256 = sources.text(source, "file_hash")
    mapping = sources.text(source, "mapping")
  }

  /// The named cells of one line.
  private static func values(_ file: String, line: Int) throws(Failure) -> [String: String] {
    let (headings, texts) = try self.line(line, of: file)
    return Dictionary(zip(headings, texts), uniquingKeysWith: { first, _ in first })
  }

  /// The row of a batch that the record comes from, and its column; nil when it is not in there.
  func find(in batch: RecordBatch, _ addressing: TableAddressing) -> (row: Int, column: Int?)? {
    guard let paths = addressing.paths else {
      return batch.rowNumbers.firstIndex(of: UInt32(truncatingIfNeeded: row)).map { ($0, column) }
    }
    for row in 0..<batch.rowCount {
      guard let path = batch.path(paths, row: row, column: nil), reference.hasPrefix(path) else {
        continue
      }
      if reference == path { return (row, nil) }
      let rest = reference.dropFirst(path.count)
      if let column = paths.columns.firstIndex(where: { $0.up == 0 && $0.path == rest }) {
        return (row, column)
      }
    }
    return nil
  }

  /// The headings and one line of a table that was written, read without holding the file.
  /// - Throws: a ``Failure`` of kind `missing` when the file or the line is not there.
  static func line(
    _ line: Int, of file: String
  ) throws(Failure) -> (headings: [String], texts: [String]) {
    let table = try FormatCatalog.open(
      Input(path: file), format: "csv", FormatOptions(delimiter: 44))
    let reader = try table.rows(ofTable: 0)
    let batch = RecordBatch()
    var findings = Findings()
    var headings: [String] = []
    while try reader.next(into: batch, &findings) {
      if headings.isEmpty, batch.rowCount > 0 {
        headings = (0..<Int(batch.widths[0])).map { batch.text(row: 0, column: $0) }
      }
      guard let row = batch.rowNumbers.firstIndex(of: UInt32(truncatingIfNeeded: line)) else {
        continue
      }
      return (headings, headings.indices.map { batch.text(row: row, column: $0) })
    }
    throw Failure(.missing, .explainNoLine, at: Place(file, line: line), ["value": String(line)])
  }
}

extension Code {
  static let explainNoLine = Code("EXPLAIN_NO_LINE", .error)
  static let explainNoReference = Code("EXPLAIN_NO_REFERENCE", .error)
}
