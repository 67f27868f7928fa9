public import MizanDiagnostics
public import MizanRecords

/// Spreadsheets of the Open Document Format, as LibreOffice writes them.
///
/// Only the parts that are needed are inflated, in blocks; a table is never whole in memory.
public enum ODSFormat: TableFormat {
  public static let name = "ods"
  public static let reads =
    "several and hidden tables, merged and repeated cells, the numbers and dates that are stored"
  public static let fileExtensions = ["ods", "ots"]

  /// The catalog looks at the parts of an archive; here its first part and its name count.
  public static func recognize(head: [UInt8], fileName: String) -> Confidence {
    guard ContentKind(head) == .zip else { return .no }
    let mark = Array("mimetypeapplication/vnd.oasis.opendocument.spreadsheet".utf8)
    if head.dropFirst(30).starts(with: mark) { return .certain }
    return fileExtensions.contains(FileEnding(fileName).last) ? .certain : .no
  }

  public static func open(
    _ input: Input, _ options: FormatOptions
  ) throws(Failure) -> any TableFile {
    try ODSDocument(Archive(input, options.limits))
  }
}
