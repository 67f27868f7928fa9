import MizanDiagnostics
import MizanRecords

/// An open SDMX-ML data message: its columns are known, the observations are not yet read.
final class SDMXFile: TableFile {
  let format = SDMXFormat.name
  let tables: [TableInfo]
  let findings: Findings
  private let content: PackedContent
  private let limits: Limits
  private let columns: SDMXColumns
  private var readers: [SDMXReader] = []

  init(_ file: InputFile, _ options: FormatOptions) throws(Failure) {
    content = PackedContent(file, options.limits, digests: options.digests)
    limits = options.limits
    let survey = SDMXSurvey(try content.glance(), file.place, limits)
    try survey.run()
    var findings = survey.findings
    let structure = try options.structure.map { (path) throws(Failure) in
      try SDMXStructure(Input(path: path), options.limits)
    }
    let definition = structure?.definition(survey.header.reference)
    columns = SDMXColumns(
      survey.components, observation: String(decoding: survey.header.observation, as: UTF8.self),
      structure: definition)
    if let structure, definition == nil || !columns.fits(definition, survey.components) {
      findings.add(
        .sdmxStructureUnfit, at: file.place,
        [
          "value": ShownText.make(survey.header.reference),
          "known": structure.definitions.map(\.id).joined(separator: ", "),
        ])
    }
    self.findings = findings
    let paths = TreePaths(
      prefix: "", offset: 0, pathColumn: columns.pathSlot,
      columns: columns.components.map { TreePaths.Column($0.path, up: $0.up) })
    tables = [TableInfo(name: nil, headingRow: 1, addressing: .paths(paths))]
  }

  func rows(ofTable table: Int) throws(Failure) -> any RowReader {
    let reader = SDMXReader(
      SDMXRecordStream(try content.bytes(), columns, content.file.place, limits))
    readers.append(reader)
    return reader
  }

  func sha256() throws(Failure) -> String {
    if let known = readers.lazy.compactMap(\.digest).first { return known }
    return try content.sha256()
  }
}

extension SDMXColumns {
  /// Whether a message has the dimensions of a definition.
  func fits(_ definition: SDMXStructure.Definition?, _ found: [Component]) -> Bool {
    guard let definition, !found.isEmpty else { return true }
    return definition.dimensions.allSatisfy { dimension in
      found.contains { $0.id == dimension.id }
    }
  }
}

extension Code {
  static let sdmxStructureUnfit = Code("SDMX_STRUCTURE_UNFIT", .warning)
}
