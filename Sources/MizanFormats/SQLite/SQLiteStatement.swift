import MizanDiagnostics

/// One statement that reads, prepared; it knows the names of its columns.
final class SQLiteStatement {
  let connection: SQLiteConnection
  let handle: OpaquePointer
  let columns: [String]

  /// Prepares one statement.
  /// - Throws: a ``Failure`` of kind `mapping` when the text is not exactly one statement that only
  ///   reads, `undecided` when the database has not what it asks for, `unreadable` when the
  ///   database is damaged.
  init(_ connection: SQLiteConnection, _ text: String) throws(Failure) {
    self.connection = connection
    let library = connection.library
    var prepared: OpaquePointer?
    var status: Int32 = 0
    var rest = ""
    text.withCString { text in
      var tail: SQLiteLibrary.Text?
      status = library.prepare(connection.handle, text, -1, &prepared, &tail)
      rest = tail.map { String(cString: $0) } ?? ""
    }
    guard status == SQLiteNumber.isOK else { throw connection.fault(status) }
    guard let prepared else { throw SQLiteStatement.refused("nothing to read", connection) }
    handle = prepared
    columns = (0..<library.columnCount(prepared)).map {
      library.columnName(prepared, $0).map { String(cString: $0) } ?? ""
    }
    let isAlone = rest.allSatisfy { $0.isWhitespace || $0 == ";" }
    guard isAlone, library.isReadOnly(prepared) != 0, !columns.isEmpty else {
      throw SQLiteStatement.refused(isAlone ? "it does not read" : "a second one", connection)
    }
  }

  deinit { _ = connection.library.finalize(handle) }

  /// Goes to the next row; false at the end.
  func step() throws(Failure) -> Bool {
    let status = connection.library.step(handle)
    switch status {
    case SQLiteNumber.row: return true
    case SQLiteNumber.done: return false
    default: throw connection.fault(status)
    }
  }

  /// The bytes of a value as SQLite gives it as text; valid until the next step.
  func text(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    let start = connection.library.text(handle, Int32(column))
    return UnsafeBufferPointer(
      start: start, count: start == nil ? 0 : Int(connection.library.bytes(handle, Int32(column))))
  }

  func type(_ column: Int) -> Int32 { connection.library.type(handle, Int32(column)) }
  func double(_ column: Int) -> Double { connection.library.double(handle, Int32(column)) }

  private static func refused(_ problem: String, _ connection: SQLiteConnection) -> Failure {
    Failure(.mapping, .queryRefused, at: connection.place, ["problem": problem])
  }
}
