import MizanDiagnostics
import MizanRecords

/// An SDMX-CSV table with ids in place of ids and labels, and with missing values blank.
final class SDMXCSVTable: TableFile {
  private let file: any TableFile
  private let columns: SDMXCSVColumns
  private let place: Place

  init(_ file: any TableFile, _ columns: SDMXCSVColumns, _ place: Place) {
    self.file = file
    self.columns = columns
    self.place = place
  }

  var format: String { file.format }
  var tables: [TableInfo] { file.tables }
  var findings: Findings { file.findings }
  func sha256() throws(Failure) -> String { try file.sha256() }

  func rows(ofTable table: Int) throws(Failure) -> any RowReader {
    SDMXCSVReader(try file.rows(ofTable: table), columns, place)
  }
}

/// Takes the rows of an SDMX-CSV table and cuts labels off.
final class SDMXCSVReader: RowReader {
  private let source: any RowReader
  private let columns: SDMXCSVColumns
  private let place: Place
  private var isFirst = true

  init(_ source: any RowReader, _ columns: SDMXCSVColumns, _ place: Place) {
    self.source = source
    self.columns = columns
    self.place = place
  }

  func next(into batch: RecordBatch, _ findings: inout Findings) throws(Failure) -> Bool {
    guard try source.next(into: batch, &findings) else { return false }
    for row in 0..<batch.rowCount {
      if isFirst {
        isFirst = false
        cutHeadings(batch, row)
      } else {
        read(batch, row, &findings)
      }
    }
    return true
  }

  private func cutHeadings(_ batch: RecordBatch, _ row: Int) {
    for column in 0..<Int(batch.widths[row]) {
      let id = SDMXCSVColumns.id(batch.text(row: row, column: column))
      shorten(batch, row, column, to: id.utf8.count)
    }
  }

  private func read(_ batch: RecordBatch, _ row: Int, _ findings: inout Findings) {
    for column in 0..<min(Int(batch.widths[row]), columns.labelled.count)
    where columns.labelled[column] {
      let length = bytes(batch, row, column) { SDMXCSVColumns.labelStart($0) }
      if let length { shorten(batch, row, column, to: length) }
    }
    if let column = columns.valueColumn, column < Int(batch.widths[row]) {
      let index = Int(batch.starts[row]) + column
      let cell = batch.cells[index]
      let (isMissing, isPlain) = bytes(batch, row, column) {
        (ObservationValue.isMissing($0), ObservationValue.isPlain($0))
      }
      if isMissing {
        batch.cells[index] = .blank
        var first = place
        first.row = Int(batch.rowNumbers[row])
        first.column = column + 1
        findings.add(.sdmxValueMissing, at: first, column: "OBS_VALUE")
      } else if isPlain {
        batch.cells[index] = Cell(start: Int(cell.start), count: cell.count, kind: .number)
      }
    }
    if let column = columns.timeColumn, column < Int(batch.widths[row]),
      !bytes(batch, row, column, { ObservationTime.isValid($0) }), batch.faults[row] == nil
    {
      batch.faults[row] = RecordBatch.Fault(.sdmxTimeBad, column: column + 1)
    }
    if let column = columns.actionColumn, batch.text(row: row, column: column) == "D",
      batch.faults[row] == nil
    {
      batch.faults[row] = RecordBatch.Fault(.sdmxActionDelete, column: column + 1)
    }
  }

  private func bytes<Value>(
    _ batch: RecordBatch, _ row: Int, _ column: Int,
    _ body: (UnsafeBufferPointer<UInt8>) -> Value
  ) -> Value {
    let cell = batch.cell(row: row, column: column)
    return batch.arena.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[Int(cell.start)..<Int(cell.start) + cell.count]))
    }
  }

  private func shorten(_ batch: RecordBatch, _ row: Int, _ column: Int, to count: Int) {
    let index = Int(batch.starts[row]) + column
    let cell = batch.cells[index]
    guard count < cell.count else { return }
    batch.cells[index] =
      count == 0 ? .blank : Cell(start: Int(cell.start), count: count, kind: cell.kind)
  }
}

extension Code {
  static let sdmxValueMissing = Code("SDMX_MISSING_VALUE", .warning)
  static let sdmxTimeBad = Code("SDMX_BAD_TIME", .error)
  static let sdmxActionDelete = Code("SDMX_ACTION_DELETE", .error)
}
