import MizanDiagnostics
import MizanRecords

/// A file whose name promises another format than the one it has; it is read all the same, and told.
final class MisnamedFile: TableFile {
  private let file: any TableFile
  let findings: Findings

  /// The file itself where its name fits, or promises nothing.
  static func told(
    _ file: any TableFile, _ format: any TableFormat.Type, _ head: FileGlance,
    known: [any TableFormat.Type]
  ) -> any TableFile {
    let ending = FileEnding(head.name).last
    let promised = known.filter { $0.fileExtensions.contains(ending) }
    // A text table tells of its name itself.
    guard !ending.isEmpty, !promised.isEmpty, format != CSVFormat.self,
      !format.fileExtensions.contains(ending),
      // A message of SDMX is XML or JSON too; of an archive the parts say what it is.
      isContainer(format)
        || promised.allSatisfy({ $0.recognize(head: head.bytes, fileName: head.name) == .no })
    else { return file }
    return MisnamedFile(file, format.name, head.place)
  }

  private init(_ file: any TableFile, _ format: String, _ place: Place) {
    self.file = file
    var findings = file.findings
    findings.add(.inputTypeMismatch, at: place, ["value": format, "known": format])
    self.findings = findings
  }

  var format: String { file.format }
  var tables: [TableInfo] { file.tables }

  func rows(ofTable table: Int) throws(Failure) -> any RowReader {
    try file.rows(ofTable: table)
  }

  func sha256() throws(Failure) -> String { try file.sha256() }

  private static func isContainer(_ format: any TableFormat.Type) -> Bool {
    format == XLSXFormat.self || format == ODSFormat.self || format == ZipFormat.self
      || format == XLSFormat.self
  }
}
