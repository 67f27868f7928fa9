import MizanDiagnostics
import MizanRecords
import MizanStandards

/// Finds the country of a sheet by the areas that its columns name.
struct CountryFinder {
  let standards: Standards

  /// How many names of a column are areas of a country.
  struct Hits: Hashable {
    var iso3: String
    var found: Int
    var names: Int
    var heading: String

    /// Many names, and most of those that there are.
    var weight: Double { Double(found) * Double(found) / Double(max(1, names)) }
    /// Whether that is enough to take the country without asking.
    var isEnough: Bool { found >= 2 && found * 2 >= names }
  }

  /// The country whose areas most values of some column are; nil when no country has enough.
  func country(of columns: [ColumnSketch]) -> CountryPack? {
    var best: Hits?
    for iso3 in standards.countryCodes {
      guard let pack = pack(iso3) else { continue }
      let hits = columns.map { CountryFinder.hits($0, pack) }.filter(\.isEnough)
        .max { $0.weight < $1.weight }
      if let hits, hits.weight > best?.weight ?? 0 { best = hits }
    }
    return best.flatMap { pack($0.iso3) }
  }

  /// The countries that have any of the names, those that fit best first.
  func likely(_ columns: [ColumnSketch]) -> [Hits] {
    standards.countryCodes.compactMap { iso3 -> Hits? in
      guard let pack = pack(iso3) else { return nil }
      return columns.map { CountryFinder.hits($0, pack) }.filter { $0.found > 0 }
        .max { $0.weight < $1.weight }
    }.sorted { ($1.weight, $0.iso3) < ($0.weight, $1.iso3) }
  }

  private func pack(_ iso3: String) -> CountryPack? { (try? standards.country(iso3)) ?? nil }

  private static func hits(_ column: ColumnSketch, _ pack: CountryPack) -> Hits {
    var hits = Hits(iso3: pack.iso3, found: 0, names: 0, heading: column.firstLine)
    let values = column.values.prefix(60)
    guard values.count >= 2, column.numberShare < 0.5 else { return hits }
    hits.names = values.count
    hits.found =
      values.filter { value in
        let areas = pack.areas.areas(folded: Folding.fold(value.utf8), level: nil, parent: nil)
        return areas.contains { $0.level >= 1 }
      }.count
    return hits
  }
}
