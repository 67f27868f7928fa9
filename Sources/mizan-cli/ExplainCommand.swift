import ArgumentParser
import Mizan

/// `mizan explain`: a code, a code of a list, or a record back to its cells.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a message code, a code of a list, or where a record comes from.",
    usage: """
      mizan explain NUMBER_AMBIGUOUS
      mizan explain level:L1
      mizan explain out/observation.csv:17
      mizan explain out/held.csv:2
      """)

  @Argument(help: "A code of a message, LIST:CODE, or FILE.csv:LINE of an output folder.")
  var what: String

  @OptionGroup var global: GlobalOptions

  func run() throws {
    try global.begin()
    let standards = try Console.shared.standards()
    let answer = try Explainer(standards, global.language).explain(what)
    Console.shared.write(global.json ? answer.json : answer.text)
  }
}
