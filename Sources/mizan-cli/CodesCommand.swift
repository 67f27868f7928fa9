import ArgumentParser
import Mizan

/// `mizan codes`: the code lists of the standard.
struct CodesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codes", abstract: "Browse and search the code lists of the standard.",
    usage: """
      mizan codes
      mizan codes LIST [TEXT]
      mizan codes area --country SYR حلب
      mizan codes level --country ETH --grade G9 --school-year 2021/2022
      mizan codes match LIST LABEL…
      mizan codes search TEXT
      mizan codes show LIST [CODE]
      mizan codes export LIST|CROSSWALK --to csv|sssom
      mizan codes import FILE.sssom.tsv -o crosswalk.csv
      """,
    subcommands: [
      CodesBrowseCommand.self,
      CodesMatchCommand.self,
      CodesSearchCommand.self,
      CodesShowCommand.self,
      CodesExportCommand.self,
      CodesImportCommand.self,
    ],
    defaultSubcommand: CodesBrowseCommand.self)
}
