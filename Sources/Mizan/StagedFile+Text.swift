import MizanDiagnostics
import MizanSinks

extension StagedFile {
  /// Writes a text.
  func write(text: String) throws(Failure) { try write(bytes: Array(text.utf8)) }

  /// Writes bytes.
  func write(bytes: [UInt8]) throws(Failure) {
    var failure: Failure?
    bytes.withUnsafeBytes { buffer in
      do throws(Failure) {
        try write(buffer)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }
}
