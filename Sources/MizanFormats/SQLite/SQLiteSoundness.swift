import Glibc
import MizanDiagnostics
import MizanRecords

/// What is looked at before a database is opened: whether the file is whole, and whether all of
/// its content is in it.
enum SQLiteSoundness {
  /// - Throws: a ``Failure`` of kind `unreadable` when pages are missing, or when another program
  ///   has left changes beside the file.
  static func check(_ file: InputFile) throws(Failure) {
    guard file.input.path != "-", file.input.held == nil, file.input.entry == nil else {
      throw Failure(.unreadable, .sqliteNeedsFile, at: file.place)
    }
    try refuseCut(file)
    // With a log beside it the file alone is not the database, and its digest says nothing.
    for (ending, isWaiting) in [("-wal", holdsPages), ("-journal", holdsJournal)] {
      let path = file.input.systemPath.dropLast() + ending.utf8CString
      if isWaiting(Array(path)) {
        throw Failure(
          .unreadable, .sqliteInUse, at: file.place,
          ["value": ShownText.make(file.input.name + ending)])
      }
    }
  }

  /// Compares the size with the number of pages that the head of the file counts.
  private static func refuseCut(_ file: InputFile) throws(Failure) {
    let head = file.head
    guard head.count >= 100 else {
      throw Failure(.unreadable, .sqliteDamaged, at: file.place, ["problem": "no whole head"])
    }
    func number(_ at: Int) -> Int {
      Int(head[at]) << 24 | Int(head[at + 1]) << 16 | Int(head[at + 2]) << 8 | Int(head[at + 3])
    }
    let coded = Int(head[16]) << 8 | Int(head[17])
    let pageSize = coded == 1 ? 65536 : coded
    // The count is true only if the last program that wrote the file knew of it.
    guard number(24) == number(92), number(28) > 0 else { return }
    let size = number(28) * pageSize
    if file.size < size {
      throw Failure(
        .unreadable, .sqliteDamaged, at: file.place,
        ["problem": "the file is cut off: \(file.size) of \(size) bytes"])
    }
  }

  /// Whether a write-ahead log holds more than its own head.
  private static func holdsPages(_ path: [CChar]) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_size > 32
  }

  /// Whether a journal is that of an unfinished change; an ended one is cut or begins with zeros.
  private static func holdsJournal(_ path: [CChar]) -> Bool {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return errno != ENOENT }
    defer { close(descriptor) }
    var head = [UInt8](repeating: 0, count: 8)
    return read(descriptor, &head, 8) == 8 && head.contains { $0 != 0 }
  }
}

extension Code {
  static let sqliteInUse = Code("SQLITE_IN_USE", .error)
  static let sqliteNeedsFile = Code("SQLITE_NEEDS_FILE", .error)
}
