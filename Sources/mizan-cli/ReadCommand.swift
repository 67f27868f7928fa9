import ArgumentParser
import Mizan

/// `mizan read`: what a file holds, before any mapping.
struct ReadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Print the rows of a file of any format as CSV or as JSON lines.",
    usage:
      "mizan read FILE… [--sheet S] [--select POINTER] [--source NAME [--with NAME=VALUE]] [--to csv|ndjson] [-o FILE]"
  )

  enum Form: String, ExpressibleByArgument, CaseIterable {
    case csv, ndjson

    var printed: TablePrinter.Form { self == .csv ? .csv : .ndjson }
  }

  @Argument(
    help: "Files, folders, patterns or @list.txt; - for standard input.", completion: .file())
  var files: [String] = []

  @Option(help: "The sheet or table that is printed; * for anything. (default: the first)")
  var sheet: [String] = []

  @Option(
    help: "The source as which files are read, such as hxl; `mizan profile` names it.")
  var source: String?

  @Option(
    help: "An option of the source, such as form=survey.xlsx; may be repeated.")
  var with: [String] = []

  @Option(help: "How rows are printed: csv or ndjson.")
  var to: Form = .csv

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "The file that is written. (default: standard output)", completion: .file())
  var output: String?

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("Say which files to read.") }
    if with.contains(where: { !$0.contains("=") }) || !with.isEmpty && source == nil {
      throw ValidationError("--with takes NAME=VALUE and needs --source.")
    }
  }

  func run() throws {
    try global.begin()
    var options = reading.options
    options.digests = false
    var printer = TablePrinter(
      to.printed, sheets: sheet, format: reading.format, source: source, values: values, options)
    let inputs = try InputList.expand(files)
    let file = try output.flatMap { $0 == "-" ? nil : try FileSink(path: $0) }
    let console = StandardOutputSink()
    let sink: any ByteSink = file ?? console
    var worst: Int32 = 0
    for input in inputs {
      do throws(Failure) {
        let outcome = try printer.print(input, to: sink)
        tell(outcome.findings)
        if outcome.held > 0 || outcome.findings.worst == .error { worst = max(worst, 1) }
      } catch {
        Console.shared.tell(error)
        worst = max(worst, error.exitStatus)
      }
    }
    if let file { if worst < 64 { try file.finish() } } else { try console.finish() }
    if worst != 0 { throw ExitCode(worst) }
  }

  /// The options of the source by name.
  private var values: [String: String] {
    let pairs = with.map {
      $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    }
    return Dictionary(pairs.map { (String($0[0]), String($0[1])) }) { _, last in last }
  }

  private func tell(_ findings: Findings) {
    for group in findings.groups where group.key.code.severity != .note || global.verbose {
      Console.shared.tell(group)
    }
  }
}
