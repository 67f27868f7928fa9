import MizanDiagnostics
import MizanRecords

/// Yields the headings and then the records of a document.
final class XMLRecordReader: RowReader {
  /// How many rows a batch has at least, where there are as many.
  static let batchRows = 1024

  private let stream: XMLRecordStream
  private let headings: [String]
  private var nextNumber = 1
  private var isEnded = false

  init(_ stream: XMLRecordStream, _ headings: [String]) {
    self.stream = stream
    self.headings = headings
  }

  var digest: String? { stream.digest }

  func next(into batch: RecordBatch, _ findings: inout Findings) throws(Failure) -> Bool {
    batch.removeAll()
    if nextNumber == 1 {
      batch.appendRow(headings, number: 1)
      nextNumber = 2
      return true
    }
    guard !isEnded else { return false }
    while stream.rows.count < XMLRecordReader.batchRows {
      if try stream.feed() { continue }
      isEnded = true
      if stream.joinedCount > 0 {
        findings.add(
          .xmlJoined, at: stream.place, column: headings[stream.joinedColumn],
          ["column": headings[stream.joinedColumn]], count: stream.joinedCount)
      }
      break
    }
    stream.rows.take(into: batch, number: nextNumber)
    nextNumber += batch.rowCount
    return batch.rowCount > 0
  }
}
