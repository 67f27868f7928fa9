import ArgumentParser
import Mizan

/// `mizan codes import FILE.sssom.tsv`: a crosswalk from SSSOM.
struct CodesImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Read an SSSOM file as a crosswalk; tells what a crosswalk cannot hold.",
    usage: "mizan codes import FILE.sssom.tsv [-o crosswalk.csv]")

  @Argument(help: "The SSSOM file, TSV.", completion: .file())
  var file: String

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "The file to write; - for standard output.")
  var output = "-"

  @OptionGroup var global: GlobalOptions

  func run() throws {
    try global.begin()
    let exchange = CrosswalkExchange(try Console.shared.standards())
    // A crosswalk that is there holds decisions of people, so it is not written over.
    try ExchangeOutput(global).tell(
      try exchange.crosswalk(sssom: file), to: output, replaces: false)
  }
}
