/// A node of a YAML file as plain values: every scalar is text, every node knows its place.
///
/// The subset is strict. Aliases, tags and several documents are refused; a scalar is never
/// turned into a number, a date or a yes; a key may stand only once.
indirect enum YAMLTree: Sendable {
  case text(String, Mark)
  case list([YAMLTree], Mark)
  case map([Entry], Mark)

  /// A key with its value.
  typealias Entry = (key: String, mark: Mark, value: YAMLTree)

  /// A place in the file, both counted from 1.
  struct Mark: Sendable, Hashable {
    var line: Int
    var column: Int
    /// The file, where it is a base and not the mapping itself.
    var base: String?
    /// 1 where a quotation mark stands before the text, else 0.
    var quote = 0
  }

  /// The place where the node begins.
  var mark: Mark {
    switch self {
    case .text(_, let mark), .list(_, let mark), .map(_, let mark): mark
    }
  }

  /// What a person calls this kind of node.
  var kindName: String {
    switch self {
    case .text: "text"
    case .list: "list"
    case .map: "block"
    }
  }

  /// The entries of a block; empty for other nodes.
  var entries: [Entry] { if case .map(let entries, _) = self { entries } else { [] } }

  /// The items of a list; the node itself when it is none.
  var items: [YAMLTree] { if case .list(let items, _) = self { items } else { [self] } }

  /// The text of a key of a block.
  func text(_ key: String) -> String? {
    if case .text(let text, _)? = entries.first(where: { $0.key == key })?.value {
      text
    } else {
      nil
    }
  }
}
