import Glibc
public import MizanDiagnostics

/// Writes one file beside its place and puts it there when it is complete.
public final class FileSink: ByteSink {
  private let path: String
  private let partial: String
  private let descriptor: Int32
  private var writer: BlockWriter
  private var isFinished = false

  /// - Throws: a ``Failure`` of kind `cannotCreate`.
  public init(path: String) throws(Failure) {
    self.path = path
    partial = "\(path).\(getpid()).part"
    descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw OutputFault.cannotCreate(path, errno) }
    writer = BlockWriter(descriptor)
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
      try writer.flush()
    } catch {
      throw OutputFault.cannotWrite(path, error.number)
    }
    guard rename(partial, path) == 0 else { throw OutputFault.cannotWrite(path, errno) }
    isFinished = true
  }
}
