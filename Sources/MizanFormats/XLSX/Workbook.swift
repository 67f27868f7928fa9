import MizanDiagnostics
import MizanRecords

/// An open workbook: its sheets in their order, and what all of them share.
final class Workbook: TableFile {
  /// One sheet with cells.
  struct Sheet {
    var info: TableInfo
    var link: Relationships.Link
  }

  let format = XLSXFormat.name
  let tables: [TableInfo]
  let findings: Findings
  private let archive: Archive
  private let sheets: [Sheet]
  private let is1904: Bool
  private let stringsPart: String?
  private let stylesPart: String?
  private var strings: SharedStrings?
  private var styles: StyleTable?

  /// Opens a workbook and lists its sheets.
  /// - Throws: a ``Failure`` of kind `missing` or `unreadable`.
  init(_ input: Input, _ limits: Limits) throws(Failure) {
    archive = try Archive(input, limits)
    findings = archive.directory.findings
    let name = try Workbook.find(in: archive)
    let folder = name.split(separator: "/").dropLast().map { $0 + "/" }.joined()
    let file = name.split(separator: "/").last.map(String.init) ?? name
    let linksName = folder + "_rels/" + file + ".rels"
    let links =
      archive.has(linksName)
      ? try Relationships(archive.part(linksName), folder: folder) : nil
    let content = try WorkbookContent(archive.part(name))
    is1904 = content.is1904
    var sheets: [Sheet] = []
    for sheet in content.sheets {
      guard let link = links?.links[sheet.relation] else {
        throw Failure(
          .unreadable, .xlsxPartMissing, at: Place(input.name, sheet: sheet.info.name),
          ["value": sheet.info.name ?? ""])
      }
      // Sheets of charts and dialogs have no cells.
      if link.type == "worksheet" { sheets.append(Sheet(info: sheet.info, link: link)) }
    }
    self.sheets = sheets
    tables = sheets.map(\.info)
    stringsPart = try Workbook.inner(links?.first("sharedStrings"), archive)
    stylesPart = try Workbook.inner(links?.first("styles"), archive)
  }

  func rows(ofTable table: Int) throws(Failure) -> any RowReader {
    try tables.require(table, of: archive.input.name)
    let sheet = sheets[table]
    let place = Place(archive.input.name, sheet: sheet.info.name)
    if sheet.link.isExternal { throw Workbook.external(sheet.link, place) }
    if !archive.has(sheet.link.target) {
      throw Failure(.unreadable, .xlsxPartMissing, at: place, ["value": sheet.link.target])
    }
    let strings = try readStrings()
    let styles = try readStyles()
    return try SheetReader(
      archive, part: sheet.link.target, sheet.info, strings, styles, SerialDate(is1904: is1904))
  }

  func sha256() throws(Failure) -> String { try archive.sha256() }

  private func readStrings() throws(Failure) -> SharedStrings {
    if let strings { return strings }
    guard let stringsPart else { return SharedStrings() }
    let read = try SharedStrings(archive.part(stringsPart), limits: archive.limits)
    strings = read
    return read
  }

  private func readStyles() throws(Failure) -> StyleTable {
    if let styles { return styles }
    guard let stylesPart else { return StyleTable() }
    let read = try StyleTable(archive.part(stylesPart))
    styles = read
    return read
  }

  /// The name of the workbook part, by the links of the package.
  private static func find(in archive: Archive) throws(Failure) -> String {
    let usual = "xl/workbook.xml"
    guard archive.has("_rels/.rels") else {
      if archive.has(usual) { return usual }
      throw Failure(.unreadable, .xlsxNoWorkbook, at: Place(archive.input.name))
    }
    let links = try Relationships(archive.part("_rels/.rels"), folder: "")
    guard let link = links.first("officeDocument"), archive.has(link.target) || link.isExternal,
      link.isExternal || link.target.lowercased().hasSuffix(".xml")
    else { throw Failure(.unreadable, .xlsxNoWorkbook, at: Place(archive.input.name)) }
    if link.isExternal { throw external(link, Place(archive.input.name)) }
    return link.target
  }

  /// The target of a link to a part that may be absent.
  private static func inner(
    _ link: Relationships.Link?, _ archive: Archive
  ) throws(Failure) -> String? {
    guard let link else { return nil }
    if link.isExternal { throw external(link, Place(archive.input.name)) }
    return archive.has(link.target) ? link.target : nil
  }

  private static func external(_ link: Relationships.Link, _ place: Place) -> Failure {
    Failure(.unreadable, .xlsxExternalPart, at: place, ["value": ShownText.make(link.target)])
  }
}

extension Code {
  static let xlsxNoWorkbook = Code("XLSX_NO_WORKBOOK", .error)
  static let xlsxExternalPart = Code("XLSX_EXTERNAL_PART", .error)
}
