import MizanDiagnostics
import MizanRecords

/// One line of `held.csv`: which cells of the partner's own sheet are held, and why.
struct HeldRow {
  /// A cell that somebody has to look at.
  struct Cell {
    /// The address, such as `F7`; nil for a cell of the sheet around a repeated group, of which the
    /// file of held rows does not say where it is.
    var address: String?
    var heading: String
    var text: String
  }

  var file: String
  var line: Int
  var input: String
  var sheet: String
  var row: String
  /// Whether the whole row is held, and not only some of its cells.
  var isWhole: Bool
  var cells: [Cell]
  /// The codes of the messages.
  var reasons: [String]

  /// Whether a file's name is that of a table of held rows.
  static func isNamed(_ name: String) -> Bool {
    name == "held.csv" || (name.hasPrefix("held-") && name.hasSuffix(".csv"))
  }

  /// - Throws: a ``Failure`` of kind `missing` when the file or the line is not there.
  init(file: String, line: Int) throws(Failure) {
    let (headings, texts) = try OutputRecord.line(line, of: file)
    func text(_ name: String) -> String {
      headings.firstIndex(of: name).flatMap { texts.indices.contains($0) ? texts[$0] : nil } ?? ""
    }
    self.file = file
    self.line = line
    input = text("file")
    sheet = text("sheet")
    row = text("row")
    isWhole = text("scope") == "row"
    reasons = text("reasons").split(separator: " ").map(String.init)
    let isInGroup = !sheet.isEmpty && headings.contains("_parent_index")
    // The partner's columns follow the six of the register, the first column first.
    cells = text("cells").split(separator: " ").map { address in
      if address.contains("/") {
        return HeldRow.cell(path: HeldAddress.path(String(address)), headings, texts)
      }
      let letters = address.utf8.prefix { $0 >= 65 && $0 <= 90 }
      let column = letters.prefix(4).reduce(0) { $0 &* 26 &+ Int($1 & 0x1F) } &+ 5
      let heading = headings.indices.contains(column) ? headings[column] : ""
      return Cell(
        address: isInGroup && heading.hasPrefix("../") ? nil : String(address), heading: heading,
        text: texts.indices.contains(column) ? texts[column] : "")
    }
  }

  /// A cell of a table cut out of a tree: its column is the one whose heading ends its path. A slash
  /// inside a name is `~1` in the path; what stands around the row has `../` before its heading.
  private static func cell(path: String, _ headings: [String], _ texts: [String]) -> Cell {
    let plain = path.replacing("~1", with: "/").replacing("~0", with: "~")
    let fitting = headings.indices.dropFirst(6).compactMap {
      index -> (Int, length: Int, up: Int)? in
      var name = headings[index][...]
      var up = 0
      while name.hasPrefix("../") {
        name = name.dropFirst(3)
        up -= 1
      }
      let ends = path.hasSuffix("/" + name) || plain.hasSuffix("/" + name)
      return name.isEmpty || !ends ? nil : (index, name.utf8.count, up)
    }
    let column = fitting.max { ($0.length, $0.up) < ($1.length, $1.up) }?.0
    return Cell(
      address: path, heading: column.map { headings[$0] } ?? "",
      text: column.flatMap { texts.indices.contains($0) ? texts[$0] : nil } ?? "")
  }

  /// The row for people.
  func text(_ messages: Messages, _ language: Messages.Language) -> String {
    var place = input
    if !sheet.isEmpty { place += " ▸ \(sheet)" }
    var text = "\(file):\(line)\n  \(isWhole ? "held row" : "held cells of row") \(row)  \(place)\n"
    for cell in cells {
      text += "  " + (cell.address.map { $0 + "  " } ?? "") + "“\(ShownText.make(cell.text))”"
      if !cell.heading.isEmpty { text += " under “\(ShownText.make(cell.heading, limit: 40))”" }
      text += "\n"
    }
    for (index, reason) in reasons.enumerated() {
      let cell = cells.indices.contains(index) ? cells[index] : cells.first
      let column = ShownText.make(cell?.heading ?? "")
      // Which field of the standard it was is not in the file; the partner's column says as much.
      let words = messages.text(
        for: reason,
        ["value": ShownText.make(cell?.text ?? ""), "column": column, "field": column],
        in: language)
      text += "  \(reason)  \(words.what)\n"
      for (name, part) in [("UI_WHY", words.why), ("UI_FIX_SHORT", words.fix)] where !part.isEmpty {
        text += "    \(messages.text(for: name, in: language).what)  \(part)\n"
      }
    }
    return text
  }

  /// The row for programs, on one line.
  var json: String {
    let objects = cells.map { cell in
      "{\"cell\":\(cell.address.map(JSONText.quoted) ?? "null"),\"heading\":\(JSONText.quoted(cell.heading)),"
        + "\"raw\":\(JSONText.quoted(cell.text))}"
    }
    return "{\"file\":\(JSONText.quoted(input)),\"sheet\":\(JSONText.quoted(sheet)),"
      + "\"row\":\(JSONText.quoted(row)),\"scope\":\"\(isWhole ? "row" : "cell")\","
      + "\"cells\":[\(objects.joined(separator: ","))],\"reasons\":\(JSONText.list(reasons))}\n"
  }
}
