import ArgumentParser
import Glibc
import Mizan

/// `mizan convert`: the main job.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Convert files with a mapping into the standard, with a report.",
    usage: """
      mizan convert FILE… -m MAP -o DIR
      mizan convert --job JOB -o DIR
      """)

  @Argument(
    help: "Files, folders, patterns such as 'inbox/*.xlsx', or @list.txt; - for standard input.",
    completion: .file())
  var files: [String] = []

  @Option(
    name: [.customShort("m"), .customLong("map")], help: "The mapping file.",
    completion: .file(extensions: ["yaml"]))
  var map: String?

  @Option(
    help: """
      A job file: several inputs, each with its mapping, into one output folder with one report. \
      Of several, all are converted together.
      """,
    completion: .file(extensions: ["yaml"]))
  var job: [String] = []

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "The folder that is written, or - for the observations on standard output.",
    completion: .directory)
  var output: String?

  @OptionGroup var reading: ReadingOptions

  @Option(help: "How many workers apply the mapping. (default: MIZAN_JOBS or the processors)")
  var jobs: Int?

  @Option(name: [.customLong("fail-on")], help: "End with status 1 from: error, warning, never.")
  var failOn: FailOn = .error

  @Flag(help: "A label that nobody has decided about ends the run with status 2.")
  var strict = false

  @Flag(name: [.customShort("n"), .customLong("dry-run")], help: "Count and tell, write nothing.")
  var dryRun = false

  @Flag(name: [.customLong("only-report")], help: "Write the report, no records.")
  var onlyReport = false

  @Flag(
    name: [.customLong("hash-outputs")],
    help: "Write the SHA-256 of outputs above 16 MB to result.json too.")
  var hashOutputs = false

  @OptionGroup var global: GlobalOptions

  enum FailOn: String, ExpressibleByArgument, CaseIterable {
    case error, warning, never
    var severity: Severity? {
      switch self {
      case .error: .error
      case .warning: .warning
      case .never: nil
      }
    }
  }

  func validate() throws {
    if job.isEmpty && map == nil { throw ValidationError("Say how to read the files: -m MAP.") }
    if !job.isEmpty && (map != nil || !files.isEmpty) {
      throw ValidationError("A job names its files and mappings itself.")
    }
    if files.isEmpty && job.isEmpty { throw ValidationError("Say which files to convert.") }
    if output == nil && !dryRun { throw ValidationError("Say where to write: -o DIR.") }
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes 1 to 256.") }
  }

  func run() throws {
    try global.begin()
    let standards = try Console.shared.standards()
    var (parts, titles) = try JobList.read(job, standards)
    if let map {
      let mapping = try Harmonizer.mapping(at: map, standards)
      parts = [JobPart(try InputList.expand(files), with: mapping)]
    }
    var options = RunOptions(
      workers: jobs ?? Environment.value("MIZAN_JOBS").flatMap { Int($0) } ?? Processors.count,
      language: global.language, commandLine: commandLine, failOn: failOn.severity,
      format: reading.options, isStrict: strict, writesRecords: !onlyReport,
      progress: { file, rows in Console.shared.progress(file, rows) })
    options.formatName = reading.format
    options.title = titles
    options.digestsLargeOutputs = hashOutputs
    let target: Harmonizer.Target =
      if dryRun { .nothing } else if output == "-" { .standardOutput } else { .folder(output!) }
    let report = try Harmonizer(standards, options).convert(parts, into: target)
    let console = Console.shared
    if global.json { console.write(JSONRenderer().render(report)) }
    console.tell(report, summaryToOutput: !global.json && output != "-")
    if dryRun && !global.json && !global.quiet { console.write(report.wouldWrite) }
    if report.exit != 0 { throw ExitCode(report.exit) }
  }

  /// The command that repeats the run; it leaves out what does not change the result.
  private var commandLine: String {
    var words = ["mizan", "convert"] + files
    words += map.map { ["-m", $0] } ?? job.flatMap { ["--job", $0] }
    if let output { words += ["-o", output] }
    words += reading.words
    return words.map(Shell.quoted).joined(separator: " ")
  }
}

extension Report {
  /// The files that a run would write, with their sizes in bytes, one a line.
  fileprivate var wouldWrite: String {
    let files = outputs.filter { $0.bytes > 0 }
    let width = files.map(\.path.count).max() ?? 0
    return files.map { file in
      let gap = String(repeating: " ", count: width - file.path.count)
      return "  \(file.path)\(gap)  \(file.bytes) B\n"
    }.joined()
  }
}

/// Words as a shell takes them.
enum Shell {
  static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || "0123456789-_./,:=@+%".unicodeScalars.contains($0)
    }
    if isPlain && !word.isEmpty { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}

/// The machine's processors.
enum Processors {
  static var count: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
