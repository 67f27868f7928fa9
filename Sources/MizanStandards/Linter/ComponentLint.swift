import MizanDiagnostics
import MizanRecords

/// Checks what the schema says about the structure of another standard, such as
/// `schema/uis_edu_non_finance.csv`: its lists, fields and crosswalks exist.
struct ComponentLint {
  static let columns = [
    "position", "component", "role", "list", "field", "value", "crosswalk", "note", "evidence",
  ]

  let standards: Standards
  let file: String

  func run(_ found: inout [Diagnostic]) throws(Failure) {
    let table = try SmallTable(file: file)
    found += TableShape.check(table)
    try table.require(ComponentLint.columns)
    let fields = Set(standards.table("observation")?.fields.map(\.name) ?? [])
    let lists = Set(standards.listNames + standards.externalNames)
    let crosswalks = Set(standards.crosswalkNames)
    for row in table.rows {
      for (column, known) in [("list", lists), ("field", fields), ("crosswalk", crosswalks)] {
        let name = table.text(row, column)
        if name.isEmpty || known.contains(name) { continue }
        found.append(
          Diagnostic(
            .componentUnknown, at: Place(file, line: row.line),
            ["value": ShownText.make(name), "column": column]))
      }
      Evidence.check(table.text(row, "evidence"), at: Place(file, line: row.line), &found)
    }
  }
}

extension Code {
  static let componentUnknown = Code("COMPONENT_UNKNOWN", .error)
}
