import MizanDiagnostics
import MizanRecords

/// Lays a mapping over the base that it names in `extends:`, before either is read.
///
/// An overlay replaces named entries and never edits inside one: a column, a field of a record, a
/// check, a test, a drop rule. What it does not name stays as the base has it.
struct Overlay {
  /// How many bases may stand behind each other.
  static let depthLimit = 8

  /// The bases that were read, nearest first.
  private(set) var bases: [Mapping.Base] = []
  private(set) var implicit: [(text: String, mark: YAMLTree.Mark)] = []
  private let folder: String

  /// - Parameter folder: the mapping's folder; bases are looked for beside it.
  init(folder: String) { self.folder = folder }

  /// The tree with its bases under it; the tree itself when it names none.
  /// - Throws: a ``Failure`` of kind `mapping` or `missing` about a base.
  mutating func resolve(
    _ tree: YAMLTree, seen: [String], _ problems: inout MappingProblems
  ) throws(Failure) -> YAMLTree {
    guard let head = tree.entries.first(where: { $0.key == "mapping" })?.value,
      let entry = head.entries.first(where: { $0.key == "extends" })
    else { return tree }
    guard case .text(let wanted, let mark) = entry.value else { return tree }
    let parts = wanted.split(separator: "@", maxSplits: 1).map(String.init)
    guard parts.count == 2, let name = parts.first, parts[1].allSatisfy(\.isNumber) else {
      problems.add(
        .mapBadValue, at: mark,
        [
          "key": "mapping: extends", "value": ShownText.make(wanted),
          "known": "a file and the first number of its version, such as base.map.yaml@1",
        ])
      return tree
    }
    if ProjectPath.isOutside(name) { return tree }  // told by the inspection
    guard !seen.contains(name), seen.count <= Overlay.depthLimit else {
      throw Failure(
        .mapping, .mapIncludeCycle, at: Place(problems.file, column: mark.column, line: mark.line),
        ["value": ShownText.make((seen + [name]).joined(separator: " → "))])
    }
    let path = folder.isEmpty ? name : folder + "/" + name
    let bytes = try SmallFile.read(path, limit: 4 << 20)
    var reader = YAMLReader(file: path, isBase: true)
    var base = try reader.read(bytes)
    implicit += reader.implicit
    TreeInspection(file: path).run(base, &problems)
    let version = base.entries.first { $0.key == "mapping" }?.value.text("version") ?? ""
    bases.append(Mapping.Base(file: path, sha256: SHA256.hex(bytes), version: version))
    if version.split(separator: ".").first.map(String.init) != parts[1] {
      problems.add(
        .mapBaseVersion, at: mark,
        ["value": ShownText.make(version), "known": parts[1], "file": ShownText.make(name)])
    }
    base = try resolve(base, seen: seen + [name], &problems)
    return Overlay.merge(base, tree)
  }

  /// The overlay's blocks over the base's.
  private static func merge(_ base: YAMLTree, _ overlay: YAMLTree) -> YAMLTree {
    var entries: [YAMLTree.Entry] = []
    let records = ["record", "records"]
    for entry in base.entries where !records.contains(entry.key) {
      guard let own = overlay.entries.first(where: { $0.key == entry.key }) else {
        entries.append(entry)
        continue
      }
      entries.append((entry.key, own.mark, block(entry.key, entry.value, own.value)))
    }
    for entry in overlay.entries
    where !records.contains(entry.key) && !base.entries.contains(where: { $0.key == entry.key }) {
      entries.append(entry)
    }
    let merged = self.records(of: base, under: overlay)
    if !merged.isEmpty { entries.append(("records", overlay.mark, .list(merged, overlay.mark))) }
    return .map(entries, overlay.mark)
  }

  private static func block(_ key: String, _ base: YAMLTree, _ own: YAMLTree) -> YAMLTree {
    switch key {
    case "mapping", "columns": return keys(base, own)
    case "source":
      guard case .map(var entries, let mark) = keys(base, own) else { return own }
      if let drops = base.entries.first(where: { $0.key == "drop" })?.value,
        let index = entries.firstIndex(where: { $0.key == "drop" }),
        own.entries.contains(where: { $0.key == "drop" })
      {
        entries[index].value = named(drops, entries[index].value)
      }
      return .map(entries, mark)
    case "checks", "tests": return named(base, own)
    case "ignore": return .list(base.items + own.items, own.mark)
    default: return own
    }
  }

  /// Entries by key; the overlay's replace the base's in their place.
  private static func keys(_ base: YAMLTree, _ own: YAMLTree) -> YAMLTree {
    guard case .map(let before, _) = base, case .map(let after, let mark) = own else { return own }
    var entries = before.map { entry in after.first { $0.key == entry.key } ?? entry }
    entries += after.filter { entry in !before.contains { $0.key == entry.key } }
    return .map(entries, mark)
  }

  /// Items of a list by their `name:`.
  private static func named(_ base: YAMLTree, _ own: YAMLTree) -> YAMLTree {
    var items = base.items
    for item in own.items {
      let name = item.text("name")
      if let index = items.firstIndex(where: { name != nil && $0.text("name") == name }) {
        items[index] = item
      } else {
        items.append(item)
      }
    }
    return .list(items, own.mark)
  }

  /// Records by table, the first of a table over the first; fields by name.
  private static func records(of base: YAMLTree, under overlay: YAMLTree) -> [YAMLTree] {
    func all(_ tree: YAMLTree) -> [YAMLTree] {
      tree.entries.filter { $0.key == "record" || $0.key == "records" }.flatMap { $0.value.items }
    }
    var records = all(base)
    var taken: Set<Int> = []
    for own in all(overlay) {
      let table = own.text("table")
      if let index = records.indices.first(where: {
        !taken.contains($0) && records[$0].text("table") == table
      }) {
        taken.insert(index)
        records[index] = keys(records[index], own)
      } else {
        taken.insert(records.count)
        records.append(own)
      }
    }
    return records
  }
}

extension Code {
  static let mapBaseVersion = Code("MAP_BASE_VERSION", .error)
}
