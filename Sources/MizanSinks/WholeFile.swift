import Glibc
public import MizanDiagnostics

/// Writes one file as a whole: either all of it is there afterwards, or what was there before.
public enum WholeFile {
  /// Writes bytes under a name.
  /// - Parameter replaces: whether a file of that name may be replaced.
  /// - Throws: a ``Failure`` of kind `cannotCreate`, as when the file exists and must not be
  ///   replaced, or `cannotWrite`.
  public static func write(_ bytes: [UInt8], to path: String, replaces: Bool) throws(Failure) {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists && status.st_mode & S_IFMT != S_IFREG {
      // A device or a pipe takes bytes as they come.
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw OutputFault.cannotCreate(path, errno) }
      return try fill(descriptor, bytes, path)
    }
    if exists && !replaces {
      throw Failure(
        .cannotCreate, .outputExists, at: Place(path), ["value": ShownText.make(path)])
    }
    let staged = path + ".mizan-\(getpid())"
    let descriptor = open(staged, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw OutputFault.cannotCreate(path, errno) }
    do throws(Failure) {
      try fill(descriptor, bytes, path)
    } catch {
      unlink(staged)
      throw error
    }
    guard rename(staged, path) == 0 else {
      let number = errno
      unlink(staged)
      throw OutputFault.cannotCreate(path, number)
    }
  }

  /// Writes all bytes and closes the descriptor.
  private static func fill(
    _ descriptor: Int32, _ bytes: [UInt8], _ path: String
  ) throws(Failure) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer -> Int in
        guard let base = buffer.baseAddress else { return 0 }
        return Glibc.write(descriptor, base + done, buffer.count - done)
      }
      if count < 0 {
        let number = errno
        if number == EINTR { continue }
        close(descriptor)
        throw OutputFault.cannotWrite(path, number)
      }
      done += count
    }
    guard close(descriptor) == 0 else { throw OutputFault.cannotWrite(path, errno) }
  }
}

extension Code {
  static let outputExists = Code("OUTPUT_EXISTS", .error)
}
