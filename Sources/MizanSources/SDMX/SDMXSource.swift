public import MizanDiagnostics
public import MizanRecords

/// SDMX: observations by dimensions, in messages of XML or as tables of SDMX-CSV 1.0 and 2.0.
///
/// The columns bear the ids of the components in every form. Of SDMX-CSV with labels, such as
/// `SYR: Syrian Arab Republic` under `REF_AREA: Area`, the ids are read.
public enum SDMXSource: Source {
  public static let descriptor = SourceDescriptor(
    name: "sdmx", title: "SDMX",
    reads:
      "SDMX-ML 2.1 and 3.0 data messages, generic and structure-specific; SDMX-JSON and SDMX-CSV 1.0 and 2.0",
    mapping: "mappings/SDMX/edu-non-finance.map.yaml")

  public static func recognize(_ head: FileHead) -> Recognition? {
    guard let table = head.tables.first else { return nil }
    if ["sdmx-ml", "sdmx-json"].contains(head.format) {
      return Recognition(
        .certain,
        Diagnostic(
          .sourceSDMX, at: Place(head.file),
          ["value": head.format == "sdmx-ml" ? "SDMX-ML" : "SDMX-JSON"]))
    }
    guard let first = table.rows.first, let form = form(first) else { return nil }
    return Recognition(
      .certain, Diagnostic(.sourceSDMX, at: Place(head.file, row: 1), ["value": form]))
  }

  public static func open(
    _ file: any TableFile, _ options: SourceOptions, _ findings: inout Findings
  ) throws(Failure) -> SourceReading {
    if ["sdmx-ml", "sdmx-json"].contains(file.format) {
      return SourceReading(file, options.layout)
    }
    let head = FileHead(file, input: options.input)
    guard let table = head.tables.first, let first = table.rows.first, form(first) != nil else {
      throw Failure(
        .undecided, .sourceUnfit, at: Place(options.input.name),
        [
          "name": descriptor.title, "value": "DATAFLOW · STRUCTURE · OBS_VALUE",
          "known": head.shown(),
        ])
    }
    var layout = options.layout
    layout.table = table.index
    layout.headerRow = table.numbers[0]
    layout.headerRows = 1
    return SourceReading(
      SDMXCSVTable(file, SDMXCSVColumns(table.rows), Place(options.input.name)), layout)
  }

  /// Which version of SDMX-CSV begins with these headings; nil for none.
  private static func form(_ headings: [String]) -> String? {
    let ids = headings.map(SDMXCSVColumns.id)
    guard ids.contains("OBS_VALUE") || ids.contains("TIME_PERIOD") else { return nil }
    if ids.first == "DATAFLOW" { return "SDMX-CSV 1.0" }
    return ids.starts(with: ["STRUCTURE", "STRUCTURE_ID"]) ? "SDMX-CSV 2.0" : nil
  }
}

extension Code {
  static let sourceSDMX = Code("SOURCE_SDMX", .note)
}
