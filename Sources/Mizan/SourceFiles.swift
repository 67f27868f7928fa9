import MizanDiagnostics
import MizanFormats
import MizanRecords
import MizanSources

/// Opens the files that options of a source name, such as the form of a survey.
enum SourceFiles {
  /// - Parameter path: turns what an option says into a path; nil refuses it.
  /// - Throws: a ``Failure`` of kind `mapping` for a path that leads elsewhere or a file that is
  ///   missing; what the format throws passes through.
  static func open(
    _ name: String, _ options: [String: String], path: (String) -> String?
  ) throws(Failure) -> [String: any TableFile] {
    let wanted = try SourceCatalog.source(named: name, options: Array(options.keys)).descriptor
    var files: [String: any TableFile] = [:]
    for key in wanted.files {
      guard let value = options[key], !value.isEmpty else { continue }
      guard let path = path(value) else {
        throw Failure(.mapping, .sourceFileOutside, ["name": key, "value": ShownText.make(value)])
      }
      var format = FormatOptions()
      format.digests = false
      format.keepsLists = true
      files[key] = try FormatCatalog.open(Input(path: path), format: nil, format)
    }
    return files
  }
}

extension Code {
  static let sourceFileOutside = Code("SOURCE_FILE_OUTSIDE", .error)
}
