import Foundation
import Mizan

extension RulePage.Example {
  /// What a run gives, as lines: the records with the fields that the expectation names, then one
  /// line for each finding.
  ///
  /// A finding reads `error VALUE_NOT_COUNT Girls "twelve" at B3 ×1`; column, value and place are
  /// left out where there is none, and more than one place is separated by commas.
  func run(_ standards: Standards) throws -> [String] {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let map = folder.appendingPathComponent("rule.map.yaml")
    let file = folder.appendingPathComponent("table.csv")
    // An example of Chad, unless it says another country itself.
    let chad = "mapping: { id: rule, version: 1.0.0, standard: eie-core@1, country: TCD }\n"
    let head = "mizan: 1\n" + (mapping.hasPrefix("mapping:") ? "" : chad)
    try (head + mapping).write(to: map, atomically: true, encoding: .utf8)
    try table.map { $0.map(Self.quoted).joined(separator: ",") + "\n" }.joined()
      .write(to: file, atomically: true, encoding: .utf8)
    do throws(Failure) {
      let checked = try Harmonizer.mapping(at: map.path, standards)
      let out = folder.appendingPathComponent("out").path
      let report = try Harmonizer(standards).convert(
        [Input(path: file.path)], with: checked, into: .folder(out))
      let failures = report.inputs.flatMap { $0.failure ?? [] }.map(Self.line)
      return try records(report, in: out) + failures
        + report.findings.groups.filter { $0.key.code.name != "COLUMN_UNUSED" }.map(Self.line)
    } catch {
      return error.diagnostics.map(Self.line)
    }
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }

  /// The records as lines of cells; none when the expectation names no fields.
  private func records(_ report: Report, in folder: String) throws(Failure) -> [String] {
    guard let heads = expected.first, heads.contains(" | ") || !Self.isFinding(heads) else {
      return []
    }
    let fields = heads.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    guard let name = report.records.first(where: { $0.name != "source" })?.name else {
      return [heads]
    }
    let table = try SmallTable(file: "\(folder)/\(name).csv")
    return [Self.joined(fields)]
      + table.rows.map { row in
        Self.joined(
          fields.map { field in
            guard table.column(field) != nil else { return "no field \(field)" }
            let text = table.text(row, field)
            return text.isEmpty ? "?" : text
          })
      }
  }

  /// Whether a line is about a finding rather than a record.
  static func isFinding(_ line: String) -> Bool {
    Severity.allCases.contains { line.hasPrefix($0.rawValue + " ") }
  }

  /// A line of cells without the blanks that only line them up.
  static func joined(_ cells: [String]) -> String { cells.joined(separator: " | ") }

  /// The expectation as `run` writes it.
  var lines: [String] {
    expected.map { line in
      Self.isFinding(line)
        ? line
        : Self.joined(
          line.split(separator: "|", omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: .whitespaces)
          })
    }
  }

  private static func line(_ group: Findings.Group) -> String {
    let places = group.examples.map { place in
      place.cell ?? place.row.map { "row \($0)" }
        ?? place.column.map { "column \(Place.letters(ofColumn: $0))" } ?? "file"
    }
    return line(group.key.code, group.key.column, group.key.value, places) + " ×\(group.count)"
  }

  private static func line(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.place.flatMap { $0.line == nil ? $0.cell : "line \($0.line ?? 0)" }
    return line(
      diagnostic.code, diagnostic.arguments["column"] ?? "", diagnostic.arguments["value"] ?? "",
      place.map { [$0] } ?? [])
  }

  private static func line(
    _ code: Code, _ column: String, _ value: String, _ places: [String]
  ) -> String {
    var line = "\(code.severity.rawValue) \(code.name)"
    if !column.isEmpty { line += " \(column)" }
    if !value.isEmpty { line += " \"\(value)\"" }
    if !places.isEmpty { line += " at " + places.joined(separator: ", ") }
    return line
  }
}
