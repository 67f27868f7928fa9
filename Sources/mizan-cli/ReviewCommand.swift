import ArgumentParser
import Glibc
import Mizan

/// `mizan review`: decides the labels that wait.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Decide labels that nobody has decided about, one key a label.",
    usage: """
      mizan review out
      mizan review out/review.csv --by "A. M."
      mizan review edited.xlsx -m MAP --apply
      """)

  @Argument(help: "Output folders of runs, or review.csv files.", completion: .file())
  var files: [String] = []

  @Option(
    name: [.customShort("m"), .customLong("map")],
    help: "The mapping. (default: the one that the folder was converted with)",
    completion: .file(extensions: ["yaml"]))
  var map: String?

  @Option(help: "Who decides. (default: user.name of git, or USER)")
  var by: String?

  @Option(help: "The day of the decisions, 2026-03-02. (default: today)")
  var on: String?

  @Flag(help: "Take the decisions written into the file; none, when one of them is wrong.")
  var apply = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("Say which queue to review: an output folder.") }
    if let on, !Today.isDay(on) {
      throw ValidationError("--on takes a day such as 2026-03-02.")
    }
  }

  func run() throws {
    try global.begin()
    let standards = try Console.shared.standards()
    var entries: [ReviewEntry] = []
    for file in files { entries += try ReviewQueue(file, map: map, standards).entries }
    let keyboard = Keyboard()
    let reviewer = Reviewer(name: try name(keyboard, standards), day: on ?? Today.iso)
    let messages = standards.messages()
    if apply {
      var answers = ReviewAnswers(reviewer)
      let tally = try answers.apply(entries)
      if !global.quiet { Console.shared.write(tally.text(messages, global.language)) }
      return
    }
    var session = try ReviewSession(
      entries, reviewer, messages, global.language, width: Window.columns,
      isolates: isatty(1) == 1)
    Console.shared.write(try session.begin())
    while !session.isDone {
      if session.wish == .key {
        guard let key = keyboard.key() else { break }
        Console.shared.write(try session.press(key))
      } else {
        guard let line = keyboard.line() else { break }
        Console.shared.write(try session.take(line: line))
      }
    }
    Console.shared.write("\n" + session.summary)
  }

  /// The person's name: as given, as git knows it, as the system knows it, or as typed.
  private func name(_ keyboard: Keyboard, _ standards: Standards) throws -> String {
    if let by, !by.isEmpty { return by }
    if let known = Person.gitName ?? Environment.value("USER") { return known }
    if isatty(0) == 1 {
      Console.shared.write(
        standards.messages().text(for: "UI_REVIEW_ASK_NAME", in: global.language).what + "\n> ")
      if let typed = keyboard.line(), !typed.isEmpty { return typed }
    }
    throw Failure(.usage, .reviewNoName)
  }
}

/// Who sits at the machine.
enum Person {
  /// `user.name` of git's settings; nil where there is no git or it does not know.
  static var gitName: String? {
    guard let pipe = popen("git config user.name 2>/dev/null", "r") else { return nil }
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = fread(&bytes, 1, bytes.count, pipe)
    guard pclose(pipe) == 0 else { return nil }
    let name = String(decoding: bytes[..<count].prefix { $0 != 10 }, as: UTF8.self)
    return name.isEmpty ? nil : name
  }
}

/// The day on the user's calendar.
enum Today {
  /// Whether a text has the form of a day.
  static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    return parts.map(\.utf8.count) == [4, 2, 2] && numbers.count == 3
      && (1...12).contains(numbers[1]) && (1...31).contains(numbers[2])
  }

  static var iso: String {
    var now = time(nil)
    var day = tm()
    localtime_r(&now, &day)
    var bytes = [CChar](repeating: 0, count: 16)
    let count = strftime(&bytes, bytes.count, "%Y-%m-%d", &day)
    return String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// The terminal's size.
enum Window {
  static var columns: Int {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return Environment.value("COLUMNS").flatMap { Int($0) } ?? 80
    }
    return Int(size.ws_col)
  }
}

extension Code {
  static let reviewNoName = Code("REVIEW_NO_NAME", .error)
}
