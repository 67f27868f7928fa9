import Glibc
import MizanDiagnostics

/// The standard input as a regular file: what comes through a pipe is first kept in a file
/// without a name, since a table is looked at before it is read.
enum StandardInput {
  /// The most that is taken from a pipe, in bytes; a regular file may be larger.
  private static let sizeLimit = 16 << 30

  private static let spooled: Result<Int32, Failure> = spool()

  /// A descriptor of one's own; the input is read from the pipe only once.
  static func opened() throws(Failure) -> Int32 {
    let own = fcntl(try spooled.get(), F_DUPFD_CLOEXEC, 3)
    guard own >= 0 else { throw problem(errno) }
    return own
  }

  private static func spool() -> Result<Int32, Failure> {
    var status = stat()
    guard fstat(STDIN_FILENO, &status) == 0 else { return .failure(problem(errno)) }
    if status.st_mode & S_IFMT == S_IFREG { return .success(STDIN_FILENO) }
    guard let file = Spool.namelessFile() else { return .failure(problem(errno)) }
    var block = [UInt8](repeating: 0, count: 1 << 18)
    var kept = 0
    while true {
      let count = read(STDIN_FILENO, &block, block.count)
      if count == 0 { return .success(file) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0, write(file, block, count) == count else { return .failure(problem(errno)) }
      kept += count
      if kept > sizeLimit {
        close(file)
        return .failure(
          Failure(
            .unreadable, .inputTooLarge, at: Place("-"), ["known": "\(sizeLimit >> 30) GB"]))
      }
    }
  }

  private static func problem(_ error: Int32) -> Failure {
    Failure(
      .missing, .inputUnreadable, at: Place("-"),
      ["value": "-", "problem": String(cString: strerror(error))])
  }
}

extension Code {
  static let inputTooLarge = Code("INPUT_TOO_LARGE", .error)
}
