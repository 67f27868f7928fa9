import MizanDiagnostics
import MizanRecords
import MizanStandards

/// Compiles one record of a mapping for one table.
struct RecordCompiler {
  private let checked: CheckedMapping
  private let block: RecordBlock
  private let table: TableBinding
  private let binding: ColumnBinding
  private let standard: StandardTable
  private let grid: Int?

  init(
    _ checked: CheckedMapping, _ block: RecordBlock, _ table: TableBinding,
    _ binding: ColumnBinding
  ) throws(Failure) {
    guard let standard = checked.standards.table(block.table) else {
      throw Failure(.bug, .planInconsistent, at: Place(checked.mapping.file))
    }
    self.checked = checked
    self.block = block
    self.table = table
    self.binding = binding
    self.standard = standard
    let named = block.fields.compactMap { field -> String? in
      if field.field == "value", case .from(let name) = field.origin { name } else { nil }
    }.first
    grid = checked.mapping.grids.firstIndex { $0.cell == named }
  }

  func plan() throws(Failure) -> RecordPlan {
    let columns = grid.map { binding.grids[$0] }
    let measure = measure(columns)
    var fields: [FieldPlan] = []
    for field in standard.fields { fields.append(fieldPlan(field, measure: measure)) }
    for index in fields.indices {
      switch fields[index].source {
      case .level, .join: fields[index].variation = columns == nil ? .row : .variant
      default: break
      }
    }
    let sheet: [UInt8] = table.sheet.map { Array(($0 + "!").utf8) } ?? []
    var plan = RecordPlan(
      table: standard, fields: fields, measure: measure, grid: columns,
      when: block.when?.expression, order: order(fields), line: block.mark.line)
    plan.sheetPrefix = sheet.map { (byte: UInt8) -> UInt8 in
      byte == 44 || byte == 34 || byte < 32 ? 95 : byte
    }
    plan.address = RecordAddress(table.addressing)
    plan.pieces = PieceBuilder.pieces(
      of: fields, sheetPrefix: plan.sheetPrefix, address: plan.address, hasGrid: columns != nil)
    return plan
  }

  private func measure(_ columns: [ColumnBinding.GridColumn]?) -> RecordPlan.Measure? {
    guard let field = block.fields.first(where: { $0.field == "value" }),
      case .from(let name) = field.origin
    else { return nil }
    let own = checked.mapping.columns.first { $0.name == name }?.numbers
    let style = grid.flatMap { checked.mapping.grids[$0].numbers } ?? own
    let transform = transform(field, numbers: style, fallback: .number)
    let plain = binding.columns[name].map { [$0] } ?? []
    return RecordPlan.Measure(
      name: name, columns: columns?.map(\.column) ?? plain, transform: transform)
  }

  private func fieldPlan(_ field: StandardField, measure: RecordPlan.Measure?) -> FieldPlan {
    let standardDefault = Array((field.defaultValue ?? "").utf8)
    guard let line = block.fields.first(where: { $0.field == field.name }) else {
      let (source, variation) = engineSource(field, measure: measure)
      return FieldPlan(
        field: field, source: source, variation: variation, defaultText: standardDefault,
        line: block.mark.line)
    }
    let (source, variation) = source(of: line, field)
    var plan = FieldPlan(
      field: field, source: source, variation: variation,
      defaultText: line.defaultValue.map { Array($0.utf8) } ?? standardDefault,
      when: line.when?.expression, line: line.mark.line)
    if plan.when != nil { plan.variation = max(plan.variation, .row) }
    if case .rowID = source {
      plan.prefix = Array(line.prefix.utf8)
      plan.suffix = Array(line.suffix.utf8)
    } else if case .level = source {
      plan.prefix = Array(line.prefix.utf8)
    }
    return plan
  }

  /// What the engine fills by itself where the mapping has no line.
  private func engineSource(
    _ field: StandardField, measure: RecordPlan.Measure?
  ) -> (FieldPlan.Source, FieldPlan.Variation) {
    switch field.name {
    case "source_id": (.constant(Array(table.sourceID.utf8)), .constant)
    case "source_ref": (.sourceReference, .row)
    case "obs_status" where measure != nil: (.status, .cell)
    case "note" where grid == nil && hasRelations: (.relations, .row)
    case "unit" where measure != nil: (.constant(unit()), .constant)
    default: (.constant(Array((field.defaultValue ?? "").utf8)), .constant)
    }
  }

  /// Whether some label of the record's fields was decided as narrower, wider or inexact.
  private var hasRelations: Bool {
    block.fields.contains { lookup(of: $0)?.hasRelations == true }
  }

  /// The unit that the standard gives to the record's measure; `PT` for percentages.
  private func unit() -> [UInt8] {
    let value = block.fields.first { $0.field == "value" }
    if let unit = value?.unit { return Array(unit.utf8) }
    if value?.reading == .percent { return Array("PT".utf8) }
    for field in block.fields where field.field == "measure" {
      if case .value(let code) = field.origin,
        let unit = checked.standards.list("measure")?.entry(code: code)?.extras["unit"]
      {
        return Array(unit.utf8)
      }
    }
    return Array("NB".utf8)
  }

  private func source(
    of line: FieldBlock, _ field: StandardField
  ) -> (FieldPlan.Source, FieldPlan.Variation) {
    switch line.origin {
    case .value(let text):
      return (.constant(Array((line.prefix + text + line.suffix).utf8)), .constant)
    case .from(let name):
      if field.name == "value" { return (.value, .cell) }
      return source(name, line)
    case .firstOf(let names):
      let columns = names.compactMap { binding.columns[$0] }
      return (.firstOf(columns, transform(line)), .row)
    case .calc(let block):
      return (.calc(block.expression, transform(line)), .row)
    case .derive(.rowID):
      return (.rowID, .row)
    case .derive(.level):
      let grade = standard.fields.firstIndex { $0.name == "grade" } ?? 0
      let year = standard.fields.firstIndex { $0.name == "school_year" } ?? 0
      return (.level(grade: grade, schoolYear: year, system: line.system), .variant)
    case .join(let join):
      guard let table = checked.joins[MappingResources.key(join)] else {
        return (.constant([]), .constant)
      }
      let keys = join.keys.map { name -> FieldPlan.JoinKey in
        if let column = binding.columns[name] {
          return .column(column)
        }
        if let text = self.table.captures[name] { return .constant(Array(text.utf8)) }
        return .dimension(name)
      }
      return (.join(table, keys: keys, unmatched: line.unmatched ?? .review), .variant)
    }
  }

  private func source(
    _ name: String, _ line: FieldBlock
  ) -> (FieldPlan.Source, FieldPlan.Variation) {
    let transform = transform(line)
    if let column = binding.columns[name] { return (.column(column, transform), .row) }
    if let text = table.captures[name] {
      let outcome = outcome(of: text, transform)
      return (.dimension([outcome]), outcome.state == .value ? .constant : .row)
    }
    if let grid, let first = binding.grids[grid].first, first.dimensions[name] != nil {
      let outcomes = binding.grids[grid].map { outcome(of: $0.dimensions[name] ?? "", transform) }
      return (.dimension(outcomes), .column)
    }
    // An optional column that this table lacks, or a dimension of another grid.
    return (.constant([]), .constant)
  }

  private func outcome(of text: String, _ transform: Transform) -> Outcome {
    Array(text.utf8).withUnsafeBufferPointer { transform.outcome(of: $0, kind: .text) }
  }

  private func transform(
    _ line: FieldBlock, numbers: NumberStyle? = nil, fallback: FieldBlock.Reading = .text
  ) -> Transform {
    let source = checked.mapping.source
    var own = numbers
    if case .from(let name) = line.origin, own == nil {
      own = checked.mapping.columns.first { $0.name == name }?.numbers
    }
    return Transform(
      field: line.field, reading: line.reading ?? fallback, lookup: lookup(of: line),
      listName: line.codes ?? (line.matchesArea ? "area" : ""),
      unmatched: line.unmatched ?? .review, unreadable: line.unreadable ?? .hold,
      numbers: own ?? source.numbers, dates: source.dates,
      calendar: line.calendar ?? .gregorian,
      isEthiopian: line.calendar == nil && checked.country?.profile["calendar"] == "ETH",
      year: line.year,
      shape: line.shape.flatMap { Shape($0) }, split: line.split,
      prefix: Array(line.prefix.utf8), suffix: Array(line.suffix.utf8),
      missing: Set(source.missing.map { Array($0.utf8) }).subtracting([[]]),
      areaLevel: line.level, within: (line.within ?? line.on).flatMap { binding.columns[$0] },
      isScoped: line.within != nil, days: days(line), noCounterpart: noCounterpart(line))
  }

  /// Which days count for the decisions of a line.
  private func days(_ line: FieldBlock) -> Transform.Days {
    guard let on = line.on else { return .any }
    let habits = DaySpan.Habits(checked.mapping, line, checked.country)
    if checked.mapping.columns.contains(where: { $0.name == on }) { return .column(habits) }
    return .fixed(DaySpan(Array(on.utf8), habits))
  }

  /// A label without a counterpart is a part of a whole and no total: where the default would be
  /// `_T`, the record says `_U` instead. A default of the mapping's own wins.
  private func noCounterpart(_ line: FieldBlock) -> [UInt8]? {
    guard line.defaultValue == nil, line.lookupName != nil,
      let field = standard.fields.first(where: { $0.name == line.field }),
      field.defaultValue == "_T", let list = field.list.flatMap({ checked.standards.list($0) }),
      list.entry(code: "_U") != nil
    else { return nil }
    return Array("_U".utf8)
  }

  /// Where a line of the record looks up its labels; decisions come before lists and areas.
  private func lookup(of line: FieldBlock) -> LabelLookup? {
    let lookup = line.lookupName.flatMap { checked.lookups[$0] }
    guard line.matchesArea, let country = checked.country else { return lookup }
    let areas = LabelLookup.areas(country, level: line.level)
    return lookup.map { .first($0, then: areas) } ?? areas
  }

  /// Row fields first, then those that are worked out from other fields, then those that say what
  /// became of them.
  private func order(_ fields: [FieldPlan]) -> [Int] {
    func turn(_ field: FieldPlan) -> Int {
      switch field.source {
      case .level, .join: 1
      case .status, .relations: 2
      default: 0
      }
    }
    return (0...2).flatMap { wanted in fields.indices.filter { turn(fields[$0]) == wanted } }
  }
}

extension Code {
  static let planInconsistent = Code("PLAN_INCONSISTENT", .error)
}
