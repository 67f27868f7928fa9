/// A table with headings. On a narrow screen each row becomes a card with the headings as labels.
struct HTMLTable {
  /// A column: its heading, and whether it holds numbers.
  struct Column {
    var heading: String
    var isNumber = false
    var isWide = false
  }

  private let columns: [Column]
  private var body: HTML = ""

  init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row; the first cell is the row's heading.
  mutating func row(_ cells: [HTML], class name: String = "") {
    body += name.isEmpty ? "<tr>" : "<tr class=\"\(name)\">"
    for (index, cell) in cells.enumerated() where index < columns.count {
      let column = columns[index]
      let kind: HTML = column.isNumber ? " class=n" : column.isWide ? " class=w" : ""
      if index == 0 {
        body += "<th scope=row\(kind) data-l=\"\(column.heading)\">\(cell)</th>"
      } else {
        body += "<td\(kind) data-l=\"\(column.heading)\">\(cell)</td>"
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
