import MizanDiagnostics

/// What is known of a sheet before its cells are read: merged ranges, hidden rows and columns, and
/// whether the records come in the order of the rows.
struct XLSSheetSurvey {
  static let rowLimit = 1 << 16

  private(set) var merged: [CellRange] = []
  private(set) var hiddenRows: Set<Int> = []
  private(set) var hiddenColumns: [ClosedRange<Int>] = []
  /// The records of cells in the order of their rows, as row and position; nil where the file has
  /// them so.
  private(set) var order: [UInt64]?

  /// Goes through the sheet that begins at a position.
  /// - Throws: a ``Failure`` of kind `unreadable` when no sheet begins or it does not end.
  init(_ records: XLSRecords, at offset: Int, columns: Int) throws(Failure) {
    var isOrdered = true
    var lastRow = 0
    try XLSSheetSurvey.walk(records, at: offset) { record in
      if record.isCells {
        let row = record.u16(0) ?? 0
        if row < lastRow { isOrdered = false }
        lastRow = row
      } else {
        take(record, columns)
      }
    }
    if isOrdered { return }
    var places: [UInt64] = []
    try XLSSheetSurvey.walk(records, at: offset) { record in
      guard record.isCells else { return }
      places.append(UInt64(record.u16(0) ?? 0) << 40 | UInt64(record.position))
    }
    order = places.sorted()
  }

  /// The position of a record in the order.
  static func position(_ place: UInt64) -> Int { Int(place & (1 << 40 - 1)) }

  private mutating func take(_ record: XLSRecord, _ columns: Int) {
    switch record.kind {
    case XLSRecord.Kind.row:
      if let row = record.u16(0), let marks = record.u16(12), marks & 0x20 != 0 {
        hiddenRows.insert(row + 1)
      }
    case XLSRecord.Kind.columns:
      if let first = record.u16(0), let last = record.u16(2), let marks = record.u16(8),
        marks & 1 != 0, first <= last, hiddenColumns.count < 1000
      {
        hiddenColumns.append(first...last)
      }
    case XLSRecord.Kind.merged:
      for index in 0..<(record.u16(0) ?? 0) {
        let at = 2 + 8 * index
        guard let top = record.u16(at), let bottom = record.u16(at + 2),
          let left = record.u16(at + 4), let right = record.u16(at + 6),
          merged.count < MergedRanges.countLimit
        else { return }
        guard top <= bottom, left <= right, left < columns else { continue }
        merged.append(
          CellRange(
            CellReference(row: top + 1, column: left),
            CellReference(row: bottom + 1, column: min(right, columns - 1))))
      }
    default: break
    }
  }

  /// Hands over the records of a sheet; those of charts inside it are left out.
  private static func walk(
    _ records: XLSRecords, at offset: Int, _ body: (XLSRecord) -> Void
  ) throws(Failure) {
    try begin(records, at: offset)
    var depth = 1
    while depth > 0 {
      guard let record = try records.next() else { throw records.stream.damaged(offset) }
      if record.kind == XLSRecord.Kind.begin {
        depth += 1
      } else if record.kind == XLSRecord.Kind.end {
        depth -= 1
      } else if depth == 1 {
        body(record)
      }
    }
  }

  /// Goes behind the record with which a sheet begins.
  static func begin(_ records: XLSRecords, at offset: Int) throws(Failure) {
    records.seek(offset)
    guard let first = try records.next(), first.kind == XLSRecord.Kind.begin,
      first.u16(2) == 0x10
    else { throw records.stream.damaged(offset) }
  }
}
