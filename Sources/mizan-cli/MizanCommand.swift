import ArgumentParser
import Glibc
import Mizan

/// The command `mizan`: words in, calls of the library, an exit status out.
@main
struct MizanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mizan",
    abstract: "Turns partner files about education in emergencies into one standard.",
    discussion: """
      What is read is either ready, held with a reason, or dropped by a rule that somebody wrote \
      down; the two sides always balance, for rows and for sums.

      Exit status: 0 done · 1 done, some rows are held or checks failed · 2 a person must decide \
      first · 64 wrong words · 65 a file is not what it says · 66 a file is missing · 70 a bug in \
      mizan · 73 and 74 the output cannot be written · 75 another run holds the output · 78 the \
      mapping is wrong · 130 interrupted. For systemd, SuccessExitStatus=1 says that held rows are \
      no alarm.
      """,
    version: Harmonizer.version,
    groupedSubcommands: [
      CommandGroup(name: "Start", subcommands: [ConvertCommand.self]),
      CommandGroup(
        name: "Everyday",
        subcommands: [
          ProfileCommand.self, ReadCommand.self, SuggestCommand.self, CheckCommand.self,
          ReviewCommand.self, ExplainCommand.self,
          TestCommand.self,
        ]),
      CommandGroup(name: "Reference", subcommands: [CodesCommand.self, ManualCommand.self]),
    ])

  static func main() {
    Signals.prepare()
    do {
      try refuseWithoutWords()
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      Console.shared.tell(failure)
      _exit(failure.exitStatus)
    } catch {
      exit(withError: error)
    }
  }

  /// The first word is the program's own name and always there. Without it the system did not let
  /// the words be read, which must not look like a call without words.
  private static func refuseWithoutWords() throws(Failure) {
    if CommandLine.arguments.isEmpty { throw Failure(.missing, .wordsUnreadable) }
  }
}

extension Code {
  static let wordsUnreadable = Code("WORDS_UNREADABLE", .error)
}
