package import MizanDiagnostics

extension Failure {
  /// A sheet that a workbook does not have.
  /// - Parameter wanted: how it was asked for; empty where any would do.
  package static func sheetMissing(
    _ wanted: String, in tables: [TableInfo], of file: String
  ) -> Failure {
    let known = tables.prefix(40).map { ShownText.make($0.name ?? "", limit: 40) }
    return Failure(
      .undecided, .sheetMissing, at: Place(file),
      ["value": wanted, "known": known.joined(separator: " · ")])
  }
}

extension Array where Element == TableInfo {
  /// Makes sure that a workbook has a table, before its rows are opened.
  /// - Throws: a ``Failure`` of kind `undecided` that lists the sheets.
  package func require(_ table: Int, of file: String) throws(Failure) {
    guard indices.contains(table) else { throw .sheetMissing("", in: self, of: file) }
  }
}

extension Code {
  package static let sheetMissing = Code("SHEET_MISSING", .error)
}
