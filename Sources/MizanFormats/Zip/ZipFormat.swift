public import MizanDiagnostics
public import MizanRecords

/// Archives of tables: every entry that is a table is an input of its own.
///
/// A list of inputs is expanded by ``ZipContent/expand(_:)`` before files are opened; an archive
/// that is opened itself must hold one table only.
public enum ZipFormat: TableFormat {
  public static let name = "zip"
  public static let reads = "every table in the archive, each as a file of its own"
  public static let fileExtensions = ["zip"]

  public static func recognize(head: [UInt8], fileName: String) -> Confidence {
    guard ContentKind(head) == .zip else { return .no }
    return fileExtensions.contains(FileEnding(fileName).last) ? .likely : .no
  }

  public static func open(
    _ input: Input, _ options: FormatOptions
  ) throws(Failure) -> any TableFile {
    let place = Place(input.name)
    if input.entry != nil { throw Failure(.unreadable, .archiveNested, at: place) }
    let archive = try Archive(input, options.limits)
    let entries = ZipContent.tables(archive)
    guard let first = entries.first else {
      let names = archive.directory.entries.prefix(8).map { ShownText.make($0.name) }
      throw Failure(
        .unreadable, .zipNoTable, at: place, ["value": names.joined(separator: " · ")])
    }
    guard entries.count == 1 else {
      throw Failure(
        .undecided, .zipSeveralTables, at: place,
        [
          "value": "\(entries.count)",
          "known": entries.prefix(8).map(\.name).joined(separator: " · "),
        ])
    }
    return try FormatCatalog.open(first, format: nil, options)
  }
}

extension Code {
  static let archiveNested = Code("ARCHIVE_NESTED", .error)
  static let zipNoTable = Code("ZIP_NO_TABLE", .error)
  static let zipSeveralTables = Code("ZIP_SEVERAL_TABLES", .error)
}
