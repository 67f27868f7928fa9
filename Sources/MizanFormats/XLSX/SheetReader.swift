import Glibc
import MizanDiagnostics
import MizanRecords

/// Reads the rows of one sheet as they stand, in blocks.
///
/// Rows without any content are not yielded; the numbers of the others are those of the sheet.
final class SheetReader: RowReader {
  private enum Phase { case head, rows, tail, ended }

  let info: TableInfo
  let file: String
  let limits: Limits
  let xml: XMLReader
  let strings: SharedStrings
  let styles: StyleTable
  let dates: SerialDate
  /// Holds the text of one cell while it is gathered.
  var scratch = ByteBuffer()
  /// The names of elements open inside a cell.
  var openNames: [UInt64] = []
  private var writer: RowWriter
  private var merged: MergedRanges
  private let readsMerged: Bool
  private var phase = Phase.head
  private var isFresh = true
  private var lastRow = 0
  private var hasToldOrder = false
  private var hiddenColumns: [ClosedRange<Int>] = []
  private let rowsSeen: UnsafeMutablePointer<UInt64>
  private static let rowWords = CellReference.lastRow / 64 + 1

  /// Opens the part of a sheet, and reads its merged ranges ahead unless it is very large.
  init(
    _ archive: Archive, part: String, _ info: TableInfo, _ strings: SharedStrings,
    _ styles: StyleTable, _ dates: SerialDate
  ) throws(Failure) {
    self.info = info
    self.strings = strings
    self.styles = styles
    self.dates = dates
    file = archive.input.name
    limits = archive.limits
    let columns = min(limits.columns, CellReference.lastColumn + 1)
    let ahead = try archive.part(part)
    readsMerged = ahead.size <= MergedRanges.partLimit
    merged = readsMerged ? try MergedRanges.read(ahead, columns: columns) : MergedRanges()
    xml = try XMLReader(archive.part(part))
    writer = RowWriter(columns: columns)
    rowsSeen = .allocate(capacity: SheetReader.rowWords)
    rowsSeen.initialize(repeating: 0, count: SheetReader.rowWords)
  }

  deinit {
    writer.deallocate()
    rowsSeen.deallocate()
  }

  func next(into batch: RecordBatch, _ findings: inout Findings) throws(Failure) -> Bool {
    batch.removeAll()
    if isFresh && info.isHidden { findings.add(.xlsxHiddenContent, at: place()) }
    isFresh = false
    try fill(&writer, &findings)
    writer.copy(to: batch)
    return writer.rowCount > 0
  }

  /// A place in this sheet; rows and columns count from 1.
  func place(row: Int? = nil, column: Int? = nil) -> Place {
    Place(file, sheet: info.name, row: row, column: column)
  }

  private func fill(_ writer: inout RowWriter, _ findings: inout Findings) throws(Failure) {
    writer.removeAll()
    while phase != .ended && !writer.isFull {
      guard let token = try xml.next() else {
        try xml.stream.drain()
        phase = .ended
        return
      }
      let isOpening = token.kind == .start || token.kind == .empty
      switch phase {
      case .head where isOpening && token.isNamed("sheetData"):
        phase = token.kind == .start ? .rows : .tail
      case .head where isOpening && token.isNamed("col"): noteHidden(token)
      case .rows where isOpening && token.isNamed("row"): try readRow(token, &writer, &findings)
      case .rows where isOpening: try xml.skip(token)
      case .rows where token.kind == .end: phase = .tail
      case .tail where !readsMerged && isOpening && token.isNamed("mergeCell"):
        let range = token.attribute("ref").flatMap(CellRange.init)
        findings.add(
          .xlsxMergedNotFilled,
          at: place(row: range?.first.row, column: range.map { $0.first.column + 1 }))
      default: break
      }
    }
  }

  private func noteHidden(_ token: XMLToken) {
    guard token.isTrue("hidden"), let first = token.number("min"), let last = token.number("max"),
      first > 0, first <= last, hiddenColumns.count < 1000
    else { return }
    hiddenColumns.append(first - 1...last - 1)
  }

  private func readRow(
    _ token: XMLToken, _ writer: inout RowWriter, _ findings: inout Findings
  ) throws(Failure) {
    var row = lastRow + 1
    if token.attribute("r") != nil { row = token.number("r") ?? 0 }
    guard (1...CellReference.lastRow).contains(row) else {
      throw Failure(
        .unreadable, .xlsxBadCellRef, at: place(), ["value": token.text(of: "r") ?? "\(row)"])
    }
    let isHidden = token.isTrue("hidden")
    if token.kind == .empty {
      lastRow = row
      return
    }
    let bit: UInt64 = 1 << UInt64(row % 64)
    if rowsSeen[row / 64] & bit != 0 {
      throw Failure(.unreadable, .xlsxDuplicateCell, at: place(row: row), ["value": "\(row)"])
    }
    rowsSeen[row / 64] |= bit
    if row < lastRow && !hasToldOrder {
      hasToldOrder = true
      findings.add(.xlsxRowsUnordered, at: place(row: row))
    }
    lastRow = row
    writer.beginRow()
    try readCells(row, &writer, &findings)
    guard writer.trimRow() else {
      writer.dropRow()
      return
    }
    tellHidden(row, isHidden, writer, &findings)
    if !merged.isEmpty { merged.fill(row, &writer, &findings, place(row: row)) }
    writer.endRow(number: row)
  }

  private func tellHidden(
    _ row: Int, _ isHidden: Bool, _ writer: RowWriter, _ findings: inout Findings
  ) {
    if isHidden { findings.add(.xlsxHiddenContent, at: place(row: row)) }
    for columns in hiddenColumns where columns.lowerBound < writer.width {
      let last = min(columns.upperBound, writer.width - 1)
      if let column = (columns.lowerBound...last).first(where: { !writer.cell($0).isBlank }) {
        findings.add(.xlsxHiddenContent, at: place(row: row, column: column + 1))
      }
    }
  }

  /// Reads the cells of a row up to its end tag.
  private func readCells(
    _ row: Int, _ writer: inout RowWriter, _ findings: inout Findings
  ) throws(Failure) {
    let fast = FastCells(
      strings: strings.entries, stringCount: strings.count, arena: strings.arena,
      formats: styles.formats, formatCount: styles.count, dates: dates,
      columns: min(limits.columns, CellReference.lastColumn + 1), fieldLimit: limits.fieldBytes)
    let key = FastCells.RowKey(row)
    var nextColumn = 0
    var position = xml.cursor
    var end = xml.end
    while true {
      if end - position > FastCells.window {
        switch fast.read(&position, end, key, &nextColumn, &writer) {
        case .done: continue
        case .duplicate: throw duplicate(row, nextColumn)
        case .other: break
        }
      }
      let token = XMLToken.read(position, end)
      var isCut = false
      switch token.kind {
      case .start where token.isNamed("c"), .empty where token.isNamed("c"):
        if let next = try readCell(token, row, &nextColumn, &writer, &findings) {
          position = next
        } else {
          isCut = true
        }
      case .end:
        xml.cursor = token.next
        try xml.close(token)
        return
      case .cut: isCut = true
      case .skipped: position = token.next
      default:
        // Spaces, extensions, and what is not well-formed.
        xml.cursor = position
        if let token = try xml.next() { try xml.skip(token) }
        position = xml.cursor
        end = xml.end
      }
      if isCut {
        xml.cursor = position
        guard try xml.refill() else { throw xml.verdict(.xmlNotWellFormed) }
        position = xml.cursor
        end = xml.end
      }
    }
  }

  /// The failure for a column (from 1) given twice.
  func duplicate(_ row: Int, _ column: Int) -> Failure {
    Failure(
      .unreadable, .xlsxDuplicateCell, at: place(row: row, column: column),
      ["value": Place.letters(ofColumn: column) + String(row)])
  }
}

extension Code {
  static let xlsxHiddenContent = Code("XLSX_HIDDEN_CONTENT", .warning)
  static let xlsxBadCellRef = Code("XLSX_BAD_CELL_REF", .error)
  static let xlsxDuplicateCell = Code("XLSX_DUPLICATE_CELL", .error)
  static let xlsxRowsUnordered = Code("XLSX_ROWS_UNORDERED", .warning)
}
