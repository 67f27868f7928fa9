import MizanDiagnostics
import MizanDoors
import MizanFormats
import MizanMapping
import MizanRecords

/// Opens an input by whatever door it comes in: a file, what a plug-in makes of it, an address of
/// the network, a query of a database.
///
/// What is no file is kept first and then read like one, so nothing of it is published before all
/// of it has come.
struct InputOpening {
  private let settings: Settings?
  private let program: [String]
  private let folder: String

  /// - Parameter settings: what the user permits; nil: what `mizan.yaml` says, read when it is needed.
  init(_ settings: Settings? = nil, _ mapping: Mapping? = nil) {
    self.settings = settings
    program = mapping?.source.program ?? []
    folder = mapping?.folder ?? ""
  }

  /// - Throws: what the door and the format throw.
  func open(
    _ input: Input, format: String?, _ options: FormatOptions, _ findings: inout Findings
  ) throws(Failure) -> any TableFile {
    var input = input
    switch Door(input.path) {
    case .file: break
    case .address:
      input = try AddressDoor(known()).open(input, &findings)
    case .database:
      input = try DatabaseDoor().open(input, query: options.query)
      return try FormatCatalog.open(input, format: CSVFormat.name, InputOpening.plain(options))
    }
    guard !program.isEmpty else { return try FormatCatalog.open(input, format: format, options) }
    let original = try InputFile(input)
    let made = try PlugInDoor(known()).open(program, for: input, folder: folder, &findings)
    var syntax = options
    syntax.encoding = options.encoding ?? "utf-8"
    syntax.query = nil
    let table = try FormatCatalog.open(made, format: format ?? InputOpening.guess(made), syntax)
    return PlugInFile(table, original)
  }

  private func known() throws(Failure) -> Settings {
    if let settings { return settings }
    return try SettingsReader.workingFolder()
  }

  /// Rows of a database are kept as a table of a known form.
  private static func plain(_ options: FormatOptions) -> FormatOptions {
    var options = options
    options.delimiter = 44
    options.encoding = "utf-8"
    options.query = nil
    return options
  }

  /// Plug-ins print objects, one a line, or a text table.
  private static func guess(_ made: Input) -> String {
    let head = made.held?.head(64) ?? []
    let first = head.first { ![9, 10, 13, 32, 0xEF, 0xBB, 0xBF].contains($0) }
    return first == 123 ? NDJSONFormat.name : CSVFormat.name
  }
}

/// A table that a plug-in made: its digest is that of the file it was made of.
private final class PlugInFile: TableFile {
  private let table: any TableFile
  private let original: InputFile

  init(_ table: any TableFile, _ original: InputFile) {
    self.table = table
    self.original = original
  }

  var format: String { table.format }
  var tables: [TableInfo] { table.tables }
  var findings: Findings { table.findings }
  func rows(ofTable number: Int) throws(Failure) -> any RowReader {
    try table.rows(ofTable: number)
  }

  func sha256() throws(Failure) -> String {
    let hash = SHA256()
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { block.deallocate() }
    var position = 0
    while true {
      let count = try original.read(at: position, into: block)
      if count == 0 { break }
      hash.update(UnsafeRawBufferPointer(rebasing: block[..<count]))
      position += count
    }
    try original.checkUnchanged()
    return hash.finish()
  }
}
