public import MizanDiagnostics
public import MizanFormats
public import MizanRecords

/// How a conversion is run; nothing here changes the records that are written.
public struct RunOptions: Sendable {
  /// How many workers apply the mapping side by side.
  public var workers: Int
  /// The language of the report and of messages in `issues.csv`.
  public var language: Messages.Language
  /// The command to repeat the run, shown in the report.
  public var commandLine: String
  /// The least severity at which the run ends with status 1.
  public var failOn: Severity?
  /// Declared syntax and limits.
  public var format: FormatOptions
  /// The format's name where the user declares it; it wins over the mapping's.
  public var formatName: String?
  /// Whether a label that nobody has decided about ends the run with status 2 and no records.
  public var isStrict: Bool
  /// Whether records are written, or only the report.
  public var writesRecords: Bool
  /// Whether outputs of any size are digested with SHA-256, not only those up to 16 MB.
  public var digestsLargeOutputs = false
  /// The title of the report where the run has several mappings, by language.
  public var title: [Messages.Language: String] = [:]
  /// What the user permits; nil: what `mizan.yaml` of the working folder says.
  public var settings: Settings?
  /// Told how many rows have been read of which file, about ten times a second at most.
  public var progress: (@Sendable (_ file: String, _ rows: Int) -> Void)?

  public init(
    workers: Int = 1, language: Messages.Language = .english, commandLine: String = "",
    failOn: Severity? = .error, format: FormatOptions = FormatOptions(),
    formatName: String? = nil, isStrict: Bool = false, writesRecords: Bool = true,
    progress: (@Sendable (_ file: String, _ rows: Int) -> Void)? = nil
  ) {
    self.workers = workers
    self.language = language
    self.commandLine = commandLine
    self.failOn = failOn
    self.format = format
    self.formatName = formatName
    self.isStrict = isStrict
    self.writesRecords = writesRecords
    self.progress = progress
  }
}
