import MizanDiagnostics
import MizanRecords

/// Yields the bytes of a file's content in order, some hundred thousand at a time.
protocol ByteSource: AnyObject {
  /// Fills a part of `target`; 0 at the end.
  func read(into target: UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  /// The SHA-256 of the whole file as it lies on the disk; nil before the end was reached.
  var digest: String? { get }
}

/// The bytes of a file as they lie on the disk; takes their SHA-256 on the way.
final class FileBytes: ByteSource {
  let file: InputFile
  private(set) var digest: String?
  private let hash = SHA256()
  private var position = 0

  init(_ file: InputFile) { self.file = file }

  func read(into target: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
    let count = try file.read(at: position, into: target)
    if count > 0 {
      hash.update(UnsafeRawBufferPointer(start: target.baseAddress, count: count))
      position += count
    } else if digest == nil {
      try file.checkUnchanged()
      digest = hash.finish()
    }
    return count
  }
}
