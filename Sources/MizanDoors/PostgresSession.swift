import MizanDiagnostics
import MizanRecords

/// One connection with one transaction that only reads; it ends with this object.
final class PostgresSession {
  private static let batchRows = 4000

  private let library: PostgresLibrary
  private let handle: OpaquePointer?
  private let place: Place

  /// Connects with what the service file and the environment say.
  init(_ library: PostgresLibrary, service: String, _ place: Place) throws(Failure) {
    self.library = library
    self.place = place
    var words = [
      "application_name": "mizan", "client_encoding": "UTF8", "connect_timeout": "10",
      "options": "-c default_transaction_read_only=on -c DateStyle=ISO -c statement_timeout=600000",
    ]
    if !service.isEmpty { words["service"] = service }
    let entries = words.sorted { $0.key < $1.key }
    handle = PostgresSession.with(entries.map(\.key)) { keys in
      PostgresSession.with(entries.map(\.value)) { values in library.connect(keys, values, 0) }
    }
    // All is set, so what is thrown from here on runs `deinit` as well.
    guard handle != nil, library.status(handle) == 0 else {
      throw Failure(.missing, .databaseUnreachable, at: place, ["problem": message])
    }
  }

  deinit { library.finish(handle) }

  /// The rows of one query as a text table, its first line the names of the columns.
  func rows(of query: String) throws(Failure) -> HeldFile {
    try run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    // With parameters, even none, a server takes one statement only; a cursor takes only a query.
    try run("DECLARE mizan NO SCROLL CURSOR FOR " + query)
    let held = try HeldFile()
    var isFirst = true
    while true {
      let result = try ask("FETCH FORWARD \(PostgresSession.batchRows) FROM mizan")
      defer { library.clear(result) }
      let columns = library.columns(result)
      var lines: [UInt8] = []
      if isFirst {
        isFirst = false
        for column in 0..<columns {
          let name = library.name(result, column).map { String(cString: $0) } ?? ""
          PostgresSession.append(Array(name.utf8), column, to: &lines)
        }
        lines.append(10)
      }
      let count = library.rows(result)
      for row in 0..<count {
        for column in 0..<columns {
          let value = UnsafeBufferPointer(
            start: library.value(result, row, column),
            count: Int(library.length(result, row, column)))
          PostgresSession.append(value, column, to: &lines)
        }
        lines.append(10)
      }
      try held.write(lines)
      if count == 0 { return held }
    }
  }

  /// Appends a cell; a value that is absent has no length.
  private static func append(
    _ value: some Collection<UInt8>, _ column: Int32, to line: inout [UInt8]
  ) {
    if column > 0 { line.append(44) }
    guard value.contains(where: { $0 == 34 || $0 == 44 || $0 == 10 || $0 == 13 }) else {
      line += value
      return
    }
    line.append(34)
    for byte in value { line += byte == 34 ? [34, 34] : [byte] }
    line.append(34)
  }

  private func run(_ command: String) throws(Failure) { library.clear(try ask(command)) }

  /// Sends one statement; the answer is to be cleared.
  private func ask(_ command: String) throws(Failure) -> OpaquePointer? {
    let result = library.execute(handle, command, 0, nil, nil, nil, nil, 0)
    let status = library.resultStatus(result)
    if status == 1 || status == 2 { return result }
    library.clear(result)
    throw Failure(.undecided, .databaseQuery, at: place, ["problem": message])
  }

  private var message: String {
    let text = library.message(handle).map { String(cString: $0) } ?? ""
    let line = text.split(separator: "\n").first.map(String.init) ?? text
    return ShownText.make(line, limit: 200)
  }

  /// Texts as an array of C texts that ends with nothing.
  private static func with<Result>(
    _ texts: [String], _ work: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
  ) -> Result {
    let bytes = texts.map { Array($0.utf8CString) }
    let copies = bytes.map { text in
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: text.count)
      copy.initialize(from: text, count: text.count)
      return copy
    }
    defer { for copy in copies { copy.deallocate() } }
    let pointers: [UnsafePointer<CChar>?] = copies.map { UnsafePointer($0) } + [nil]
    return work(pointers)
  }
}

extension Code {
  static let databaseUnreachable = Code("DATABASE_UNREACHABLE", .error)
  static let databaseQuery = Code("QUERY_FAILED", .error)
}
