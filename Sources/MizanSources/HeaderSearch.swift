import MizanDiagnostics
import MizanRecords

/// Finds the first row of the headings.
struct HeaderSearch {
  /// How many rows are searched for a declared heading.
  static let findLimit = 200
  /// How many rows are looked at when nothing is declared.
  static let recognitionLimit = 30

  let head: TableHead
  let layout: TableLayout

  /// The row of the head in which the headings begin; nil when there is none.
  func firstRow() -> Int? {
    if let number = layout.headerRow { return head.row(numbered: number) }
    if let find = layout.headerFind { return row(holding: find) }
    guard let tags = TagRow.evident(in: (0..<min(head.count, TagRow.limit)).lazy.map(head.texts))
    else { return recognise() }
    // Headings in two rows above the tags are found like others.
    if let row = recognise(), row < tags, head.number(tags) - head.number(row) <= 2 { return row }
    return TagRow.headings(above: tags, numbers: (0...tags).map(head.number))
  }

  /// The first row with a cell that says `heading`; a `*` at the end means: begins with.
  private func row(holding heading: String) -> Int? {
    let pattern = NamePattern(heading)
    return (0..<min(head.count, HeaderSearch.findLimit)).first { row in
      (0..<head.width(row)).contains { column in
        head.isFilled(row, column) && pattern.fits(head.text(row, column))
      }
    }
  }

  /// The first row of names that is about as wide as the rows below it.
  ///
  /// Titles are narrower than the table; a banner that is merged across it counts once.
  private func recognise() -> Int? {
    (0..<min(head.count, HeaderSearch.recognitionLimit)).first { row in
      let texts = head.texts(row)
      let filled = HeaderSearch.runs(texts)
      guard filled > 0 else { return false }
      let below = widths(after: row)
      let typical = below.isEmpty ? 0 : below.sorted()[below.count / 2]
      guard filled >= typical - max(1, typical / 5), filled >= min(2, typical) else { return false }
      // A form that nobody filled in has narrow rows below its headings, but titles above them.
      if let widest = below.max(), widest > 2, widest > 2 * filled { return false }
      var names = 0
      var others = 0
      for (column, text) in texts.enumerated() where !text.isEmpty {
        let kind = head.kind(row, column)
        if (kind == .text || kind == .error) && !CellText.isNumeric(text) {
          names += 1
        } else if !CellText.isYear(text) {
          others += 1
        }
      }
      return names > 0 && names >= 3 * others
    }
  }

  /// The widths of the next ten rows that are not blank.
  private func widths(after row: Int) -> [Int] {
    var widths: [Int] = []
    var next = row + 1
    while next < head.count && widths.count < 10 {
      let filled = HeaderSearch.filled(head, next)
      if filled > 0 { widths.append(filled) }
      next += 1
    }
    return widths
  }

  private static func filled(_ head: TableHead, _ row: Int) -> Int {
    (0..<head.width(row)).reduce(0) { $0 + (head.isFilled(row, $1) ? 1 : 0) }
  }

  /// The number of filled cells, neighbours with the same text counted once.
  static func runs(_ texts: [String]) -> Int {
    var count = 0
    var last = ""
    for text in texts {
      if !text.isEmpty && text != last { count += 1 }
      last = text
    }
    return count
  }

  /// What was looked for, for a message.
  var wanted: String {
    layout.headerFind.map { ShownText.make($0) } ?? layout.headerRow.map { String($0) } ?? ""
  }
}

extension Code {
  static let headerNotFound = Code("HEADER_NOT_FOUND", .error)
}
