import MizanDiagnostics

/// The parts of a mapping that could not be read.
///
/// Nobody knows what they say, so the checker tells nothing that only follows from their absence.
struct MappingGaps: Sendable {
  /// Nothing below the head can be trusted: another version, a base that cannot be read.
  var all = false
  var standard = false
  var country = false
  /// Names may be missing that lines of a record use.
  var names = false

  /// Looks for the gaps that faults told so far leave in the head.
  mutating func note(head node: YAMLTree, country: String?, _ problems: MappingProblems) {
    func entry(_ key: String) -> YAMLTree? { node.entries.first { $0.key == key }?.value }
    standard = entry("standard").map(problems.hasErrors(in:)) ?? true
    self.country =
      entry("country").map(problems.hasErrors(in:))
      ?? (country == nil && problems.hasErrors(in: node))
  }

  /// Looks for the gaps that faults told so far leave among the names of the top blocks.
  mutating func noteNames(_ tree: YAMLTree, _ problems: MappingProblems) {
    let known = ["source", "columns", "grid"]
    for entry in tree.entries {
      switch entry.key {
      case "columns": if entry.value.entries.isEmpty { names = true }
      case "grid": if problems.hasErrors(in: entry.value) { names = true }
      case "source":
        let parts = entry.value.entries
        if problems.hasErrors(at: entry.value.mark) || parts.contains(where: losesNames) {
          names = true
        }
      default:
        // A misspelt `columns:` is told as such, not once more for each of its names.
        if problems.hasErrors(at: entry.mark), Nearest.word(to: entry.key, among: known) != nil {
          names = true
        }
      }
    }
    func losesNames(_ part: YAMLTree.Entry) -> Bool {
      problems.hasErrors(at: part.mark)
        || (["title", "file_name", "drop"].contains(part.key) && problems.hasErrors(in: part.value))
    }
  }
}

/// A line of a record that could not be read.
struct FaultyField: Sendable {
  var name: Named
  /// The name that it reads, whose type nobody knows now.
  var from: String?
}
