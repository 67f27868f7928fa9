import MizanDiagnostics

/// Looks at all words of a mapping file before it is read block by block: names that deceive,
/// paths that climb out, addresses of the network, secrets, patterns and open decisions.
struct TreeInspection {
  private let file: String

  init(file: String) { self.file = file }

  /// Keys whose texts are paths or names of files.
  private static let pathKeys: Set<String> = [
    "file", "path", "folder", "table", "codes", "extends", "output", "include", "lookup",
  ]
  /// Keys whose texts an expression parser reads anyway.
  private static let expressionKeys: Set<String> = ["calc", "when", "that"]
  /// Keys that people know from other tools for regular expressions.
  private static let patternKeys: Set<String> = [
    "pattern", "matches", "match_regex", "regex", "regexp",
  ]
  private static let secretKeys: Set<String> = [
    "password", "passwd", "secret", "token", "api_key", "apikey", "api-key", "private_key",
  ]

  func run(_ tree: YAMLTree, _ problems: inout MappingProblems) {
    inspect(tree, key: "", &problems)
  }

  private func inspect(_ tree: YAMLTree, key: String, _ problems: inout MappingProblems) {
    switch tree {
    case .text(let text, let mark): inspect(text, key: key, at: mark, &problems)
    case .list(let items, _):
      for item in items { inspect(item, key: key, &problems) }
    case .map(let entries, _):
      for entry in entries {
        inspectName(entry.key, at: entry.mark, &problems)
        // Tables of a test show what partners write; nothing in them is ours.
        if entry.key != "given" && entry.key != "expect" {
          inspect(entry.value, key: entry.key, &problems)
        }
      }
    }
  }

  /// Names are Latin letters, digits, `_` and `-`; anything invisible or look-alike is refused.
  private func inspectName(
    _ name: String, at mark: YAMLTree.Mark, _ problems: inout MappingProblems
  ) {
    let isPlain = name.utf8.allSatisfy {
      ($0 | 32) &- 97 < 26 || $0 &- 48 < 10 || $0 == 95 || $0 == 45
    }
    if !isPlain || name.isEmpty || name.utf8.count > 100 {
      problems.add(.mapBadName, at: mark, ["key": ShownText.make(name)])
    }
  }

  private func inspect(
    _ text: String, key: String, at mark: YAMLTree.Mark, _ problems: inout MappingProblems
  ) {
    if OpenDecision.isOpen(text) {
      problems.add(
        .mapUndecided, at: mark, ["key": key, "value": ShownText.make(text, limit: 240)])
    }
    if TreeInspection.secretKeys.contains(key.lowercased()) || AddressText.hasPassword(text) {
      // The secret itself is never shown.
      problems.add(.mapSecretInline, at: mark, ["key": key])
    } else if key != "title", key != "note", AddressText.isAddress(text) {
      problems.add(.urlForbidden, at: mark, ["key": key, "value": ShownText.make(text)])
    } else if TreeInspection.pathKeys.contains(key), ProjectPath.isOutside(text) {
      problems.add(.pathOutside, at: mark, ["value": ShownText.make(text)])
    }
    if key == "include", text == ProjectPath.name(of: file) {
      problems.add(.mapIncludeCycle, at: mark, ["value": ShownText.make(text)])
    }
    if TreeInspection.patternKeys.contains(key) {
      switch PatternText.judge(text) {
      case .unsafe: problems.add(.regexUnsafe, at: mark, ["value": ShownText.make(text)])
      case .invalid: problems.add(.regexInvalid, at: mark, ["value": ShownText.make(text)])
      case .fine: break
      }
    }
    if !TreeInspection.expressionKeys.contains(key), nesting(text) > ExpressionParser.depthLimit {
      problems.add(
        .limitDepth, at: mark, ["known": "\(ExpressionParser.depthLimit) levels"])
    }
  }

  /// How deep parentheses are nested.
  private func nesting(_ text: String) -> Int {
    var depth = 0
    var deepest = 0
    for byte in text.utf8 {
      if byte == 40 { depth += 1 }
      if byte == 41 { depth -= 1 }
      deepest = max(deepest, depth)
    }
    return deepest
  }
}

/// Paths that a mapping may name: inside its own folder.
enum ProjectPath {
  /// Whether a path is absolute, climbs out, or is no plain path at all.
  static func isOutside(_ path: String) -> Bool {
    path.hasPrefix("/") || path.hasPrefix("~") || path.contains("\\") || path.contains("\0")
      || path.contains("${")
      || path.split(separator: "/", omittingEmptySubsequences: false).contains("..")
  }

  /// The last step of a path.
  static func name(of path: String) -> String {
    String(path.split(separator: "/").last ?? "")
  }
}

/// Addresses of the network inside texts.
enum AddressText {
  /// Whether the text is an address such as `http://…`; a mapping never fetches anything.
  static func isAddress(_ text: String) -> Bool { scheme(text) != nil }

  /// Whether an address carries a password: `postgres://name:password@host`.
  static func hasPassword(_ text: String) -> Bool {
    guard let rest = scheme(text) else { return false }
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    guard let at = authority.lastIndex(of: "@") else { return false }
    return authority[..<at].contains(":")
  }

  /// What follows `scheme://` at the start of a text; nil when it does not start so.
  private static func scheme(_ text: String) -> Substring? {
    let letters = text.prefix {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "+" || $0 == ".")
    }
    guard !letters.isEmpty, text[letters.endIndex...].hasPrefix("://") else { return nil }
    return text[letters.endIndex...].dropFirst(3)
  }
}

extension Code {
  static let mapSecretInline = Code("MAP_SECRET_INLINE", .warning)
  static let urlForbidden = Code("URL_FORBIDDEN", .error)
  static let mapIncludeCycle = Code("MAP_INCLUDE_CYCLE", .error)
  static let regexUnsafe = Code("REGEX_UNSAFE", .error)
  static let regexInvalid = Code("REGEX_INVALID", .error)
}
