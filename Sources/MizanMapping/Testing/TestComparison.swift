/// Compares the records that came with those that a test expects.
struct TestComparison {
  private let expected: TestTable
  private let tables: [TestRecords]
  private let held: [String]

  init(_ expected: TestTable, _ tables: [TestRecords], held: [String]) {
    self.expected = expected
    self.tables = tables
    self.held = held
  }

  /// One line for each difference; empty when all is as expected.
  func differences() -> [String] {
    let wanted = expected.headings.filter { $0 != "table" }
    let known = Set(tables.flatMap(\.fields))
    var result = wanted.filter { !known.contains($0) }.map { name in
      let nearest = Nearest.word(to: name, among: known).map { "; did you mean `\($0)`?" }
      return "no table of the mapping has a field `\(name)`\(nearest ?? "")"
    }
    if !result.isEmpty { return result }
    if let column = expected.headings.firstIndex(of: "table") {
      let names = expected.rows.map { $0[column] }.reduce(into: tables.map(\.table), unique)
      for name in names {
        let rows = expected.rows.filter { $0[column] == name }
        guard let table = tables.first(where: { $0.table == name }) else {
          result.append("the mapping writes no table `\(name)`")
          continue
        }
        result += compare(rows, self.rows(of: [table]), label: name + " ")
      }
    } else {
      let fitting = tables.filter { table in wanted.allSatisfy(table.fields.contains) }
      guard !fitting.isEmpty else {
        return [
          "no table has all of these columns; a column `table` says which record goes where"
        ]
      }
      result = compare(expected.rows, rows(of: fitting), label: "")
    }
    if !result.isEmpty { result += held.map { "held: \($0)" } }
    return result
  }

  private func unique(_ names: inout [String], _ name: String) {
    if !names.contains(name) { names.append(name) }
  }

  /// The cells of the expected columns, in the order of the records.
  private func rows(of tables: [TestRecords]) -> [[String]] {
    tables.flatMap { table in
      table.rows.map { row in
        expected.headings.map { heading in
          if heading == "table" { return table.table }
          let column = table.fields.firstIndex(of: heading) ?? -1
          return row.indices.contains(column) ? row[column] : ""
        }
      }
    }
  }

  private func compare(_ wanted: [[String]], _ got: [[String]], label: String) -> [String] {
    var result: [String] = []
    for index in 0..<max(wanted.count, got.count) {
      guard index < got.count else {
        result.append("\(label)record \(index + 1): expected \(shown(wanted[index])), got none")
        continue
      }
      guard index < wanted.count else {
        result.append("\(label)record \(index + 1): expected none, got \(shown(got[index]))")
        continue
      }
      for (column, heading) in expected.headings.enumerated() {
        let text = wanted[index][column] == "?" ? "" : wanted[index][column]
        if text != got[index][column] {
          result.append(
            "\(label)record \(index + 1), \(heading): expected \(quoted(wanted[index][column])), "
              + "got \(quoted(got[index][column]))")
        }
      }
    }
    return result
  }

  private func shown(_ row: [String]) -> String { row.joined(separator: " | ") }

  private func quoted(_ text: String) -> String { text.isEmpty ? "nothing" : "\"\(text)\"" }
}
