import Glibc
package import MizanDiagnostics
package import MizanRecords

/// A regular file opened for reading, with its first bytes; `-` is the standard input.
///
/// Only regular files are read: a pipe would block for ever, a device has no end. A symbolic link
/// is followed only inside the folder in which it stands.
package final class InputFile {
  /// The most bytes that ``head`` holds.
  package static let headLimit = 1 << 18

  package let input: Input
  /// The size in bytes when the file was opened.
  package let size: Int
  /// The file's first bytes, at most ``headLimit``.
  package let head: [UInt8]
  private let descriptor: Int32
  private let changed: (seconds: Int, nanoseconds: Int)

  /// Opens a file.
  /// - Throws: a ``Failure`` of kind `missing` when it does not exist or may not be read, and of
  ///   kind `unreadable` when it is no regular file, leads elsewhere or is empty.
  package init(_ input: Input) throws(Failure) {
    let spool = input.held == nil ? try Spool.of(input, Limits()) : nil
    let descriptor: Int32
    if let held = input.held {
      descriptor = try held.opened(at: Place(input.name))
    } else if let spool {
      descriptor = spool.duplicate()
    } else {
      descriptor = try InputFile.open(input)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw InputFile.notRegular(input, status.st_mode)
    }
    self.input = input
    self.descriptor = descriptor
    size = Int(status.st_size)
    changed = (Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec))
    var head = [UInt8](repeating: 0, count: min(InputFile.headLimit, max(1, size)))
    let count = InputFile.fill(descriptor, &head)
    head.removeLast(head.count - max(0, count))
    self.head = head
    if count < 0 { throw unreadable(errno) }
    if count == 0 { throw Failure(.unreadable, .inputEmpty, at: place) }
  }

  deinit { close(descriptor) }

  package var place: Place { Place(input.name) }

  /// Reads at a position; 0 at the end.
  /// - Throws: a ``Failure`` of kind `missing` when the system cannot read on.
  package func read(
    at position: Int, into target: UnsafeMutableRawBufferPointer
  ) throws(Failure) -> Int {
    while true {
      let count = pread(descriptor, target.baseAddress, target.count, position)
      if count >= 0 { return count }
      if errno != EINTR { throw unreadable(errno) }
    }
  }

  /// Makes sure that the file is still the one that was opened.
  /// - Throws: a ``Failure`` of kind `unreadable` when somebody wrote to it meanwhile.
  package func checkUnchanged() throws(Failure) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, Int(status.st_size) == size,
      Int(status.st_mtim.tv_sec) == changed.seconds,
      Int(status.st_mtim.tv_nsec) == changed.nanoseconds
    else { throw Failure(.unreadable, .inputChanged, at: place) }
  }

  private func unreadable(_ error: Int32) -> Failure {
    Failure(
      .missing, .inputUnreadable, at: place,
      ["value": ShownText.make(input.path), "problem": String(cString: strerror(error))])
  }

  private static func fill(_ descriptor: Int32, _ bytes: inout [UInt8]) -> Int {
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress.map { $0 + filled }, $0.count - filled, filled)
      }
      if count < 0 {
        if errno == EINTR { continue }
        return -1
      }
      if count == 0 { break }
      filled += count
    }
    return filled
  }

  private static func open(_ input: Input) throws(Failure) -> Int32 {
    let arguments = ["value": ShownText.make(input.path)]
    var status = stat()
    var path = input.systemPath
    guard lstat(path, &status) == 0 else { throw cannotOpen(input, errno) }
    if status.st_mode & S_IFMT == S_IFLNK {
      guard let target = resolved(path) else { throw cannotOpen(input, errno) }
      let slash = CChar(bitPattern: 47)
      let folder = path.lastIndex(of: slash).map { path[...$0] + [0] } ?? [46, 0]
      guard let home = resolved(Array(folder)),
        target.starts(with: home.dropLast() + (home.count == 2 ? [] : [slash]))
      else {
        throw Failure(.unreadable, .pathSymlinkOutside, at: Place(input.name), arguments)
      }
      path = target
    }
    let descriptor = Glibc.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      // Opening a socket or a device without a driver fails, and so says what it is.
      if errno == ENXIO { throw notRegular(input, status.st_mode) }
      throw cannotOpen(input, errno)
    }
    return descriptor
  }

  /// The path without links; both end with a zero.
  private static func resolved(_ path: [CChar]) -> [CChar]? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return Array(UnsafeBufferPointer(start: resolved, count: strlen(resolved) + 1))
  }

  private static func cannotOpen(_ input: Input, _ error: Int32) -> Failure {
    Failure(
      .missing, error == ENOENT || error == ENOTDIR ? .inputMissing : .inputUnreadable,
      at: Place(input.name),
      ["value": ShownText.make(input.path), "problem": String(cString: strerror(error))])
  }

  private static func notRegular(_ input: Input, _ mode: mode_t) -> Failure {
    let problem =
      switch mode & S_IFMT {
      case S_IFDIR: "folder"
      case S_IFIFO: "pipe"
      case S_IFSOCK: "socket"
      default: "device"
      }
    return Failure(
      .unreadable, .pathNotRegular, at: Place(input.name),
      ["value": ShownText.make(input.path), "problem": problem])
  }
}

extension Code {
  static let inputEmpty = Code("INPUT_EMPTY", .error)
  static let inputMissing = Code("INPUT_MISSING", .error)
  static let inputUnreadable = Code("INPUT_UNREADABLE", .error)
  static let inputChanged = Code("INPUT_CHANGED", .error)
  static let pathNotRegular = Code("PATH_NOT_REGULAR", .error)
  static let pathSymlinkOutside = Code("PATH_SYMLINK_OUTSIDE", .error)
}
