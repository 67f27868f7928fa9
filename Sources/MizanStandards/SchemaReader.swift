import MizanDiagnostics
import MizanRecords

/// Reads `schema/fields.csv`: the tables of the standard with their fields.
enum SchemaReader {
  static let file = "/schema/fields.csv"
  static let columns = [
    "table", "field", "type", "list", "required", "default", "personal", "unit", "meaning",
  ]
  static let types: Set<String> = [
    "text", "code", "decimal", "integer", "date", "boolean", "list",
  ]

  static func read(_ folder: String) throws(Failure) -> [StandardTable] {
    let table = try SmallTable(file: folder + file)
    try table.require(columns)
    var names: [String] = []
    var fields: [String: [StandardField]] = [:]
    for row in table.rows {
      let name = table.text(row, "table")
      if fields[name] == nil { names.append(name) }
      fields[name, default: []].append(try field(row, table))
    }
    return names.map { StandardTable(name: $0, fields: fields[$0] ?? []) }
  }

  private static func field(
    _ row: SmallTable.Row, _ table: SmallTable
  ) throws(Failure) -> StandardField {
    func optional(_ heading: String) -> String? {
      let text = table.text(row, heading)
      return text.isEmpty ? nil : text
    }
    let type = table.text(row, "type")
    guard types.contains(type) else {
      throw Failure(
        .mapping, .schemaWordUnknown, at: Place(table.file, line: row.line),
        ["value": ShownText.make(type), "known": types.sorted().joined(separator: ", ")])
    }
    return StandardField(
      name: table.text(row, "field"), type: type, list: optional("list"),
      isRequired: table.text(row, "required") == "yes", defaultValue: optional("default"),
      isPersonal: table.text(row, "personal") == "yes", unit: optional("unit"),
      meaning: table.text(row, "meaning"), line: row.line)
  }
}

extension LinedTable {
  /// Refuses a file that lacks one of these columns.
  func require(_ columns: [String]) throws(Failure) {
    let absent = columns.filter { column($0) == nil }
    guard !absent.isEmpty else { return }
    let shape = TableShape.check(self)
    if let wrong = shape.first(where: { $0.code == .tableSeparator }) {
      throw Failure(.mapping, [wrong])
    }
    throw Failure(
      .mapping, .tableColumnMissing, at: Place(file, line: 1),
      [
        "column": absent.joined(separator: ", "),
        "known": ShownText.make(headings.joined(separator: ", ")),
      ])
  }
}

extension Code {
  static let schemaWordUnknown = Code("SCHEMA_WORD_UNKNOWN", .error)
  static let tableColumnMissing = Code("TABLE_COLUMN_MISSING", .error)
}
