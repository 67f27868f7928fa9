public import MizanDiagnostics
public import MizanRecords

/// SDMX-ML data messages, 2.1 and 3.0, generic and structure-specific, in all layouts.
///
/// The columns are the ids of the dimensions, `TIME_PERIOD`, `OBS_VALUE` and the attributes, whatever
/// the level at which the message attaches them; each row is an observation.
public enum SDMXFormat: TableFormat {
  public static let name = "sdmx-ml"
  public static let fileExtensions = ["sdmx"]

  public static func recognize(head: [UInt8], fileName: String) -> Confidence {
    if head.isEmpty { return .no }
    switch ContentKind(head) {
    case .xml, .text:
      let begin = XMLHead(head)
      return begin.isMarkup && begin.holds("www.sdmx.org/resources/sdmxml/schemas/")
        ? .certain : .no
    default: return .no
    }
  }

  public static func open(
    _ input: Input, _ options: FormatOptions
  ) throws(Failure) -> any TableFile {
    try SDMXFile(InputFile(input), options)
  }
}
