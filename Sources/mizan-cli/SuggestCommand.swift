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
    let suggester = try Suggester(standards)
    var wishes = Suggester.Wishes(sheet: sheet, country: country, table: table)
    var suggestion = try suggester.suggest(
      input, wishes, format: reading.format, reading.options)
    if suggestion.isForm { console.say(suggestion.formText(console.messages, global.language)) }
    if !suggestion.otherSheets.isEmpty {
      console.say(suggestion.othersText(console.messages, global.language))
    }
    if interactive {
      // The country first: with it the areas and grades are known, and less is open.
      if let point = suggestion.countryPoint, ask(point, &suggestion),
        let iso3 = suggestion.answer(to: point)
      {
        wishes.country = iso3
        suggestion = try suggester.suggest(
          input, wishes, format: reading.format, reading.options)
      }
      let country = suggestion.countryPoint
      for point in suggestion.unanswered where point != country { ask(point, &suggestion) }
    }
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

  /// Asks an open point; an empty line leaves it open, the end of the input leaves all the rest.
  /// - Returns: whether it was answered.
  @discardableResult
  private func ask(_ point: Int, _ suggestion: inout Suggestion) -> Bool {
    Console.shared.ask(suggestion.question(point, Console.shared.messages, global.language))
    while let line = readLine(), !line.isEmpty {
      if suggestion.answer(point, line) { return true }
      Console.shared.ask(suggestion.refusal(Console.shared.messages, global.language))
    }
    return false
  }
}
