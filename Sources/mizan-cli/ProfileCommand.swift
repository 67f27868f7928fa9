import ArgumentParser
import Mizan

/// `mizan profile`: what is in a file.
struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "Tell what is in a file: sheets, headings, columns, oddities.",
    usage: "mizan profile FILE…")

  @Argument(help: "Files, folders, patterns or @list.txt.", completion: .file())
  var files: [String] = []

  @Option(help: "How many different values of a column are shown.")
  var sample = 4

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("Say which files to look at.") }
  }

  func run() throws {
    try global.begin()
    var worst: Int32 = 0
    var profiles: [FileProfile] = []
    for input in try InputList.expand(files) {
      do throws(Failure) {
        let profile = try FileProfiler(samples: sample).profile(
          input, format: reading.format, reading.options)
        profiles.append(profile)
        if !global.json {
          Console.shared.write(profile.text(Console.shared.messages, global.language))
        }
      } catch {
        Console.shared.tell(error)
        worst = max(worst, error.exitStatus)
      }
    }
    if global.json { Console.shared.write(FileProfile.json(profiles)) }
    if worst != 0 { throw ExitCode(worst) }
  }
}
