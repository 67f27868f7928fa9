import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

/// Checks and binds mappings without rows.
enum Planning {
  static let head = "mizan: 1\nmapping: { id: test, version: 1.0.0, standard: eie-core@1 }\n"

  /// A record in which all that the standard wants is filled.
  static let record = """
    record:
      table: observation
      ref_area: { from: area }
      school_year: { value: 2021/2022 }
      measure: { value: STU }
      value: { from: kids, as: count, unreadable: hold }

    """

  /// The faults or the warnings of a whole mapping against the standard.
  static func diagnostics(_ text: String, file: String = "a.map.yaml") throws -> [Diagnostic] {
    let standards = try EngineHarness.standards()
    do throws(Failure) {
      let mapping = try MappingReader.read(Array(text.utf8), file: file)
      return try CheckedMapping(mapping, standards).warnings
    } catch {
      return error.diagnostics
    }
  }

  static func codes(_ text: String, file: String = "a.map.yaml") throws -> [String] {
    try diagnostics(text, file: file).map(\.code.name)
  }

  /// Binds the names of a mapping to headings separated by `|`; a tag stands behind `~`.
  static func binding(
    _ body: String, _ headings: String
  ) throws(Failure) -> ColumnBinding {
    let mapping = try Language.read(head + body)
    return try ColumnBinding(mapping, table(headings))
  }

  static func table(_ headings: String) -> TableBinding {
    TableBinding(
      file: "t.csv", sheet: "S", sourceID: "src",
      headings: EngineHarness.cells(headings).enumerated().map { column, text in
        let parts = text.split(separator: "~", omittingEmptySubsequences: false).map(String.init)
        return Heading(parts[0], column: column, tag: parts.count > 1 ? parts[1] : nil)
      })
  }

  /// The faults of a binding.
  static func faults(_ body: String, _ headings: String) -> [Diagnostic] {
    do throws(Failure) {
      _ = try binding(body, headings)
      return []
    } catch {
      return error.diagnostics
    }
  }
}
