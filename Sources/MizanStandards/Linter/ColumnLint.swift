import MizanDiagnostics
import MizanRecords

/// Checks the columns of a list that bear the name of another list, such as `unit` in `measure`:
/// what stands there must be a code of that list.
struct ColumnLint {
  let standards: Standards
  let name: String

  func run(_ found: inout [Diagnostic]) {
    guard let list = (try? standards.read(list: name)) ?? nil,
      let file = standards.file(ofList: name)
    else { return }
    let headings = Set(list.entries.flatMap { $0.extras.keys })
    for heading in headings.sorted() {
      guard let other = (try? standards.read(anyList: heading)) ?? nil else { continue }
      for entry in list.entries {
        guard let code = entry.extras[heading], other.entry(code: code) == nil else { continue }
        found.append(
          Diagnostic(
            .listColumnUnknown, at: Place(file, line: entry.line),
            ["value": ShownText.make(code), "column": heading, "known": entry.code]))
      }
    }
  }
}

extension Code {
  static let listColumnUnknown = Code("LIST_COLUMN_CODE_UNKNOWN", .error)
}
