import Glibc
public import MizanDiagnostics

/// Reads small files of our own (mappings, code lists, crosswalks) whole.
public enum SmallFile {
  /// Whether something stands under a path.
  public static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }

  /// The bytes of a regular file.
  /// - Throws: a ``Failure`` of kind `missing`, or `mapping` when it is larger than `limit` bytes.
  public static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(
        .missing, errno == ENOENT ? .fileMissing : .fileUnreadable, at: Place(path),
        ["value": path, "problem": String(cString: strerror(errno))])
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Failure(.missing, .fileUnreadable, at: Place(path), ["problem": "not a file"])
    }
    guard Int(status.st_size) <= limit else {
      throw Failure(
        .mapping, .mappingTooLarge, at: Place(path), ["known": "\(limit >> 20) MB"])
    }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &block, block.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        throw Failure(
          .missing, .fileUnreadable, at: Place(path),
          ["problem": String(cString: strerror(errno))])
      }
      if count == 0 { return bytes }
      bytes += block[..<count]
    }
  }
}

extension Code {
  static let fileMissing = Code("INPUT_MISSING", .error)
  static let fileUnreadable = Code("INPUT_UNREADABLE", .error)
  static let mappingTooLarge = Code("MAP_TOO_LARGE", .error)
}
