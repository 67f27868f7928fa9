import MizanDiagnostics
import Yams

/// A node of a YAML file as plain values: every scalar is text, every node knows its place.
///
/// The subset is strict. Aliases, tags and several documents are refused; a scalar is never
/// turned into a number, a date or a yes; a key may stand only once.
indirect enum YAMLTree: Sendable {
  case text(String, Mark)
  case list([YAMLTree], Mark)
  case map([(key: String, mark: Mark, value: YAMLTree)], Mark)

  /// A place in the file, both counted from 1.
  struct Mark: Sendable, Hashable {
    var line: Int
    var column: Int
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

  /// Reads a file's text.
  /// - Throws: a ``Failure`` of kind `mapping` with the place of the first fault.
  static func read(_ bytes: [UInt8], file: String) throws(Failure) -> YAMLTree {
    guard !bytes.allSatisfy({ $0 == 32 || $0 == 10 || $0 == 13 || $0 == 9 }) else {
      throw Failure(.mapping, .mappingEmpty, at: Place(file))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.mapping, .mappingEncoding, at: Place(file))
    }
    try YAMLGuard.refuseForbidden(in: text, file: file)
    let node: Node
    do {
      var documents = try compose_all(yaml: text)
      guard let first = documents.next() else {
        if let error = documents.error { throw error }
        throw Failure(.mapping, .mappingEmpty, at: Place(file))
      }
      if let second = documents.next() {
        throw Failure(
          .mapping, .yamlMultiDocument, at: Place(file, column: 1, line: second.mark?.line ?? 1))
      }
      if let error = documents.error { throw error }
      node = first
    } catch let failure as Failure {
      throw failure
    } catch {
      throw failure(from: error, file: file)
    }
    return try convert(node, file: file, depth: 0)
  }

  private static func failure(from error: any Error, file: String) -> Failure {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      Failure(
        .mapping, .yamlSyntax, at: Place(file, column: mark.column, line: mark.line),
        ["problem": problem])
    case .duplicatedKeysInMapping(let names, let context):
      Failure(
        .mapping, .mappingDuplicateKey,
        at: Place(file, column: context.mark.column, line: context.mark.line),
        ["key": names.joined(separator: ", ")])
    default:
      Failure(.mapping, .yamlSyntax, at: Place(file), ["problem": "unreadable text"])
    }
  }

  private static func convert(_ node: Node, file: String, depth: Int) throws(Failure) -> YAMLTree {
    let mark = Mark(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    guard depth < 32 else {
      throw Failure(
        .mapping, .limitDepth, at: Place(file, column: mark.column, line: mark.line))
    }
    switch node {
    case .scalar(let scalar):
      return .text(scalar.string, mark)
    case .sequence(let sequence):
      var items: [YAMLTree] = []
      for item in sequence { items.append(try convert(item, file: file, depth: depth + 1)) }
      return .list(items, mark)
    case .mapping(let mapping):
      var pairs: [(key: String, mark: Mark, value: YAMLTree)] = []
      for (key, value) in mapping {
        let keyMark = Mark(line: key.mark?.line ?? mark.line, column: key.mark?.column ?? 1)
        guard case .scalar(let scalar) = key else {
          throw Failure(
            .mapping, .yamlSyntax, at: Place(file, column: keyMark.column, line: keyMark.line),
            ["problem": "a key must be a single word"])
        }
        pairs.append((scalar.string, keyMark, try convert(value, file: file, depth: depth + 1)))
      }
      return .map(pairs, mark)
    case .alias:
      throw Failure(.mapping, .yamlAliasLimit, at: Place(file, column: mark.column, line: mark.line))
    }
  }
}

extension Code {
  static let mappingEmpty = Code("INPUT_EMPTY", .error)
  static let mappingEncoding = Code("ENC_INVALID_SEQUENCE", .error)
  static let yamlSyntax = Code("YAML_SYNTAX", .error)
  static let yamlMultiDocument = Code("YAML_MULTI_DOCUMENT", .error)
  static let mappingDuplicateKey = Code("MAP_DUPLICATE_KEY", .error)
  static let limitDepth = Code("LIMIT_DEPTH", .error)
}
