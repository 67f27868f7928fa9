public import MizanDiagnostics
public import MizanRecords

/// Finds where a table lies in a file, as the `source:` block of a mapping describes it.
public enum TableLocator {
  /// Formats in which every row writes all its cells, so that a shorter or longer row is damaged.
  static let textFormats: Set<String> = ["csv", "tsv", "text"]

  /// The index of the table to read: the first whose name fits one of the patterns, or the first
  /// that people see.
  /// - Throws: a ``Failure`` of kind `undecided` when none fits.
  public static func choose(
    _ table: any TableFile, _ sheets: [String], input: Input, _ findings: inout Findings
  ) throws(Failure) -> Int {
    try SheetChoice.choose(table.tables, sheets, file: input.name, &findings)
  }

  /// Chooses the sheet, finds the headings and what stands above them, and stops before the data.
  ///
  /// Reads some hundred rows; the rest is read through ``LocatedTable/rows(_:)``.
  /// - Throws: a ``Failure`` of kind `undecided` when no sheet fits or the headings are not found
  ///   (it says what was looked for and what was seen); what the format throws passes through.
  public static func locate(
    _ table: any TableFile, _ layout: TableLayout, input: Input, _ findings: inout Findings
  ) throws(Failure) -> LocatedTable {
    try locate(SourceReading(table, layout), input: input, &findings)
  }

  /// The same for a file of which a source made sense.
  public static func locate(
    _ reading: SourceReading, input: Input, _ findings: inout Findings
  ) throws(Failure) -> LocatedTable {
    let table = reading.table
    var layout = reading.layout
    let index: Int
    if let chosen = layout.table, table.tables.indices.contains(chosen) {
      index = chosen
    } else {
      index = try SheetChoice.choose(table.tables, layout.sheets, file: input.name, &findings)
    }
    let place = Place(input.name, sheet: table.tables[index].name)
    let reader = try table.rows(ofTable: index)
    let wanted = max(TableHead.rowLimit, min(layout.headerRow ?? 0, 10_000) + 60)
    let head = try TableHead(reader, rows: wanted, &findings)
    if let row = table.tables[index].headingRow {
      // The format made the headings itself: nothing is to be looked for.
      layout.headerFind = nil
      layout.headerRow = row
      layout.headerRows = 1
      layout.skipAfterHeader = 0
    }
    let search = HeaderSearch(head: head, layout: layout)
    guard let first = search.firstRow() else {
      throw Failure(
        .undecided, .headerNotFound, at: place,
        ["value": search.wanted, "sheet": place.sheet ?? "", "known": head.shown()])
    }
    let isText = TableLocator.textFormats.contains(table.format)
    let area = HeadingArea(
      head, layout, firstRow: first, isText: isText, place: place, &findings)
    var captures = TitleSearch.captures(
      layout.titles, above: first, in: head, place: place, &findings)
    if let pattern = layout.fileName {
      let found = FileNamePattern.captures(pattern, of: input.name, &findings)
      captures.merge(found) { title, _ in title }
    }
    return LocatedTable(
      table, index: index, place: place, headings: reading.meanings.apply(to: area.headings),
      captures: captures,
      lastHeadingRow: area.lastRow, isText: isText, reader: reader, head: head.batches)
  }
}
