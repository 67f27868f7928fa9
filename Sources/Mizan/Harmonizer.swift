import Glibc
public import MizanDiagnostics
import MizanFormats
public import MizanMapping
public import MizanRecords
public import MizanReports
import MizanSinks
public import MizanStandards

/// Converts files into the canonical standard: the one place where all the rooms meet.
///
/// ```swift
/// let standards = try Standards(folder: StandardsFolder.find())
/// let mapping = try Harmonizer.mapping(at: "mappings/UIS/bulk.map.yaml", standards)
/// let report = try Harmonizer(standards).convert(
///   [Input(path: "uis.csv")], with: mapping, into: .folder("out"))
/// print(report.rows.ready)
/// ```
public struct Harmonizer: Sendable {
  /// The name and version of the tool, as reports show it.
  public static let version = "mizan 0.1.0"

  /// Where a run writes.
  public enum Target: Sendable, Hashable {
    /// A folder, published in one step when the run is done.
    case folder(String)
    /// The records of the first table of the mapping, on standard output.
    case standardOutput
    /// Nowhere: the run only counts and tells.
    case nothing
  }

  let standards: Standards
  let options: RunOptions

  public init(_ standards: Standards, _ options: RunOptions = RunOptions()) {
    self.standards = standards
    self.options = options
  }

  /// Reads and checks a mapping file.
  /// - Throws: a ``Failure`` of kind `missing` or `mapping`, with all faults of the file.
  public static func mapping(
    at path: String, _ standards: Standards
  ) throws(Failure) -> CheckedMapping {
    let bytes = try SmallFile.read(path, limit: 4 << 20)
    let checked = try CheckedMapping(try MappingReader.draft(bytes, file: path), standards)
    try checked.mapping.checkAdapter()
    return checked
  }

  /// Converts files with one mapping and publishes the result in one step; see
  /// ``convert(_:into:)``.
  public func convert(
    _ inputs: [Input], with checked: CheckedMapping, into target: Target
  ) throws(Failure) -> Report {
    try convert([JobPart(inputs, with: checked)], into: target)
  }

  /// Converts files, each with its mapping, and publishes one result in one step.
  ///
  /// A file that cannot be read is told in the report; the others are converted all the same.
  /// When no file could be read, or `isStrict` found undecided labels, no records are published.
  /// - Returns: the report; its `exit` is the status with which a program should end.
  /// - Throws: a ``Failure`` when decisions of the mapping are open, when the output cannot be
  ///   written, or when a run does not balance
  ///   (kind `bug`); then nothing is published and the last good output stays.
  public func convert(
    _ parts: [JobPart], into target: Target
  ) throws(Failure) -> Report {
    for part in parts { try part.mapping.refuseDraft() }
    let (run, stage) = try attempt(parts, target)
    try run.refuseUneven()
    var report = try run.finish()
    if case .folder(let folder) = target { report.folder = folder }
    let isReadable = run.files.isEmpty || run.files.contains { $0.failure == nil }
    guard isReadable else {
      stage.abandon()
      report.folder = ""
      report.outputs = []
      return report
    }
    switch target {
    case .folder: try stage.publish()
    case .standardOutput:
      try StandardOutput.copy(run.firstTable.flatMap { stage.path(of: $0 + ".csv") })
      stage.abandon()
    case .nothing: stage.abandon()
    }
    return report
  }

  /// Converts all files into a new stage. A file whose fault shows only after rows of it were
  /// written is left out of the next attempt, so that the outputs hold nothing of half a file.
  private func attempt(
    _ parts: [JobPart], _ target: Target
  ) throws(Failure) -> (ConversionRun, StagedFolder) {
    let files = parts.flatMap { part in part.inputs.map { ($0, part.mapping) } }
    var known: [Int: Failure] = [:]
    while true {
      var isPrivate = true
      if case .folder = target { isPrivate = false }
      let stage = try StagedFolder(target: stagingTarget(target), isPrivate: isPrivate)
      if options.digestsLargeOutputs { stage.digestLimit = Int.max }
      var run = ConversionRun(standards, JobPart.mappings(of: parts), options, stage)
      var half: (index: Int, failure: Failure)?
      for (index, (input, mapping)) in files.enumerated() where half == nil {
        if let failure = try run.convert(input, mapping, known: known[index]) {
          half = (index, failure)
        }
      }
      guard let half else { return (run, stage) }
      known[half.index] = half.failure
      stage.abandon()
    }
  }

  /// Runs that publish no folder are staged in the folder for temporary files.
  private func stagingTarget(_ target: Target) -> String {
    if case .folder(let folder) = target { return folder }
    let temporary = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    return "\(temporary)/mizan-\(getpid())-\(UInt32.random(in: 0 ... .max))"
  }
}
