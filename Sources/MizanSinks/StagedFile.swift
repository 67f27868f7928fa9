import Glibc
public import MizanDiagnostics
import MizanRecords

/// A file that is being written inside a ``StagedFolder``; it is digested while it is written, up
/// to a size beyond which the digest would cost more than the writing.
public final class StagedFile: ByteSink {
  /// The file's name inside the folder.
  public let name: String
  private let shownPath: String
  private let descriptor: Int32
  /// Nil once the file has grown beyond what is digested.
  private var digest: SHA256? = SHA256()
  private let digestLimit: Int
  private var writer: BlockWriter
  private var count = 0
  private var receipt: (sha256: String, bytes: Int)?

  /// Takes over an open descriptor; `shownPath` is what messages call it.
  init(
    _ name: String, descriptor: Int32, shownPath: String,
    digestLimit: Int = StagedFolder.digestLimit
  ) {
    self.digestLimit = digestLimit
    self.name = name
    self.shownPath = shownPath
    self.descriptor = descriptor
    writer = BlockWriter(descriptor, isWholeFile: true)
  }

  deinit { if receipt == nil { close(descriptor) } }

  /// Adds bytes to the file.
  /// - Throws: a ``Failure`` of kind `cannotWrite`, such as `OUTPUT_FULL` for a full disk.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
    precondition(receipt == nil, "a finished file takes no more bytes")
    count &+= bytes.count
    if count > digestLimit { digest = nil }
    digest?.update(bytes)
    do throws(BlockWriter.Fault) {
      try writer.write(bytes)
    } catch {
      throw OutputFault.cannotWrite(shownPath, error.number)
    }
  }

  /// Writes what is left and closes the file. Finishing twice gives the same answer.
  /// - Returns: SHA-256 in hexadecimal digits, empty for a file that is too large for it, and the
  ///   size in bytes.
  /// - Throws: a ``Failure`` of kind `cannotWrite`.
  public func finish() throws(Failure) -> (sha256: String, bytes: Int) {
    if let receipt { return receipt }
    do throws(BlockWriter.Fault) {
      try writer.finish()
    } catch {
      throw OutputFault.cannotWrite(shownPath, error.number)
    }
    let result = (digest?.finish() ?? "", count)
    receipt = result
    // Some file systems tell only here that the bytes found no room.
    if close(descriptor) != 0, errno != EINTR {
      throw OutputFault.cannotWrite(shownPath, errno)
    }
    return result
  }
}
