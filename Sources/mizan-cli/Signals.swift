import Dispatch
import Glibc
import Mizan

/// What the program does when the user or the system interrupts it.
enum Signals {
  nonisolated(unsafe) private static var sources: [any DispatchSourceSignal] = []

  /// SIGPIPE is quiet; SIGINT, SIGTERM, SIGHUP and SIGQUIT set the terminal back, take away what is
  /// half-written and end with 130, the second one at once.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
      var known = sigaction()
      // A program started by nohup goes on when its terminal is closed.
      if number == SIGHUP, sigaction(number, nil, &known) == 0,
        unsafeBitCast(known.__sigaction_handler.sa_handler, to: Int.self)
          == unsafeBitCast(SIG_IGN, to: Int.self)
      {
        continue
      }
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(
        signal: number, queue: DispatchQueue.global(qos: .userInteractive))
      source.setEventHandler {
        signal(number, SIG_DFL)
        Keyboard.restore()
        StagedFolder.abandonAll()
        _exit(130)
      }
      source.resume()
      sources.append(source)
    }
  }
}
