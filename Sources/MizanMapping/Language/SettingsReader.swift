public import MizanDiagnostics
public import MizanRecords

/// Reads `mizan.yaml`, the file in which the person who runs Mizan permits programs and addresses.
public enum SettingsReader {
  /// The settings of the working folder; those that permit nothing where there is no file.
  /// - Throws: a ``Failure`` of kind `mapping` with all faults of the file.
  public static func workingFolder() throws(Failure) -> Settings {
    guard SmallFile.exists(Settings.fileName) else { return Settings() }
    return try read(SmallFile.read(Settings.fileName, limit: 1 << 20), file: Settings.fileName)
  }

  /// Reads the bytes of a settings file.
  /// - Throws: a ``Failure`` of kind `mapping` with all faults of the file.
  public static func read(_ bytes: [UInt8], file: String) throws(Failure) -> Settings {
    var reader = YAMLReader(file: file)
    let tree = try reader.read(bytes)
    var problems = MappingProblems(file: file)
    var settings = Settings()
    settings.file = file
    if var block = BlockReader(tree, "the file", &problems) {
      if let version = block.required("mizan", &problems), version != "1" {
        problems.add(
          .mapVersion, at: block.node("mizan")?.mark ?? block.mark,
          ["value": ShownText.make(version), "known": "1"])
      }
      if let node = block.node("plug_ins") { plugIns(node, &settings.plugIns, &problems) }
      if let node = block.node("urls") { addresses(node, &settings.addresses, &problems) }
      block.refuseOthers(&problems)
    }
    try problems.throwIfNeeded()
    return settings
  }

  private static func plugIns(
    _ node: YAMLTree, _ rules: inout Settings.PlugIns, _ problems: inout MappingProblems
  ) {
    guard var block = BlockReader(node, "plug_ins", &problems) else { return }
    rules.allow = block.texts("allow", &problems)
    rules.seconds = number("seconds", 1...86_400, &block, &problems) ?? rules.seconds
    rules.memoryBytes =
      number("memory_mb", 16...1_048_576, &block, &problems).map { $0 << 20 } ?? rules.memoryBytes
    rules.outputBytes =
      number("output_mb", 1...1_048_576, &block, &problems).map { $0 << 20 } ?? rules.outputBytes
    block.refuseOthers(&problems)
  }

  private static func addresses(
    _ node: YAMLTree, _ rules: inout Settings.Addresses, _ problems: inout MappingProblems
  ) {
    guard var block = BlockReader(node, "urls", &problems) else { return }
    rules.allow = block.texts("allow", &problems)
    rules.allowPrivate = block.texts("allow_private", &problems)
    rules.certificates = block.text("certificates", &problems)
    rules.cache = block.text("cache", &problems)
    rules.seconds = number("seconds", 1...86_400, &block, &problems) ?? rules.seconds
    rules.bytes =
      number("size_mb", 1...1_048_576, &block, &problems).map { $0 << 20 } ?? rules.bytes
    rules.cacheSeconds =
      number("cache_minutes", 0...1_000_000, &block, &problems).map { $0 * 60 }
      ?? rules.cacheSeconds
    block.refuseOthers(&problems)
  }

  /// A whole number within bounds.
  private static func number(
    _ key: String, _ bounds: ClosedRange<Int>, _ block: inout BlockReader,
    _ problems: inout MappingProblems
  ) -> Int? {
    guard let value = block.integer(key, &problems) else { return nil }
    if bounds.contains(value) { return value }
    problems.add(
      .mapBadValue, at: block.node(key)?.mark ?? block.mark,
      [
        "key": "\(block.title): \(key)", "value": "\(value)",
        "known": "\(bounds.lowerBound) to \(bounds.upperBound)",
      ])
    return nil
  }
}
