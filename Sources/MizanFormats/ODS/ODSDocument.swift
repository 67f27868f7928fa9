import MizanDiagnostics
import MizanRecords

/// An open spreadsheet of the Open Document Format: its tables in their order.
final class ODSDocument: TableFile {
  static let content = "content.xml"

  let format = ODSFormat.name
  let tables: [TableInfo]
  private(set) var findings: Findings
  private let archive: Archive
  private let survey: ODSSurvey

  /// Reads what the package says of itself, and goes through the content once.
  /// - Throws: a ``Failure`` of kind `unreadable` for a package that is locked, lacks its content or
  ///   is no spreadsheet.
  init(_ archive: Archive) throws(Failure) {
    self.archive = archive
    findings = archive.directory.findings
    let place = Place(archive.input.name)
    if archive.has("mimetype") {
      let type = try ODSDocument.start(of: archive.part("mimetype"))
      guard type.hasPrefix("application/vnd.oasis.opendocument.spreadsheet") else {
        throw Failure(
          .unreadable, .odsNoSpreadsheet, at: place, ["value": ShownText.make(type)])
      }
    } else {
      findings.add(.odsNoMimetype, at: place)
    }
    if archive.has("META-INF/manifest.xml"),
      try ODSDocument.isLocked(archive.part("META-INF/manifest.xml"))
    {
      throw Failure(.unreadable, .odsEncrypted, at: place)
    }
    guard archive.has(ODSDocument.content) else {
      throw Failure(.unreadable, .odsPartMissing, at: place, ["value": ODSDocument.content])
    }
    survey = try ODSSurvey(archive.part(ODSDocument.content))
    tables = survey.tables.map(\.info)
  }

  func rows(ofTable table: Int) throws(Failure) -> any RowReader {
    try tables.require(table, of: archive.input.name)
    return try ODSReader(archive, table, survey.tables[table])
  }

  func sha256() throws(Failure) -> String { try archive.sha256() }

  /// The first bytes of a part as text.
  private static func start(of stream: PartStream) throws(Failure) -> String {
    var cursor = UnsafePointer(stream.base)
    _ = try stream.refill(&cursor)
    let count = min(120, UnsafePointer(stream.end) - cursor)
    return String(decoding: UnsafeBufferPointer(start: cursor, count: count), as: UTF8.self)
  }

  /// Whether the list of parts says that one of them is encrypted.
  private static func isLocked(_ stream: PartStream) throws(Failure) -> Bool {
    let xml = try XMLReader(stream)
    while let token = try xml.next() {
      if token.kind == .start || token.kind == .empty, token.isNamed("encryption-data") {
        return true
      }
    }
    return false
  }
}

extension Code {
  static let odsNoMimetype = Code("ODS_NO_MIMETYPE", .warning)
  static let odsNoSpreadsheet = Code("ODS_NO_SPREADSHEET", .error)
  static let odsEncrypted = Code("ODS_ENCRYPTED", .error)
  static let odsPartMissing = Code("ODS_PART_MISSING", .error)
}
