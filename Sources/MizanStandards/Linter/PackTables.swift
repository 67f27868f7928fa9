import MizanDiagnostics
import MizanRecords

/// Looks whether the tables of a country pack are whole, before anybody looks at what they mean.
struct PackTables {
  /// The country's folder.
  let folder: String

  private static let areas = ["code", "parent", "succeeded_by", "iso_3166_2", "aliases"]
  private static let grades = ["system", "grade", "aliases", "level"]

  /// Tells what is broken; gives whether every table has its columns and rows as wide as they are,
  /// so that its lines can be trusted.
  func run(_ found: inout [Diagnostic]) -> Bool {
    var isWhole = true
    var tables: [(file: String, columns: [String])] = [
      (folder + "/profile.csv", []), (folder + "/grades.csv", PackTables.grades),
      (folder + "/areas.csv", PackTables.areas),
    ]
    for level in CountryPack.deepLevels {
      let file = CountryPack.areaFile(folder, level: level)
      if FolderListing.exists(file) { tables.append((file, PackTables.areas)) }
    }
    for (file, columns) in tables {
      // What cannot be read at all is told by those who need it.
      guard let table = try? SmallTable(file: file) else { continue }
      let broken = TableShape.check(table)
      found += broken
      if !broken.isEmpty { isWhole = false }
      let names = columns.isEmpty ? [] : table.headings.filter { $0.hasPrefix("name_") }
      found += TableValues.check(table, columns: columns + names)
    }
    return isWhole
  }
}
