import MizanDiagnostics
import MizanRecords
import MizanSinks
import MizanSources

/// The files of held rows of a run.
///
/// Held rows keep the columns of their sheet, so each set of headings of which a row is held has its own
/// file: `held.csv`, then `held-2.csv`. A run that holds nothing has a `held.csv` with the headings of
/// its first table.
final class HeldFiles {
  private let stage: StagedFolder
  private var files: [StagedFile] = []
  private var known: [String: Held] = [:]
  private var first: Held?

  init(_ stage: StagedFolder) { self.stage = stage }

  /// The held rows of tables with the same headings; the file is made when one comes.
  final class Held {
    fileprivate let line: String
    fileprivate var file: StagedFile?
    private unowned let files: HeldFiles

    fileprivate init(_ line: String, _ files: HeldFiles) {
      self.line = line
      self.files = files
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
      if bytes.isEmpty { return }
      try files.open(self).write(bytes)
    }
  }

  /// Where the held rows of a table are written.
  func file(for headings: [Heading]) -> Held {
    var line = "file,sheet,row,scope,cells,reasons"
    for heading in headings {
      let text = heading.text.isEmpty ? Place.letters(ofColumn: heading.column + 1) : heading.text
      line += "," + CSVText.quoted(text)
    }
    if let held = known[line] { return held }
    let held = Held(line, self)
    known[line] = held
    first = first ?? held
    return held
  }

  private func open(_ held: Held) throws(Failure) -> StagedFile {
    if let file = held.file { return file }
    let file = try stage.create(files.isEmpty ? "held.csv" : "held-\(files.count + 1).csv")
    try file.write(text: held.line + "\n")
    held.file = file
    files.append(file)
    return file
  }

  /// The names of the files of which there are any, the first one first.
  var names: [String] { files.map(\.name) }

  /// All files in the order of their names, one at least where a table was read.
  func all() throws(Failure) -> [StagedFile] {
    if files.isEmpty, let first { _ = try open(first) }
    return files.sorted { $0.name < $1.name }
  }
}
