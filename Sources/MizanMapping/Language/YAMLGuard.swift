import MizanDiagnostics

/// Finds what mapping files may not hold, before a YAML library sees the text: aliases that can
/// grow without bound, and tags that some programs execute.
enum YAMLGuard {
  /// Looks at the text outside quotes and comments.
  static func refuseForbidden(in text: String, file: String) throws(Failure) {
    var block: Int?  // indentation of a block scalar's key while inside it
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let indent = line.prefix { $0 == " " }.count
      if let opened = block {
        if line.allSatisfy({ $0 == " " }) || indent > opened { continue }
        block = nil
      }
      try scan(line, number: index + 1, file: file)
      let trimmed = line.reversed().drop { $0 == " " || $0 == "\r" }
      if let last = trimmed.first, last == "|" || last == ">" { block = indent }
    }
  }

  private static func scan(_ line: Substring, number: Int, file: String) throws(Failure) {
    var quote: Character?
    var previous: Character = " "
    var anchors: Set<String> = []
    let characters = Array(line)
    for (column, character) in characters.enumerated() {
      defer { previous = character }
      if let open = quote {
        if character == open { quote = nil }
        continue
      }
      let opensToken = " [{,:-".contains(previous)
      if opensToken && (character == "\"" || character == "'") {
        quote = character
        continue
      }
      if character == "#" && previous == " " { return }
      guard opensToken, column + 1 < characters.count, characters[column + 1].isLetter || character == "!"
      else { continue }
      let place = Place(file, column: column + 1, line: number)
      let name = String(characters[(column + 1)...].prefix { $0.isLetter || $0.isNumber })
      switch character {
      case "&": anchors.insert(name)
      case "*":
        throw Failure(.mapping, anchors.contains(name) ? .yamlAliasCycle : .yamlAliasLimit, at: place)
      case "!": throw Failure(.mapping, .yamlTagForbidden, at: place)
      default: break
      }
    }
  }
}

extension Code {
  static let yamlAliasLimit = Code("YAML_ALIAS_LIMIT", .error)
  static let yamlAliasCycle = Code("YAML_ALIAS_CYCLE", .error)
  static let yamlTagForbidden = Code("YAML_TAG_FORBIDDEN", .error)
}
