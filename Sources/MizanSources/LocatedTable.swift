public import MizanDiagnostics
public import MizanRecords

/// A table whose place in its file is known: its headings, what stands around them, and its rows.
public final class LocatedTable {
  /// The name of the sheet read; nil for formats with one table without a name.
  public var sheet: String? { place.sheet }
  /// One heading for each column from the first on; blank ones too.
  public let headings: [Heading]
  /// Values from the patterns of `title:` and `file_name:`, by name.
  public let captures: [String: Capture]
  /// The number of the last heading row, from 1; hashtags below the headings count as one.
  public let lastHeadingRow: Int
  /// How the table's cells are addressed.
  public var addressing: TableAddressing { table.tables[index].addressing }

  /// Whether the table is that of a tree and has no rows, so that no names are known either.
  public var isEmptyTree: Bool { headings.isEmpty && addressing.paths != nil }

  /// Where a cell of a row of ``rows(_:)`` stands in the file; the column counts from 0.
  public func home(of batch: RecordBatch, row: Int, column: Int) -> CellHome {
    guard let plan = (table as? ProjectedTable)?.plan else { return .own }
    return plan.home(ofColumn: column) { batch.text(row: row, column: $0) }
  }

  private let table: any TableFile
  private let index: Int
  private let place: Place
  private let isText: Bool
  private var reader: (any RowReader)?
  private var head: [RecordBatch]

  init(
    _ table: any TableFile, index: Int, place: Place, headings: [Heading],
    captures: [String: Capture], lastHeadingRow: Int, isText: Bool, reader: any RowReader,
    head: [RecordBatch]
  ) {
    self.table = table
    self.index = index
    self.place = place
    self.headings = headings
    self.captures = captures
    self.lastHeadingRow = lastHeadingRow
    self.isText = isText
    self.reader = reader
    self.head = head
  }

  /// The rows of data, each as wide as the headings, with blank rows and declared exclusions
  /// marked, ragged rows of text files and undeclared totals faulted, and blanks filled.
  ///
  /// The first call goes on where the search for the headings stopped; a later one reads the
  /// table from its start.
  /// - Throws: what the format throws when the table cannot be opened again.
  public func rows(_ treatment: RowTreatment) throws(Failure) -> any RowReader {
    let batches = head
    let source: any RowReader
    if let reader { source = reader } else { source = try table.rows(ofTable: index) }
    reader = nil
    head = []
    let shaper = RowShaper(width: headings.count, isText: isText, treatment)
    return ShapedReader(
      source, first: batches, shaper: shaper, lastHeadingRow: lastHeadingRow, place: place)
  }
}
