import Glibc
public import MizanDiagnostics

/// Writes a small file that is not there yet.
public enum NewFile {
  /// - Throws: a ``Failure`` of kind `cannotCreate` when the file is there already: decisions of a
  ///   person are never written over.
  public static func write(_ text: String, to path: String) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      let problem = String(cString: strerror(errno))
      throw Failure(
        .cannotCreate, errno == EEXIST ? .suggestExists : .suggestNotWritten, at: Place(path),
        ["value": path, "problem": problem])
    }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + start }, bytes.count - start)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let problem = String(cString: strerror(errno))
        unlink(path)
        throw Failure(
          .cannotWrite, .suggestNotWritten, at: Place(path), ["value": path, "problem": problem])
      }
      start += count
    }
  }
}

extension Code {
  static let suggestExists = Code("SUGGEST_EXISTS", .error)
  static let suggestNotWritten = Code("SUGGEST_NOT_WRITTEN", .error)
}
