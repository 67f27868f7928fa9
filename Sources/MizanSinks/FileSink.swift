import Glibc
public import MizanDiagnostics

/// Writes one file beside its place and puts it there when it is complete.
public final class FileSink: ByteSink {
  private let path: String
  private let partial: String
  private let descriptor: Int32
  private var writer: BlockWriter
  private var isFinished = false

  /// - Throws: a ``Failure`` of kind `cannotCreate`, also where something other than a file
  ///   already has the name: it would be gone when the file takes its place.
  public init(path: String) throws(Failure) {
    try FileSink.refuseOther(path)
    self.path = path
    partial = "\(path).\(getpid()).part"
    descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw OutputFault.cannotCreate(path, errno) }
    writer = BlockWriter(descriptor, isWholeFile: true)
  }

  deinit {
    if !isFinished { unlink(partial) }
    close(descriptor)
  }

  public func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
    do throws(BlockWriter.Fault) {
      try writer.write(bytes)
    } catch {
      throw OutputFault.cannotWrite(path, error.number)
    }
  }

  /// Puts the file in its place.
  /// - Throws: a ``Failure`` of kind `cannotWrite`; then an earlier file stays as it was.
  public func finish() throws(Failure) {
    do throws(BlockWriter.Fault) {
      try writer.finish()
    } catch {
      throw OutputFault.cannotWrite(path, error.number)
    }
    try FileSink.refuseOther(path)
    guard rename(partial, path) == 0 else { throw OutputFault.cannotWrite(path, errno) }
    isFinished = true
  }

  /// A new name and a regular file are places for a file; a device, a pipe, a folder, a socket and
  /// a link are not.
  private static func refuseOther(_ path: String) throws(Failure) {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return }
    throw Failure(
      .cannotCreate, .outputNotFile, at: Place(path), ["value": ShownText.make(path)])
  }
}

extension Code {
  static let outputNotFile = Code("OUTPUT_NOT_FILE", .error)
}
