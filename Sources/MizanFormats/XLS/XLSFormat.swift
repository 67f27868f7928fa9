public import MizanDiagnostics
public import MizanRecords

/// Workbooks of Excel 97 to 2003. They are recognised, and refused with the way to convert them.
public enum XLSFormat: TableFormat {
  public static let name = "xls"
  public static let fileExtensions = ["xls"]

  public static func recognize(head: [UInt8], fileName: String) -> Confidence {
    head.starts(with: OldDocument.magic) ? .certain : .no
  }

  public static func open(
    _ input: Input, _ options: FormatOptions
  ) throws(Failure) -> any TableFile {
    // Opening the container says whether it is locked, a workbook or another document.
    _ = try Archive(input, options.limits)
    throw Failure(.unreadable, .xlsxOldFormat, at: Place(input.name))
  }
}
