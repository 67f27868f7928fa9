import MizanDiagnostics
import MizanMapping
import MizanRecords

/// What became of one input file.
struct FileResult {
  var input: Input
  /// The mapping that says how the file is read.
  var checked: CheckedMapping
  var sourceID: String
  var format = ""
  var sheet: String?
  var sha256 = ""
  /// The release that the mapping reads from a title or the file's name as `vintage`.
  var vintage = ""
  var plan: TablePlan?
  var result: TableResult?
  var findings = Findings()
  /// Why the file could not be converted, if it could not.
  var failure: Failure?

  /// The worst exit status that the file asks for.
  func exitStatus(failOn: Severity?) -> Int32 {
    if let failure { return failure.exitStatus }
    guard let result else { return 0 }
    if result.counts.held > 0 || result.accounts.contains(where: { $0.cells.held > 0 }) { return 1 }
    guard let failOn else { return 0 }
    return findings.worst.map { $0 >= failOn } ?? false ? 1 : 0
  }
}
