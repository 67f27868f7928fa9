public import MizanDiagnostics
import MizanRecords
public import MizanStandards

/// A mapping that holds against its standard: every field, list, crosswalk and name exists.
///
/// Checking happens before any data are read and tells all faults at once.
public struct CheckedMapping: Sendable {
  public let mapping: Mapping
  public let standards: Standards
  /// What does not keep the mapping from being used, such as names that nobody uses.
  public let warnings: [Diagnostic]
  let country: CountryPack?
  /// Crosswalks and code lists by the name in `codes:`.
  let lookups: [String: LabelLookup]
  let joins: [String: LookupTable]
  /// The type that each name has in expressions.
  let types: [String: ValueType]

  /// Checks a mapping.
  /// - Throws: a ``Failure`` of kind `mapping` with all faults, those of the reader among them.
  public init(_ mapping: Mapping, _ standards: Standards) throws(Failure) {
    var problems = MappingProblems(file: mapping.file)
    let mark = YAMLTree.Mark(line: 1, column: 1)
    for fault in mapping.faults { problems.append(fault) }
    if mapping.gaps.all { try problems.throwIfNeeded() }
    if !mapping.gaps.standard, mapping.standard != standards.version {
      problems.add(
        .mapStandardUnknown, at: mark,
        ["value": ShownText.make(mapping.standard), "known": standards.version])
    }
    var country: CountryPack?
    if !mapping.gaps.country, let iso3 = mapping.country, !OpenDecision.isOpen(iso3) {
      country = try standards.country(iso3)
      if country == nil {
        problems.add(.mapNoCountry, at: mark, ["value": ShownText.make(iso3)])
      }
    }
    var resources = MappingResources(mapping, standards, country)
    resources.load(&problems)
    let names = MappingNames(mapping)
    names.check(mapping, &problems)
    let types = names.types(mapping)
    for record in mapping.records {
      RecordCheck(mapping, record, standards, country, resources, names).run(&problems)
    }
    ExpressionCheck(mapping, types, names).run(&problems)
    try problems.throwIfNeeded()
    self.mapping = mapping
    self.standards = standards
    self.country = country
    self.lookups = resources.lookups
    self.joins = resources.joins
    self.types = types
    self.warnings = mapping.warnings + problems.diagnostics
  }

  /// Codes that a label of the review may mean, the nearest first, at most three.
  /// - Parameter parent: the parent in which the label was looked up; empty where none was asked for.
  public func candidates(
    for label: String, list: String, field: String, within parent: String = ""
  ) -> [Candidate] {
    if !parent.isEmpty { return areas(for: label, field, within: parent) }
    if let lookup = lookups[list] {
      let decided = lookup.candidates(for: label)
      guard case .crosswalk = lookup, decided.count < 3 else { return decided }
      // What nobody has decided yet may still be named in the list that the field takes codes from.
      let taken = Set(decided.map(\.code))
      let named = self.list(of: field)?.candidates(for: label, limit: 3) ?? areas(for: label, field)
      let others = named.filter { !taken.contains($0.code) }
      return Array((decided + others).sorted { $0.score > $1.score }.prefix(3))
    }
    return list == "area" ? areas(for: label, field) : []
  }

  /// Areas near a label, where a field of the mapping is matched with areas.
  private func areas(for label: String, _ field: String) -> [Candidate] {
    let matched = mapping.records.flatMap(\.fields).first { $0.field == field && $0.matchesArea }
    guard let country, let matched else { return [] }
    return LabelLookup.areas(country, level: matched.level).candidates(for: label)
  }

  /// Areas near a label inside its parent; what is all but the same elsewhere comes after them.
  private func areas(for label: String, _ field: String, within parent: String) -> [Candidate] {
    let matched = mapping.records.flatMap(\.fields).first { $0.field == field && $0.within != nil }
    guard let country, let matched else { return [] }
    let register = country.areas(downTo: matched.level)
    let scope = ParentScope(
      parent == ParentScope.blank ? [] : Array(parent.utf8), country, level: matched.level)
    let parents: [String?] = scope.codes.isEmpty ? [nil] : scope.codes
    var best: [Candidate] = []
    for place in parents {
      let found = register.match(label, level: matched.level, parent: place, limit: 3).candidates
      for candidate in found where !best.contains(where: { $0.code == candidate.code }) {
        best.append(candidate)
      }
    }
    return Array(best.sorted { ($1.score, $0.code) < ($0.score, $1.code) }.prefix(3))
  }

  /// The standard's list for a field of the mapping's records.
  private func list(of field: String) -> CodeList? {
    let tables = mapping.records.compactMap { standards.table($0.table) }
    return tables.lazy.compactMap { $0.field(field)?.list }.first.flatMap { standards.list($0) }
  }
}
