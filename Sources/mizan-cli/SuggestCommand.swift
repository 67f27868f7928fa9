import ArgumentParser
import Mizan

/// `mizan suggest`: a drafted mapping for a sheet that nobody has mapped yet.
struct SuggestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Draft a mapping for an unknown sheet, with a reason for each proposal.",
    usage: "mizan suggest FILE [-o MAP]")

  @Argument(help: "The partner's file.", completion: .file())
  var file: String

  @Option(
    name: .shortAndLong, help: "Write the draft here; a file that is there is left alone.",
    completion: .file(extensions: ["yaml"]))
  var output: String?

  @Option(help: "The sheet to map. (default: the one that says most)")
  var sheet: String?

  @Option(help: "The country, such as KEN. (default: found by its areas)")
  var country: String?

  @Option(help: "The table that the rows are records of, such as activity. (default: found)")
  var table: String?

  @Flag(help: "Ask the open points one by one; answers are read from standard input.")
  var interactive = false

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var global: GlobalOptions

  func run() throws {
    try global.begin()
    let console = Console.shared
    let standards = try Console.shared.standards()
    guard let input = try InputList.expand([file]).first else {
      throw ValidationError("Say which file to look at.")
    }
    var suggestion = try Suggester(standards).suggest(
      input, Suggester.Wishes(sheet: sheet, country: country, table: table),
      format: reading.format, reading.options)
    if !suggestion.otherSheets.isEmpty {
      console.say(suggestion.othersText(console.messages, global.language))
    }
    if interactive { ask(&suggestion) }
    if let output, output != "-" {
      try NewFile.write(suggestion.mapping(console.messages, global.language), to: output)
      console.say(suggestion.summary(output, console.messages, global.language))
    }
    if global.json {
      console.write(suggestion.json(console.messages, global.language))
    } else if output == nil || output == "-" {
      console.write(suggestion.mapping(console.messages, global.language))
    }
  }

  /// Asks each open point; an empty line leaves it open, the end of the input leaves all the rest.
  private func ask(_ suggestion: inout Suggestion) {
    for index in suggestion.unanswered {
      Console.shared.ask(suggestion.question(index, Console.shared.messages, global.language))
      while let line = readLine(), !line.isEmpty, !suggestion.answer(index, line) {
        Console.shared.ask(suggestion.refusal(Console.shared.messages, global.language))
      }
    }
  }
}
