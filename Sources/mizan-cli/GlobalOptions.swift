import ArgumentParser
import Glibc
import Mizan

/// Options that every command takes.
struct GlobalOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Tell problems only.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Tell more.")
  var verbose = false

  @Flag(help: "Write one JSON document to standard output.")
  var json = false

  @Flag(help: "Plain text: no colours, no progress line.")
  var plain = false

  @Option(help: "Colours in messages: auto, always or never.")
  var color: ColorChoice = .auto

  @Flag(help: "No colours; the same as --color never.")
  var noColor = false

  @Option(help: "The language of messages and reports: en, fr or ar. (default: MIZAN_LANG or en)")
  var lang: String?

  @Option(name: [.customLong("log-format")], help: "Messages as text or json lines.")
  var logFormat: LogFormat = .text

  @Option(
    name: [.customShort("C"), .customLong("directory")], help: "Work in this folder.",
    completion: .directory)
  var directory: String?

  @Option(
    help: "Take the standard, its lists and its country packs from this folder.",
    completion: .directory)
  var standards: String?

  enum ColorChoice: String, ExpressibleByArgument, CaseIterable { case auto, always, never }
  enum LogFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

  func validate() throws {
    if let lang, Messages.Language(rawValue: lang) == nil {
      throw ValidationError("--lang takes en, fr or ar, not “\(lang)”.")
    }
  }

  /// Sets up the console and the working folder; called once by each command.
  func begin() throws(Failure) {
    if let directory, chdir(directory) != 0 {
      throw Failure(.missing, .folderMissing, at: Place(directory), ["value": directory])
    }
    StandardsFolder.use(standards)
    let console = Console.shared
    console.language = language
    console.isQuiet = quiet
    console.isVerbose = verbose
    console.usesJSONLines = logFormat == .json
    console.hasColor =
      switch noColor || plain ? .never : color {
      case .always: true
      case .never: false
      case .auto:
        isatty(2) == 1 && Environment.value("NO_COLOR") == nil
          && Environment.value("TERM") != "dumb"
      }
    console.showsProgress = isatty(2) == 1 && !quiet && !plain
  }

  /// The language asked for; it never follows the locale, so that outputs do not depend on it.
  var language: Messages.Language {
    let asked = lang ?? Environment.value("MIZAN_LANG") ?? "en"
    return Messages.Language(rawValue: asked) ?? .english
  }
}

/// Values of the environment.
enum Environment {
  static func value(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}

extension Code {
  static let folderMissing = Code("FOLDER_MISSING", .error)
}
