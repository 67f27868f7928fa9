import MizanDiagnostics
import MizanRecords

/// The headings of a table, read from the rows that hold them.
struct HeadingArea {
  /// One heading for each column, from the first column on.
  let headings: [Heading]
  /// The number of the last row that belongs to the headings; data begin below it.
  let lastRow: Int

  /// How many rows of data show which columns are in use.
  private static let sampleRows = 500
  /// The most rows of headings, and the most rows left out below them; what a mapping declares
  /// beyond is a slip of the pen.
  private static let mostRows = 100
  private static let mostSkipped = 100_000

  init(
    _ head: TableHead, _ layout: TableLayout, firstRow: Int, isText: Bool, place: Place,
    _ findings: inout Findings
  ) {
    let firstNumber = head.number(firstRow)
    let lastNumber = firstNumber + min(max(1, layout.headerRows), HeadingArea.mostRows) - 1
    var rows: [[String]] = []
    var row = firstRow
    while row < head.count && head.number(row) <= lastNumber {
      rows.append(head.texts(row))
      row += 1
    }
    let texts = HeadingRows.join(rows, fillsMerged: !isText)
    let dataNumber = lastNumber + min(max(0, layout.skipAfterHeader), HeadingArea.mostSkipped)
    let known = layout.tagRow.flatMap { head.row(numbered: $0) }.flatMap { $0 >= row ? $0 : nil }
    let tagRow =
      known ?? HeadingArea.tagRow(head, after: lastNumber, upTo: dataNumber + 2)
    lastRow = max(dataNumber, tagRow.map { head.number($0) } ?? 0)
    let tags = tagRow.map { head.texts($0) } ?? texts.map { $0.hasPrefix("#") ? $0 : "" }

    var used = texts.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0
    used = max(used, tagRow == nil ? 0 : tags.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0)
    let limit = isText ? max(used, rows.map(\.count).max() ?? 0) : Int.max
    let filled = HeadingArea.filledColumns(head, after: lastRow, limit: limit)
    let width = max(used, (filled.lastIndex(of: true) ?? -1) + 1)

    var headings: [Heading] = []
    for column in 0..<width {
      let text = column < texts.count ? texts[column] : ""
      var heading = Heading(text, column: column)
      let tag = column < tags.count ? tags[column] : ""
      let tagNumber = tagRow.map { head.number($0) } ?? firstNumber
      if !tag.isEmpty && (tagRow != nil || Hashtags.isRow([tag])) {
        heading.tag = Hashtag(tag)?.text
        let cell = Place(place, row: tagNumber, column: column + 1)
        HeadingArea.check(tag, cell, &findings)
        TagContradiction.tell(heading, at: cell, &findings)
      }
      if text.isEmpty && column < filled.count && filled[column] {
        let letters = Place.letters(ofColumn: column + 1)
        findings.add(
          .headerBlank, at: Place(place, row: lastNumber, column: column + 1), column: letters,
          ["column": letters])
      }
      headings.append(heading)
    }
    self.headings = headings
  }

  /// The row of hashtags in the two rows below the headings, or in those that are left out.
  private static func tagRow(_ head: TableHead, after number: Int, upTo last: Int) -> Int? {
    var row = head.firstRow(after: number)
    while row < head.count && head.number(row) <= last {
      if Hashtags.isRow(head.texts(row)) { return row }
      row += 1
    }
    return nil
  }

  private static func check(_ tag: String, _ place: Place, _ findings: inout Findings) {
    guard let meant = Hashtags.problem(in: tag) else { return }
    let shown = ShownText.make(tag)
    findings.add(
      .hashtagInvalid, at: place, value: shown, ["value": shown, "known": meant])
  }

  /// The columns below `limit` in which the first rows of data have content.
  private static func filledColumns(
    _ head: TableHead, after number: Int, limit: Int
  ) -> [Bool] {
    var filled: [Bool] = []
    let first = head.firstRow(after: number)
    for row in first..<max(first, min(head.count, first + sampleRows)) {
      head.markFilled(row, limit: limit, &filled)
    }
    return filled
  }
}

extension Place {
  /// A cell of the sheet that another place names.
  init(_ sheet: Place, row: Int, column: Int?) {
    self.init(sheet.file, sheet: sheet.sheet, row: row, column: column)
  }
}

extension Code {
  static let headerBlank = Code("HEADER_BLANK", .warning)
}
