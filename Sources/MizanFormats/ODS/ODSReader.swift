import Glibc
import MizanDiagnostics
import MizanRecords

/// Reads the rows of one table as they stand, in blocks.
///
/// Rows without any content are not yielded; the numbers of the others are those of the sheet. A row
/// that stands for several is yielded as often.
final class ODSReader: RowReader {
  /// The most cells that may come out of repeated rows and columns.
  static let repeatLimit = 10_000_000

  let info: TableInfo
  let limits: Limits
  let xml: XMLReader
  let columnLimit: Int
  /// The row read last, of which copies are yielded.
  var row = ODSRow()
  /// Holds the text that a cell shows while it is gathered.
  var shown = ByteBuffer()
  private var writer: RowWriter
  private var merged: MergedRanges
  private var hiddenColumns: [ClosedRange<Int>] = []
  private var nextColumn = 0
  private var nextRow = 1
  private var waiting = 0
  private var repeated = 0
  private let outside: Int
  private var isEnded = false
  private var isFresh = true

  /// Opens the content and goes to the table at an index.
  init(_ archive: Archive, _ index: Int, _ table: ODSSurvey.Table) throws(Failure) {
    info = table.info
    limits = archive.limits
    columnLimit = min(limits.columns, CellReference.lastColumn + 1)
    merged = MergedRanges(
      table.merged.filter { $0.first.column < min(archive.limits.columns, 16_384) }.map {
        var range = $0
        range.last.column = min(range.last.column, min(archive.limits.columns, 16_384) - 1)
        return range
      })
    xml = try XMLReader(archive.part(ODSDocument.content))
    isEnded = try !ODSReader.find(index, xml)
    outside = xml.depth - 1
    writer = RowWriter(columns: columnLimit)
  }

  deinit { writer.deallocate() }

  func next(into batch: RecordBatch, _ findings: inout Findings) throws(Failure) -> Bool {
    batch.removeAll()
    if isFresh && info.isHidden { findings.add(.xlsxHiddenContent, at: place()) }
    isFresh = false
    try fill(&writer, &findings)
    writer.copy(to: batch)
    return writer.rowCount > 0
  }

  /// A place in this table; rows and columns count from 1.
  func place(row: Int? = nil, column: Int? = nil) -> Place {
    Place(xml.stream.file, sheet: info.name, row: row, column: column)
  }

  /// Goes behind the start tag of a table; false when it is empty.
  private static func find(_ index: Int, _ xml: XMLReader) throws(Failure) -> Bool {
    var hasSheets = false
    var position = 0
    while let token = try xml.next() {
      guard token.kind == .start || token.kind == .empty else { continue }
      if token.isNamed("spreadsheet") {
        hasSheets = true
      } else if hasSheets && token.isNamed("table") {
        if position == index { return token.kind == .start }
        position += 1
        try xml.skip(token)
      } else if hasSheets {
        try xml.skip(token)
      }
    }
    return false
  }

  private func fill(_ writer: inout RowWriter, _ findings: inout Findings) throws(Failure) {
    writer.removeAll()
    while !writer.isFull {
      if waiting > 0 {
        yield(&writer, &findings)
        continue
      }
      guard !isEnded else { return }
      guard xml.depth > outside, let token = try xml.next() else {
        isEnded = true
        return
      }
      guard token.kind == .start || token.kind == .empty else { continue }
      if token.isNamed("table-row") {
        try readRow(token, &findings)
      } else if token.isNamed("table-column") {
        try noteColumn(token)
      } else if !ODSRepeat.isWrapper(token) && !ODSRepeat.isColumnWrapper(token) {
        try xml.skip(token)
      }
    }
  }

  private func noteColumn(_ token: XMLToken) throws(Failure) {
    let count = try ODSRepeat.columns(token, xml.stream)
    let first = nextColumn
    nextColumn = first &+ count
    if ODSReader.isHidden(token), hiddenColumns.count < 1000 {
      hiddenColumns.append(first...(nextColumn - 1))
    }
  }

  private static func isHidden(_ token: XMLToken) -> Bool {
    guard let value = token.attribute("visibility") else { return false }
    return value.elementsEqual("collapse".utf8) || value.elementsEqual("filter".utf8)
  }

  private func readRow(_ token: XMLToken, _ findings: inout Findings) throws(Failure) {
    let count = try ODSRepeat.rows(token, xml.stream)
    row.begin(number: nextRow, isHidden: ODSReader.isHidden(token))
    nextRow = nextRow &+ count
    if token.kind == .start { try readCells(&findings) }
    guard !row.isBlank else { return }
    guard nextRow - 1 <= CellReference.lastRow else { throw tooMany }
    if count > 1 {
      let (cells, isOver) = count.multipliedReportingOverflow(by: row.cells.count)
      repeated = repeated &+ cells
      guard !isOver, repeated <= ODSReader.repeatLimit else { throw tooMany }
    }
    waiting = count
  }

  private func readCells(_ findings: inout Findings) throws(Failure) {
    let inside = xml.depth
    var column = 0
    while xml.depth >= inside, let token = try xml.next() {
      guard token.kind == .start || token.kind == .empty else { continue }
      guard ODSRepeat.isCell(token) else {
        try xml.skip(token)
        continue
      }
      let count = try ODSRepeat.columns(token, xml.stream)
      let first = row.cells.count
      try readCell(token, column: column, &findings)
      if row.cells.count > first {
        if column >= columnLimit {
          row.removeLast()
          findings.add(.xlsxStrayCell, at: place(row: row.number, column: column + 1))
        } else if count > 1 {
          let last = min(column &+ count, columnLimit)
          repeated = repeated &+ (last - column)
          guard repeated <= ODSReader.repeatLimit else { throw tooMany }
          for other in column + 1..<max(last, column + 1) { row.repeatLast(at: other) }
          if last < column &+ count {
            findings.add(.xlsxStrayCell, at: place(row: row.number, column: last + 1))
          }
        }
      }
      column = column &+ count
    }
  }

  private var tooMany: Failure {
    Failure(
      .unreadable, .limitCells, at: place(row: row.number), ["known": "\(ODSReader.repeatLimit)"])
  }

  /// Gives out one copy of the row.
  private func yield(_ writer: inout RowWriter, _ findings: inout Findings) {
    waiting -= 1
    let number = row.number
    row.number += 1
    writer.beginRow()
    for cell in row.cells {
      memcpy(writer.room(cell.count), row.bytes + cell.start, cell.count)
      _ = writer.place(cell.column, count: cell.count, kind: cell.kind)
    }
    if let fault = row.fault { writer.fail(fault) }
    guard writer.trimRow() else {
      writer.dropRow()
      return
    }
    if row.isHidden { findings.add(.xlsxHiddenContent, at: place(row: number)) }
    for columns in hiddenColumns where columns.lowerBound < writer.width {
      let last = min(columns.upperBound, writer.width - 1)
      if let column = (columns.lowerBound...last).first(where: { !writer.cell($0).isBlank }) {
        findings.add(.xlsxHiddenContent, at: place(row: number, column: column + 1))
      }
    }
    if !merged.isEmpty { merged.fill(number, &writer, &findings, place(row: number)) }
    writer.endRow(number: number)
  }
}

extension Code {
  static let limitCells = Code("LIMIT_CELLS", .error)
}
