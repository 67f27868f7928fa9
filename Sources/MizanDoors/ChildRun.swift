import CSystem
import Glibc
import MizanDiagnostics
import MizanRecords

/// One run of a program, within its bounds: what it prints is kept, what it complains is cut into
/// lines, and when it is ended its whole process group is.
struct ChildRun {
  /// How many lines of complaints are shown, and how many bytes of each.
  static let lineLimit = 20
  static let lineBytes = 400

  private let process: Int32
  private let output: Int32
  private let errors: Int32
  private let rules: Settings.PlugIns
  private let place: Place
  private let name: String
  private let held: HeldFile
  private let deadline: Int
  private var status: Int32?
  private var complaints = ComplaintLines()

  /// The first lines that the program wrote to its standard error.
  var lines: [String] { complaints.lines }

  /// Starts a program.
  init(
    _ program: [UInt8], _ arguments: [[UInt8]], _ rules: Settings.PlugIns, place: Place,
    name: String
  ) throws(Failure) {
    held = try HeldFile()
    self.rules = rules
    self.place = place
    self.name = name
    deadline = ChildRun.now() &+ max(1, rules.seconds) &* 1000
    var pipes: [Int32] = [-1, -1, -1, -1]
    let isOpen = pipes.withUnsafeMutableBufferPointer { ends in
      ends.baseAddress.map { pipe($0) == 0 && pipe($0 + 2) == 0 } ?? false
    }
    var started: Int32 = -1
    if isOpen {
      for end in pipes { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      started = ChildRun.start(program, arguments, pipes[1], pipes[3], rules)
    }
    if pipes[1] >= 0 { close(pipes[1]) }
    if pipes[3] >= 0 { close(pipes[3]) }
    output = pipes[0]
    errors = pipes[2]
    process = started
    if started < 0 {
      let problem = String(cString: strerror(errno))
      if output >= 0 { close(output) }
      if errors >= 0 { close(errors) }
      throw Failure(.missing, .plugInFailed, at: place, ["value": name, "problem": problem])
    }
  }

  /// Waits for the end of the program.
  /// - Returns: what it printed.
  /// - Throws: a ``Failure`` of kind `unreadable` when it does not end well within its bounds.
  mutating func finish() throws(Failure) -> HeldFile {
    defer { cleanUp() }
    try drain()
    while status == nil {
      if reap() { break }
      if ChildRun.now() > deadline { throw timeout() }
      usleep(5000)
    }
    let code = status ?? 0
    guard code != 0 else { return held }
    let problem =
      code & 0x7F == 0 ? "status \(code >> 8 & 0xFF)" : "signal \(code & 0x7F)"
    throw fault(.plugInFailed, ["problem": problem])
  }

  /// Reads both pipes to their ends.
  private mutating func drain() throws(Failure) {
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { block.deallocate() }
    var ends = [output, errors].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    var hasEnded = 0
    while ends.contains(where: { $0.fd >= 0 }) {
      if ChildRun.now() > deadline { throw timeout() }
      if poll(&ends, 2, 100) < 0, errno != EINTR { break }
      // A process that it left behind must not keep us waiting: a second, then it is ended.
      if reap() {
        hasEnded += 1
        if hasEnded == 10 { kill(-process, SIGKILL) }
        if hasEnded > 20 { break }
      }
      for index in 0..<2 where ends[index].revents != 0 {
        let count = read(ends[index].fd, block.baseAddress, block.count)
        if count < 0, errno == EINTR { continue }
        if count <= 0 {
          ends[index].fd = -1
          continue
        }
        hasEnded = 0
        let bytes = UnsafeRawBufferPointer(rebasing: block[..<count])
        if index == 1 {
          complaints.add(bytes)
          continue
        }
        if held.count + count > rules.outputBytes {
          throw fault(.plugInFlood, ["known": "\(rules.outputBytes >> 20) MB"])
        }
        try held.write(bytes)
      }
    }
    complaints.end()
  }

  /// Whether the program has ended.
  private mutating func reap() -> Bool {
    if status != nil { return true }
    var code: Int32 = 0
    if waitpid(process, &code, WNOHANG) == process { status = code }
    return status != nil
  }

  /// Ends what still runs and closes the pipes.
  private mutating func cleanUp() {
    kill(-process, SIGKILL)
    if status == nil {
      kill(process, SIGKILL)
      var code: Int32 = 0
      while waitpid(process, &code, 0) < 0, errno == EINTR {}
      status = code
    }
    close(output)
    close(errors)
  }

  private mutating func timeout() -> Failure {
    fault(.plugInTimeout, ["known": "\(rules.seconds) s"])
  }

  /// A failure that shows the last words of the program.
  private mutating func fault(_ code: Code, _ arguments: [String: String]) -> Failure {
    complaints.end()
    let words = arguments.merging(["value": name]) { old, _ in old }
    return Failure(
      .unreadable,
      [Diagnostic(code, at: place, words)]
        + lines.suffix(5).map {
          Diagnostic(.plugInSays, at: place, ["column": name, "value": $0])
        })
  }

  private static func start(
    _ program: [UInt8], _ arguments: [[UInt8]], _ output: Int32, _ errors: Int32,
    _ rules: Settings.PlugIns
  ) -> Int32 {
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map(copy) + [nil]
    // What adapters need to find programs and to write UTF-8, and nothing of ours.
    var environment =
      ["PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8", "TZ=UTC", "MIZAN_PLUG_IN=1"].map {
        copy(Array($0.utf8))
      } + [nil]
    defer { for word in words + environment { free(word) } }
    return csystem_start(
      words[0], &words, &environment, output, errors, UInt64(clamping: max(1, rules.memoryBytes)),
      UInt64(clamping: max(1, rules.seconds) &+ 1))
  }

  private static func copy(_ bytes: [UInt8]) -> UnsafeMutablePointer<CChar>? {
    strdup(bytes.map { CChar(bitPattern: $0) } + [0])
  }

  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec &* 1000 &+ time.tv_nsec / 1_000_000
  }
}

extension Code {
  static let plugInFailed = Code("PLUG_IN_FAILED", .error)
  static let plugInTimeout = Code("PLUG_IN_TIMEOUT", .error)
  static let plugInFlood = Code("PLUG_IN_FLOOD", .error)
}
