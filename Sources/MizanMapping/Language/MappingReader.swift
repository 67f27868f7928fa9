public import MizanDiagnostics
import MizanRecords

/// Reads a mapping file into a ``Mapping``, collecting every fault on the way.
public enum MappingReader {
  /// Reads the bytes of a mapping file.
  /// - Returns: the mapping and its warnings.
  /// - Throws: a ``Failure`` of kind `mapping` with all faults found.
  public static func read(_ bytes: [UInt8], file: String) throws(Failure) -> Mapping {
    let mapping = try draft(bytes, file: file)
    if !mapping.faults.isEmpty { throw Failure(.mapping, mapping.faults) }
    return mapping
  }

  /// Reads what can be read of a mapping file. ``CheckedMapping`` tells the mapping's faults
  /// together with its own.
  /// - Throws: a ``Failure`` of kind `mapping` when the file is no YAML.
  public static func draft(_ bytes: [UInt8], file: String) throws(Failure) -> Mapping {
    var reader = YAMLReader(file: file)
    var tree = try reader.read(bytes)
    var problems = MappingProblems(file: file)
    var mapping = Mapping(file: file, sha256: SHA256.hex(bytes))
    TreeInspection(file: file).run(tree, &problems)
    var overlay = Overlay(folder: mapping.folder)
    do throws(Failure) {
      tree = try overlay.resolve(tree, seen: [ProjectPath.name(of: file)], &problems)
    } catch {
      for diagnostic in error.diagnostics { problems.append(diagnostic) }
      mapping.gaps.all = true
    }
    mapping.bases = overlay.bases
    let head = tree.entries.first { $0.key == "mapping" }?.value
    if let base = head?.entries.first(where: { $0.key == "extends" })?.value,
      overlay.bases.isEmpty, problems.hasErrors(in: base)
    {
      mapping.gaps.all = true
    }
    for word in reader.implicit + overlay.implicit {
      problems.add(.yamlImplicitType, at: word.mark, ["value": ShownText.make(word.text)])
    }
    if var block = BlockReader(tree, "the file", &problems) {
      readTop(&block, into: &mapping, &problems)
      mapping.gaps.noteNames(tree, problems)
    } else {
      mapping.gaps.all = true
    }
    if problems.hasErrors { mapping.faults = problems.sorted }
    mapping.warnings = problems.diagnostics.filter { $0.code.severity != .error }
    return mapping
  }

  private static func readTop(
    _ block: inout BlockReader, into mapping: inout Mapping, _ problems: inout MappingProblems
  ) {
    if let version = block.required("mizan", &problems), version != "1" {
      problems.add(
        .mapVersion, at: block.node("mizan")?.mark ?? block.mark,
        ["value": ShownText.make(version), "known": "1"])
      mapping.gaps.all = true
      return
    }
    if let node = block.node("mapping") {
      readHead(node, into: &mapping, &problems)
      mapping.gaps.note(head: node, country: mapping.country, problems)
      if let country = mapping.country, OpenDecision.isOpen(country) { mapping.gaps.country = true }
    } else {
      mapping.gaps.standard = true
      mapping.gaps.country = true
      problems.add(.mapMissingKey, at: block.mark, ["key": "mapping", "block": "the file"])
    }
    if let node = block.node("source") {
      mapping.source = SourceReader.read(node, &problems)
    }
    if let node = block.node("columns") { mapping.columns = columns(node, &problems) }
    if let node = block.node("grid") { mapping.grids = grids(node, &problems) }
    mapping.records = records(&block, &problems)
    if let node = block.node("checks") { mapping.checks = CheckReader.read(node, &problems) }
    mapping.ignore = block.texts("ignore", &problems)
    enum Extras: String, CaseIterable { case keep, tell }
    mapping.keepsExtras = block.word("extras", as: Extras.self, &problems) == .keep
    if let node = block.node("tests") { mapping.tests = tests(node, &problems) }
    block.refuseOthers(&problems)
  }

  private static func readHead(
    _ node: YAMLTree, into mapping: inout Mapping, _ problems: inout MappingProblems
  ) {
    guard var block = BlockReader(node, "mapping", &problems) else { return }
    mapping.id = block.required("id", &problems) ?? ""
    mapping.version = block.required("version", &problems) ?? ""
    mapping.standard = block.required("standard", &problems) ?? ""
    mapping.owner = block.text("owner", &problems) ?? ""
    mapping.country = block.text("country", &problems)
    _ = block.text("extends", &problems)
    enum Status: String, CaseIterable { case draft, approved }
    mapping.status = (block.word("status", as: Status.self, &problems) ?? .draft).rawValue
    if let title = block.node("title") {
      if case .text(let text, _) = title {
        mapping.titles[.english] = text
      } else if var titles = BlockReader(title, "title", &problems) {
        for language in Messages.Language.allCases {
          mapping.titles[language] = titles.text(language.rawValue, &problems)
        }
        titles.refuseOthers(&problems)
      }
    }
    block.refuseOthers(&problems)
  }

  private static func columns(
    _ node: YAMLTree, _ problems: inout MappingProblems
  ) -> [ColumnBlock] {
    guard var block = BlockReader(node, "columns", &problems) else { return [] }
    return block.all().map { name, mark, value in
      var column = ColumnBlock(name: name, headings: [], mark: mark)
      switch value {
      case .text(let text, _): column.headings = [text]
      case .list(let items, _):
        for item in items {
          if case .text(let text, _) = item {
            column.headings.append(text)
          } else {
            problems.add(
              .mapBadValue, at: item.mark,
              ["key": "columns: \(name)", "value": item.kindName, "known": "a list of headings"])
          }
        }
      case .map:
        guard var long = BlockReader(value, name, &problems) else { break }
        column.headings = long.texts("headings", &problems)
        column.isOptional = long.flag("optional", &problems)
        column.not = long.texts("not", &problems)
        column.numbers = SourceReader.numbers(&long, &problems)
        long.refuseOthers(&problems)
      }
      if column.headings.isEmpty {
        problems.add(.mapMissingKey, at: mark, ["key": "headings", "block": "columns: \(name)"])
      }
      return column
    }
  }

  private static func grids(_ node: YAMLTree, _ problems: inout MappingProblems) -> [GridBlock] {
    let nodes = if case .list(let items, _) = node { items } else { [node] }
    return nodes.compactMap { node in
      guard var block = BlockReader(node, "grid", &problems) else { return nil }
      let heading = block.required("heading", &problems) ?? ""
      let cell = block.required("cell", &problems) ?? ""
      let numbers = SourceReader.numbers(&block, &problems)
      block.refuseOthers(&problems)
      guard let pattern = HeadingPattern(heading), !pattern.names.isEmpty else {
        problems.add(
          .mapBadValue, at: block.node("heading")?.mark ?? block.mark,
          [
            "key": "grid: heading", "value": ShownText.make(heading),
            "known": "a text with names in braces, such as \"{grade} / {sex}\"",
          ])
        return nil
      }
      return GridBlock(pattern: pattern, cell: cell, numbers: numbers, mark: block.mark)
    }
  }

  private static func records(
    _ block: inout BlockReader, _ problems: inout MappingProblems
  ) -> [RecordBlock] {
    var nodes: [YAMLTree] = []
    if let one = block.node("record") { nodes.append(one) }
    if let many = block.node("records") {
      if case .list(let items, _) = many { nodes += items } else { nodes.append(many) }
    }
    if nodes.isEmpty {
      problems.add(.mapMissingKey, at: block.mark, ["key": "record", "block": "the file"])
    }
    return nodes.compactMap { RecordReader.read($0, &problems) }
  }

  private static func tests(_ node: YAMLTree, _ problems: inout MappingProblems) -> [TestBlock] {
    let nodes = if case .list(let items, _) = node { items } else { [node] }
    return nodes.compactMap { node in
      guard var block = BlockReader(node, "tests", &problems) else { return nil }
      let name = block.required("name", &problems) ?? ""
      let given = block.required("given", &problems) ?? ""
      let expect = block.required("expect", &problems) ?? ""
      var test = TestBlock(name: name, given: given, expect: expect, mark: block.mark)
      if let with = block.node("with"), var captures = BlockReader(with, "with", &problems) {
        for (key, _, value) in captures.all() {
          if case .text(let text, _) = value { test.captures[key] = text }
        }
      }
      block.refuseOthers(&problems)
      return test
    }
  }
}
