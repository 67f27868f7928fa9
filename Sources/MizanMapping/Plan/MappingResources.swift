import MizanDiagnostics
import MizanRecords
import MizanStandards

/// Loads the lists, crosswalks and tables that a mapping names.
struct MappingResources {
  private let mapping: Mapping
  private let standards: Standards
  private let country: CountryPack?
  private(set) var lookups: [String: LabelLookup] = [:]
  private(set) var joins: [String: LookupTable] = [:]
  /// What was looked for, found or not, so that a fault is told once.
  private var asked: Set<String> = []

  init(_ mapping: Mapping, _ standards: Standards, _ country: CountryPack?) {
    self.mapping = mapping
    self.standards = standards
    self.country = country
  }

  mutating func load(_ problems: inout MappingProblems) {
    for field in mapping.records.flatMap(\.fields) {
      if let name = field.lookupName, asked.insert(name).inserted {
        if let codes = field.codes { load(codes, field.mark, &problems) }
        if !MappingResources.isFile(name) { loadDecisions(name, &problems) }
      }
      if case .join(let join) = field.origin, asked.insert(MappingResources.key(join)).inserted {
        guard let path = path(join.table, join.mark, &problems) else { continue }
        do {
          joins[MappingResources.key(join)] = try LookupTable(
            file: path, name: join.table, keys: join.keys, take: join.take)
        } catch {
          for diagnostic in error.diagnostics { problems.append(diagnostic) }
        }
      }
    }
  }

  static func key(_ join: FieldBlock.JoinBlock) -> String {
    ([join.table, join.take] + join.keys).joined(separator: "\u{1F}")
  }

  private mutating func load(
    _ codes: String, _ mark: YAMLTree.Mark, _ problems: inout MappingProblems
  ) {
    if MappingResources.isFile(codes) {
      guard let path = path(codes, mark, &problems) else { return }
      do {
        lookups[codes] = .crosswalk(
          try Crosswalk(file: path, name: codes, country: mapping.country))
      } catch {
        for diagnostic in error.diagnostics { problems.append(diagnostic) }
      }
    } else if codes == "grade" {
      if let country {
        lookups[codes] = .grades(country)
      } else if !mapping.gaps.country {
        problems.add(.mapNoCountry, at: mark, ["value": "country"])
      }
    } else if let list = standards.list(codes) {
      lookups[codes] = .list(list)
    } else {
      let known = standards.listNames
      problems.add(
        .mapUnknownList, at: mark,
        [
          "value": ShownText.make(codes), "known": known.joined(separator: ", "),
          "nearest": Nearest.word(to: codes, among: known).map { "did you mean `\($0)`?" } ?? "",
        ])
    }
  }

  /// Whether `codes:` names a file beside the mapping and not a list.
  static func isFile(_ codes: String) -> Bool { codes.contains("/") || codes.hasSuffix(".csv") }

  /// Decisions about labels of a list, where a person has made some; they come before the list.
  private mutating func loadDecisions(_ list: String, _ problems: inout MappingProblems) {
    let name = DecisionPlace.name(country: mapping.country, list: list)
    let path = mapping.folder.isEmpty ? name : mapping.folder + "/" + name
    guard SmallFile.exists(path) else { return }
    do {
      let crosswalk = try Crosswalk(file: path, name: name, country: mapping.country)
      let decided = LabelLookup.crosswalk(crosswalk)
      lookups[list] = lookups[list].map { .first(decided, then: $0) } ?? decided
    } catch {
      for diagnostic in error.diagnostics { problems.append(diagnostic) }
    }
  }

  /// A path beside the mapping; it may not climb out of the mapping's folder.
  private func path(
    _ relative: String, _ mark: YAMLTree.Mark, _ problems: inout MappingProblems
  ) -> String? {
    let steps = relative.split(separator: "/", omittingEmptySubsequences: false)
    if relative.hasPrefix("/") || relative.contains("\\") || relative.contains("\0")
      || steps.contains("..")
    {
      problems.add(.pathOutside, at: mark, ["value": ShownText.make(relative)])
      return nil
    }
    return mapping.folder.isEmpty ? relative : mapping.folder + "/" + relative
  }
}
