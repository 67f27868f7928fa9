public import MizanDiagnostics
public import MizanRecords

/// A family of files and what they mean: HXL, UIS, OpenEMIS …
///
/// A format knows cells, a source knows what they say. HXL in CSV, in XLSX or in JSON is one source
/// over three formats. A new source is one file or folder that conforms to this protocol, one line
/// in ``SourceCatalog``, a section in `docs/reference/sources.md` and a ready mapping.
public protocol Source: Sendable {
  static var descriptor: SourceDescriptor { get }

  /// Whether a file is of this family, by its first rows; nil when it is not.
  static func recognize(_ head: FileHead) -> Recognition?

  /// Makes sense of a file that a mapping says is of this family.
  ///
  /// Costs the first rows at most; what is done to every row is done by the table that is returned.
  /// - Throws: a ``Failure`` of kind `undecided` when the file is not of this family; what the
  ///   format throws passes through.
  static func open(
    _ file: any TableFile, _ options: SourceOptions, _ findings: inout Findings
  ) throws(Failure) -> SourceReading
}

/// What people are told about a source.
public struct SourceDescriptor: Sendable, Hashable {
  /// The word for `source: { adapter: … }`, such as `hxl`.
  public var name: String
  /// The name as people know it, such as `HXL`.
  public var title: String
  /// What it reads, in one line.
  public var reads: String
  /// The reference page with its section.
  public var page: String
  /// The ready mapping that serves the family; nil for plain tables.
  public var mapping: String?
  /// The options that `adapter:` takes beside the name.
  public var options: [String]
  /// The options among them that name another file, which stands beside the mapping.
  public var files: [String]

  public init(
    name: String, title: String, reads: String, mapping: String? = nil, options: [String] = [],
    files: [String] = []
  ) {
    self.files = files
    self.name = name
    self.title = title
    self.reads = reads
    self.mapping = mapping
    self.options = files + options
    page = "docs/reference/sources.md#\(name)"
  }
}

/// How sure a source is that a file is its own, and why.
public struct Recognition: Sendable, Hashable {
  /// How sure a source is.
  public enum Strength: Int, Sendable, Comparable, CaseIterable {
    case perhaps, likely, certain
    public static func < (one: Strength, other: Strength) -> Bool { one.rawValue < other.rawValue }
  }
  public var strength: Strength
  /// Why, as a note with its place; its text is in the files of messages like any other.
  public var reason: Diagnostic

  public init(_ strength: Strength, _ reason: Diagnostic) {
    self.strength = strength
    self.reason = reason
  }
}

/// What a mapping says about a file, for a source that opens it.
public struct SourceOptions {
  public var input: Input
  /// The layout that the mapping declares; a source fills what is left open.
  public var layout: TableLayout
  /// What stands beside the adapter's name in the mapping, by key.
  public var values: [String: String]
  /// The files that options name, open, by key.
  public var files: [String: any TableFile] = [:]

  public init(_ input: Input, _ layout: TableLayout, values: [String: String] = [:]) {
    self.input = input
    self.layout = layout
    self.values = values
  }
}

/// What a source makes of a file: the table to read, where it lies, and what its headings mean.
public struct SourceReading {
  /// The file as it came, or one that a source wraps around it. Its rows keep the numbers and its
  /// cells the columns by which people find them in the file, wherever there are such.
  public var table: any TableFile
  public var layout: TableLayout
  /// Hashtags for headings that have none.
  public var meanings: HeadingMeanings

  public init(
    _ table: any TableFile, _ layout: TableLayout, meanings: HeadingMeanings = HeadingMeanings([])
  ) {
    self.table = table
    self.layout = layout
    self.meanings = meanings
  }
}
