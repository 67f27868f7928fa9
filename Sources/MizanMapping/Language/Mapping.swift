public import MizanDiagnostics
public import MizanRecords

/// A mapping file as it was written: parsed, not yet checked against a standard or a table.
///
/// ```yaml
/// mizan: 1
/// mapping: { id: uis.bulk, version: 1.0.0, standard: eie-core@1 }
/// columns: { value: [value] }
/// record: { table: observation, value: { from: value, as: number, unreadable: hold } }
/// ```
public struct Mapping: Sendable {
  /// The file's path as the user gave it; crosswalks are looked for beside it.
  public internal(set) var file: String
  /// The SHA-256 of the file's bytes.
  public internal(set) var sha256: String
  public internal(set) var id = ""
  public internal(set) var version = ""
  public internal(set) var titles: [Messages.Language: String] = [:]
  public internal(set) var owner = ""
  public internal(set) var status = "draft"
  public internal(set) var standard = ""
  /// The ISO 3166-1 alpha-3 code of the country pack, if one is named.
  public internal(set) var country: String?
  public internal(set) var source = SourceBlock()
  public internal(set) var columns: [ColumnBlock] = []
  public internal(set) var grids: [GridBlock] = []
  public internal(set) var records: [RecordBlock] = []
  public internal(set) var checks: [CheckBlock] = []
  /// Headings that are left out on purpose; `*` stands for anything.
  public internal(set) var ignore: [String] = []
  /// Whether columns that nobody uses are known and need not be told (`extras: keep`).
  public internal(set) var keepsExtras = false
  public internal(set) var tests: [TestBlock] = []
  /// The mappings that this one extends, nearest first.
  public internal(set) var bases: [Base] = []
  /// What does not keep the mapping from being used, such as unquoted words that other programs
  /// read as numbers.
  public internal(set) var warnings: [Diagnostic] = []
  /// All that the reader told, when an error is among it; such a mapping can only be checked.
  public internal(set) var faults: [Diagnostic] = []
  var gaps = MappingGaps()

  /// A mapping under this one.
  public struct Base: Sendable, Hashable {
    public var file: String
    public var sha256: String
    public var version: String
  }

  /// The folder in which `crosswalks/…` are looked for; empty for the working folder.
  public var folder: String {
    guard let slash = file.lastIndex(of: "/") else { return "" }
    return String(file[..<slash])
  }
}

/// The `source:` block: how to read the file and find the table.
public struct SourceBlock: Sendable {
  public internal(set) var format: String?
  /// The source adapter that makes sense of the file; nil: a plain table.
  public internal(set) var adapter: AdapterBlock?
  public internal(set) var layout = TableLayout()
  public internal(set) var delimiter: UInt8?
  public internal(set) var encoding: String?
  /// Where the rows lie in a tree, as `FormatOptions.select` takes it.
  public internal(set) var select: String?
  /// An SDMX structure file beside the mapping, as `FormatOptions.structure` takes it.
  public internal(set) var structure: String?
  /// One query that only reads, as `FormatOptions.query` takes it.
  public internal(set) var query: String?
  /// The program that turns a file into a table, and its arguments; empty: none.
  public internal(set) var program: [String] = []
  /// Texts that mean "no information"; a blank cell always does.
  public internal(set) var missing: [String] = []
  /// Our names of columns whose blank cells take the value above.
  public internal(set) var fillDown: [Named] = []
  public internal(set) var drops: [DropBlock] = []
  var numbers = NumberStyle.unknown
  var dates = DateOrder.unknown

  public init() {}
}

/// `source: adapter:`, a name or a block with a name and options.
public struct AdapterBlock: Sendable {
  public internal(set) var name: String
  /// The options of the adapter by key.
  public internal(set) var options: [String: String] = [:]
  var mark: YAMLTree.Mark
}

extension Mapping {
  /// The path of the structure file that the mapping names.
  public var structurePath: String? {
    source.structure.map { folder.isEmpty ? $0 : folder + "/" + $0 }
  }

  /// The path of a file that an option names; nil when it is not below the mapping's folder.
  public func path(beside name: String) -> String? {
    let steps = name.split(separator: "/", omittingEmptySubsequences: false)
    if name.hasPrefix("/") || name.contains("\0") || steps.contains("..") { return nil }
    return folder.isEmpty ? name : folder + "/" + name
  }

  /// Where `source: adapter:` stands, for messages.
  public var adapterPlace: Place? {
    source.adapter.map {
      Place($0.mark.base ?? file, column: $0.mark.column, line: $0.mark.line)
    }
  }
}

/// A word of the mapping and where it stands.
public struct Named: Sendable, Hashable {
  public var name: String
  var mark: YAMLTree.Mark
}

/// One declared exclusion of `source: drop:`.
public struct DropBlock: Sendable {
  public internal(set) var name: String
  /// Our name of the column that is looked at, for `says`.
  var column: Named?
  var says: [String] = []
  /// Our names of columns that must all be blank.
  var blank: [Named] = []
  /// Whether checks may compare with the dropped rows as `<name>_row`.
  var keepForChecks = false
  var mark: YAMLTree.Mark
}

/// One line of `columns:`: our name and the headings by which partners call it.
public struct ColumnBlock: Sendable {
  public internal(set) var name: String
  public internal(set) var headings: [String]
  public internal(set) var isOptional = false
  /// Headings that are never this column although they fit one of ``headings``.
  public internal(set) var not: [String] = []
  var numbers: NumberStyle?
  var mark: YAMLTree.Mark
}

/// One entry of `grid:`: headings that carry dimensions.
public struct GridBlock: Sendable {
  public internal(set) var pattern: HeadingPattern
  /// Our name for the number in a cell.
  public internal(set) var cell: String
  var numbers: NumberStyle?
  var mark: YAMLTree.Mark
}

/// One record of `record:` or `records:`.
public struct RecordBlock: Sendable {
  public internal(set) var table: String
  public internal(set) var fields: [FieldBlock]
  /// The lines that could not be read; none of ``fields`` is among them.
  var faulty: [FaultyField] = []
  var lacksTable = false
  var when: ExpressionBlock?
  var mark: YAMLTree.Mark
}

/// An expression and the place of its text.
struct ExpressionBlock: Sendable {
  var expression: Expression
  /// The places of the expression's parts in its text, in the order of ``Expression/visit(_:)``.
  var columns: [Int] = []
  var text: String
  var mark: YAMLTree.Mark
}

/// One entry of `checks:`.
public struct CheckBlock: Sendable {
  /// What happens when a check fails.
  public enum Consequence: String, Sendable, CaseIterable { case error, warning, hold }
  /// Over what a check is made.
  enum Scope: Sendable, Hashable {
    case record
    case row
    case names([String])
  }
  public internal(set) var name: String
  var that: ExpressionBlock?
  /// Names whose values together must not occur twice.
  var unique: [Named] = []
  var scope = Scope.row
  var when: ExpressionBlock?
  public internal(set) var consequence: Consequence
  var mark: YAMLTree.Mark

  /// What must hold, as people read it: the expression, or the names that must not repeat.
  var rule: String { that?.text ?? "unique " + unique.map(\.name).joined(separator: ", ") }
}

/// One entry of `tests:`: a table of cells and the records they must give.
public struct TestBlock: Sendable {
  public internal(set) var name: String
  var given: String
  var expect: String
  var captures: [String: String] = [:]
  var mark: YAMLTree.Mark
}
