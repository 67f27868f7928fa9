public import MizanDiagnostics

/// All that a run has to say, as plain values; the renderers turn it into text, HTML, CSV, JSON.
///
/// A report holds no clock time, no machine name and no personal value, so that the same input
/// gives the same bytes.
///
/// ```swift
/// var report = Report()
/// report.rows = Balance(read: 10, ready: 9, held: 1)
/// let page = HTMLRenderer(messages, .french).render(report)
/// ```
public struct Report: Sendable {
  /// Name and version of the program, such as `mizan 0.1.0`.
  public var tool = "mizan"
  /// The canonical standard with its version, such as `eie-core@1`.
  public var standard = ""
  /// The command that ran, such as `convert`.
  public var command = "convert"
  /// The language that the user asked for.
  public var language = Messages.Language.english
  /// The command line that repeats the run.
  public var commandLine = ""
  /// The country as ISO 3166 alpha-3 or by name, nil when the mapping names none.
  public var country: String?
  /// The mapping of all files; nil where files have different ones.
  public var mapping: MappingReport?
  /// The mappings of a job in the order of their first file; empty where all files have one.
  public var mappings: [MappingReport] = []
  /// The title of a job in each language that it names.
  public var title: [Messages.Language: String] = [:]
  /// The exit status of the run.
  public var exit: Int32 = 0
  /// One entry a file, in the order in which the files were given.
  public var inputs: [InputReport] = []
  /// Rows of all files.
  public var rows = Balance()
  /// Records written by table, in the order of the standard.
  public var records: [NamedCount] = []
  public var sums: [SumReport] = []
  public var rules: [RuleReport] = []
  /// Findings of the whole run.
  public var findings = Findings()
  /// Labels that wait for a decision, the most urgent first.
  public var review: [ReviewItem] = []
  /// What was changed automatically: at least the most frequent changes of each field and kind,
  /// ``changeExamples`` of each.
  public var changes: [ValueChange] = []
  /// How often something was changed that is not among ``changes``, by kind.
  public var otherChanges: [NamedCount] = []
  /// How many changes of a kind are shown as examples.
  public static let changeExamples = 3
  /// The files that the run wrote.
  public var outputs: [OutputFile] = []
  /// The files of held rows: one for each set of headings of which a row is held.
  public var heldFiles = ["held.csv"]
  /// The folder that the run wrote, as the user named it; empty when nothing was published.
  public var folder = ""

  public init() {}
}

/// A name and how often it occurred.
public struct NamedCount: Sendable, Hashable {
  public var name: String
  public var count: Int

  public init(_ name: String, _ count: Int) {
    self.name = name
    self.count = count
  }
}

/// A file that the run wrote.
public struct OutputFile: Sendable, Hashable {
  /// The path inside the output folder.
  public var path: String
  /// SHA-256 in 64 hexadecimal digits; empty for a file that was too large to be digested.
  public var sha256: String
  /// The size in bytes.
  public var bytes: Int

  public init(path: String, sha256: String, bytes: Int) {
    self.path = path
    self.sha256 = sha256
    self.bytes = bytes
  }
}
