public import MizanDiagnostics
public import MizanRecords

/// Asks a PostgreSQL server one query and keeps the rows as a table of text.
///
/// Which server it is and who asks stand in the user's service file or environment, never in a
/// mapping or on the command line: `pg:SERVICE`, `postgresql:SERVICE`, or `pg:` for the
/// environment alone. The query runs in a transaction that only reads, and its rows come a few
/// thousand at a time by a cursor.
public struct DatabaseDoor: Sendable {
  public init() {}

  /// Whether a word of a command line means a database server.
  public static func accepts(_ word: String) -> Bool { service(word) != nil }

  /// A name for messages; of what may hold a password only the kind.
  public static func name(_ word: String) -> String {
    isService(service(word) ?? "") ? word : "postgresql"
  }

  /// Runs the query.
  /// - Throws: a ``Failure`` of kind `mapping` for an address or a query that is refused, `missing`
  ///   when the server cannot be reached, `undecided` when it has not what is asked for.
  public func open(_ input: Input, query: String?) throws(Failure) -> Input {
    let place = Place(input.name)
    let service = DatabaseDoor.service(input.path) ?? ""
    guard DatabaseDoor.isService(service) else {
      throw Failure(.mapping, .databaseAddress, at: place)
    }
    guard let query else { throw Failure(.mapping, .queryMissing, at: place) }
    guard let library = PostgresLibrary.shared else {
      throw DynamicLibrary.missing("libpq", at: place)
    }
    let session = try PostgresSession(library, service: service, place)
    return Input(path: input.path, name: input.name, held: try session.rows(of: query))
  }

  static func service(_ word: String) -> String? {
    for start in ["pg:", "postgresql:", "postgres:"] where word.lowercased().hasPrefix(start) {
      return String(word.dropFirst(start.count))
    }
    return nil
  }

  /// A plain name: nothing that could be a host, a password or an option.
  private static func isService(_ name: String) -> Bool {
    name.utf8.count <= 63
      && name.utf8.allSatisfy { 97...122 ~= $0 | 32 || 48...57 ~= $0 || $0 == 95 || $0 == 45 }
  }
}

extension Code {
  static let databaseAddress = Code("DATABASE_ADDRESS", .error)
  static let queryMissing = Code("QUERY_MISSING", .error)
}
