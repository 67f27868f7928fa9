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
///   [Input(path: "uis.csv")], with: mapping, into: "out")
/// print(report.rows.ready)
/// ```
public struct Harmonizer: Sendable {
  /// The version of the tool, as reports show it.
  public static let version = "mizan 0.1.0"

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
    return try CheckedMapping(try MappingReader.read(bytes, file: path), standards)
  }

  /// Converts files and publishes the result as one folder, in one step.
  ///
  /// A file that cannot be read is told in the report; the others are converted all the same.
  /// - Throws: a ``Failure`` when nothing could be converted, when the output cannot be written,
  ///   or when a run does not balance; then nothing is published.
  public func convert(
    _ inputs: [Input], with checked: CheckedMapping, into folder: String
  ) throws(Failure) -> Report {
    let stage = try StagedFolder(target: folder)
    var run = ConversionRun(standards, checked, options, stage)
    for input in inputs { try run.convert(input) }
    if run.files.allSatisfy({ $0.failure != nil }), let first = run.files.first?.failure {
      stage.abandon()
      throw Failure(first.kind, run.files.flatMap { $0.failure?.diagnostics ?? [] })
    }
    try run.refuseUneven()
    let report = try run.finish()
    try stage.publish()
    return report
  }
}
