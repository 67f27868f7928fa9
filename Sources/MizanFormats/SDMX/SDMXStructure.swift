package import MizanDiagnostics
package import MizanRecords

/// A structure file: data structure definitions with their dimensions, names and code lists.
package struct SDMXStructure: Sendable {
  package struct Component: Sendable, Hashable {
    package var id: String
    /// The concept that names it.
    package var concept: String
    package var codeList: String?
    var position: Int?
  }

  /// A data structure definition.
  package struct Definition: Sendable, Hashable {
    package var id: String
    package var dimensions: [Component] = []
    package var hasTime = false
    package var measures: [String] = []
    package var attributes: [Component] = []
  }

  package internal(set) var definitions: [Definition] = []
  /// The definitions that data flows use, by the flow's id.
  var flows: [String: String] = [:]
  /// Names of concepts, and of codes by the id of their list.
  package internal(set) var concepts: [String: String] = [:]
  package internal(set) var codes: [String: [String: String]] = [:]

  /// Reads an SDMX-ML structure message.
  /// - Throws: a ``Failure`` of kind `mapping` when it holds no definition; what reading throws
  ///   passes through.
  package init(_ input: Input, _ limits: Limits) throws(Failure) {
    let file = try InputFile(input)
    let stream = SDMXStructureStream(
      try PackedContent(file, limits, digests: false).bytes(), file.place, limits)
    while try stream.feed() {}
    self = stream.structure
    guard !definitions.isEmpty else {
      throw Failure(.mapping, .sdmxNoStructure, at: file.place, ["value": stream.root])
    }
  }

  init() {}

  /// The definition with the id of a definition or data flow; the only one where there is one.
  package func definition(_ id: String) -> Definition? {
    definitions.first { $0.id == id || $0.id == flows[id] }
      ?? (definitions.count == 1 ? definitions[0] : nil)
  }
}

extension Code {
  static let sdmxNoStructure = Code("SDMX_NO_STRUCTURE", .error)
}
