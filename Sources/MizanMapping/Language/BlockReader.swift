import MizanDiagnostics

/// Reads the entries of one YAML block by name and tells what was left over or wrong.
struct BlockReader {
  /// What the block is called in messages, such as `source`.
  let title: String
  let mark: YAMLTree.Mark
  private let entries: [(key: String, mark: YAMLTree.Mark, value: YAMLTree)]
  private var used: Set<String> = []

  /// Nil, with a problem told, when the node is no block.
  init?(_ node: YAMLTree, _ title: String, _ problems: inout MappingProblems) {
    guard case .map(let entries, let mark) = node else {
      problems.add(
        .mapBadValue, at: node.mark,
        ["key": title, "value": node.kindName, "known": "a block of `name: value` lines"])
      return nil
    }
    self.title = title
    self.mark = mark
    self.entries = entries
  }

  var keys: [String] { entries.map(\.key) }

  /// The node of a key; it counts as read.
  mutating func node(_ key: String) -> YAMLTree? {
    used.insert(key)
    return entries.first { $0.key == key }?.value
  }

  /// All entries in order; all count as read.
  mutating func all() -> [(key: String, mark: YAMLTree.Mark, value: YAMLTree)] {
    used.formUnion(entries.map(\.key))
    return entries
  }

  mutating func text(_ key: String, _ problems: inout MappingProblems) -> String? {
    guard let node = node(key) else { return nil }
    guard case .text(let text, _) = node else {
      problems.add(
        .mapBadValue, at: node.mark,
        ["key": "\(title): \(key)", "value": node.kindName, "known": "one text"])
      return nil
    }
    return text
  }

  mutating func required(_ key: String, _ problems: inout MappingProblems) -> String? {
    used.insert(key)
    if !entries.contains(where: { $0.key == key }) {
      problems.add(.mapMissingKey, at: mark, ["key": key, "block": title])
      return nil
    }
    return text(key, &problems)
  }

  /// One text or a list of texts.
  mutating func texts(_ key: String, _ problems: inout MappingProblems) -> [String] {
    named(key, &problems).map(\.name)
  }

  /// One text or a list of texts, with their places.
  mutating func named(_ key: String, _ problems: inout MappingProblems) -> [Named] {
    guard let node = node(key) else { return [] }
    switch node {
    case .text(let text, let mark): return [Named(name: text, mark: mark)]
    case .list(let items, _):
      return items.compactMap { item in
        if case .text(let text, let mark) = item { return Named(name: text, mark: mark) }
        problems.add(
          .mapBadValue, at: item.mark,
          ["key": "\(title): \(key)", "value": item.kindName, "known": "a list of texts"])
        return nil
      }
    case .map(_, let mark):
      problems.add(
        .mapBadValue, at: mark,
        ["key": "\(title): \(key)", "value": "block", "known": "one text or a list"])
      return []
    }
  }

  mutating func integer(_ key: String, _ problems: inout MappingProblems) -> Int? {
    guard let text = text(key, &problems) else { return nil }
    guard let value = Int(text), value >= 0 else {
      problems.add(
        .mapBadValue, at: node(key)?.mark ?? mark,
        ["key": "\(title): \(key)", "value": ShownText.make(text), "known": "a whole number"])
      return nil
    }
    return value
  }

  mutating func flag(_ key: String, _ problems: inout MappingProblems) -> Bool {
    guard let text = text(key, &problems) else { return false }
    switch text {
    case "true", "yes": return true
    case "false", "no": return false
    default:
      problems.add(
        .mapBadValue, at: node(key)?.mark ?? mark,
        ["key": "\(title): \(key)", "value": ShownText.make(text), "known": "true, false"])
      return false
    }
  }

  /// One of the words of a closed set.
  mutating func word<Word: RawRepresentable & CaseIterable>(
    _ key: String, as type: Word.Type, _ problems: inout MappingProblems
  ) -> Word? where Word.RawValue == String {
    guard let text = text(key, &problems) else { return nil }
    if let word = Word(rawValue: text) { return word }
    problems.add(
      .mapBadValue, at: node(key)?.mark ?? mark,
      [
        "key": "\(title): \(key)", "value": ShownText.make(text),
        "known": Word.allCases.map(\.rawValue).joined(separator: ", "),
      ])
    return nil
  }

  /// An expression; a fault in it is told with its place in the file.
  mutating func expression(_ key: String, _ problems: inout MappingProblems) -> ExpressionBlock? {
    guard let text = text(key, &problems), let node = node(key) else { return nil }
    var mark = node.mark
    mark.column += mark.quote
    switch ExpressionParser.parse(text) {
    case .success(let parsed):
      return ExpressionBlock(
        expression: parsed.expression, columns: parsed.columns, text: text, mark: mark)
    case .failure(let error):
      mark.column += error.column
      problems.add(error.code, at: mark, error.arguments)
      return nil
    }
  }

  /// Tells every key that was not read.
  func refuseOthers(_ problems: inout MappingProblems) {
    for entry in entries where !used.contains(entry.key) {
      let nearest = Nearest.word(to: entry.key, among: used)
      problems.add(
        .mapUnknownKey, at: entry.mark,
        [
          "key": ShownText.make(entry.key), "block": title,
          "known": used.sorted().joined(separator: ", "),
          "nearest": nearest.map { "did you mean `\($0)`?" } ?? "",
        ])
    }
  }
}
