import MizanDiagnostics
import MizanRecords

/// Yields the names of the columns and then the rows of one statement, step by step.
///
/// Numbers keep their exact text; nothing (`NULL`) is a blank cell; what is binary is left blank
/// and told.
final class SQLiteReader: RowReader {
  private static let batchRows = 1024
  private static let batchBytes = 4 << 20

  private let file: InputFile
  private let statement: SQLiteStatement
  private let columns: [String]
  private let limits: Limits
  private var number = 1
  private var hasBegun = false
  private var isEnded = false
  private var binary: [Int: Int] = [:]

  init(_ file: InputFile, _ statement: SQLiteStatement, _ columns: [String], _ limits: Limits) {
    self.file = file
    self.statement = statement
    self.columns = columns
    self.limits = limits
  }

  func next(into batch: RecordBatch, _ findings: inout Findings) throws(Failure) -> Bool {
    batch.removeAll()
    if !hasBegun { batch.appendRow(columns, number: 1) }
    hasBegun = true
    statement.connection.allow(seconds: limits.querySeconds)
    while !isEnded, batch.rowCount < SQLiteReader.batchRows,
      batch.arena.count < SQLiteReader.batchBytes
    {
      guard try statement.step() else {
        isEnded = true
        try file.checkUnchanged()
        tellBinary(&findings)
        break
      }
      guard number < Int(UInt32.max) - 1 else {
        throw Failure(.unreadable, .limitRows, at: file.place, ["known": "\(number)"])
      }
      number += 1
      batch.beginRow(number: number)
      for column in columns.indices { append(column, to: batch) }
      batch.endRow()
    }
    return batch.rowCount > 0
  }

  private func append(_ column: Int, to batch: RecordBatch) {
    switch statement.type(column) {
    case SQLiteNumber.integer: batch.append(statement.text(column), kind: .number)
    case SQLiteNumber.float:
      let number = statement.double(column)
      batch.append(ShortestNumber.text(number).utf8, kind: number.isFinite ? .number : .text)
    case SQLiteNumber.text: appendText(statement.text(column), column, to: batch)
    case SQLiteNumber.blob:
      binary[column, default: 0] += 1
      batch.append([])
    default: batch.append([])
    }
  }

  private func appendText(
    _ text: UnsafeBufferPointer<UInt8>, _ column: Int, to batch: RecordBatch
  ) {
    var code: Code?
    if let base = text.baseAddress, text.count > 0 {
      if text.count > limits.fieldBytes {
        code = .limitFieldSize
      } else if text.contains(0) || UTF8Check.firstInvalid(base, text.count) < text.count {
        code = .sqliteText
      }
    }
    guard let code else {
      batch.append(text)
      return
    }
    let shown = text.prefix(64).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    batch.append([])
    batch.faults[batch.rowCount - 1] = RecordBatch.Fault(
      code, column: column + 1, raw: "x'\(shown)\(text.count > 64 ? "…" : "")'")
  }

  private func tellBinary(_ findings: inout Findings) {
    for (column, count) in binary.sorted(by: { $0.key < $1.key }) {
      findings.add(
        .sqliteBinary, at: file.place, column: columns[column], ["column": columns[column]],
        count: count)
    }
  }
}

extension Code {
  static let limitRows = Code("LIMIT_ROWS", .error)
  static let sqliteText = Code("SQLITE_TEXT_INVALID", .error)
  static let sqliteBinary = Code("SQLITE_BINARY", .warning)
}
