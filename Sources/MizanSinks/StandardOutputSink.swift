import Glibc
public import MizanDiagnostics

/// Writes data to standard output, for `-o -`.
///
/// When the reader goes away, as in `mizan … | head`, the rest is thrown away without a word and
/// ``isClosed`` tells that writing may stop.
public final class StandardOutputSink: ByteSink {
  /// Whether the reader has gone.
  public private(set) var isClosed = false
  private var writer: BlockWriter

  /// Opens standard output. From here on SIGPIPE is ignored in the whole process.
  public convenience init() { self.init(descriptor: STDOUT_FILENO) }

  init(descriptor: Int32) {
    signal(SIGPIPE, SIG_IGN)
    writer = BlockWriter(descriptor)
  }

  public func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
    if isClosed { return }
    do throws(BlockWriter.Fault) {
      try writer.write(bytes)
    } catch {
      try end(error)
    }
  }

  /// Writes what still waits in the buffer.
  /// - Throws: a ``Failure`` of kind `cannotWrite`, such as `OUTPUT_FULL` for a full disk.
  public func finish() throws(Failure) {
    if isClosed { return }
    do throws(BlockWriter.Fault) {
      try writer.flush()
    } catch {
      try end(error)
    }
  }

  private func end(_ fault: BlockWriter.Fault) throws(Failure) {
    guard fault.number != EPIPE else {
      isClosed = true
      return
    }
    throw OutputFault.cannotWrite("-", fault.number)
  }
}
