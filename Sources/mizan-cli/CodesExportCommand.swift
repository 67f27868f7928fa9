import ArgumentParser
import Mizan

/// `mizan codes export NAME`: a list or a crosswalk for other programs.
struct CodesExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a list as CSV, or a crosswalk as CSV or SSSOM; tells what SSSOM cannot carry.",
    usage: """
      mizan codes export LIST --to csv [-o FILE]
      mizan codes export CROSSWALK|FILE.csv --to sssom [-o FILE] [--list LIST]
      """)

  enum Form: String, ExpressibleByArgument, CaseIterable { case csv, sssom }

  @Argument(help: "A list, a crosswalk such as ownership--uis_sector_edu, or a crosswalk file.")
  var name: String

  @Option(help: "csv or sssom.")
  var to: Form = .csv

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "The file to write; - for standard output.")
  var output = "-"

  @Option(help: "The list that the targets of a crosswalk file come from.")
  var list: String?

  @Option(help: "The licence of the mappings, as a URL.")
  var license: String?

  @OptionGroup var global: GlobalOptions

  func run() throws {
    try global.begin()
    let exchange = CrosswalkExchange(try Console.shared.standards())
    let result =
      switch to {
      case .csv: try exchange.csv(name)
      case .sssom: try exchange.sssom(name, targetList: list, license: license)
      }
    try ExchangeOutput(global).tell(result, to: output, replaces: true)
  }
}
