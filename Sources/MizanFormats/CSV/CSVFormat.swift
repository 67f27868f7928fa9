public import MizanDiagnostics
public import MizanRecords

/// Text tables: CSV and TSV with any of the usual delimiters and encodings, also packed with gzip.
public enum CSVFormat: TableFormat {
  public static let name = "csv"
  public static let fileExtensions = ["csv", "tsv", "tab", "psv", "txt"]
  public static let reads =
    "separated by `,` `;` `|` or tab; UTF-8, UTF-16, Windows-1252 and -1256; any line ends; ragged rows; packed with gzip"

  /// Anything that is text may be a table; the file's ending makes it likely.
  public static func recognize(head: [UInt8], fileName: String) -> Confidence {
    let ending = FileEnding(fileName)
    switch ContentKind(head) {
    case .text:
      if TextShape.isBinary(head) { return .no }
      return fileExtensions.contains(ending.last) ? .likely : .perhaps
    case .gzip:
      return ending.isPacked || ending.last.isEmpty ? .likely : .no
    default: return .no
    }
  }

  public static func open(
    _ input: Input, _ options: FormatOptions
  ) throws(Failure) -> any TableFile {
    try CSVFile(InputFile(input), options)
  }
}

/// The ending of a file's name, in lower case: `csv` of `Schools.CSV` and of `schools.csv.gz`.
struct FileEnding {
  /// The last ending, without `gz`; empty when there is none.
  let last: String
  /// Whether the name says that the file is packed with gzip.
  let isPacked: Bool

  init(_ name: String) {
    var parts = name.lowercased().split(separator: ".", omittingEmptySubsequences: false)
    isPacked = parts.count > 1 && parts.last == "gz"
    if isPacked { parts.removeLast() }
    last = parts.count > 1 ? parts.last.map(String.init) ?? "" : ""
  }
}
