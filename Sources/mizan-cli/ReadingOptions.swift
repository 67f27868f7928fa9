import ArgumentParser
import Mizan

/// What the user declares about the syntax of files, in place of what would be recognised.
struct ReadingOptions: ParsableArguments {
  @Option(help: "The format of the files, such as csv, xlsx or json. (default: recognised)")
  var format: String?

  @Option(help: "The separator of text tables: , ; | or tab. (default: recognised)")
  var delimiter: String?

  @Option(help: "The encoding of text tables, such as windows-1256. (default: recognised)")
  var encoding: String?

  @Option(
    help: "Where the rows of a JSON or XML file lie, such as /data/rows. (default: recognised)")
  var select: String?

  @Option(help: "An SDMX structure file that defines the messages.")
  var structure: String?

  @Option(help: "One query that only reads, for a database; its rows are the table.")
  var query: String?

  func validate() throws {
    if let delimiter, delimiter != "tab", delimiter.utf8.count != 1 {
      throw ValidationError("--delimiter takes one character, or the word tab.")
    }
  }

  var options: FormatOptions {
    FormatOptions(
      delimiter: delimiter.map { $0 == "tab" ? 9 : $0.utf8.first ?? 44 }, encoding: encoding,
      select: select, structure: structure, query: query)
  }

  /// The options as they were said.
  var words: [String] {
    var words: [String] = []
    if let format { words += ["--format", format] }
    if let delimiter { words += ["--delimiter", delimiter] }
    if let encoding { words += ["--encoding", encoding] }
    if let select { words += ["--select", select] }
    if let structure { words += ["--structure", structure] }
    if let query { words += ["--query", query] }
    return words
  }
}
