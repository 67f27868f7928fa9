import Glibc
import Mizan

/// Writes to standard output and standard error, in the form the user asked for.
final class Console: @unchecked Sendable {
  static let shared = Console()

  var language = Messages.Language.english
  var isQuiet = false
  var isVerbose = false
  var usesJSONLines = false
  var hasColor = false
  var showsProgress = false
  private var lastProgress = timespec()
  private var started = timespec()
  private var hasProgressLine = false

  private init() { clock_gettime(CLOCK_MONOTONIC, &started) }

  /// The texts of all codes; read when the first message is told.
  lazy var messages: Messages = {
    (try? standards())?.messages() ?? Messages()
  }()

  private var known: Standards?

  /// The standard that the command works with; read once.
  func standards() throws(Failure) -> Standards {
    if let known { return known }
    let standards = try Standards(folder: StandardsFolder.find())
    known = standards
    return standards
  }

  private var renderer: TextRenderer {
    var renderer = TextRenderer(messages, language, color: hasColor)
    renderer.isolatesValues = isatty(2) == 1
    renderer.showsNotes = isVerbose
    renderer.excerpt = { file, line in
      guard let bytes = try? SmallFile.read(file, limit: 4 << 20) else { return nil }
      let lines = bytes.split(separator: 10, maxSplits: line, omittingEmptySubsequences: false)
      return line >= 1 && line <= lines.count
        ? String(decoding: lines[line - 1], as: UTF8.self) : nil
    }
    return renderer
  }

  /// Writes to standard output; a reader that has gone away ends the program quietly.
  func write(_ bytes: [UInt8]) { put(bytes, to: 1) }

  func write(_ text: String) { write(Array(text.utf8)) }

  /// Tells why a command could not go on.
  func tell(_ failure: Failure) {
    clearProgress()
    put(
      usesJSONLines
        ? LogRenderer(messages, language).render(failure: failure)
        : renderer.render(failure: failure),
      to: 2)
  }

  /// Tells one thing.
  func tell(_ diagnostic: Diagnostic) {
    clearProgress()
    put(renderer.render(diagnostic: diagnostic), to: 2)
  }

  /// Tells one finding with its places.
  func tell(_ group: Findings.Group) {
    clearProgress()
    put(renderer.render(group: group), to: 2)
  }

  /// Tells what happens on the way; nothing with `--quiet`.
  func say(_ text: String) {
    if isQuiet { return }
    clearProgress()
    put(Array((text + "\n").utf8), to: 2)
  }

  /// Asks a person something; the answer is read from standard input.
  func ask(_ text: String) {
    clearProgress()
    put(Array(text.utf8), to: 2)
  }

  /// Tells the findings and the balance of a run.
  func tell(_ report: Report, summaryToOutput: Bool) {
    clearProgress()
    if usesJSONLines {
      put(LogRenderer(messages, language).render(report), to: 2)
      return
    }
    put(renderer.findings(report), to: 2)
    // Where no file could be read there is nothing to sum up.
    if isQuiet || report.inputs.allSatisfy({ $0.failure != nil }) { return }
    // A job that nobody watches says nothing when all is well, so that no mail is sent.
    if report.exit == 0 && !isVerbose && isatty(1) == 0 && isatty(2) == 0 { return }
    put(renderer.summary(report), to: summaryToOutput ? 1 : 2)
  }

  /// One line, redrawn ten times a second at most, once a run has taken a second.
  func progress(_ file: String, _ rows: Int) {
    guard showsProgress else { return }
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    guard seconds(from: started, to: now) > 1, seconds(from: lastProgress, to: now) > 0.1 else {
      return
    }
    lastProgress = now
    hasProgressLine = true
    put(Array("\r\u{1B}[K\(ShownText.make(file, limit: 50)): \(rows) rows".utf8), to: 2)
  }

  private func clearProgress() {
    if hasProgressLine { put(Array("\r\u{1B}[K".utf8), to: 2) }
    hasProgressLine = false
  }

  private func seconds(from one: timespec, to other: timespec) -> Double {
    Double(other.tv_sec - one.tv_sec) + Double(other.tv_nsec - one.tv_nsec) / 1e9
  }

  private func put(_ bytes: [UInt8], to descriptor: Int32) {
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + start, bytes.count - start)
      }
      if count < 0 {
        if errno == EINTR { continue }
        if descriptor == 1 { _exit(errno == EPIPE ? 141 : 74) }
        return
      }
      start += count
    }
  }
}
