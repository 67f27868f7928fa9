import MizanDiagnostics
package import MizanRecords

/// What an archive holds: a workbook, or files of which each is an input.
package enum ZipContent {
  /// The inputs that a file stands for: the tables of an archive in its order, else the file.
  ///
  /// Every entry that may not be read, by its name or its lock, is an input too, whose opening says
  /// why. An archive that cannot be judged stays what it is, and opening it says what ails it.
  package static func expand(_ input: Input) -> [Input] {
    guard let head = head(of: input), ContentKind(head) == .zip,
      let archive = try? Archive(input, Limits()), format(of: archive) == ZipFormat.self
    else { return [input] }
    let tables = tables(archive)
    return tables.isEmpty ? [input] : tables
  }

  private static func head(of input: Input) -> [UInt8]? { (try? InputFile(input))?.head }

  /// The format of an archive, told by the names of its parts.
  static func format(of archive: Archive) -> any TableFormat.Type {
    if archive.has("[Content_Types].xml") || archive.has("xl/workbook.xml") {
      return XLSXFormat.self
    }
    if archive.has("mimetype") || archive.has("content.xml") || archive.has("META-INF/manifest.xml")
    {
      return ODSFormat.self
    }
    return ZipFormat.self
  }

  /// The entries that are tables by their names, or whose names are unsafe.
  static func tables(_ archive: Archive) -> [Input] {
    archive.directory.entries.filter { entry in
      if entry.isUnsafe { return true }
      let path = String(decoding: entry.name, as: UTF8.self)
      if path.hasSuffix("/") || path.hasPrefix("__MACOSX/") { return false }
      return !path.split(separator: "/").contains { $0.hasPrefix(".") }
        && FormatCatalog.isTableName(path)
    }.map { Input(archive: archive.input, entry: $0.name) }
  }

  /// Unpacks one entry into a file without a name.
  /// - Throws: a ``Failure`` of kind `unreadable` for an entry that is unsafe, locked, damaged or
  ///   swells too much.
  static func unpacked(_ input: Input, _ limits: Limits) throws(Failure) -> Spool {
    guard let around = input.archive, let name = input.entry else {
      throw Failure(.unreadable, .zipNoDirectory, at: Place(input.name))
    }
    let archive = try Archive(around, limits)
    guard let entry = archive.directory.entries.first(where: { $0.name == name }) else {
      throw Failure(.missing, .inputMissing, at: Place(input.name), ["value": input.path])
    }
    if entry.isUnsafe {
      throw Failure(
        .unreadable, .zipEntryRefused, at: Place(input.name), ["value": ShownText.make(name)])
    }
    let claimed = archive.directory.entries.reduce(0) { $0.addingReportingOverflow($1.size).0 }
    if claimed < 0 || claimed > limits.inflatedBytes {
      throw Failure(
        .unreadable, .zipSizeLimit, at: Place(input.name), ["value": ShownText.make(name)])
    }
    let stream = try archive.part(entry)
    var cursor = UnsafePointer(stream.base)
    return try Spool.keep(input) { () throws(Failure) in
      guard try stream.refill(&cursor) else { return nil }
      let block = UnsafeRawBufferPointer(start: cursor, count: UnsafePointer(stream.end) - cursor)
      cursor = UnsafePointer(stream.end)
      return block
    }
  }
}

extension Code {
  static let zipEntryRefused = Code("ZIP_ENTRY_REFUSED", .error)
}
