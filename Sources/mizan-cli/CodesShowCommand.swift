import ArgumentParser
import Mizan

/// `mizan codes show LIST [CODE]`: everything about a list or a code.
struct CodesShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show all that is known about a list or a code: names, evidence, validity.",
    usage: "mizan codes show LIST [CODE]")

  @Argument(help: "The list, such as sex.")
  var list: String

  @Argument(help: "The code, or one of its names.")
  var code: [String] = []

  @OptionGroup var global: GlobalOptions

  func run() throws {
    try global.begin()
    let standards = try Console.shared.standards()
    let browser = CodeBrowser(standards, global.language)
    let card =
      code.isEmpty
      ? try browser.card(list) : try browser.card(list, code: code.joined(separator: " "))
    Console.shared.write(
      global.json ? card.json : card.text(Console.shared.messages, global.language))
  }
}
