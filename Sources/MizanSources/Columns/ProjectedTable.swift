import MizanDiagnostics
import MizanRecords

/// A file of which one table has other columns than in the file; its rows keep their numbers.
final class ProjectedTable: TableFile {
  private let file: any TableFile
  private let index: Int
  private let headingRow: Int
  private let sourceWidth: Int
  let plan: ColumnPlan
  private let place: Place
  let tables: [TableInfo]

  /// - Parameters:
  ///   - index: the table; the others are as they were.
  ///   - headingRow: the number of the row of headings.
  ///   - sourceWidth: how many columns the table has in the file.
  init(
    _ file: any TableFile, index: Int, headingRow: Int, sourceWidth: Int, _ plan: ColumnPlan,
    _ input: Input
  ) {
    self.file = file
    self.index = index
    self.headingRow = headingRow
    self.sourceWidth = sourceWidth
    self.plan = plan
    var tables = file.tables
    place = Place(input.name, sheet: tables[index].name)
    tables[index].addressing = plan.addressing(tables[index].addressing)
    self.tables = tables
  }

  var format: String { file.format }
  var findings: Findings { file.findings }
  func sha256() throws(Failure) -> String { try file.sha256() }

  func rows(ofTable table: Int) throws(Failure) -> any RowReader {
    let reader = try file.rows(ofTable: table)
    guard table == index else { return reader }
    return ProjectedReader(
      reader, headingRow: headingRow, sourceWidth: sourceWidth, plan,
      isText: TableLocator.textFormats.contains(file.format), tables[index].addressing.paths, place)
  }
}

/// Takes the rows of a table and puts the planned columns in their place.
final class ProjectedReader: RowReader {
  private let source: any RowReader
  private let headingRow: Int
  private let sourceWidth: Int
  private let plan: ColumnPlan
  private let isText: Bool
  private let paths: TreePaths?
  private let place: Place
  private var projector: RowProjector

  init(
    _ source: any RowReader, headingRow: Int, sourceWidth: Int, _ plan: ColumnPlan, isText: Bool,
    _ paths: TreePaths?, _ place: Place
  ) {
    self.source = source
    self.headingRow = headingRow
    self.sourceWidth = sourceWidth
    self.plan = plan
    self.isText = isText
    self.paths = paths
    self.place = place
    projector = RowProjector(plan)
  }

  func next(into batch: RecordBatch, _ findings: inout Findings) throws(Failure) -> Bool {
    guard try source.next(into: batch, &findings) else { return false }
    projector.begin(batch)
    for row in 0..<batch.rowCount {
      let number = Int(batch.rowNumbers[row])
      if number < headingRow {
        projector.keep(batch, row)
      } else if number == headingRow {
        projector.write(batch, row, plan.columns.map(\.heading))
      } else {
        // In a text every row has all cells: how many are missing or too many must stay known.
        let surplus = isText ? Int(batch.widths[row]) - sourceWidth : 0
        projector.project(batch, row, width: max(0, plan.columns.count + surplus))
      }
      if let fault = batch.faults[row] { move(fault, batch, row) }
    }
    projector.end(batch)
    for unknown in projector.takeUnknown() { tell(unknown, batch, &findings) }
    return true
  }

  /// A fault is told with the column that its cell has now.
  private func move(_ fault: RecordBatch.Fault, _ batch: RecordBatch, _ row: Int) {
    guard let column = fault.column else { return }
    batch.faults[row]?.column = plan.columns.firstIndex {
      ColumnPlan.sources($0.origin).contains(column - 1)
    }.map { $0 + 1 }
  }

  private func tell(
    _ unknown: (row: Int, column: Int), _ batch: RecordBatch, _ findings: inout Findings
  ) {
    var cell = place
    cell.row = Int(batch.rowNumbers[unknown.row])
    if let paths {
      cell.path = batch.path(paths, row: unknown.row, column: unknown.column)
    } else {
      cell.column = ColumnPlan.sources(plan.columns[unknown.column].origin).first.map { $0 + 1 }
    }
    let heading = plan.columns[unknown.column].heading
    findings.add(.sourceNameUnknown, at: cell, column: heading, ["value": heading])
  }
}

extension Code {
  /// A word of the file for which the file of names has no line.
  static let sourceNameUnknown = Code("SOURCE_NAME_UNKNOWN", .warning)
}
