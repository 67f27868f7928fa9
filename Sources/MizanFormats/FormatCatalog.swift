public import MizanDiagnostics
public import MizanRecords
public enum FormatCatalog {
  public static func open(_ input: Input, format: String?, _ options: FormatOptions) throws(Failure) -> any TableFile {
    try XLSXFormat.open(input, options)
  }
}
