import MizanDiagnostics
import MizanRecords

/// Reads `areas.csv` and `areas-adm<n>.csv` of a country pack.
enum AreaReader {
  static func read(_ file: String) throws(Failure) -> [AreaRegister.Area] {
    let table = try SmallTable(file: file)
    try table.require(["code", "level", "name_en", "parent", "valid_from", "valid_to", "aliases"])
    let languages = table.headings.filter { $0.hasPrefix("name_") }.map {
      (heading: $0, language: String($0.dropFirst(5)))
    }
    var areas: [AreaRegister.Area] = []
    areas.reserveCapacity(table.rows.count)
    for row in table.rows {
      guard let level = Int(table.text(row, "level")), (0...9).contains(level) else {
        throw Failure(
          .mapping, .areaLevelUnreadable, at: Place(file, line: row.line),
          ["value": ShownText.make(table.text(row, "level"))])
      }
      var names: [String: String] = [:]
      for (heading, language) in languages {
        let name = table.text(row, heading)
        if !name.isEmpty { names[language] = name }
      }
      areas.append(
        AreaRegister.Area(
          code: table.text(row, "code"), level: level, names: names,
          aliases: table.text(row, "aliases").split(separator: "|").map(String.init),
          parent: table.text(row, "parent"), iso3166: table.text(row, "iso_3166_2"),
          validFrom: table.text(row, "valid_from"), validTo: table.text(row, "valid_to"),
          succeededBy: table.text(row, "succeeded_by").split(separator: "|").map(String.init),
          line: row.line))
    }
    return areas
  }
}

extension Code {
  static let areaLevelUnreadable = Code("AREA_LEVEL_UNREADABLE", .error)
}
