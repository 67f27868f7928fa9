import MizanDiagnostics
import MizanRecords

/// Yields the records of a text table, one window of text at a time.
final class CSVReader: RowReader {
  /// A record may be as long as this many of the longest cells.
  private static let longestRecord = 16

  private let window: TextWindow
  private let limits: Limits
  /// The number of bytes that are scanned at once where there are as many.
  private let usualCount: Int
  private let name: String
  private var scanner: RecordScanner
  private var rowNumber = 0
  private var isFinished = false

  /// - Parameter windowSize: the part of the text that is looked at at once, in bytes.
  init(
    _ source: any ByteSource, _ dialect: TextDialect, _ limits: Limits, name: String,
    windowSize: Int = TextWindow.usualSize
  ) {
    window = TextWindow(source, dialect, Place(name), size: windowSize)
    usualCount = windowSize / 2
    scanner = RecordScanner(delimiter: dialect.delimiter, limits: limits)
    self.limits = limits
    self.name = name
  }

  /// The SHA-256 of the whole file, once its end was reached.
  var digest: String? { window.digest }

  func next(into batch: RecordBatch, _ findings: inout Findings) throws(Failure) -> Bool {
    batch.removeAll()
    while !isFinished {
      if !window.isEnd && !window.isFull {
        try window.fill(&findings)
        // A record is scanned again when more of it has come, so it is better to come at once.
        while !window.isEnd && !window.isFull && window.count < usualCount {
          try window.fill(&findings)
        }
      }
      scan(into: batch)
      try refuseStop()
      if !scanner.starts.isEmpty {
        take(batch, &findings)
        if window.isEnd { isFinished = window.count == 0 }
        return true
      }
      if window.isEnd {
        isFinished = true
      } else if window.isFull {
        try makeRoom()
      }
    }
    return false
  }

  private func scan(into batch: RecordBatch) {
    let window = window
    batch.cells.append(addingCapacity: window.count + 2) { span in
      span.withUnsafeMutableBufferPointer { cells, count in
        guard let base = cells.baseAddress else { return }
        count = scanner.scan(window.base, window.count, isEnd: window.isEnd, into: base)
      }
    }
  }

  /// Puts what was scanned into the batch.
  private func take(_ batch: RecordBatch, _ findings: inout Findings) {
    let rows = scanner.starts.count
    batch.starts.append(contentsOf: scanner.starts)
    batch.widths.append(contentsOf: scanner.widths)
    batch.marks.append(contentsOf: repeatElement(RecordBatch.Mark.data, count: rows))
    batch.rowNumbers.append(addingCapacity: rows) { span in
      for row in 0..<rows { span.append(UInt32(truncatingIfNeeded: rowNumber &+ row &+ 1)) }
    }
    for fault in scanner.faults where fault.row < rows && batch.faults[fault.row] == nil {
      batch.faults[fault.row] = RecordBatch.Fault(fault.code, column: fault.column + 1)
    }
    let needsCheck = window.survey.hasHighBytes || window.survey.hasNUL
    var check = RowCheck(window, scanner.ends, firstRow: rowNumber, name: name)
    if needsCheck { check.inspect(batch, &findings) }
    batch.arena.append(contentsOf: UnsafeBufferPointer(start: window.base, count: scanner.consumed))
    if needsCheck { check.escape(batch) }
    rowNumber += rows
    window.drop(scanner.consumed)
  }

  /// Ends the file where the text cannot be cut into records any more.
  private func refuseStop() throws(Failure) {
    let place = Place(name, line: scanner.stopLine)
    switch scanner.stop {
    case .window: return
    case .runawayQuote:
      throw Failure(
        .unreadable, .csvQuoteOpen, at: place,
        ["known": "\(limits.quotedLines)", "value": "\(limits.fieldBytes >> 10) kB"])
    case .columns:
      throw Failure(.unreadable, .csvColumns, at: place, ["known": "\(limits.columns)"])
    }
  }

  /// Grows the window for a record that does not fit.
  private func makeRoom() throws(Failure) {
    let (most, isHuge) = limits.fieldBytes.multipliedReportingOverflow(by: CSVReader.longestRecord)
    if !isHuge, window.count >= max(most, TextWindow.usualSize) {
      throw Failure(
        .unreadable, .limitFieldSize, at: Place(name, line: scanner.line),
        ["known": "\(most >> 10) kB"])
    }
    window.grow()
  }
}
