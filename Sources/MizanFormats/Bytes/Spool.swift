import Glibc
import MizanDiagnostics
import MizanRecords
import Synchronization

/// Content that is no file of its own: an entry of an archive, the content of a packed file, what
/// comes through a pipe. It is kept in a file without a name, which is gone when nobody reads it.
///
/// Nothing is ever unpacked under a name that an archive says.
final class Spool: Sendable {
  let descriptor: Int32
  /// A path under which the system opens the file anew; ended by a zero.
  let systemPath: [CChar]

  private struct Held { weak var spool: Spool? }
  /// What is kept just now, so that a file is unpacked once while it is looked at and read.
  private static let held = Mutex<[Input: Held]>([:])

  private init(_ descriptor: Int32) {
    self.descriptor = descriptor
    systemPath = Array("/proc/self/fd/\(descriptor)".utf8CString)
  }

  deinit { close(descriptor) }

  /// A descriptor of one's own; it is read at positions, so that readers do not disturb each other.
  func duplicate() -> Int32 { fcntl(descriptor, F_DUPFD_CLOEXEC, 3) }

  /// The kept content of an input; nil for a file that can be opened by its path.
  /// - Throws: a ``Failure`` when it cannot be unpacked or kept.
  static func of(_ input: Input, _ limits: Limits) throws(Failure) -> Spool? {
    guard input.path == "-" || input.entry != nil else { return nil }
    if let known = held.withLock({ $0[input]?.spool }) { return known }
    let spool: Spool
    if input.isUnpacked {
      spool = try inflated(input, limits)
    } else if input.entry != nil {
      spool = try ZipContent.unpacked(input, limits)
    } else {
      spool = Spool(try StandardInput.opened())
    }
    held.withLock {
      $0 = $0.filter { $0.value.spool != nil }
      $0[input] = Held(spool: spool)
    }
    return spool
  }

  /// Keeps what `next` gives, block by block, until it gives nothing.
  static func keep(
    _ input: Input, _ next: () throws(Failure) -> UnsafeRawBufferPointer?
  ) throws(Failure) -> Spool {
    guard let file = namelessFile() else { throw full(input) }
    let spool = Spool(file)
    while let block = try next() {
      var written = 0
      while written < block.count {
        guard let base = block.baseAddress else { break }
        let count = write(file, base + written, block.count - written)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { throw full(input) }
        written += count
      }
    }
    return spool
  }

  private static func inflated(_ input: Input, _ limits: Limits) throws(Failure) -> Spool {
    guard let packed = input.archive else { throw full(input) }
    let bytes = try GzipBytes(FileBytes(InputFile(packed)), limits)
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { block.deallocate() }
    return try keep(input) { () throws(Failure) in
      let count = try bytes.read(into: block)
      return count == 0 ? nil : UnsafeRawBufferPointer(rebasing: block[..<count])
    }
  }

  /// Opens a new file in the folder for temporary files and takes its name away; nil on failure.
  static func namelessFile() -> Int32? {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((folder + "/mizan-XXXXXX").utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { return nil }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    unlink(template)
    return file
  }

  private static func full(_ input: Input) -> Failure {
    Failure(
      .missing, .inputUnreadable, at: Place(input.name),
      ["value": ShownText.make(input.path), "problem": String(cString: strerror(errno))])
  }
}
