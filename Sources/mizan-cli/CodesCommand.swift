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
      """,
    subcommands: [
      CodesBrowseCommand.self,
      CodesMatchCommand.self,
    ],
    defaultSubcommand: CodesBrowseCommand.self)
}
