import MizanDiagnostics
import MizanRecords

/// An open XML document: what is read as records and columns is known, the rows are not yet read.
final class XMLFile: TableFile {
  let format = XMLFormat.name
  let tables: [TableInfo]
  let findings: Findings
  private let content: PackedContent
  private let options: FormatOptions
  private let tree = XMLNameTree()
  private let columns: XMLColumns
  private var readers: [XMLRecordReader] = []

  init(_ file: InputFile, _ options: FormatOptions) throws(Failure) {
    content = PackedContent(file, options.limits, digests: options.digests)
    self.options = options
    let select = try options.select.map { (text) throws(Failure) in
      try XMLPath(text, file.place)
    }
    let survey = XMLSurvey(try content.glance(), tree, file.place, options.limits)
    try survey.run()
    findings = survey.findings
    columns = try XMLColumns(
      tree, select: select, isWhole: survey.isEnded, file.place, options.limits)
    tables = [TableInfo(name: nil, headingRow: 1, addressing: columns.addressing)]
  }

  func rows(ofTable table: Int) throws(Failure) -> any RowReader {
    let stream = XMLRecordStream(
      try content.bytes(), tree, columns, content.file.place, options.limits)
    let reader = XMLRecordReader(stream, columns.headings)
    readers.append(reader)
    return reader
  }

  func sha256() throws(Failure) -> String {
    if let known = readers.lazy.compactMap(\.digest).first { return known }
    return try content.sha256()
  }
}
