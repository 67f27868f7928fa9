import MizanDiagnostics
import MizanRecords
public import MizanStandards

/// Where decisions about the labels of one field are kept, and which codes they may name.
public struct DecisionPlace: Sendable {
  /// The crosswalk's path; the file need not be there yet.
  public let file: String
  /// The crosswalk's name beside the mapping, such as `crosswalks/TCD.sex.csv`.
  public let name: String
  /// The country for which the decisions hold; nil where the mapping names none.
  public let country: String?
  private let targets: Targets

  private enum Targets: Sendable {
    case list(CodeList)
    case areas(CountryPack, level: Int?)
    case any
  }

  /// The name of the decisions about a list that a mapping uses without a crosswalk of its own.
  ///
  /// Country and list are in the name, so that what was decided for one never counts for another.
  public static func name(country: String?, list: String) -> String {
    "crosswalks/\(country ?? "any").\(list).csv"
  }

  init?(_ checked: CheckedMapping, field: String, list: String, isScoped: Bool) {
    let found = checked.mapping.records.lazy.flatMap { record in
      record.fields.map { (record.table, $0) }
    }.first { _, block in
      block.field == field && (block.codes ?? (block.matchesArea ? "area" : nil)) == list
        && (block.within != nil) == isScoped
    }
    guard let (table, block) = found, let lookup = block.lookupName else { return nil }
    country = checked.mapping.country
    name =
      MappingResources.isFile(lookup)
      ? lookup : DecisionPlace.name(country: checked.mapping.country, list: lookup)
    file = checked.mapping.folder.isEmpty ? name : checked.mapping.folder + "/" + name
    let codes = checked.standards.table(table)?.field(field)?.list
    if let own = codes.flatMap({ checked.standards.list($0) }) {
      targets = .list(own)
    } else if codes == "area" || block.matchesArea, let pack = checked.country {
      targets = .areas(pack, level: block.level)
    } else if let own = checked.standards.list(list) {
      targets = .list(own)
    } else {
      targets = .any
    }
  }

  /// What people call a code; nil when the field cannot take it.
  public func name(of code: String, in language: String) -> String? {
    switch targets {
    case .list(let list):
      list.entry(code: code).map { $0.name(in: language) ?? $0.name(in: "en") ?? $0.code }
    case .areas(let country, let level):
      country.areas(downTo: level).area(code: code).flatMap { area in
        level == nil || area.level == level ? area.names[language] ?? area.name : nil
      }
    case .any: code.isEmpty ? nil : code
    }
  }

  /// The code that a typed text means: a code, or a name that only one code has.
  public func code(for text: String) -> String? {
    if name(of: text, in: "en") != nil { return text }
    let folded = Folding.fold(Array(text.utf8))
    switch targets {
    case .list(let list): return list.entry(folded: folded)?.code
    case .areas(let country, let level):
      let areas = country.areas(downTo: level).areas(folded: folded, level: level, parent: nil)
      return areas.count == 1 ? areas[0].code : nil
    case .any: return nil
    }
  }

  /// Codes near a text, the nearest first.
  public func candidates(for text: String, limit: Int) -> [Candidate] {
    switch targets {
    case .list(let list): list.candidates(for: text, limit: limit)
    case .areas(let country, let level):
      country.areas(downTo: level).candidates(for: text, level: level, parent: nil, limit: limit)
    case .any: []
    }
  }

  /// What people call an area of any level; nil for a code that no area of the country has.
  public func areaName(of code: String, in language: String) -> String? {
    guard case .areas(let country, let level) = targets else { return nil }
    return country.areas(downTo: level).area(code: code).map { $0.names[language] ?? $0.name }
  }

  /// The area one level above a code; empty for codes that are no areas.
  public func parent(of code: String) -> String {
    guard case .areas(let country, let level) = targets else { return "" }
    return country.areas(downTo: level).area(code: code)?.parent ?? ""
  }
}

extension CheckedMapping {
  /// Where decisions about the labels of a field are kept; nil when no line of the mapping looks up
  /// labels of the field in that list.
  /// - Parameter isScoped: whether the label was looked up inside a parent.
  public func decisionPlace(
    field: String, list: String, isScoped: Bool = false
  ) -> DecisionPlace? {
    DecisionPlace(self, field: field, list: list, isScoped: isScoped)
  }
}
