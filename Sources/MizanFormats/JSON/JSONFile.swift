import MizanDiagnostics
import MizanRecords

/// An open JSON text, or a file with one JSON text a line: surveyed, its rows not yet read.
final class JSONFile: TableFile {
  let format: String
  let tables: [TableInfo]
  let findings: Findings

  private let content: PackedContent
  private let limits: Limits
  private let isLines: Bool
  private let shape: JSONShape
  private let own: [JSONTable]
  private var readers: [JSONReader] = []

  /// Reads the file once from end to end.
  /// - Throws: a ``Failure`` of kind `unreadable` with line, column and pointer where it is no
  ///   JSON, or when it holds no rows; of kind `undecided` when nothing is where `select` says.
  init(_ file: InputFile, isLines: Bool, _ options: FormatOptions) throws(Failure) {
    content = PackedContent(file, options.limits, digests: options.digests)
    self.isLines = isLines
    limits = options.limits
    format = isLines ? NDJSONFormat.name : JSONFormat.name
    let select = try JSONFile.pointer(options.select, file)
    let survey = try JSONSurvey(content, isLines: isLines, select: select, limits)
    try survey.run()
    shape = survey.shape
    let finder = JSONTables(survey, isLines: isLines, keepsLists: options.keepsLists)
    var findings = survey.findings
    if let select {
      let node = select.node(in: shape, isLines: isLines)
      guard let node, let table = finder.selected(node) else {
        throw Failure(
          .undecided, .jsonSelectMissing, at: file.place,
          [
            "value": ShownText.make(select.text),
            "known": finder.all().prefix(20).map { ShownText.make($0.name ?? "/") }
              .joined(separator: " · "),
          ])
      }
      own = [table]
    } else {
      own = finder.all()
    }
    if own.isEmpty { throw Failure(.unreadable, .jsonNoRecords, at: file.place) }
    JSONPaging.look(survey, own, file.place, &findings)
    JSONDrift.look(survey, own, file.place, &findings)
    tables = own.map(\.info)
    self.findings = findings
  }

  func rows(ofTable table: Int) throws(Failure) -> any RowReader {
    let reader = JSONReader(
      try content.bytes(), shape, own[table], isLines: isLines, content.file.place, limits)
    readers.append(reader)
    return reader
  }

  func sha256() throws(Failure) -> String {
    if content.file.input.isUnpacked, let packed = content.file.input.archive {
      return try PackedContent(InputFile(packed), limits, digests: true).sha256()
    }
    if let known = readers.lazy.compactMap(\.digest).first { return known }
    return try content.sha256()
  }

  private static func pointer(
    _ text: String?, _ file: InputFile
  ) throws(Failure) -> JSONPointer? {
    guard let text else { return nil }
    if let pointer = JSONPointer(text) { return pointer }
    throw Failure(
      .mapping, .jsonPointerWrong, at: file.place, ["value": ShownText.make(text)])
  }
}

extension Code {
  static let jsonNoRecords = Code("JSON_NO_RECORDS", .error)
  static let jsonSelectMissing = Code("JSON_SELECT_MISSING", .error)
  static let jsonPointerWrong = Code("JSON_POINTER_WRONG", .error)
}
