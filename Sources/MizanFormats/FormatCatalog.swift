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
    let (head, place) = try look(input)
    let ranked = all.map {
      ($0, max($0.recognize(head: head, fileName: input.name), wide($0, head, options)))
    }
    if let declared {
      guard ranked.contains(where: { $0.0 == declared && $0.1 > .no }) else {
        throw mismatch(head, place, known: declared.name)
      }
      return try declared.open(input, options)
    }
    guard let best = ranked.max(by: { $0.1 < $1.1 }), best.1 > .no,
      options.query == nil || best.0 == SQLiteFormat.self
    else {
      if options.query != nil { throw mismatch(head, place, known: SQLiteFormat.name) }
      throw mismatch(head, place, known: all.map { $0.name }.joined(separator: ", "))
    }
    return try best.0.open(input, options)
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

  private static func look(_ input: Input) throws(Failure) -> ([UInt8], Place) {
    let file = try InputFile(input)
    return (file.head, file.place)
  }

  /// The failure of a file that is something else, and says what it is.
  private static func mismatch(_ head: [UInt8], _ place: Place, known: String) -> Failure {
    let kind = ContentKind(head)
    let value = kind == .text && TextShape.isBinary(head) ? "binary data" : kind.rawValue
    return Failure(
      .unreadable, .inputTypeMismatch, at: place, ["value": value, "known": known])
  }
}

extension Code {
  static let formatUnknown = Code("FORMAT_UNKNOWN", .error)
  /// A warning where the file could be read all the same, such as a CSV file named `.xlsx`.
  static let inputTypeMismatch = Code("INPUT_TYPE_MISMATCH", .warning)
}
