import MizanDiagnostics
import MizanRecords

/// Reads the rows of one sheet of an old workbook as they stand, in blocks.
///
/// Rows without any content are not yielded; the numbers of the others are those of the sheet.
final class XLSSheetReader: RowReader {
  let info: TableInfo
  let shared: XLSWorkbook.Shared
  let records: XLSRecords
  let columnLimit: Int
  /// Holds the text of one cell while it is read.
  var scratch = ByteBuffer()
  private let survey: XLSSheetSurvey
  private let offset: Int
  private var writer: RowWriter
  private var merged: MergedRanges
  /// The index of the next record in the survey's order.
  private var turn = 0
  private var depth = 1
  private var isFresh = true
  private var isEnded = false

  /// Opens the sheet that begins at a position of the stream.
  init(
    _ stream: CompoundStream, _ offset: Int, _ info: TableInfo, _ shared: XLSWorkbook.Shared
  ) throws(Failure) {
    self.info = info
    self.shared = shared
    self.offset = offset
    columnLimit = min(shared.limits.columns, CellReference.lastColumn + 1)
    records = XLSRecords(stream)
    survey = try XLSSheetSurvey(records, at: offset, columns: columnLimit)
    merged = MergedRanges(survey.merged)
    try XLSSheetSurvey.begin(records, at: offset)
    if survey.order != nil { records.expectJumps() }
    writer = RowWriter(columns: columnLimit)
  }

  deinit { writer.deallocate() }

  func next(into batch: RecordBatch, _ findings: inout Findings) throws(Failure) -> Bool {
    batch.removeAll()
    if isFresh {
      if info.isHidden { findings.add(.xlsxHiddenContent, at: place()) }
      if survey.order != nil { findings.add(.xlsxRowsUnordered, at: place()) }
    }
    isFresh = false
    try fill(&writer, &findings)
    writer.copy(to: batch)
    return writer.rowCount > 0
  }

  /// A place in this sheet; rows and columns count from 1.
  func place(row: Int? = nil, column: Int? = nil) -> Place {
    Place(records.stream.file.input.name, sheet: info.name, row: row, column: column)
  }

  private func fill(_ writer: inout RowWriter, _ findings: inout Findings) throws(Failure) {
    writer.removeAll()
    var row: Int?
    while !isEnded {
      guard let record = try nextCells() else {
        isEnded = true
        break
      }
      guard let number = record.u16(0) else { throw records.stream.damaged(record.position) }
      if number + 1 != row {
        if let row { end(row, &writer, &findings) }
        if writer.isFull {
          // The record is read again with the next batch.
          records.seek(record.position)
          turn -= 1
          return
        }
        row = number + 1
        writer.beginRow()
      }
      try readCells(record, number + 1, &writer, &findings)
    }
    if let row { end(row, &writer, &findings) }
  }

  /// The next record with cells of the sheet; nil at its end.
  private func nextCells() throws(Failure) -> XLSRecord? {
    if let order = survey.order {
      guard turn < order.count else { return nil }
      records.seek(XLSSheetSurvey.position(order[turn]))
      turn += 1
      return try records.next()
    }
    while let record = try records.next() {
      if record.kind == XLSRecord.Kind.begin {
        depth += 1
      } else if record.kind == XLSRecord.Kind.end {
        depth -= 1
        if depth == 0 { return nil }
      } else if depth == 1, record.isCells {
        return record
      }
    }
    throw records.stream.damaged(offset)
  }

  private func end(_ row: Int, _ writer: inout RowWriter, _ findings: inout Findings) {
    guard writer.trimRow() else {
      writer.dropRow()
      return
    }
    if survey.hiddenRows.contains(row) { findings.add(.xlsxHiddenContent, at: place(row: row)) }
    for columns in survey.hiddenColumns where columns.lowerBound < writer.width {
      let last = min(columns.upperBound, writer.width - 1)
      if let column = (columns.lowerBound...last).first(where: { !writer.cell($0).isBlank }) {
        findings.add(.xlsxHiddenContent, at: place(row: row, column: column + 1))
      }
    }
    if !merged.isEmpty { merged.fill(row, &writer, &findings, place(row: row)) }
    writer.endRow(number: row)
  }
}
