import MizanDiagnostics

/// Finds what mapping files may not hold, before a YAML library sees the text: aliases that can
/// grow without bound, tags that some programs execute, and nesting that has no end.
enum YAMLGuard {
  /// How deep brackets and list dashes may be nested on one line.
  static let depthLimit = 32
  /// How far a line may be indented.
  static let indentLimit = 200

  /// Looks at the text outside quotes, comments and block texts.
  static func refuseForbidden(in text: String, file: String) throws(Failure) {
    var block: Int?  // indentation of a block text's key while inside it
    var depth = 0
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let characters = Array(line)
      let indent = characters.prefix { $0 == " " }.count
      if let opened = block {
        if indent == characters.count || characters[indent] == "\r" || indent > opened { continue }
        block = nil
      }
      guard indent <= indentLimit else {
        throw Failure(
          .mapping, .limitDepth, at: Place(file, column: indent, line: index + 1),
          ["known": "\(indentLimit) blanks"])
      }
      try scan(characters, number: index + 1, file: file, depth: &depth)
      if opensBlock(characters) { block = indent }
    }
  }

  /// Whether a line ends in `|` or `>` and what may follow them.
  private static func opensBlock(_ characters: [Character]) -> Bool {
    var end = characters.count
    while end > 0, characters[end - 1] == " " || characters[end - 1] == "\r" { end -= 1 }
    while end > 0, "+-0123456789".contains(characters[end - 1]) { end -= 1 }
    guard end > 1, characters[end - 1] == "|" || characters[end - 1] == ">" else { return false }
    return characters[end - 2] == " "
  }

  private static func scan(
    _ characters: [Character], number: Int, file: String, depth: inout Int
  ) throws(Failure) {
    var quote: Character?
    var opensToken = true
    var dashes = 0
    var anchors: Set<String> = []
    for (column, character) in characters.enumerated() {
      if let open = quote {
        if character == open { quote = nil }
        continue
      }
      let next = column + 1 < characters.count ? characters[column + 1] : " "
      if character == "#" && (column == 0 || characters[column - 1] == " ") { return }
      if character == " " || character == "\t" { continue }
      if opensToken && (character == "\"" || character == "'") {
        quote = character
        opensToken = false
        continue
      }
      let place = Place(file, column: column + 1, line: number)
      switch character {
      case "[", "{": depth += 1
      case "]", "}": depth = max(0, depth - 1)
      case "-" where opensToken && next == " ": dashes += 1
      default: break
      }
      guard depth <= depthLimit, dashes <= depthLimit else {
        throw Failure(.mapping, .limitDepth, at: place, ["known": "\(depthLimit) levels"])
      }
      if opensToken, next.isLetter || next == "!" || next == "<" || next.isNumber {
        let name = String(characters[(column + 1)...].prefix { $0.isLetter || $0.isNumber })
        switch character {
        case "&": anchors.insert(name)
        case "*":
          throw Failure(
            .mapping, anchors.contains(name) ? .yamlAliasCycle : .yamlAliasLimit, at: place)
        case "!": throw Failure(.mapping, .yamlTagForbidden, at: place)
        default: break
        }
      }
      opensToken =
        "[{,".contains(character) || (":-?".contains(character) && (next == " " || opensToken))
    }
  }

  /// Lines that name an address of the network under `url:`; for files that cannot be read any
  /// further.
  static func addresses(in text: String) -> [YAMLTree.Mark] {
    var marks: [YAMLTree.Mark] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      var rest = line
      while let colon = rest.firstIndex(of: ":") {
        let key = rest[..<colon].split { !$0.isLetter }.last.map(String.init) ?? ""
        let value = rest[rest.index(after: colon)...].drop { " '\"".contains($0) }
        if ["url", "uri", "href"].contains(key), AddressText.isAddress(String(value)) {
          marks.append(
            YAMLTree.Mark(
              line: index + 1, column: line.distance(from: line.startIndex, to: colon) + 1))
        }
        rest = rest[rest.index(after: colon)...]
      }
    }
    return marks
  }
}

extension Code {
  static let yamlAliasLimit = Code("YAML_ALIAS_LIMIT", .error)
  static let yamlAliasCycle = Code("YAML_ALIAS_CYCLE", .error)
  static let yamlTagForbidden = Code("YAML_TAG_FORBIDDEN", .error)
}
