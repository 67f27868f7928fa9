import MizanDiagnostics
import MizanRecords

/// Looks through columns of one of our own tables for values that a spreadsheet program has changed:
/// days made of `6-11`, `1E+05`, bent quotes, lost letters, lost zeros.
enum TableValues {
  /// Everything that looks changed, in the order of the lines; lines with `as-written` in the column
  /// `method` are left alone.
  /// - Parameters:
  ///   - columns: the columns to look at; several values in a cell are parted by `|`.
  ///   - isForeign: whether the values are a partner's, who may write days on purpose: then a day is
  ///     told only where other values of the column are none.
  static func check(
    _ table: SmallTable, columns: [String], isForeign: Bool = false
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for column in columns where table.column(column) != nil {
      let texts = table.rows.map { table.text($0, column) }
      let hasDays =
        isForeign && texts.allSatisfy { $0.isEmpty || MangledValue.code(of: $0) == .tableValueDate }
      let short = MangledValue.lostZeros(texts)
      for (index, row) in table.rows.enumerated() {
        if table.text(row, "method") == "as-written" { continue }
        func tell(_ code: Code, _ value: String, _ known: String = "") {
          found.append(
            Diagnostic(
              code, at: Place(table.file, line: row.line),
              ["column": column, "value": ShownText.make(value), "known": known]))
        }
        if let full = short[index] { tell(.tableValueZeros, texts[index], full) }
        for value in texts[index].split(separator: "|").map(String.init) {
          guard let code = MangledValue.code(of: value), !(hasDays && code == .tableValueDate)
          else { continue }
          tell(code, value)
        }
      }
    }
    return found.sorted { ($0.place?.line ?? 0) < ($1.place?.line ?? 0) }
  }
}
