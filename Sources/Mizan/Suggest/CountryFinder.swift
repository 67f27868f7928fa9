import MizanDiagnostics
import MizanRecords
import MizanStandards

/// Finds the country of a sheet by the areas that its columns name.
struct CountryFinder {
  let standards: Standards

  /// The country whose areas most values of some column are; nil when no country has enough.
  func country(of columns: [ColumnSketch]) -> CountryPack? {
    var best: (pack: CountryPack, hits: Double)?
    for iso3 in standards.countryCodes {
      guard let pack = (try? standards.country(iso3)) ?? nil else { continue }
      let hits = columns.map { CountryFinder.hits($0, pack) }.max() ?? 0
      if hits > best?.hits ?? 0 { best = (pack, hits) }
    }
    return best?.pack
  }

  /// How many different values of a column are areas; 0 when that is less than half of them.
  private static func hits(_ column: ColumnSketch, _ pack: CountryPack) -> Double {
    let values = column.values.prefix(60)
    guard values.count >= 2, column.numberShare < 0.5 else { return 0 }
    let found = values.filter { value in
      let areas = pack.areas.areas(folded: Folding.fold(value.utf8), level: nil, parent: nil)
      return areas.contains { $0.level >= 1 }
    }.count
    guard found >= 2, found * 2 >= values.count else { return 0 }
    return Double(found) * Double(found) / Double(values.count)
  }
}
