import ArgumentParser
import Mizan

/// `mizan codes search TEXT`: what a text may mean, in any list and any language.
struct CodesSearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Look for a text in all lists and all languages.",
    usage: "mizan codes search TEXT… [--country SYR] [--external]")

  @Argument(help: "The text; case, accents and spellings of Arabic do not matter.")
  var text: [String]

  @Option(help: "Search the areas and grades of this country as well, such as SYR.")
  var country: String?

  @Flag(help: "Search the lists of other standards as well (UIS, HXL, IASC).")
  var external = false

  @OptionGroup var global: GlobalOptions

  func run() throws {
    try global.begin()
    let standards = try Console.shared.standards()
    let table = try CodeBrowser(standards, global.language).search(
      text.joined(separator: " "), country: country, includesExternal: external)
    Console.shared.write(global.json ? table.json : table.text)
  }
}
