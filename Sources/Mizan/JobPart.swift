public import MizanMapping
public import MizanRecords

/// Some of the files of a run, and the mapping that says how they are read.
public struct JobPart: Sendable {
  /// The files in the order in which they are converted.
  public var inputs: [Input]
  /// The mapping of all these files.
  public var mapping: CheckedMapping

  public init(_ inputs: [Input], with mapping: CheckedMapping) {
    self.inputs = inputs
    self.mapping = mapping
  }

  /// The mappings of several parts, each once, in the order of their first part.
  static func mappings(of parts: [JobPart]) -> [CheckedMapping] {
    var seen: Set<String> = []
    return parts.map(\.mapping).filter { seen.insert($0.mapping.file).inserted }
  }
}
