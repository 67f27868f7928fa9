public import MizanDiagnostics
public import MizanRecords

/// Any other table: headings in some row, data below. What they mean is the mapping's concern.
public enum PlainTable: Source {
  public static let descriptor = SourceDescriptor(
    name: "table", title: "Table", reads: "any table with headings; the mapping says what they mean"
  )

  public static func recognize(_ head: FileHead) -> Recognition? { reason(head) }

  static func reason(_ head: FileHead) -> Recognition {
    Recognition(.perhaps, Diagnostic(.sourceTable, at: Place(head.file)))
  }

  public static func open(
    _ file: any TableFile, _ options: SourceOptions, _ findings: inout Findings
  ) throws(Failure) -> SourceReading {
    SourceReading(file, options.layout)
  }
}

extension Code {
  static let sourceTable = Code("SOURCE_TABLE", .note)
}
