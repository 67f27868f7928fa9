import ArgumentParser
import Mizan

/// `mizan codes [LIST] [TEXT]`: all lists, or one.
struct CodesBrowseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "browse", abstract: "Show all lists, or the codes of one.",
    usage: """
      mizan codes
      mizan codes LIST [TEXT]
      mizan codes area --country SYR حلب
      """)

  @Argument(help: "The list, such as level; area or grade with --country. Without it, all lists.")
  var list: String?

  @Argument(help: "Show only codes whose code, names or aliases hold this text.")
  var text: [String] = []

  @Option(help: "The country pack for area and grade, such as SYR.")
  var country: String?

  @OptionGroup var global: GlobalOptions

  func run() throws {
    try global.begin()
    let standards = try Standards(folder: StandardsFolder.find())
    let browser = CodeBrowser(standards, global.language)
    let table: CodeBrowser.Table
    if let list {
      table = try browser.table(list, country: country, containing: text.joined(separator: " "))
    } else {
      table = browser.lists()
    }
    Console.shared.write(global.json ? table.json : table.text)
  }
}
