import ArgumentParser
import Glibc
import Mizan

/// `mizan check`: mappings, standards and files, without writing anything.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check mappings, or files against a mapping; nothing is written.",
    usage: """
      mizan check MAPPING|FOLDER…
      mizan check FILE… -m MAP
      """)

  @Argument(help: "Mapping files, folders of mappings, or data files with -m.", completion: .file())
  var files: [String] = []

  @Option(
    name: [.customShort("m"), .customLong("map")], help: "The mapping for data files.",
    completion: .file(extensions: ["yaml"]))
  var map: String?

  @Flag(help: "Print the mapping with everything it takes over and every default.")
  var resolved = false

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("Say what to check.") }
  }

  func run() throws {
    try global.begin()
    let standards = try Console.shared.standards()
    if let map { return try checkFiles(standards, map) }
    var worst: Int32 = 0
    for path in files {
      for file in try MappingList.expand(path) {
        worst = max(worst, try check(file, standards))
      }
    }
    if worst != 0 { throw ExitCode(worst) }
  }

  private func check(_ file: MappingList.Item, _ standards: Standards) throws -> Int32 {
    let console = Console.shared
    do throws(Failure) {
      switch file {
      case .standards(let folder):
        let found = StandardsLinter.check(folder)
        if let first = found.first(where: { $0.code.severity == .error }) {
          throw Failure(.mapping, [first] + found.filter { $0 != first })
        }
        for warning in found { console.tell(warning) }
        console.say(
          "\(folder): the standard is sound"
            + (found.isEmpty ? "" : ", \(found.count) to look at"))
      case .mapping(let path):
        let mapping = try Harmonizer.mapping(at: path, standards)
        if resolved { console.write(ResolvedMapping.text(mapping)) }
        for warning in mapping.warnings { console.tell(warning) }
        console.say(
          "\(path): \(mapping.mapping.id) \(mapping.mapping.version) is sound"
            + (mapping.warnings.isEmpty ? "" : ", \(mapping.warnings.count) to look at"))
      }
      return 0
    } catch {
      console.tell(error)
      return error.exitStatus
    }
  }

  private func checkFiles(_ standards: Standards, _ map: String) throws {
    let mapping = try Harmonizer.mapping(at: map, standards)
    var options = RunOptions(
      workers: Processors.count, language: global.language, format: reading.options,
      progress: { file, rows in Console.shared.progress(file, rows) })
    options.formatName = reading.format
    var report = try Harmonizer(standards, options).convert(
      try InputList.expand(files), with: mapping, into: .nothing)
    report.command = "check"
    report.outputs = []
    if global.json { Console.shared.write(JSONRenderer().render(report)) }
    Console.shared.tell(report, summaryToOutput: !global.json)
    if report.exit != 0 { throw ExitCode(report.exit) }
  }
}
