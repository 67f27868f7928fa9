/// A table with headings. On a narrow screen each row becomes a card with the headings as labels.
struct HTMLTable {
  /// A column: its heading, and whether it holds numbers.
  struct Column {
    var heading: String
    var isNumber = false
    var isWide = false
  }

  private let columns: [Column]
  private let byteLimit: Int
  private var body: HTML = ""
  /// How many rows stand in the table.
  private(set) var shown = 0

  /// - Parameter byteLimit: The size in bytes after which no more rows are taken, so that the
  ///   page keeps its budget whatever stands in the cells.
  init(_ columns: [Column], byteLimit: Int = 100_000) {
    self.columns = columns
    self.byteLimit = byteLimit
  }

  /// Adds a row, unless the table is full; the first cell is the row's heading.
  mutating func row(_ cells: [HTML]) {
    guard body.source.utf8.count < byteLimit else { return }
    shown += 1
    body += "<tr>"
    for (index, cell) in cells.enumerated() where index < columns.count {
      let column = columns[index]
      if cell.source.isEmpty, index > 0 {
        body += "<td class=e></td>"
        continue
      }
      let kind: HTML = column.isNumber ? " class=n" : column.isWide ? " class=w" : ""
      if index == 0 {
        body += "<th scope=row\(kind) data-l=\"\(column.heading)\"><div>\(cell)</div></th>"
      } else {
        body += "<td\(kind) data-l=\"\(column.heading)\"><div>\(cell)</div></td>"
      }
    }
    body += "</tr>\n"
  }

  var html: HTML {
    let heads = HTML.joined(
      columns.map { column in
        column.isNumber
          ? "<th scope=col class=n>\(column.heading)</th>" : "<th scope=col>\(column.heading)</th>"
      })
    return "<table class=cards><thead><tr>\(heads)</tr></thead><tbody>\n\(body)</tbody></table>\n"
  }
}
