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
      forEachName(body)
    }

    /// All spellings but the code.
    func forEachName(_ body: (String) -> Void) {
      for name in names.values { body(name) }
      for alias in aliases { body(alias) }
    }
  }

  /// The areas in the order of the file: a parent before its children.
  public let areas: [Area]
  private let labels: Once<LabelIndex>
  private let bareLabels: Once<LabelIndex>
  private let names: Once<NameIndex>
  private let codes: [String: Int]

  init(_ areas: [Area] = []) {
    self.areas = areas
    codes = Dictionary(
      areas.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    names = Once {
      var labels: [Likeness.Label] = []
      for (index, area) in areas.enumerated() {
        area.forEachName { labels.append(Likeness.Label($0, owner: index)) }
      }
      return NameIndex(labels)
    }
    bareLabels = Once {
      var builder = LabelIndex.Builder(capacity: areas.count * 4)
      for (index, area) in areas.enumerated() {
        area.forEachName {
          builder.add(
            folded: Folding.withoutArticle(Folding.fold(Array($0.utf8))), owner: index)
        }
      }
      return LabelIndex(builder)
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
  ///
  /// The Arabic article before a name does not part two spellings: where nothing has the text as it
  /// is, areas are found whose names differ by it; where a name with it and another without it
  /// stand in one place, both are found, so that neither is taken for the other.
  /// - Parameters:
  ///   - level: only areas of this level; nil for all.
  ///   - parent: only areas inside the area with this code, however deep; nil for all.
  public func areas(folded: [UInt8], level: Int?, parent: String?) -> [Area] {
    guard let labels = try? labels.value(), let bareLabels = try? bareLabels.value() else {
      return []
    }
    let found = labels.owners(of: folded).filter { fits(areas[$0], level, parent) }
    let alike = bareLabels.owners(of: Folding.withoutArticle(folded)).filter {
      !found.contains($0) && fits(areas[$0], level, parent)
    }
    return (found + alike).map { areas[$0] }
  }

  /// All names with the numbers of their areas, for finding those that are like a text.
  var nameIndex: NameIndex { (try? names.value()) ?? NameIndex([]) }

  /// Whether an area is of a level and inside a parent, however deep; nil for any.
  func fits(_ area: Area, _ level: Int?, _ parent: String?) -> Bool {
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
