import MizanDiagnostics
import Yams

/// Reads the strict subset of YAML that mapping files are written in.
struct YAMLReader {
  /// How deep blocks and lists may be nested.
  static let depthLimit = 32

  private let file: String
  private let base: String?
  /// Unquoted words that other programs would not read as text.
  private(set) var implicit: [(text: String, mark: YAMLTree.Mark)] = []

  /// - Parameter isBase: whether the file is a base that another mapping extends.
  init(file: String, isBase: Bool = false) {
    self.file = file
    base = isBase ? file : nil
  }

  /// Reads a file's text.
  /// - Throws: a ``Failure`` of kind `mapping` with the place of the first fault.
  mutating func read(_ bytes: [UInt8]) throws(Failure) -> YAMLTree {
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    guard !bytes.allSatisfy({ $0 == 32 || $0 == 10 || $0 == 13 || $0 == 9 }) else {
      throw Failure(.mapping, .mappingEmpty, at: Place(file))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let line = YAMLReader.firstBadLine(bytes)
      throw Failure(.mapping, .mappingEncoding, at: Place(file, line: line))
    }
    try YAMLGuard.refuseForbidden(in: text, file: file)
    return try convert(try compose(text), depth: 0)
  }

  private func compose(_ text: String) throws(Failure) -> Node {
    do {
      // Every scalar is text here; the rules for other types would be compiled and never used.
      var documents = try compose_all(yaml: text, .basic)
      guard let first = documents.next() else {
        if let error = documents.error { throw error }
        throw Failure(.mapping, .mappingEmpty, at: Place(file))
      }
      if let second = documents.next() {
        throw Failure(
          .mapping, .yamlMultiDocument, at: Place(file, column: 1, line: second.mark?.line ?? 1))
      }
      if let error = documents.error { throw error }
      return first
    } catch let failure as Failure {
      throw failure
    } catch {
      throw failure(from: error, text)
    }
  }

  private func failure(from error: any Error, _ text: String) -> Failure {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return Failure(
        .mapping, .yamlSyntax, at: Place(file, column: mark.column, line: mark.line),
        ["problem": problem])
    case .duplicatedKeysInMapping(let names, let context):
      let double = Diagnostic(
        .mappingDuplicateKey,
        at: Place(file, column: context.mark.column, line: context.mark.line),
        ["key": names.map { ShownText.make($0) }.joined(separator: ", ")])
      let addresses = YAMLGuard.addresses(in: text).map {
        Diagnostic(
          .urlForbidden, at: Place(file, column: $0.column, line: $0.line),
          ["key": "url", "value": ""])
      }
      return Failure(.mapping, [double] + addresses)
    default:
      return Failure(.mapping, .yamlSyntax, at: Place(file), ["problem": "unreadable text"])
    }
  }

  private func mark(_ node: Node) -> YAMLTree.Mark {
    YAMLTree.Mark(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, base: base)
  }

  private mutating func convert(_ node: Node, depth: Int) throws(Failure) -> YAMLTree {
    let mark = mark(node)
    let place = Place(file, column: mark.column, line: mark.line)
    guard depth < YAMLReader.depthLimit else {
      throw Failure(
        .mapping, .limitDepth, at: place, ["known": "\(YAMLReader.depthLimit) levels"])
    }
    switch node {
    case .scalar(let scalar):
      note(scalar, mark)
      var place = mark
      place.quote = [.singleQuoted, .doubleQuoted].contains(scalar.style) ? 1 : 0
      return .text(scalar.string, place)
    case .sequence(let sequence):
      var items: [YAMLTree] = []
      for item in sequence { items.append(try convert(item, depth: depth + 1)) }
      return .list(items, mark)
    case .mapping(let mapping):
      var entries: [YAMLTree.Entry] = []
      for (key, value) in mapping {
        let keyMark = self.mark(key)
        guard case .scalar(let scalar) = key else {
          throw Failure(
            .mapping, .yamlSyntax, at: Place(file, column: keyMark.column, line: keyMark.line),
            ["problem": "a key must be a single word"])
        }
        note(scalar, keyMark)
        let before = implicit.count
        let tree = try convert(value, depth: depth + 1)
        // A flag may be written yes or no, and a table is shown as partners write it.
        if YAMLReader.flags.contains(scalar.string) { implicit.removeLast(implicit.count - before) }
        entries.append((scalar.string, keyMark, tree))
      }
      return .map(entries, mark)
    case .alias: throw Failure(.mapping, .yamlAliasLimit, at: place)
    }
  }

  private static let flags: Set<String> = ["optional", "keep_for_checks"]

  private mutating func note(_ scalar: Node.Scalar, _ mark: YAMLTree.Mark) {
    if scalar.style == .plain, ImplicitType.changes(scalar.string) {
      implicit.append((scalar.string, mark))
    }
  }

  /// The line of the first bytes that are no UTF-8.
  private static func firstBadLine(_ bytes: [UInt8]) -> Int {
    for (index, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated()
    where String(validating: line, as: UTF8.self) == nil {
      return index + 1
    }
    return 1
  }
}

extension Code {
  static let mappingEmpty = Code("INPUT_EMPTY", .error)
  static let mappingEncoding = Code("ENC_INVALID_SEQUENCE", .error)
  static let yamlSyntax = Code("YAML_SYNTAX", .error)
  static let yamlMultiDocument = Code("YAML_MULTI_DOCUMENT", .error)
  static let yamlImplicitType = Code("YAML_IMPLICIT_TYPE", .warning)
  static let mappingDuplicateKey = Code("MAP_DUPLICATE_KEY", .error)
  static let limitDepth = Code("LIMIT_DEPTH", .error)
}
