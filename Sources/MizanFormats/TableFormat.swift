public import MizanDiagnostics
public import MizanRecords

/// One syntax of tables: CSV, XLSX … It knows cells and nothing of education.
///
/// A new format is one file or folder that conforms to this protocol, and one line in
/// ``FormatCatalog``.
public protocol TableFormat: Sendable {
  /// The name used in `format:` of a mapping and in reports, such as `csv`.
  static var name: String { get }
  /// The usual endings of file names, in lower case, without the dot.
  static var fileExtensions: [String] { get }
  /// What is read of it, in a line for people.
  static var reads: String { get }
  /// How sure the first bytes (some KB) make us that a file is of this format.
  static func recognize(head: [UInt8], fileName: String) -> Confidence
  /// Opens a file and reads what is needed to list its tables.
  /// - Throws: a ``Failure`` of kind `unreadable` or `missing` with one clear reason.
  static func open(_ input: Input, _ options: FormatOptions) throws(Failure) -> any TableFile
}

extension TableFormat {
  /// Nothing is said; the tests of the catalog tell of it.
  public static var reads: String { "" }
}

/// How sure a format is that a file is its own.
public enum Confidence: Int, Sendable, Comparable {
  case no, perhaps, likely, certain

  public static func < (one: Confidence, other: Confidence) -> Bool {
    one.rawValue < other.rawValue
  }
}

/// What a mapping or the command line declares about a file's syntax; nil means: find out.
public struct FormatOptions: Sendable, Hashable {
  /// The separator of a text table, such as `;`.
  public var delimiter: UInt8?
  /// The name of the text encoding, such as `windows-1256`.
  public var encoding: String?
  /// Where the rows lie in a tree: a JSON Pointer such as `/uganda/districts/*`, or a path of
  /// elements. A `*` stands for any one key.
  public var select: String?
  /// The path of an SDMX structure file, which names the components of a message and their order.
  public var structure: String?
  /// One query that only reads, for databases; its rows are the only table.
  public var query: String?
  /// Whether lists of texts in a tree stay lists: written as JSON in a cell, and a table of their own
  /// where they stand once. For files of names, in which the place in a list means something.
  public var keepsLists = false
  /// Whether the SHA-256 of a file is taken while it is read; it is always there when asked for.
  public var digests = true
  public var limits: Limits

  public init(
    delimiter: UInt8? = nil, encoding: String? = nil, select: String? = nil,
    structure: String? = nil, query: String? = nil, limits: Limits = Limits()
  ) {
    self.delimiter = delimiter
    self.encoding = encoding
    self.select = select
    self.structure = structure
    self.query = query
    self.limits = limits
  }
}

/// The bounds within which hostile files are kept; every one can be set by the caller.
public struct Limits: Sendable, Hashable {
  /// The longest cell, in bytes.
  public var fieldBytes = 1 << 20
  /// The most columns of a table.
  public var columns = 4096
  /// The most levels of an XML document, and the most attributes of one of its elements.
  public var xmlDepth = 256
  public var xmlAttributes = 256
  /// The most rows that one quoted cell may span.
  public var quotedLines = 1000
  /// The most levels of a tree.
  public var depth = 128
  /// The longest line of a file with one JSON text a line, and the longest row of a tree, in bytes.
  public var lineBytes = 16 << 20
  /// The most bytes that the needed parts of an archive may inflate to.
  public var inflatedBytes = 2 << 30
  /// The highest ratio of inflated to packed bytes, looked at after the first 10 MB.
  public var inflationRatio = 200
  /// The most entries of an archive.
  public var archiveEntries = 10_000
  /// The longest time, in seconds, that a database may take for the next thousand rows.
  public var querySeconds = 60

  public init() {}
}
