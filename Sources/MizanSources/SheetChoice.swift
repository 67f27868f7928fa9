import MizanDiagnostics
import MizanRecords

/// Which table of a file is read.
enum SheetChoice {
  /// The index of the first table whose name fits one of the patterns, those that people see
  /// before hidden ones; without patterns the first that is not hidden.
  ///
  /// A file whose only table has no name, such as a CSV file, is read whatever the patterns say.
  /// - Throws: a ``Failure`` of kind `undecided` that lists the sheets when none fits.
  static func choose(
    _ tables: [TableInfo], _ patterns: [String], file: String, _ findings: inout Findings
  ) throws(Failure) -> Int {
    if tables.count == 1 && tables[0].name == nil { return 0 }
    let visible = tables.indices.filter { !tables[$0].isHidden }
    if patterns.isEmpty {
      guard let index = visible.first ?? tables.indices.first else {
        throw .sheetMissing("", in: tables, of: file)
      }
      let others = visible.filter { $0 != index }
      if !others.isEmpty {
        findings.add(
          .sheetsNotRead, at: Place(file, sheet: tables[index].name),
          ["value": tables[index].name ?? "", "known": list(others.map { tables[$0] })])
      }
      return index
    }
    let fitting = fitting(tables, patterns)
    guard let index = fitting.first(where: { !tables[$0].isHidden }) ?? fitting.first else {
      throw .sheetMissing(shown(patterns), in: tables, of: file)
    }
    return index
  }

  /// The indexes of all tables whose names fit one of the patterns; all tables without patterns.
  /// - Throws: a ``Failure`` of kind `undecided` that lists the sheets when none fits.
  static func candidates(
    _ tables: [TableInfo], _ patterns: [String], _ input: Input
  ) throws(Failure) -> [Int] {
    if patterns.isEmpty || tables.count == 1 && tables[0].name == nil {
      return Array(tables.indices)
    }
    let fitting = fitting(tables, patterns)
    if fitting.isEmpty {
      throw .sheetMissing(shown(patterns), in: tables, of: input.name)
    }
    return fitting
  }

  /// The tables whose names fit. A pattern that is the very name of a table means that one alone,
  /// although another may differ from it by a blank or by capitals.
  private static func fitting(_ tables: [TableInfo], _ patterns: [String]) -> [Int] {
    let exact = Set(patterns).intersection(tables.compactMap(\.name))
    let others = patterns.filter { !exact.contains($0) }.map { NamePattern($0) }
    return tables.indices.filter { index in
      guard let name = tables[index].name else { return false }
      return exact.contains(name) || others.contains { $0.fits(name) }
    }
  }

  private static func shown(_ patterns: [String]) -> String {
    patterns.map { ShownText.make($0) }.joined(separator: " · ")
  }

  private static func list(_ tables: [TableInfo]) -> String {
    tables.prefix(40).map { ShownText.make($0.name ?? "", limit: 40) }.joined(separator: " · ")
  }
}

extension Code {
  static let sheetsNotRead = Code("SHEET_NOT_READ", .note)
}
