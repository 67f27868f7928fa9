public import MizanDiagnostics
public import MizanRecords

/// All sources that Mizan knows, and the one door to open a file as one of them.
public enum SourceCatalog {
  /// One line for each source, from the special to the general: of two that are equally sure of a
  /// file, the first has it.
  public static let all: [any Source.Type] = [
    HNOSource.self,
    HXLSource.self,
    SDMXSource.self,
    DHIS2Source.self,
    KoboSource.self,
    UISSource.self,
    WorldBankSource.self,
    RosterSource.self,
    OpenEMISSource.self,
    ClusterSource.self,
    PlainTable.self,
  ]

  /// The source with a name.
  /// - Throws: a ``Failure`` of kind `mapping` that lists those there are, or says which option
  ///   the source does not take.
  public static func source(
    named name: String, options: [String] = [], at place: Place? = nil
  ) throws(Failure) -> any Source.Type {
    guard let source = all.first(where: { $0.descriptor.name == name.lowercased() }) else {
      throw Failure(
        .mapping, .sourceUnknown, at: place,
        [
          "value": ShownText.make(name),
          "known": all.map { $0.descriptor.name }.joined(separator: ", "),
        ])
    }
    let known = source.descriptor.options
    if let option = options.sorted().first(where: { !known.contains($0) }) {
      throw Failure(
        .mapping, .sourceOptionUnknown, at: place,
        [
          "value": ShownText.make(option), "name": source.descriptor.name,
          "known": known.joined(separator: ", "),
        ])
    }
    return source
  }

  /// Opens a file as the mapping says; without an adapter it is read as a plain table.
  public static func open(
    _ file: any TableFile, adapter: String?, _ options: SourceOptions, _ findings: inout Findings
  ) throws(Failure) -> SourceReading {
    guard let adapter else { return SourceReading(file, options.layout) }
    return try source(named: adapter).open(file, options, &findings)
  }

  /// The source that is surest of a file; a plain table where none is.
  public static func recognize(_ head: FileHead) -> (source: any Source.Type, why: Recognition) {
    var best: (source: any Source.Type, why: Recognition)?
    for source in all {
      guard let why = source.recognize(head) else { continue }
      if let known = best, known.why.strength >= why.strength { continue }
      best = (source, why)
    }
    return best ?? (PlainTable.self, PlainTable.reason(head))
  }
}

extension Code {
  static let sourceUnknown = Code("SOURCE_UNKNOWN", .error)
  static let sourceOptionUnknown = Code("SOURCE_OPTION_UNKNOWN", .error)
  /// A file that is not of the family that the mapping names.
  static let sourceUnfit = Code("SOURCE_UNFIT", .error)
}
