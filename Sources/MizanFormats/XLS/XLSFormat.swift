public import MizanDiagnostics
public import MizanRecords

/// Workbooks of Excel 5 to 2003.
///
/// The records are read in blocks; a sheet is never whole in memory, the shared strings are.
public enum XLSFormat: TableFormat {
  public static let name = "xls"
  public static let fileExtensions = ["xls", "xlt"]
  public static let reads =
    "Excel 5 to 2003: several and hidden sheets, merged cells, dates, cached values of formulas"

  public static func recognize(head: [UInt8], fileName: String) -> Confidence {
    head.starts(with: CompoundFile.magic) ? .certain : .no
  }

  public static func open(
    _ input: Input, _ options: FormatOptions
  ) throws(Failure) -> any TableFile {
    try XLSWorkbook(InputFile(input), options.limits)
  }
}
