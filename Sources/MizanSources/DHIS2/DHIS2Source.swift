public import MizanDiagnostics
public import MizanRecords

/// DHIS2: data values in JSON, XML and CSV, ADX messages, and analytics tables.
///
/// All of them become one table with the same columns, see ``DHIS2Columns``. With a file of
/// metadata there are also the names and codes of data elements and organisation units, and one
/// column for each category, such as sex, with the option that the category option combo stands for.
public enum DHIS2Source: Source {
  public static let descriptor = SourceDescriptor(
    name: "dhis2", title: "DHIS2",
    reads: "data value sets of DHIS2 in JSON, XML and CSV, ADX messages, and analytics tables",
    mapping: "mappings/DHIS2/data-values.map.yaml", files: ["metadata"])

  /// What a table of the family is.
  enum Kind: String {
    case values = "data values"
    case analytics = "analytics table"
    case events = "events"
    case metadata = "metadata"
  }

  public static func recognize(_ head: FileHead) -> Recognition? {
    if let listed = listed(in: head) {
      return Recognition(
        .certain,
        Diagnostic(
          .sourceDHIS2, at: Place(head.file, sheet: listed.table.info.name),
          ["value": listed.kind.rawValue]))
    }
    guard let find = find(in: head) else { return nil }
    let first = head.tables.first { $0.index == find.table.index }
    return Recognition(
      .certain,
      Diagnostic(
        .sourceDHIS2,
        at: Place(head.file, sheet: first?.info.name, row: find.table.numbers[find.row]),
        ["value": find.kind.rawValue]))
  }

  public static func open(
    _ file: any TableFile, _ options: SourceOptions, _ findings: inout Findings
  ) throws(Failure) -> SourceReading {
    let wanted = try SheetChoice.candidates(file.tables, options.layout.sheets, options.input)
    let head = FileHead(file, input: options.input, tables: wanted)
    if let listed = listed(in: head) {
      throw Failure(
        .unreadable, .dhis2RowsUneven,
        at: Place(options.input.name, sheet: listed.table.info.name))
    }
    guard let find = find(in: head) else {
      throw Failure(
        .undecided, .sourceUnfit, at: Place(options.input.name, sheet: head.onlySheet),
        [
          "name": descriptor.title, "value": "dataElement · period · orgUnit · value",
          "known": head.shown(),
        ])
    }
    var layout = options.layout
    layout.table = find.table.index
    layout.headerRow = find.table.numbers[find.row]
    layout.headerRows = 1
    guard find.kind == .values || find.kind == .analytics else {
      return SourceReading(file, layout)
    }
    let headings = find.table.rows[find.row]
    var plan = DHIS2Columns.plan(headings, find.table.info.addressing)
    if let metadata = options.files["metadata"] {
      try DHIS2Metadata(metadata).add(to: &plan)
    }
    let table = ProjectedTable(
      file, index: find.table.index, headingRow: find.table.numbers[find.row],
      sourceWidth: headings.count, plan, options.input)
    return SourceReading(table, layout)
  }

  /// The first table that is one of the family's, and the row of its headings.
  static func find(in head: FileHead) -> (table: FileHead.Table, row: Int, kind: Kind)? {
    for table in head.tables where !table.info.isHidden {
      for (row, headings) in table.rows.prefix(TagRow.limit).enumerated() {
        if let kind = kind(headings) { return (table, row, kind) }
        if table.info.headingRow != nil { break }
      }
    }
    return nil
  }

  /// A list of headers that its rows do not fit: another format would have put the two together.
  private static func listed(in head: FileHead) -> (table: FileHead.Table, kind: Kind)? {
    for table in head.tables where !table.info.isHidden {
      guard let headings = table.rows.first?.map({ $0.lowercased() }),
        Set(headings).isSuperset(of: ["name", "column", "valuetype"]),
        let column = headings.firstIndex(of: "name")
      else { continue }
      let names = table.rows.dropFirst().map { $0.indices.contains(column) ? $0[column] : "" }
      if let kind = kind(names) { return (table, kind) }
    }
    return nil
  }

  static func kind(_ headings: [String]) -> Kind? {
    let words = Set(headings.map { DHIS2Columns.plain($0).lowercased() })
    if words.contains("dataelement"), !words.isDisjoint(with: ["orgunit", "period"]) {
      return .values
    }
    if words.contains("dx"), words.contains("value"), !words.isDisjoint(with: ["ou", "pe"]) {
      return .analytics
    }
    if words.isSuperset(of: ["data", "period", "organisation unit", "value"]) { return .analytics }
    if words.isSuperset(of: ["psi", "ps"]) || words.isSuperset(of: ["count", "center", "extent"]) {
      return .events
    }
    if words.isSuperset(of: ["id", "name"]),
      !words.isDisjoint(with: ["aggregationtype", "categorycombo/id", "openingdate"])
    {
      return .metadata
    }
    return nil
  }
}

extension Code {
  static let sourceDHIS2 = Code("SOURCE_DHIS2", .note)
  static let dhis2RowsUneven = Code("DHIS2_ROWS_UNEVEN", .error)
}
