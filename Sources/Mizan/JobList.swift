public import MizanDiagnostics
import MizanMapping
import MizanRecords
public import MizanStandards

/// Turns job files into parts that a ``Harmonizer`` converts together.
public enum JobList {
  /// Reads job files and the mappings that they name, each mapping once.
  ///
  /// Paths in a job file are taken from the folder of the job file.
  /// - Returns: the parts in the order of the files, and the title of the first job that has one.
  /// - Throws: a ``Failure`` of kind `mapping` for a wrong job or mapping, `missing` when a file
  ///   that a job names is not there.
  public static func read(
    _ paths: [String], _ standards: Standards
  ) throws(Failure) -> (parts: [JobPart], titles: [Messages.Language: String]) {
    var known: [String: CheckedMapping] = [:]
    var parts: [JobPart] = []
    var titles: [Messages.Language: String] = [:]
    for path in paths {
      let job = try JobReader.read(try SmallFile.read(path, limit: 4 << 20), file: path)
      if titles.isEmpty { titles = job.titles }
      let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        .joined(separator: "/")
      for part in job.parts {
        let map = JobList.path(part.mapping, from: folder)
        let mapping: CheckedMapping
        if let found = known[map] {
          mapping = found
        } else {
          mapping = try Harmonizer.mapping(at: map, standards)
          known[map] = mapping
        }
        let words = part.files.map { JobList.path($0, from: folder) }
        parts.append(JobPart(try InputList.expand(words), with: mapping))
      }
    }
    return (parts, titles)
  }

  /// A path that stands in a file of a folder, as seen from where the folder's name is seen.
  ///
  /// `..` takes back the step before it, so that `examples` and `../mappings/a.yaml` give
  /// `mappings/a.yaml`.
  static func path(_ path: String, from folder: String) -> String {
    if path.hasPrefix("/") { return path }
    var steps: [Substring] = []
    let whole = folder.isEmpty ? path : folder + "/" + path
    for step in whole.split(separator: "/") where step != "." {
      if step == "..", let last = steps.last, last != ".." {
        steps.removeLast()
      } else {
        steps.append(step)
      }
    }
    return (folder.hasPrefix("/") ? "/" : "") + steps.joined(separator: "/")
  }
}
