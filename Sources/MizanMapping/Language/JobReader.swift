public import MizanDiagnostics

/// Several inputs with several mappings that become one output folder with one report.
public struct Job: Sendable, Hashable {
  /// Files that are read with one mapping; all paths are as they stand in the job file.
  public struct Part: Sendable, Hashable {
    /// Files, folders, patterns or `@list.txt`, as on the command line.
    public var files: [String]
    public var mapping: String
  }

  /// The title of the report, by language.
  public internal(set) var titles: [Messages.Language: String] = [:]
  public internal(set) var parts: [Part] = []
}

/// Reads job files, which are YAML of the same strict kind as mappings.
///
/// ```yaml
/// mizan: 1
/// job: { title: "All that came in March" }
/// convert:
///   - { files: ["inbox/*.xlsx"], mapping: mappings/TCD/returns.map.yaml }
///   - { files: uis.csv, mapping: mappings/UIS/bulk.map.yaml }
/// ```
public enum JobReader {
  /// - Throws: a ``Failure`` of kind `mapping` with all faults found.
  public static func read(_ bytes: [UInt8], file: String) throws(Failure) -> Job {
    var reader = YAMLReader(file: file)
    let tree = try reader.read(bytes)
    var problems = MappingProblems(file: file)
    var job = Job()
    if var block = BlockReader(tree, "the file", &problems) {
      if let version = block.required("mizan", &problems), version != "1" {
        problems.add(
          .mapVersion, at: block.node("mizan")?.mark ?? block.mark,
          ["value": ShownText.make(version), "known": "1"])
      }
      if let node = block.node("job"), var head = BlockReader(node, "job", &problems) {
        job.titles = titles(&head, &problems)
        head.refuseOthers(&problems)
      }
      if let node = block.node("convert") {
        job.parts = node.items.compactMap { part($0, &problems) }
      } else {
        problems.add(.mapMissingKey, at: block.mark, ["key": "convert", "block": "the file"])
      }
      block.refuseOthers(&problems)
    }
    try problems.throwIfNeeded()
    return job
  }

  private static func part(_ node: YAMLTree, _ problems: inout MappingProblems) -> Job.Part? {
    guard var block = BlockReader(node, "convert", &problems) else { return nil }
    let files = block.texts("files", &problems)
    if block.node("files") == nil {
      problems.add(.mapMissingKey, at: block.mark, ["key": "files", "block": "convert"])
    }
    let mapping = block.required("mapping", &problems)
    block.refuseOthers(&problems)
    return mapping.map { Job.Part(files: files, mapping: $0) }
  }

  private static func titles(
    _ block: inout BlockReader, _ problems: inout MappingProblems
  ) -> [Messages.Language: String] {
    guard let node = block.node("title") else { return [:] }
    if case .text(let text, _) = node { return [.english: text] }
    guard var titles = BlockReader(node, "title", &problems) else { return [:] }
    var texts: [Messages.Language: String] = [:]
    for language in Messages.Language.allCases {
      texts[language] = titles.text(language.rawValue, &problems)
    }
    titles.refuseOthers(&problems)
    return texts
  }
}
