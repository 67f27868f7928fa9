import MizanRecords
import MizanStandards

/// A mapping with everything it takes over and every default written out, for people.
public enum ResolvedMapping {
  /// One line for each drop, column, grid, check and field: what stands in the file or in the
  /// mappings that it extends, or the default.
  public static func text(_ checked: CheckedMapping) -> String {
    let mapping = checked.mapping
    var text = "\(mapping.id) \(mapping.version), standard \(mapping.standard)"
    if let country = mapping.country { text += ", country \(country)" }
    for base in mapping.bases { text += ", over \(base.file) \(base.version)" }
    text += "\n"
    if !mapping.source.missing.isEmpty {
      text += "missing\n  \(mapping.source.missing.joined(separator: " · "))\n"
    }
    if !mapping.source.drops.isEmpty { text += "drop\n" }
    for drop in mapping.source.drops { text += "  \(drop.name): \(line(drop))\n" }
    text += "columns\n"
    for column in mapping.columns {
      let optional = column.isOptional ? " (optional)" : ""
      let not = column.not.isEmpty ? "" : ", not " + column.not.joined(separator: " · ")
      text += "  \(column.name)\(optional): \(column.headings.joined(separator: " · "))\(not)\n"
    }
    if !mapping.ignore.isEmpty {
      text += "ignore\n  \(mapping.ignore.joined(separator: " · "))\n"
    }
    for grid in mapping.grids { text += "grid\n  \(grid.pattern.text): \(grid.cell)\n" }
    for record in mapping.records {
      text += "record \(record.table)\n"
      for field in checked.standards.table(record.table)?.fields ?? [] {
        text += "  \(field.name): \(line(field, record.fields.first { $0.field == field.name }))\n"
      }
    }
    if !mapping.checks.isEmpty { text += "checks\n" }
    for check in mapping.checks {
      text += "  \(check.name): \(check.rule), else \(check.consequence.rawValue)\n"
    }
    return text
  }

  private static func line(_ drop: DropBlock) -> String {
    guard let column = drop.column else {
      return "blank " + drop.blank.map(\.name).joined(separator: ", ")
    }
    return "where \(column.name) says \(drop.says.joined(separator: " · "))"
  }

  private static func line(_ field: StandardField, _ block: FieldBlock?) -> String {
    guard let block else {
      if RecordCheck.filledByEngine.contains(field.name) { return "filled by mizan" }
      return field.defaultValue.map { "\($0) (default of the standard)" } ?? "empty"
    }
    var words: [String]
    switch block.origin {
    case .from(let name): words = ["from \(name)"]
    case .firstOf(let names): words = ["first-of \(names.joined(separator: ", "))"]
    case .value(let value): words = ["value \(value)"]
    case .calc(let expression): words = ["calc \(expression.text)"]
    case .derive(let derivation): words = ["derive \(derivation.rawValue)"]
    case .join(let join):
      words = ["join \(join.table) by \(join.keys.joined(separator: ", ")), take \(join.take)"]
    }
    if let reading = block.reading { words.append("as \(reading.rawValue)") }
    if let codes = block.codes { words.append("codes \(codes)") }
    if block.matchesArea { words.append("match area" + (block.level.map { " level \($0)" } ?? "")) }
    if let system = block.system { words.append("system \(system)") }
    if let within = block.within { words.append("within \(within)") }
    if let on = block.on { words.append("on \(on)") }
    if let unmatched = block.unmatched { words.append("unmatched \(unmatched.rawValue)") }
    if let unreadable = block.unreadable { words.append("unreadable \(unreadable.rawValue)") }
    if !block.prefix.isEmpty { words.append("prefix \(block.prefix)") }
    if !block.suffix.isEmpty { words.append("suffix \(block.suffix)") }
    if let when = block.when { words.append("when \(when.text)") }
    if let value = block.defaultValue ?? field.defaultValue { words.append("default \(value)") }
    return words.joined(separator: ", ")
  }
}
