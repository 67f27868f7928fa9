import ArgumentParser
import Mizan

/// `mizan test`: the given/expect tables inside mappings.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the tests that stand inside mappings.",
    usage: "mizan test [--mutate] [MAPPING|FOLDER…]")

  @Argument(help: "Mapping files or folders. (default: mappings)", completion: .file())
  var files: [String] = []

  @Flag(
    help: "Change each decision of a mapping in turn and tell the changes that no test notices.")
  var mutate = false

  @OptionGroup var global: GlobalOptions

  func run() throws {
    try global.begin()
    let standards = try Console.shared.standards()
    var passed = 0
    var failed = 0
    var broken: Int32 = 0
    for path in files.isEmpty ? ["mappings"] : files {
      for case .mapping(let file) in try MappingList.expand(path) {
        do throws(Failure) {
          let mapping = try Harmonizer.mapping(at: file, standards)
          let results = MappingTestRunner.run(mapping)
          if results.isEmpty { Console.shared.say("\(file): there are no tests in it") }
          for result in results {
            if result.passed { passed += 1 } else { failed += 1 }
            tell(result)
          }
          // A test that fails already would notice every change.
          if mutate, results.allSatisfy(\.passed) {
            tell(MappingTestRunner.mutate(mapping), file)
          }
        } catch {
          Console.shared.tell(error)
          broken = max(broken, error.exitStatus)
        }
      }
    }
    Console.shared.write("\(passed) passed, \(failed) failed\n")
    if broken != 0 { throw ExitCode(broken) }
    if failed > 0 { throw ExitCode(1) }
  }

  /// How many changes the tests of a mapping noticed, and those that they did not.
  private func tell(_ score: MutationScore, _ file: String) {
    let noticed = score.noticed.count
    let all = noticed + score.unnoticed.count
    let share = all == 0 ? "" : " (\(noticed * 100 / all) %)"
    Console.shared.write("\(file): \(noticed) of \(all) changes noticed\(share)\n")
    for change in score.unnoticed { Console.shared.write("  unnoticed: \(change)\n") }
  }

  private func tell(_ result: MappingTestResult) {
    if result.passed && !global.verbose { return }
    let mark = result.passed ? "ok    " : "FAILED"
    Console.shared.write("\(mark) \(result.place.description): \(result.name)\n")
    for difference in result.differences { Console.shared.write("         \(difference)\n") }
  }
}
