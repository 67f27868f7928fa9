import MizanDiagnostics
import MizanRecords

/// What is known of the tables before their rows are read: names, whether they are hidden, and the
/// ranges of merged cells.
struct ODSSurvey {
  /// One table of the document.
  struct Table {
    var info: TableInfo
    var merged: [CellRange] = []
  }

  private(set) var tables: [Table] = []

  /// Goes through the content from end to end.
  /// - Throws: a ``Failure`` for text that is not well-formed, and for a content without tables.
  init(_ stream: PartStream) throws(Failure) {
    let xml = try XMLReader(stream)
    var hiddenStyles: Set<String> = []
    var style = ""
    var hasSheets = false
    while let token = try xml.next() {
      guard token.kind == .start || token.kind == .empty else { continue }
      if token.isNamed("style") {
        style = token.text(of: "name") ?? ""
      } else if token.isNamed("table-properties") {
        if token.attribute("display")?.elementsEqual("false".utf8) ?? false {
          hiddenStyles.insert(style)
        }
      } else if token.isNamed("spreadsheet") {
        hasSheets = true
      } else if hasSheets && token.isNamed("table") {
        let isHidden = hiddenStyles.contains(token.text(of: "style-name") ?? "")
        let name = token.text(of: "name") ?? ""
        var table = Table(info: TableInfo(name: name, isHidden: isHidden))
        if token.kind == .start { try ODSSurvey.read(xml, &table.merged) }
        tables.append(table)
      } else if hasSheets {
        // Settings, named ranges and databases hold no rows.
        try xml.skip(token)
      }
    }
    guard hasSheets else {
      throw Failure(
        .unreadable, .odsNoSpreadsheet, at: Place(stream.file), ["value": "content.xml"])
    }
  }

  /// Reads a table up to its end tag, and keeps where cells are merged.
  private static func read(_ xml: XMLReader, _ merged: inout [CellRange]) throws(Failure) {
    let outside = xml.depth - 1
    var nextRow = 1
    var row = 1
    var column = 0
    while xml.depth > outside, let token = try xml.next() {
      guard token.kind == .start || token.kind == .empty else { continue }
      if token.isNamed("table-row") {
        row = nextRow
        column = 0
        nextRow = row &+ (try ODSRepeat.rows(token, xml.stream))
      } else if ODSRepeat.isCell(token) {
        let count = try ODSRepeat.columns(token, xml.stream)
        let height = token.number("number-rows-spanned") ?? 1
        let width = token.number("number-columns-spanned") ?? 1
        if height > 1 || width > 1, merged.count < MergedRanges.countLimit,
          column <= CellReference.lastColumn, row <= CellReference.lastRow
        {
          merged.append(
            CellRange(
              CellReference(row: row, column: column),
              CellReference(
                row: min(row &+ max(1, height) &- 1, CellReference.lastRow),
                column: min(column &+ max(1, width) &- 1, CellReference.lastColumn))))
        }
        column = column &+ count
        try xml.skip(token)
      } else if !ODSRepeat.isWrapper(token) {
        try xml.skip(token)
      }
    }
  }
}

extension CellRange {
  init(_ first: CellReference, _ last: CellReference) {
    self.first = first
    self.last = last
  }
}
