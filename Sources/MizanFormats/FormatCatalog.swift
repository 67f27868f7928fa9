public import MizanDiagnostics
public import MizanRecords
import Synchronization

/// All formats that Mizan reads, and the one door to open a file of any of them.
public enum FormatCatalog {
  /// The formats that are read: our own, and those that programs have added.
  public static var all: [any TableFormat.Type] { own + added.withLock { $0 } }

  /// Adds a format of another package; call it before the first file is opened.
  ///
  /// ```swift
  /// FormatCatalog.add(FixedWidthFormat.self)
  /// ```
  public static func add(_ format: any TableFormat.Type) {
    added.withLock { formats in
      if !formats.contains(where: { $0 == format }) { formats.append(format) }
    }
  }

  private static let added = Mutex<[any TableFormat.Type]>([])

  /// One line for each format.
  private static let own: [any TableFormat.Type] = [
    CSVFormat.self,
    XLSXFormat.self,
    ODSFormat.self,
    XLSFormat.self,
    ZipFormat.self,
    SDMXFormat.self,
    SDMXJSONFormat.self,
    XMLFormat.self,
    JSONFormat.self,
    NDJSONFormat.self,
    SQLiteFormat.self,
  ]

  /// Opens a file of tables; what it holds decides how it is read, not its name.
  ///
  /// - Parameters:
  ///   - input: a regular file, or `-` for the standard input.
  ///   - format: the name of a format where it is declared; nil: find out.
  /// - Throws: a ``Failure`` of kind `mapping` for an unknown format, `missing` for a file that
  ///   cannot be opened, `unreadable` for one that is not what it says.
  public static func open(
    _ input: Input, format: String?, _ options: FormatOptions
  ) throws(Failure) -> any TableFile {
    let declared = try format.map { (name) throws(Failure) in try known(name, input) }
    // What is unpacked while the file is looked at stays for its reader.
    let spool = try Spool.of(input, options.limits)
    defer { withExtendedLifetime(spool) {} }
    let head = try FileGlance(input, options.limits)
    if let other = OtherContent.failure(head) { throw other }
    let own = try head.archiveFormat()
    let ranked = all.map { format in
      if let own { return (format, format == own ? Confidence.certain : .no) }
      let found = format.recognize(head: head.bytes, fileName: head.name)
      return (format, max(found, wide(format, head.bytes, options)))
    }
    let best = ranked.max { $0.1 < $1.1 }
    guard let best, best.1 > .no else {
      throw mismatch(head, known: declared?.name ?? readable)
    }
    if let declared, !ranked.contains(where: { $0.0 == declared && $0.1 > .no }) {
      throw mismatch(head, known: declared.name)
    }
    if options.query != nil, best.0 != SQLiteFormat.self {
      throw mismatch(head, known: SQLiteFormat.name)
    }
    let format = declared ?? best.0
    let file = try format.open(
      head.isPacked && !readsPacked(format) ? input.unpacked : input, options)
    // Where the format is declared, the name is known to mislead.
    return declared == nil ? MisnamedFile.told(file, format, head, known: all) : file
  }

  /// The names of the formats that are read, for messages.
  private static var readable: String {
    all.map { $0.name }.joined(separator: ", ")
  }

  /// Whether a name has the ending of a table, packed or not.
  package static func isTableName(_ name: String) -> Bool {
    let ending = FileEnding(name).last
    return !ending.isEmpty && all.contains { $0.fileExtensions.contains(ending) }
  }

  /// Whether a format inflates packed content itself while it reads.
  private static func readsPacked(_ format: any TableFormat.Type) -> Bool {
    format == CSVFormat.self || format == XMLFormat.self || format == SDMXFormat.self
      || format == SDMXJSONFormat.self
  }

  private static func known(
    _ name: String, _ input: Input
  ) throws(Failure) -> any TableFormat.Type {
    if let format = all.first(where: { $0.name == name.lowercased() }) { return format }
    throw Failure(
      .mapping, .formatUnknown, at: Place(input.name),
      ["value": ShownText.make(name), "known": all.map { $0.name }.joined(separator: ", ")])
  }

  /// Where UTF-16 is declared the bytes need not look like text: those of Arabic are half controls.
  private static func wide(
    _ format: any TableFormat.Type, _ head: [UInt8], _ options: FormatOptions
  ) -> Confidence {
    format == CSVFormat.self && options.declaresUTF16 && ContentKind(head) == .text ? .perhaps : .no
  }

  /// The failure of a file that is something else, and says what it is.
  private static func mismatch(_ head: FileGlance, known: String) -> Failure {
    let kind = ContentKind(head.bytes)
    let value = kind == .text && TextShape.isBinary(head.bytes) ? "binary data" : kind.rawValue
    return Failure(
      .unreadable, .inputTypeMismatch, at: head.place, ["value": value, "known": known])
  }
}

extension Code {
  static let formatUnknown = Code("FORMAT_UNKNOWN", .error)
  /// A warning where the file could be read all the same, such as a CSV file named `.xlsx`.
  static let inputTypeMismatch = Code("INPUT_TYPE_MISMATCH", .warning)
}
