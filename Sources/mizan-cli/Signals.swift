import Dispatch
import Glibc
import Mizan

/// What the program does when the user or the system interrupts it.
enum Signals {
  nonisolated(unsafe) private static var sources: [any DispatchSourceSignal] = []

  /// SIGPIPE is quiet; SIGINT and SIGTERM take away what is half-written and end with 130, the
  /// second one at once.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(
        signal: number, queue: DispatchQueue.global(qos: .userInteractive))
      source.setEventHandler {
        signal(number, SIG_DFL)
        StagedFolder.abandonAll()
        _exit(130)
      }
      source.resume()
      sources.append(source)
    }
  }
}
