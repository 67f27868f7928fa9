import MizanDiagnostics
import MizanRecords

/// Checks that the schema speaks of lists and codes that exist, and of each field once.
struct SchemaLint {
  /// Names in the column `list` that are registers of the country packs, no code lists.
  static let registers: Set<String> = ["area"]

  private let standards: Standards

  init(_ standards: Standards) { self.standards = standards }

  private func place(_ field: StandardField) -> Place {
    Place(standards.folder + SchemaReader.file, line: field.line)
  }

  func run(_ found: inout [Diagnostic]) {
    let known = standards.listNames
    for table in standards.tables {
      var seen: Set<String> = []
      for field in table.fields {
        let name = "\(table.name).\(field.name)"
        if !seen.insert(field.name).inserted {
          found.append(Diagnostic(.schemaFieldRepeated, at: place(field), ["field": name]))
        }
        if field.meaning.isEmpty {
          found.append(Diagnostic(.schemaMeaningMissing, at: place(field), ["field": name]))
        }
        check(field, name, known, &found)
      }
    }
  }

  private func check(
    _ field: StandardField, _ name: String, _ known: [String], _ found: inout [Diagnostic]
  ) {
    guard let list = field.list, !SchemaLint.registers.contains(list) else { return }
    guard known.contains(list) else {
      let labels = known.enumerated().map { Likeness.Label($1, owner: $0) }
      let nearest = Likeness(list).best(1, of: labels) { (known[$0], known[$0]) }
      found.append(
        Diagnostic(
          .schemaListUnknown, at: place(field),
          ["field": name, "value": list, "nearest": nearest.first?.code ?? ""]))
      return
    }
    if let code = field.defaultValue, standards.list(list)?.entry(code: code) == nil {
      found.append(
        Diagnostic(
          .schemaDefaultUnknown, at: place(field), ["field": name, "value": code, "list": list]))
    }
  }
}

extension Code {
  static let schemaFieldRepeated = Code("SCHEMA_FIELD_REPEATED", .error)
  static let schemaMeaningMissing = Code("SCHEMA_MEANING_MISSING", .warning)
  static let schemaListUnknown = Code("SCHEMA_LIST_UNKNOWN", .error)
  static let schemaDefaultUnknown = Code("SCHEMA_DEFAULT_UNKNOWN", .error)
}
