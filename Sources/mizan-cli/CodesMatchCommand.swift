import ArgumentParser
import Mizan

/// `mizan codes match`: what labels mean, for people and for scripts.
struct CodesMatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Look labels up: a code where there is no doubt, else candidates with reasons.",
    usage: """
      mizan codes match area --country SYR حلب إدلب
      mizan codes match area --country UGA Luwero Ssembabule
      mizan codes match sex girls --json
      mizan codes match area --country SYR --json - < labels.tsv
      """,
    discussion: """
      A code is given only when exactly one line of the list, or one area inside the parent, has \
      the label after folding. Candidates are for a person; their scores never decide.

      With - each line of standard input is a label, or a label, a tab and the code of the area \
      that it lies in. With --json each label gives one JSON object on a line of its own.
      """)

  @Argument(help: "The list, such as level; area or grade with --country.")
  var list: String

  @Argument(help: "Labels; - reads them from standard input.")
  var labels: [String] = ["-"]

  @Option(help: "The country pack for area and grade, such as SYR.")
  var country: String?

  @Option(help: "The code of the area that the labels lie in, such as SY0705.")
  var parent: String?

  @Option(help: "Only areas of this level, such as 2.")
  var level: Int?

  @Option(help: "How many candidates to show; equally likely ones come with the last.")
  var top = 3

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if !(1...100).contains(top) { throw ValidationError("--top takes a number from 1 to 100.") }
  }

  func run() throws {
    try global.begin()
    let standards = try Console.shared.standards()
    let matcher = try LabelMatcher(
      standards, list: list, country: country, parent: parent, level: level, limit: top)
    // What scripts read stays the same unless somebody asks for another language.
    let isEnglish = global.json ? global.lang == nil : global.language == .english
    let words = isEnglish ? nil : ReasonWords(standards.messages(), global.language)
    var output: [UInt8] = []
    func answer(_ label: String, _ parent: String?) {
      let answer = matcher.match(label, parent: parent)
      if global.json {
        answer.appendJSON(to: &output, in: words)
      } else {
        answer.appendTable(to: &output, in: words)
      }
      if output.count > 1 << 16 { flush() }
    }
    func flush() {
      Console.shared.write(output)
      output.removeAll(keepingCapacity: true)
    }
    if labels == ["-"] {
      try LabelLines().read(line: answer, pause: flush)
    } else {
      for label in labels { answer(label, nil) }
      flush()
    }
  }
}
