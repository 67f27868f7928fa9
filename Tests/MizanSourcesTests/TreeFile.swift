import MizanDiagnostics
import MizanRecords

@testable import MizanSources

/// Tables as formats of trees yield them: the first row holds the headings, cells have paths, and
/// what begins with `../` or `_` stands aside.
final class TreeFile: TableFile {
  let format = "json"
  let findings = Findings()
  let tables: [TableInfo]
  private let memory: MemoryTableFile

  /// - Parameter aside: not used by tables without columns aside.
  init(_ tables: [(name: String?, rows: [[String]])], aside: Int = 0) {
    memory = MemoryTableFile(
      format: "json", sheets: tables.map { .init(name: $0.name, rows: $0.rows) }, batchRows: 3)
    self.tables = tables.map { table in
      let columns = (table.rows.first ?? []).map { heading -> TreePaths.Column in
        if heading.hasPrefix("_") { return TreePaths.Column("") }
        let up = heading.split(separator: "/").prefix { $0 == ".." }.count
        let name = heading.split(separator: "/").dropFirst(up).joined(separator: "~1")
        return TreePaths.Column("/" + name, up: up)
      }
      return TableInfo(
        name: table.name, headingRow: 1,
        addressing: .paths(TreePaths(prefix: "/rows/", offset: 2, columns: columns)))
    }
  }

  func rows(ofTable table: Int) throws(Failure) -> any RowReader {
    try memory.rows(ofTable: table)
  }

  func sha256() throws(Failure) -> String { try memory.sha256() }
}

/// What a source made of a file, read to its end.
func read(_ reading: SourceReading, name: String = "file.json") throws -> Read {
  var findings = Findings()
  let located = try TableLocator.locate(reading, input: Input(path: name), &findings)
  var read = Read(located: located, findings: findings)
  let reader = try located.rows(RowTreatment())
  let batch = RecordBatch()
  while try reader.next(into: batch, &read.findings) {
    for row in 0..<batch.rowCount {
      if let fault = batch.faults[row] { read.faults[read.rows.count] = fault.code.name }
      read.rows.append((0..<Int(batch.widths[row])).map { batch.text(row: row, column: $0) })
      read.numbers.append(Int(batch.rowNumbers[row]))
    }
  }
  return read
}

/// The failure that a piece of work ends with; nil when it ends well.
func sourceFailure(_ work: () throws -> some Any) -> Failure? {
  do {
    _ = try work()
    return nil
  } catch {
    return error as? Failure
  }
}
