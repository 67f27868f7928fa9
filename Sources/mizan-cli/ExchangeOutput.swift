import Mizan

/// Writes what an exchange gave: the data to a file or standard output, the losses to standard error
/// or, as JSON, to standard output when the data do not go there.
struct ExchangeOutput {
  private let global: GlobalOptions

  init(_ global: GlobalOptions) { self.global = global }

  /// `replaces` says whether a file that is there may be written over.
  func tell(
    _ result: CrosswalkExchange.Result, to output: String, replaces: Bool
  ) throws(Failure) {
    if output == "-" {
      Console.shared.write(result.text)
    } else {
      try WholeFile.write(Array(result.text.utf8), to: output, replaces: replaces)
    }
    guard let loss = result.loss else { return }
    if global.json && output != "-" {
      Console.shared.write(loss.json)
    } else {
      for diagnostic in loss.diagnostics { Console.shared.tell(diagnostic) }
    }
  }
}
