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
      mizan codes level --country ETH --grade G9 --school-year 2021/2022
      """)

  @Argument(help: "The list, such as level; area or grade with --country. Without it, all lists.")
  var list: String?

  @Argument(help: "Show only codes whose code, names or aliases hold this text.")
  var text: [String] = []

  @Option(help: "The country pack for area and grade, such as SYR.")
  var country: String?

  @Option(help: "Ask for the level of this grade, such as G9 or “Grade 9”, in a school year.")
  var grade: String?

  @Option(help: "The school year of --grade: 2021/2022, or 2021 where it is the calendar year.")
  var schoolYear: String?

  @Option(help: "The school system of --grade, such as UNRWA. (default: the national one)")
  var system: String?

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if grade == nil {
      if schoolYear != nil || system != nil {
        throw ValidationError("--school-year and --system go with --grade.")
      }
      return
    }
    guard list == "level", text.isEmpty, country != nil, schoolYear != nil else {
      throw ValidationError(
        "Write mizan codes level --country ISO3 --grade GRADE --school-year YEAR.")
    }
  }

  func run() throws {
    try global.begin()
    let standards = try Console.shared.standards()
    if let country, let grade, let schoolYear {
      let answer = try GradeLevelAnswer(
        standards, country: country, grade: grade, schoolYear: schoolYear, system: system,
        language: global.language)
      Console.shared.write(global.json ? answer.json : answer.text)
      guard let diagnostic = answer.diagnostic else { return }
      Console.shared.tell(diagnostic)
      throw ExitCode(1)
    }
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
