import MizanDiagnostics
import MizanRecords

/// The names that a mapping produces: columns, dimensions and cells of grids, texts of titles.
struct MappingNames {
  let columns: Set<String>
  let captures: Set<String>
  /// For each grid, the names in its headings.
  let dimensions: [Set<String>]
  /// The cells of the grids, in order.
  let cells: [String]
  /// Kept totals rows, as `<name>_row`.
  let keptRows: Set<String>
  /// Whether all names could be read; otherwise none is told to be unknown.
  let areAllRead: Bool

  init(_ mapping: Mapping) {
    columns = Set(mapping.columns.map(\.name))
    let patterns = mapping.source.layout.titles + [mapping.source.layout.fileName].compactMap { $0 }
    captures = Set(patterns.flatMap { HeadingPattern($0)?.names ?? [] })
    dimensions = mapping.grids.map { Set($0.pattern.names) }
    cells = mapping.grids.map(\.cell)
    areAllRead = !mapping.gaps.names
    keptRows = Set(mapping.source.drops.filter(\.keepForChecks).map { $0.name + "_row" })
  }

  /// All names that a line of a record may use.
  var all: Set<String> {
    dimensions.reduce(columns.union(captures).union(cells)) { $0.union($1) }
  }

  /// Tells names that stand twice, and names in `source:` that no column has.
  func check(_ mapping: Mapping, _ problems: inout MappingProblems) {
    var seen: Set<String> = []
    for (name, mark) in mapping.columns.map({ ($0.name, $0.mark) })
      + mapping.grids.map({ ($0.cell, $0.mark) }) where !seen.insert(name).inserted
    {
      problems.add(.mapDuplicateName, at: mark, ["name": name])
    }
    let used =
      mapping.source.fillDown + mapping.source.drops.compactMap(\.column)
      + mapping.source.drops.flatMap(\.blank)
    for named in used where !columns.contains(named.name) {
      tell(named.name, at: named.mark, known: columns, &problems)
    }
  }

  func tell(
    _ name: String, at mark: YAMLTree.Mark, known: Set<String>, _ problems: inout MappingProblems
  ) {
    guard areAllRead else { return }
    problems.add(
      .mapUnknownName, at: mark,
      [
        "name": ShownText.make(name), "known": known.sorted().joined(separator: ", "),
        "nearest": Nearest.word(to: name, among: known).map { "did you mean `\($0)`?" } ?? "",
      ])
  }

  /// The type of each name in expressions: a number where a record reads it as one, text where a
  /// record reads it otherwise; names that only expressions use are settled by their use there.
  func types(_ mapping: Mapping) -> [String: ValueType] {
    var types: [String: ValueType] = [:]
    for field in mapping.records.flatMap(\.fields) {
      guard case .from(let name) = field.origin else { continue }
      types[name] = field.reading?.isNumeric == true ? .number : types[name] ?? .text
    }
    for cell in cells { types[cell] = .number }
    for row in keptRows { types[row] = .number }
    for name in all where types[name] == nil {
      types[name] = MappingNames.usedAsNumber(name, mapping) ? .number : .text
    }
    return types
  }

  /// Whether some expression only makes sense when the name is a number.
  private static func usedAsNumber(_ name: String, _ mapping: Mapping) -> Bool {
    var blocks = mapping.checks.flatMap { [$0.that, $0.when] }
    for record in mapping.records {
      blocks.append(record.when)
      for field in record.fields {
        blocks.append(field.when)
        if case .calc(let block) = field.origin { blocks.append(block) }
      }
    }
    return blocks.contains { $0?.expression.needsNumber(name) == true }
  }
}
