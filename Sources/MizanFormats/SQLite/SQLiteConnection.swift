import Glibc
import MizanDiagnostics
import MizanRecords

/// A database file opened for reading, with everything that could write or reach out refused.
///
/// The file is opened as one that nobody changes: SQLite takes no lock and makes no file beside it.
final class SQLiteConnection {
  let library: SQLiteLibrary
  let handle: OpaquePointer
  let place: Place
  /// When SQLite must have given the next rows, in seconds of the monotonic clock.
  private let deadline = UnsafeMutablePointer<Int>.allocate(capacity: 1)

  init(_ file: InputFile, _ limits: Limits) throws(Failure) {
    place = file.place
    guard let library = SQLiteLibrary.shared else {
      throw DynamicLibrary.missing("libsqlite3", at: file.place)
    }
    self.library = library
    deadline.initialize(to: Int.max)
    var opened: OpaquePointer?
    let status = library.open(
      SQLiteConnection.address(file.input.systemPath), &opened, SQLiteNumber.openFlags, nil)
    guard status == SQLiteNumber.isOK, let opened else {
      let problem = library.message(opened).map { String(cString: $0) } ?? "SQLite \(status)"
      _ = library.close(opened)
      deadline.deallocate()
      throw Failure(.unreadable, .sqliteDamaged, at: file.place, ["problem": problem])
    }
    handle = opened
    // The longest value, and with it the longest row.
    _ = library.limit(opened, 0, Int32(clamping: max(1, limits.fieldBytes) &* 16))
    _ = library.execute(opened, "PRAGMA trusted_schema=OFF", nil, nil, nil)
    _ = library.execute(opened, "PRAGMA cell_size_check=ON", nil, nil, nil)
    library.setProgress(
      opened, 50_000, { SQLiteConnection.now() > $0?.load(as: Int.self) ?? 0 ? 1 : 0 }, deadline)
  }

  deinit {
    _ = library.close(handle)
    deadline.deallocate()
  }

  /// Begins to count the time for the next rows.
  func allow(seconds: Int) { deadline.pointee = SQLiteConnection.now() &+ max(1, seconds) }

  /// From here on statements may only read tables and call functions that reach nothing outside.
  func refuseAllButReading() {
    _ = library.setAuthorizer(
      handle,
      { _, action, _, name, _, _ in
        switch action {
        case 20, 21, 33: return 0  // read a column, select, a query that names itself
        case 31:
          guard let name else { return 1 }
          let denied = ["load_extension", "fts3_tokenizer", "readfile", "writefile", "edit"]
          return denied.contains(String(cString: name).lowercased()) ? 1 : 0
        default: return 1
        }
      }, nil)
  }

  /// What SQLite says about its last fault.
  var message: String {
    ShownText.make(library.message(handle).map { String(cString: $0) } ?? "", limit: 200)
  }

  /// The failure of a step or statement that did not go well.
  func fault(_ status: Int32) -> Failure {
    switch status & 0xFF {
    case SQLiteNumber.corrupt, SQLiteNumber.noDatabase:
      Failure(.unreadable, .sqliteDamaged, at: place, ["problem": message])
    case SQLiteNumber.interrupted: Failure(.unreadable, .queryTimeout, at: place)
    case SQLiteNumber.refused: Failure(.mapping, .queryRefused, at: place, ["problem": message])
    default: Failure(.undecided, .queryFailed, at: place, ["problem": message])
    }
  }

  /// The path as an address that says: read only, and nobody writes to it.
  private static func address(_ path: [CChar]) -> [CChar] {
    var text = Array("file:".utf8)
    let digits = Array("0123456789ABCDEF".utf8)
    for character in path.dropLast() {
      let byte = UInt8(bitPattern: character)
      switch byte {
      case 45...57, 65...90, 97...122, 95: text.append(byte)
      default: text += [37, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    text += Array("?mode=ro&immutable=1".utf8)
    return text.map { CChar(bitPattern: $0) } + [0]
  }

  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec
  }
}

extension Code {
  static let sqliteDamaged = Code("SQLITE_DAMAGED", .error)
  static let queryTimeout = Code("QUERY_TIMEOUT", .error)
  static let queryRefused = Code("QUERY_REFUSED", .error)
  static let queryFailed = Code("QUERY_FAILED", .error)
}
