import MizanDiagnostics
import MizanRecords

/// Yields the ids of the components and then the observations of a message.
final class SDMXReader: RowReader {
  private let stream: SDMXRecordStream
  private var nextNumber = 1
  private var isEnded = false

  init(_ stream: SDMXRecordStream) { self.stream = stream }

  var digest: String? { stream.digest }

  func next(into batch: RecordBatch, _ findings: inout Findings) throws(Failure) -> Bool {
    batch.removeAll()
    if nextNumber == 1 {
      batch.appendRow(stream.columns.headings, number: 1)
      nextNumber = 2
      return true
    }
    guard !isEnded else { return false }
    while stream.rows.count < XMLRecordReader.batchRows {
      if try stream.feed() { continue }
      isEnded = true
      conclude(&findings)
      break
    }
    stream.rows.take(into: batch, number: nextNumber)
    stream.rowsWereTaken()
    nextNumber += batch.rowCount
    return batch.rowCount > 0
  }

  /// Tells what concerns the message as a whole.
  private func conclude(_ findings: inout Findings) {
    let place = stream.place
    for footer in stream.footers {
      let text = ShownText.make(SDMXText.joined([footer]), limit: 200)
      findings.add(.sdmxFooter, at: place, value: text, ["value": text])
    }
    if stream.missingCount > 0 {
      var first = place
      first.path = stream.firstMissing
      findings.add(.sdmxMissing, at: first, column: "OBS_VALUE", count: stream.missingCount)
    }
    if stream.emptySeries > 0 {
      findings.add(.sdmxEmptySeries, at: place, count: stream.emptySeries)
    }
  }
}

extension Code {
  static let sdmxFooter = Code("SDMX_FOOTER_MESSAGE", .warning)
  static let sdmxMissing = Code("SDMX_MISSING_VALUE", .warning)
  static let sdmxEmptySeries = Code("SDMX_SERIES_EMPTY", .warning)
}
