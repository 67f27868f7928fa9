public import MizanDiagnostics
public import MizanRecords

/// HXL: a row of hashtags under the headings, somewhere in the first 25 rows, says what the columns
/// are. It is read as the HXL tools read it: the row above the tags holds the headings, what stands
/// higher is left out, and the sheets without tags are not read.
public enum HXLSource: Source {
  public static let descriptor = SourceDescriptor(
    name: "hxl", title: "HXL",
    reads: "tables with a row of HXL hashtags in their first 25 rows",
    mapping: "mappings/HXL/education-3w.map.yaml")

  public static func recognize(_ head: FileHead) -> Recognition? {
    for table in head.tables {
      guard let row = TagRow.evident(in: table.rows) else { continue }
      let tags = table.rows[row].compactMap { Hashtag($0) }
      return Recognition(
        .certain,
        Diagnostic(
          .sourceHXL, at: Place(head.file, sheet: table.info.name, row: table.numbers[row]),
          [
            "row": String(table.numbers[row]), "count": String(tags.count),
            "value": tags.prefix(3).map(\.text).joined(separator: " · "),
          ]))
    }
    return nil
  }

  public static func open(
    _ file: any TableFile, _ options: SourceOptions, _ findings: inout Findings
  ) throws(Failure) -> SourceReading {
    let wanted = try SheetChoice.candidates(file.tables, options.layout.sheets, options.input)
    let head = FileHead(file, input: options.input, tables: wanted)
    guard
      let (table, row) = head.tables.lazy.compactMap({ table in
        TagRow.declared(in: table.rows).map { (table, $0) }
      }).first
    else {
      throw Failure(
        .undecided, .hashtagsMissing, at: Place(options.input.name, sheet: head.onlySheet),
        ["known": head.shown()])
    }
    let others = head.tables.filter {
      $0.index != table.index && TagRow.declared(in: $0.rows) != nil
    }
    if !others.isEmpty {
      findings.add(
        .sheetsNotRead, at: Place(options.input.name, sheet: table.info.name),
        [
          "value": table.info.name ?? "",
          "known": others.map { ShownText.make($0.info.name ?? "", limit: 40) }
            .joined(separator: " · "),
        ])
    }
    var layout = options.layout
    layout.table = table.index
    layout.tagRow = table.numbers[row]
    if layout.headerRow == nil && layout.headerFind == nil {
      let heading = table.numbers[TagRow.headings(above: row, numbers: table.numbers)]
      layout.headerRow = max(1, heading - layout.headerRows + 1)
      layout.headerRows = heading == layout.tagRow ? 1 : layout.headerRows
    }
    return SourceReading(file, layout)
  }
}

extension Code {
  static let sourceHXL = Code("SOURCE_HXL", .note)
  static let hashtagsMissing = Code("HXL_TAGS_MISSING", .error)
}
