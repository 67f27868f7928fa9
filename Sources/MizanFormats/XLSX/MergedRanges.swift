import Glibc
import MizanDiagnostics
import MizanRecords

/// The merged ranges of a sheet, and the filling of their cells while rows pass by.
///
/// A value stands in the first cell of a merged range only; the other cells of rows that have
/// content of their own take it too. A number is not repeated, so that it is never counted twice,
/// unless it reads as a year.
struct MergedRanges {
  /// A range through which the rows pass just now, with its value.
  private struct Active {
    var range: CellRange
    var bytes: [UInt8]
    var kind: Cell.Kind
  }

  /// Ranges wider than this are titles across the sheet and are not filled sideways.
  static let widthLimit = 256
  static let countLimit = 100_000

  private var waiting: [CellRange]
  private var position = 0
  private var active: [Active] = []
  private var hasToldFill = false

  /// The ranges in any order; those of one cell are left out.
  init(_ ranges: [CellRange] = []) {
    waiting = ranges.filter { $0.height > 1 || $0.width > 1 }
      .sorted { ($0.first.row, $0.first.column) < ($1.first.row, $1.first.column) }
  }

  var isEmpty: Bool { position == waiting.count && active.isEmpty }

  /// Fills the cells of the row that is complete in the writer.
  mutating func fill(
    _ row: Int, _ writer: inout RowWriter, _ findings: inout Findings, _ place: Place
  ) {
    active.removeAll { $0.range.last.row < row }
    for item in active where item.range.first.row < row {
      repeatDown(item, row, &writer, &findings, place)
    }
    while position < waiting.count, waiting[position].first.row <= row {
      let range = waiting[position]
      position += 1
      guard range.last.row >= row else { continue }
      open(range, row, &writer, &findings, place)
    }
  }

  private mutating func open(
    _ range: CellRange, _ row: Int, _ writer: inout RowWriter, _ findings: inout Findings,
    _ place: Place
  ) {
    var place = place
    (place.row, place.column) = (range.first.row, range.first.column + 1)
    let isTaken = active.contains {
      $0.range.first.column <= range.last.column && range.first.column <= $0.range.last.column
    }
    if isTaken {
      findings.add(.xlsxMergedNotFilled, at: place)
      return
    }
    let cell = row == range.first.row ? writer.cell(range.first.column) : .blank
    let bytes = Array(UnsafeBufferPointer(start: writer.arena + Int(cell.start), count: cell.count))
    let item = Active(range: range, bytes: bytes, kind: cell.kind)
    active.append(item)
    if cell.isBlank { return }
    if cell.kind == .number && !MergedRanges.isYear(bytes) {
      findings.add(.xlsxMergedNumber, at: place)
      active[active.count - 1].kind = .blank
      return
    }
    guard range.width > 1 else { return }
    guard range.width <= MergedRanges.widthLimit else {
      findings.add(.xlsxMergedNotFilled, at: place)
      return
    }
    var filled = false
    for column in range.first.column + 1...range.last.column where writer.cell(column).isBlank {
      writer.overwrite(column, cell)
      filled = true
    }
    if filled { findings.add(.xlsxMergedAcross, at: place) }
  }

  private mutating func repeatDown(
    _ item: Active, _ row: Int, _ writer: inout RowWriter, _ findings: inout Findings,
    _ place: Place
  ) {
    guard item.kind != .blank, item.range.width <= MergedRanges.widthLimit else { return }
    var cell: Cell?
    for column in item.range.first.column...item.range.last.column
    where writer.cell(column).isBlank {
      let value = cell ?? writer.store(item.bytes, kind: item.kind)
      cell = value
      writer.overwrite(column, value)
    }
    if cell != nil && !hasToldFill {
      hasToldFill = true
      var place = place
      (place.row, place.column) = (item.range.first.row, item.range.first.column + 1)
      findings.add(.xlsxMergedFilled, at: place)
    }
  }

  /// Whether a number reads as a year from 1900 to 2100.
  private static func isYear(_ bytes: [UInt8]) -> Bool {
    bytes.count == 4
      && (bytes.starts(with: "19".utf8) || bytes.starts(with: "20".utf8)
        || bytes.elementsEqual("2100".utf8))
  }
}

extension Code {
  static let xlsxMergedFilled = Code("XLSX_MERGED_FILLED", .warning)
  static let xlsxMergedAcross = Code("XLSX_MERGED_ACROSS", .note)
  static let xlsxMergedNumber = Code("XLSX_MERGED_NUMBER", .warning)
  static let xlsxMergedNotFilled = Code("XLSX_MERGED_NOT_FILLED", .warning)
}
