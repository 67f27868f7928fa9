/// Turns a report into the bytes of one file. The same report gives the same bytes.
public protocol ReportRenderer: Sendable {
  /// The whole file in UTF-8.
  func render(_ report: Report) -> [UInt8]
}
