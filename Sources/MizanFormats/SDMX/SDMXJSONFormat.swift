public import MizanDiagnostics
public import MizanRecords

/// SDMX-JSON data messages 1.0 and 2.0, and those of services that wrote them before 1.0.
///
/// The columns are the same as those of ``SDMXFormat``: ids of components, not their numbers.
public enum SDMXJSONFormat: TableFormat {
  public static let name = "sdmx-json"
  public static let fileExtensions = ["sdmxjson"]

  /// A message names itself or shows its parts; any other JSON is read so only where it is declared.
  public static func recognize(head: [UInt8], fileName: String) -> Confidence {
    if head.isEmpty { return .no }
    guard ContentKind(head) == .json else { return .no }
    let begin = XMLHead(head)
    if begin.holds("sdmx-json") && begin.holds("data") { return .certain }
    let hasSets = begin.holds("\"dataSets\"")
    let hasStructure = begin.holds("\"dimensions\"")
    let hasKeys = begin.holds("\"keyPosition\"") || begin.holds("\"observation\"")
    return hasSets && begin.holds("\"series\"") || hasSets && begin.holds("\"observations\"")
      || hasStructure && hasKeys ? .certain : .perhaps
  }

  public static func open(
    _ input: Input, _ options: FormatOptions
  ) throws(Failure) -> any TableFile {
    try SDMXJSONFile(InputFile(input), options)
  }
}

/// An open SDMX-JSON message: its components are known, the observations are not yet read.
final class SDMXJSONFile: TableFile {
  let format = SDMXJSONFormat.name
  let tables: [TableInfo]
  let findings: Findings
  private let content: PackedContent
  private let limits: Limits
  private let structure: SDMXJSONStructure
  private var readers: [SDMXJSONReader] = []

  init(_ file: InputFile, _ options: FormatOptions) throws(Failure) {
    content = PackedContent(file, options.limits, digests: options.digests)
    limits = options.limits
    structure = try SDMXJSONStructure(
      JSONPull(content.glance(), file, options.limits), file.place)
    var findings = Findings()
    if !structure.errors.isEmpty {
      let text = ShownText.make(structure.errors.joined(separator: " | "), limit: 200)
      findings.add(.sdmxFooter, at: file.place, value: text, ["value": text])
    }
    self.findings = findings
    tables = [
      TableInfo(
        name: nil, headingRow: 1,
        addressing: .paths(
          TreePaths(
            prefix: "", offset: 0, pathColumn: structure.pathSlot,
            columns: structure.headings.map { _ in TreePaths.Column("") })))
    ]
  }

  func rows(ofTable table: Int) throws(Failure) -> any RowReader {
    let pull = JSONPull(try content.bytes(), content.file, limits)
    let reader = SDMXJSONReader(pull, structure, content.file.place)
    readers.append(reader)
    return reader
  }

  func sha256() throws(Failure) -> String {
    if let known = readers.lazy.compactMap(\.digest).first { return known }
    return try content.sha256()
  }
}
