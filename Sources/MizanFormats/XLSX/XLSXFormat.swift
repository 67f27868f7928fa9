public import MizanDiagnostics
public import MizanRecords

/// Workbooks of Excel 2007 and later (Office Open XML, transitional and strict).
///
/// Only the parts that are needed are inflated, in blocks; a sheet is never whole in memory.
public enum XLSXFormat: TableFormat {
  public static let name = "xlsx"
  public static let fileExtensions = ["xlsx", "xlsm", "xltx", "xltm"]
  public static let reads =
    "several and hidden sheets, merged cells, two heading rows, titles above the table, dates, cached values of formulas"

  public static func recognize(head: [UInt8], fileName: String) -> Confidence {
    let ending = fileName.lowercased().split(separator: ".").last.map(String.init) ?? ""
    let isNamed = fileExtensions.contains(ending)
    // A workbook with a password lies in the container of older ones.
    if head.starts(with: CompoundFile.magic) { return .perhaps }
    if head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6]) {
      if holds(head, "mimetypeapplication/vnd.oasis") { return .no }
      if holds(head, "xl/") { return .certain }
      return isNamed ? .certain : holds(head, "[Content_Types].xml") ? .likely : .perhaps
    }
    // Something stands before the archive, such as the header of a download.
    return isNamed && holds(head, "PK\u{3}\u{4}") ? .likely : .no
  }

  public static func open(
    _ input: Input, _ options: FormatOptions
  ) throws(Failure) -> any TableFile {
    try Workbook(input, options.limits)
  }

  private static func holds(_ head: [UInt8], _ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard head.count >= wanted.count else { return false }
    return (0...(head.count - wanted.count)).contains {
      head[$0] == wanted[0] && head[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
  }
}
