import MizanDiagnostics
import MizanRecords
import MizanStandards

/// Checks one record of a mapping against the standard.
struct RecordCheck {
  private let mapping: Mapping
  private let record: RecordBlock
  private let standards: Standards
  private let country: CountryPack?
  private let resources: MappingResources
  private let names: MappingNames

  init(
    _ mapping: Mapping, _ record: RecordBlock, _ standards: Standards, _ country: CountryPack?,
    _ resources: MappingResources, _ names: MappingNames
  ) {
    self.mapping = mapping
    self.record = record
    self.standards = standards
    self.country = country
    self.resources = resources
    self.names = names
  }

  /// Fields that the engine fills by itself.
  static let filledByEngine: Set<String> = [
    "source_id", "source_ref", "obs_status", "unit", "note",
  ]

  private var lacksCountry: Bool { country == nil && !mapping.gaps.country }

  func run(_ problems: inout MappingProblems) {
    if record.lacksTable { return }
    guard let table = standards.table(record.table) else {
      let known = standards.tables.map(\.name)
      problems.add(
        .mapUnknownTable, at: record.mark,
        [
          "value": ShownText.make(record.table), "known": known.joined(separator: ", "),
          "nearest": Nearest.word(to: record.table, among: known).map { "did you mean `\($0)`?" }
            ?? "",
        ])
      return
    }
    for block in record.fields {
      let named = Named(name: block.field, mark: block.mark)
      if let field = field(named, of: table, &problems) { check(block, field, &problems) }
    }
    for faulty in record.faulty { _ = field(faulty.name, of: table, &problems) }
    for field in table.fields
    where field.isRequired && field.defaultValue == nil
      && !RecordCheck.filledByEngine.contains(field.name)
      && !record.fields.contains(where: { $0.field == field.name })
      && !record.faulty.contains(where: { $0.name.name == field.name })
    {
      problems.add(
        .mapFieldRequired, at: record.mark, ["field": field.name, "table": table.name])
    }
  }

  /// The table's field of a name; nil, with a problem told, when it has none.
  private func field(
    _ named: Named, of table: StandardTable, _ problems: inout MappingProblems
  ) -> StandardField? {
    if let field = table.fields.first(where: { $0.name == named.name }) { return field }
    let known = table.fields.map(\.name)
    problems.add(
      .mapUnknownField, at: named.mark,
      [
        "field": ShownText.make(named.name), "table": table.name,
        "nearest": Nearest.word(to: named.name, among: known).map { "did you mean `\($0)`?" }
          ?? "known are: " + known.joined(separator: ", "),
      ])
    return nil
  }

  private func check(
    _ block: FieldBlock, _ field: StandardField, _ problems: inout MappingProblems
  ) {
    let asked: [String] =
      switch block.origin {
      case .from(let name): [name]
      case .firstOf(let names): names
      case .join(let join): join.keys
      default: []
      }
    checkWithin(block, &problems)
    checkSystem(block, &problems)
    checkDays(block, &problems)
    for name in asked where !names.all.contains(name) && !OpenDecision.isOpen(name) {
      names.tell(name, at: block.mark, known: names.all, &problems)
    }
    if block.codes != nil || block.matchesArea, block.unmatched == nil {
      problems.add(
        .mapPolicyMissing, at: block.mark,
        ["field": field.name, "key": "unmatched", "known": "stop, review, missing, keep"])
    }
    if block.reading?.canFail == true || block.shape != nil, block.unreadable == nil {
      problems.add(
        .mapPolicyMissing, at: block.mark,
        ["field": field.name, "key": "unreadable", "known": "stop, hold, missing"])
    }
    if block.matchesArea && lacksCountry {
      problems.add(.mapNoCountry, at: block.mark, ["value": "country"])
    }
    if case .derive(.level) = block.origin, lacksCountry {
      problems.add(.mapNoCountry, at: block.mark, ["value": "country"])
    }
    if let shape = block.shape, Shape(shape) == nil {
      problems.add(
        .mapBadValue, at: block.mark,
        ["key": "shape", "value": ShownText.make(shape), "known": "such as AA0000000"])
    }
    checkPeriods(block, &problems)
    checkTargets(block, field, &problems)
  }

  /// The parent of a label stands in a column of the same row as the label.
  private func checkWithin(_ block: FieldBlock, _ problems: inout MappingProblems) {
    guard let within = block.within, !OpenDecision.isOpen(within) else { return }
    guard block.matchesArea, case .from(let label) = block.origin,
      names.columns.contains(label) || OpenDecision.isOpen(label)
    else {
      problems.add(
        .mapBadValue, at: block.mark,
        [
          "key": "\(block.field): within", "value": ShownText.make(within),
          "known": "with `from: <column>` and `match: area`",
        ])
      return
    }
    if !names.columns.contains(within) {
      names.tell(within, at: block.mark, known: names.columns, &problems)
    }
  }

  /// A school system is one of the country pack, and only levels are derived by one.
  private func checkSystem(_ block: FieldBlock, _ problems: inout MappingProblems) {
    guard let system = block.system, !OpenDecision.isOpen(system) else { return }
    guard case .derive(.level) = block.origin else {
      problems.add(
        .mapBadValue, at: block.mark,
        [
          "key": "\(block.field): system", "value": ShownText.make(system),
          "known": "with `derive: level`",
        ])
      return
    }
    guard let country, !country.grades.systems.contains(system) else { return }
    let known = country.grades.systems
    problems.add(
      .mapUnknownSystem, at: block.mark,
      [
        "value": ShownText.make(system), "country": country.iso3,
        "known": known.joined(separator: " · "),
        "nearest": Nearest.word(to: system, among: known).map { "did you mean `\($0)`?" } ?? "",
      ])
  }

  /// The day that counts stands in a column of the same row as the label, or is the same for all.
  private func checkDays(_ block: FieldBlock, _ problems: inout MappingProblems) {
    guard let on = block.on, !OpenDecision.isOpen(on) else { return }
    let isColumn = names.columns.contains(on)
    var takes = block.lookupName != nil
    if isColumn, case .from(let label) = block.origin {
      takes = takes && (names.columns.contains(label) || OpenDecision.isOpen(label))
    } else if isColumn {
      takes = false
    }
    guard takes else {
      problems.add(
        .mapBadValue, at: block.mark,
        [
          "key": "\(block.field): on", "value": ShownText.make(on),
          "known": "with `from: <column>` and `codes:`",
        ])
      return
    }
    if !isColumn, DaySpan(Array(on.utf8), DaySpan.Habits(mapping, block, country)) == nil {
      names.tell(on, at: block.mark, known: names.columns, &problems)
    }
  }

  /// A decision that holds in a period only cannot be followed where the mapping does not say which
  /// day counts: it would speak for all days, after its end as well.
  private func checkPeriods(_ block: FieldBlock, _ problems: inout MappingProblems) {
    guard block.on == nil,
      let crosswalk = block.lookupName.flatMap({ resources.lookups[$0]?.crosswalk })
    else { return }
    for entry in crosswalk.entries where entry.validFrom != nil || entry.validTo != nil {
      problems.append(
        Diagnostic(
          .crosswalkPeriodUnused, at: Place(crosswalk.file, line: entry.line),
          [
            "value": ShownText.make(entry.source), "from": entry.validFrom ?? "…",
            "to": entry.validTo ?? "…",
          ]))
    }
  }

  /// Every code that the field can get must be in the field's own list.
  private func checkTargets(
    _ block: FieldBlock, _ field: StandardField, _ problems: inout MappingProblems
  ) {
    guard let listName = field.list, let list = standards.list(listName) else { return }
    func refuse(_ code: String, at mark: YAMLTree.Mark) {
      problems.add(
        .mapTargetUnknown, at: mark,
        [
          "value": ShownText.make(code), "list": listName, "field": field.name,
          "nearest": Nearest.word(to: code, among: list.entries.map(\.code))
            .map { "did you mean `\($0)`?" } ?? "",
        ])
    }
    if case .value(let code) = block.origin, list.entry(code: code) == nil,
      !OpenDecision.isOpen(code)
    {
      refuse(code, at: block.mark)
    }
    if let code = block.defaultValue, list.entry(code: code) == nil { refuse(code, at: block.mark) }
    if let name = block.lookupName, let crosswalk = resources.lookups[name]?.crosswalk {
      for entry in crosswalk.entries
      where entry.relation != "none" && list.entry(code: entry.target) == nil {
        problems.append(
          Diagnostic(
            .mapTargetUnknown, at: Place(crosswalk.file, line: entry.line),
            [
              "value": ShownText.make(entry.target), "list": listName, "field": field.name,
              "nearest": Nearest.word(to: entry.target, among: list.entries.map(\.code))
                .map { "did you mean `\($0)`?" } ?? "",
            ]))
      }
    }
  }
}

extension Code {
  static let mapUnknownSystem = Code("MAP_UNKNOWN_SYSTEM", .error)
  static let crosswalkPeriodUnused = Code("CROSSWALK_PERIOD_UNUSED", .error)
}
