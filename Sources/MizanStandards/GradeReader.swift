import MizanDiagnostics
import MizanRecords

/// Reads `grades.csv` of a country pack.
enum GradeReader {
  static func read(_ file: String) throws(Failure) -> [GradeTable.Grade] {
    let table = try SmallTable(file: file)
    try table.require([
      "track", "system", "valid_from", "valid_to", "grade", "aliases", "level", "official_age",
      "evidence",
    ])
    var rows: [GradeTable.Grade] = []
    rows.reserveCapacity(table.rows.count)
    for row in table.rows {
      let from = table.text(row, "valid_from")
      let to = table.text(row, "valid_to")
      rows.append(
        GradeTable.Grade(
          track: table.text(row, "track"), system: table.text(row, "system"),
          validFrom: from, validTo: to, grade: table.text(row, "grade"),
          aliases: table.text(row, "aliases").split(separator: "|").map(String.init),
          level: table.text(row, "level"), officialAge: Int(table.text(row, "official_age")),
          evidence: table.text(row, "evidence"), line: row.line,
          first: try year(from, file, row.line) ?? Int.min,
          last: try year(to, file, row.line) ?? Int.max))
    }
    return rows
  }

  private static func year(
    _ text: String, _ file: String, _ line: Int
  ) throws(Failure) -> Int? {
    if text.isEmpty { return nil }
    guard let year = SchoolYear(text) else {
      throw Failure(
        .mapping, .gradeYearUnreadable, at: Place(file, line: line),
        ["value": ShownText.make(text)])
    }
    return year.endYear
  }
}

extension Code {
  static let gradeYearUnreadable = Code("GRADE_YEAR_UNREADABLE", .error)
}
