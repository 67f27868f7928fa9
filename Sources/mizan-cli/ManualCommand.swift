import ArgumentParser
import Mizan

/// `mizan manual`: the manual page, made from the same words as the help.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the manual page (roff), for man.",
    usage: "mizan manual [--tables] > mizan.1")

  @Flag(help: "Print instead what is read, as tables for README.md and the handbook.")
  var tables = false

  func run() throws {
    if tables { return Console.shared.write(CatalogPage.markdown()) }
    let commands: [(String, String)] = [
      ("mizan", MizanCommand.helpMessage(columns: 78)),
      ("mizan convert", MizanCommand.helpMessage(for: ConvertCommand.self, columns: 78)),
      ("mizan profile", MizanCommand.helpMessage(for: ProfileCommand.self, columns: 78)),
      ("mizan review", MizanCommand.helpMessage(for: ReviewCommand.self, columns: 78)),
      ("mizan check", MizanCommand.helpMessage(for: CheckCommand.self, columns: 78)),
      ("mizan explain", MizanCommand.helpMessage(for: ExplainCommand.self, columns: 78)),
      ("mizan test", MizanCommand.helpMessage(for: TestCommand.self, columns: 78)),
      ("mizan codes", MizanCommand.helpMessage(for: CodesCommand.self, columns: 78)),
      ("mizan codes search", MizanCommand.helpMessage(for: CodesSearchCommand.self, columns: 78)),
      ("mizan codes show", MizanCommand.helpMessage(for: CodesShowCommand.self, columns: 78)),
      ("mizan codes export", MizanCommand.helpMessage(for: CodesExportCommand.self, columns: 78)),
      ("mizan codes import", MizanCommand.helpMessage(for: CodesImportCommand.self, columns: 78)),
    ]
    var page = """
      .TH MIZAN 1 "" "\(Harmonizer.version)" "User Commands"
      .SH NAME
      mizan \\- turn partner files about education in emergencies into one standard

      """
    for (name, help) in commands {
      page += ".SH \(name.uppercased())\n.nf\n"
      for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
        let escaped = line.split(separator: "\\", omittingEmptySubsequences: false)
          .joined(separator: "\\e")
        page += (escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" : "") + escaped + "\n"
      }
      page += ".fi\n"
    }
    Console.shared.write(page)
  }
}
