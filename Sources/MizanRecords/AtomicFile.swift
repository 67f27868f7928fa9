import Glibc
public import MizanDiagnostics

/// Replaces a small file of our own in one step, so that a crash leaves the old one or the new one.
public enum AtomicFile {
  /// Writes a file beside the old one, sends it to the disk, and puts it in the old one's place.
  ///
  /// A link is followed; the folder is made when it is absent and the one above it is there. The
  /// permissions of the old file are kept.
  /// - Throws: a ``Failure`` of kind `cannotWrite`; then the old file is as it was.
  public static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    let target = resolved(path)
    let slash = target.lastIndex(of: "/")
    let folder = slash.map { String(target[..<$0]) } ?? "."
    let name = slash.map { String(target[target.index(after: $0)...]) } ?? target
    if mkdir(folder, 0o777) != 0, errno != EEXIST { throw fault(path) }
    let draft = "\(folder)/.\(name).mizan-\(getpid())"
    unlink(draft)
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw fault(path) }
    var old = stat()
    if stat(target, &old) == 0 { fchmod(descriptor, old.st_mode & 0o777) }
    let number = put(bytes, descriptor)
    close(descriptor)
    if number == 0, rename(draft, target) == 0 {
      sync(folder)
      return
    }
    let problem = number == 0 ? errno : number
    unlink(draft)
    errno = problem
    throw fault(path)
  }

  /// Writes every byte and waits for the disk; the number of the error, or 0.
  private static func put(_ bytes: [UInt8], _ descriptor: Int32) -> Int32 {
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes { all -> Int in
        Glibc.write(descriptor, all.baseAddress! + start, bytes.count - start)
      }
      if count < 0 {
        if errno == EINTR { continue }
        return errno
      }
      start += count
    }
    return fsync(descriptor) == 0 ? 0 : errno
  }

  /// The name of a file is kept by its folder, which has to reach the disk too.
  private static func sync(_ folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func fault(_ path: String) -> Failure {
    Failure(
      .cannotWrite, .fileNotWritten, at: Place(path),
      ["value": ShownText.make(path), "problem": String(cString: strerror(errno))])
  }
}

extension Code {
  static let fileNotWritten = Code("FILE_NOT_WRITTEN", .error)
}
