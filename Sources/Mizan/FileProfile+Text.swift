public import MizanDiagnostics

extension FileProfile {
  /// The profile for people.
  public func text(_ messages: Messages, _ language: Messages.Language) -> String {
    var text = "\(path)  \(format), SHA-256 \(sha256.prefix(12))…\n"
    if let source {
      let why = messages.text(
        for: source.reason.code.name, source.reason.arguments, in: language
      ).what
      text += "  source \(source.name): \(why)\n"
    }
    for table in tables {
      text += "  "
      if let name = table.name { text += "sheet “\(name)”\(table.isHidden ? " (hidden)" : "")  " }
      if let note = table.note {
        text += messages.text(for: note.code.name, note.arguments, in: language).what + "\n"
        continue
      }
      text += "\(table.rows) rows"
      if table.blankRows > 0 { text += ", \(table.blankRows) blank" }
      if let heading = table.headingRow {
        text +=
          table.headingRows == 1
          ? ", headings in row \(heading)"
          : ", headings in rows \(heading + 1 - table.headingRows) and \(heading)"
      }
      if let first = table.firstRow { text += ", data from row \(first)" }
      text += "\n"
      for column in table.columns {
        let heading =
          column.heading.isEmpty ? "(no heading)" : ShownText.make(column.heading, limit: 50)
        text += "    \(column.letters)  \(heading)"
        if let tag = column.tag { text += "  \(tag)" }
        text += "  \(kind(column, table))\n"
        if !column.samples.isEmpty {
          text += "        " + column.samples.joined(separator: " · ") + "\n"
        }
      }
    }
    for group in findings.groups {
      let place = group.examples.first.map { " (\($0))" } ?? ""
      text +=
        "  \(group.key.code.severity.rawValue)[\(group.key.code.name)]: "
        + messages.text(for: group.key.code.name, group.arguments, in: language).what + place + "\n"
    }
    return text
  }

  private func kind(_ column: Column, _ table: Table) -> String {
    let share = table.rows == 0 ? 0 : column.filled * 100 / table.rows
    let kind =
      column.filled == 0
      ? "empty"
      : column.numbers == column.filled
        ? "numbers"
        : column.dates == column.filled ? "dates" : column.numbers == 0 ? "text" : "mixed"
    return "\(kind), \(share) % filled"
  }

  /// Profiles as one JSON document.
  public static func json(_ profiles: [FileProfile]) -> String {
    let files = profiles.map { profile in
      "{\"path\":\(JSONText.quoted(profile.path)),\"format\":\(JSONText.quoted(profile.format)),"
        + (profile.source.map { source in
          "\"source\":{\"name\":\(JSONText.quoted(source.name)),"
            + "\"strength\":\(JSONText.quoted("\(source.strength)")),"
            + "\"reason\":\(JSONText.quoted(source.reason.code.name)),"
            + "\"arguments\":{"
            + source.reason.arguments.sorted { $0.key < $1.key }
            .map { "\(JSONText.quoted($0.key)):\(JSONText.quoted($0.value))" }
            .joined(separator: ",") + "}},"
        } ?? "") + "\"sha256\":\(JSONText.quoted(profile.sha256)),\"tables\":["
        + profile.tables.map(json).joined(separator: ",") + "],\"codes\":{"
        + profile.findings.countsByCode.sorted { $0.key < $1.key }
        .map { "\(JSONText.quoted($0.key.name)):\($0.value)" }.joined(separator: ",") + "}}"
    }
    return "{\"schema\":\"mizan.profile/1\",\"files\":[" + files.joined(separator: ",") + "]}\n"
  }

  private static func json(_ table: Table) -> String {
    let columns = table.columns.map { column in
      "{\"column\":\(JSONText.quoted(column.letters)),\"heading\":\(JSONText.quoted(column.heading)),"
        + "\"tag\":\(column.tag.map(JSONText.quoted) ?? "null"),\"filled\":\(column.filled),"
        + "\"numbers\":\(column.numbers),\"dates\":\(column.dates),"
        + "\"samples\":\(JSONText.list(column.samples))}"
    }
    return "{\"name\":\(table.name.map(JSONText.quoted) ?? "null"),\"hidden\":\(table.isHidden),"
      + "\"heading_row\":\(table.headingRow.map(String.init) ?? "null"),"
      + "\"heading_rows\":\(table.headingRows),"
      + "\"first_row\":\(table.firstRow.map(String.init) ?? "null"),"
      + "\"rows\":\(table.rows),\"blank\":\(table.blankRows),\"columns\":["
      + columns.joined(separator: ",") + "]}"
  }
}
