import MizanDiagnostics
import MizanRecords

/// The administrative areas of a country with their names in several languages.
public struct AreaRegister: Sendable {
  /// One area in one version of the boundaries.
  public struct Area: Sendable, Hashable {
    /// The p-code, or the ISO3 code of the country.
    public let code: String
    /// 0 for the country, 1 for the first division below, and so on.
    public let level: Int
    /// The names by language: `en`, `fr`, `ar`.
    public let names: [String: String]
    /// Other spellings that mean the area.
    public let aliases: [String]
    /// The code of the area one level up; empty for the country.
    public let parent: String
    /// The ISO 3166-2 code where it means the same area; else empty.
    public let iso3166: String
    /// First day of this version, `2021-12-14`; empty when it is not known.
    public let validFrom: String
    /// Last day of this version; empty while it is in use.
    public let validTo: String
    /// The codes of the areas that took its place; empty while it is in use.
    public let succeededBy: [String]
    /// The line of the file, from 1.
    public let line: Int

    /// The name in English, else in any language, else the code.
    public var name: String { names["en"] ?? names["fr"] ?? names["ar"] ?? code }

    func forEachLabel(_ body: (String) -> Void) {
      body(code)
      for name in names.values { body(name) }
      for alias in aliases { body(alias) }
    }
  }

  /// The areas in the order of the file: a parent before its children.
  public let areas: [Area]
  private let labels: Once<LabelIndex>
  private let likenesses: Once<[Likeness.Label]>
  private let codes: [String: Int]

  init(_ areas: [Area] = []) {
    self.areas = areas
    codes = Dictionary(
      areas.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    likenesses = Once {
      var labels: [Likeness.Label] = []
      for (index, area) in areas.enumerated() {
        area.forEachLabel { labels.append(Likeness.Label($0, owner: index)) }
      }
      return labels
    }
    labels = Once {
      var builder = LabelIndex.Builder(capacity: areas.count * 4)
      for (index, area) in areas.enumerated() {
        area.forEachLabel { builder.add($0, owner: index) }
      }
      return LabelIndex(builder)
    }
  }

  /// Reads the register of a country.
  /// - Throws: a ``Failure`` when the file cannot be read or a level is no number.
  init(file: String) throws(Failure) { self.init(try AreaReader.read(file)) }

  /// The area with exactly this code.
  public func area(code: String) -> Area? { codes[code].map { areas[$0] } }

  /// The areas that have this folded text as their code, as a name in any language or as an alias,
  /// in the order of the file.
  /// - Parameters:
  ///   - level: only areas of this level; nil for all.
  ///   - parent: only areas inside the area with this code, however deep; nil for all.
  public func areas(folded: [UInt8], level: Int?, parent: String?) -> [Area] {
    guard let labels = try? labels.value() else { return [] }
    return labels.owners(of: folded).map { areas[$0] }.filter { fits($0, level, parent) }
  }

  /// The areas whose names are most like a text, best first, for a person to choose from.
  public func candidates(
    for label: String, level: Int?, parent: String?, limit: Int
  ) -> [Candidate] {
    let labels = (try? likenesses.value()) ?? []
    return Likeness(label).best(limit, of: labels) { index in
      fits(areas[index], level, parent)
    } candidate: { index in
      (areas[index].code, areas[index].name)
    }
  }

  private func fits(_ area: Area, _ level: Int?, _ parent: String?) -> Bool {
    if let level, area.level != level { return false }
    guard let parent else { return true }
    var current = area
    for _ in 0..<8 {
      if current.parent == parent { return true }
      guard let above = self.area(code: current.parent) else { return false }
      current = above
    }
    return false
  }
}
