import Glibc
package import MizanDiagnostics

/// What came through a door, kept in a file so that it can be looked at before it is read.
///
/// The file has no name, or one in a cache; it is gone when nobody holds it any more. One thread
/// writes it, then any number may read it.
package final class HeldFile: @unchecked Sendable, Hashable {
  private let descriptor: Int32
  /// The number of bytes written.
  package private(set) var count = 0

  /// Takes over an open descriptor.
  package init(taking descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// A new file without a name in the folder for temporary files.
  /// - Throws: a ``Failure`` of kind `cannotCreate`.
  package convenience init() throws(Failure) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((folder + "/mizan-XXXXXX").utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { throw HeldFile.fault(.cannotCreate, folder) }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    unlink(template)
    self.init(taking: file)
  }

  /// Appends bytes.
  /// - Throws: a ``Failure`` of kind `cannotWrite`, such as a full disk.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
    var start = 0
    while start < bytes.count {
      guard let base = bytes.baseAddress else { return }
      let written = Glibc.write(descriptor, base + start, bytes.count - start)
      if written < 0 {
        if errno == EINTR { continue }
        throw HeldFile.fault(.cannotWrite, "temporary file")
      }
      start += written
      count += written
    }
  }

  /// Appends bytes.
  package func write(_ bytes: [UInt8]) throws(Failure) {
    var failure: Failure?
    bytes.withUnsafeBytes { bytes in
      do throws(Failure) { try write(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Appends all bytes of another one.
  package func append(_ other: HeldFile) throws(Failure) {
    var block = [UInt8](repeating: 0, count: 1 << 18)
    var position = 0
    while true {
      let count = pread(other.descriptor, &block, block.count, position)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw HeldFile.fault(.cannotWrite, "temporary file") }
      if count == 0 { return }
      try write(Array(block[..<count]))
      position += count
    }
  }

  /// The first bytes, at most `limit`.
  package func head(_ limit: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, limit))
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return Array(bytes.prefix(max(0, count)))
  }

  /// The SHA-256 of all bytes.
  package func sha256() -> String {
    let hash = SHA256()
    var block = [UInt8](repeating: 0, count: 1 << 18)
    var position = 0
    while true {
      let count = pread(descriptor, &block, block.count, position)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return hash.finish() }
      block.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      position += count
    }
  }

  /// A descriptor of one's own for reading at positions.
  package func opened(at place: Place) throws(Failure) -> Int32 {
    let own = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
    guard own >= 0 else {
      throw Failure(
        .missing, .fileUnreadable, at: place,
        ["value": place.file, "problem": String(cString: strerror(errno))])
    }
    return own
  }

  package static func == (one: HeldFile, other: HeldFile) -> Bool { one === other }
  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }

  private static func fault(_ kind: Failure.Kind, _ name: String) -> Failure {
    Failure(
      kind, .fileNotWritten, at: Place(name),
      ["value": name, "problem": String(cString: strerror(errno))])
  }
}
