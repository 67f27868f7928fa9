import Mizan

// The one line that makes the format known to everything in the library.
FormatCatalog.add(FixedWidthFormat.self)

let words = CommandLine.arguments
guard words.count == 4 else {
  print("convert-fixed FILE MAPPING FOLDER")
  throw Failure(.usage, .fixedWidthRuler)
}
let standards = try Standards(folder: StandardsFolder.find())
let mapping = try Harmonizer.mapping(at: words[2], standards)
let report = try Harmonizer(standards).convert(
  [Input(path: words[1])], with: mapping, into: .folder(words[3]))
print("\(report.rows.read) read, \(report.rows.ready) ready")
