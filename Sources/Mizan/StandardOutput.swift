import Glibc
import MizanDiagnostics

/// Copies a finished table to standard output.
enum StandardOutput {
  /// - Throws: a ``Failure`` of kind `cannotWrite`; a reader that has gone away is no failure.
  static func copy(_ path: String?) throws(Failure) {
    guard let path else { return }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var block = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = read(descriptor, &block, block.count)
      if count <= 0 { return }
      var start = 0
      while start < count {
        let written = block.withUnsafeBytes { write(1, $0.baseAddress! + start, count - start) }
        if written < 0 {
          if errno == EINTR { continue }
          if errno == EPIPE { return }
          throw Failure(
            .cannotWrite, .standardOutputFailed, ["problem": String(cString: strerror(errno))])
        }
        start += written
      }
    }
  }
}

extension Code {
  static let standardOutputFailed = Code("OUTPUT_STDOUT_FAILED", .error)
}
