/// A pattern that splits a heading into named dimensions, such as `{grade} / {sex}`.
///
/// The letters of literal parts are compared after folding, so `Année {year}` fits `ANNEE 2024`
/// too; blanks of any kind are alike, other signs must be the same. What stands between the
/// literal parts is the dimension's text, trimmed.
public struct HeadingPattern: Sendable, Hashable {
  /// A part of the pattern in order.
  enum Part: Sendable, Hashable {
    case literal(String)
    case name(String)
  }

  public let text: String
  let parts: [Part]

  /// Nil when braces do not pair, a name is empty, or two names touch each other.
  public init?(_ text: String) {
    self.text = text
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else { return nil }
      let literal = String(rest[..<open])
      guard !literal.contains("}") else { return nil }
      if !literal.isEmpty { parts.append(.literal(literal)) }
      let name = String(rest[rest.index(after: open)..<close])
      guard !name.isEmpty else { return nil }
      if case .name = parts.last { return nil }
      parts.append(.name(name))
      rest = rest[rest.index(after: close)...]
    }
    if rest.contains("}") { return nil }
    if !rest.isEmpty { parts.append(.literal(String(rest))) }
    self.parts = parts
  }

  /// The names in the order in which they stand.
  public var names: [String] {
    parts.compactMap { if case .name(let name) = $0 { name } else { nil } }
  }

  /// The texts of the names when the heading fits, else nil. A literal part is looked for from
  /// the left; the first fit wins, so the answer never depends on luck.
  public func match(_ heading: String) -> [String: String]? {
    var values: [String: String] = [:]
    var rest = Substring(heading)
    var open: String?
    for part in parts {
      switch part {
      case .name(let name): open = name
      case .literal(let literal):
        guard let range = find(literal, in: rest, anywhere: open != nil) else { return nil }
        if let name = open {
          let value = trim(rest[..<range.lowerBound])
          guard !value.isEmpty else { return nil }
          values[name] = value
          open = nil
        }
        rest = rest[range.upperBound...]
      }
    }
    if let name = open {
      let value = trim(rest)
      guard !value.isEmpty else { return nil }
      values[name] = value
    } else if !trim(rest).isEmpty {
      return nil
    }
    return values
  }

  private func find(_ literal: String, in text: Substring, anywhere: Bool) -> Range<
    Substring.Index
  >? {
    let wanted = Array(literal)
    var start = text.startIndex
    while true {
      var position = start
      var matched = 0
      while matched < wanted.count, position < text.endIndex,
        isAlike(text[position], wanted[matched])
      {
        position = text.index(after: position)
        matched += 1
      }
      if matched == wanted.count { return start..<position }
      guard anywhere, start < text.endIndex else { return nil }
      start = text.index(after: start)
    }
  }

  private func isAlike(_ one: Character, _ other: Character) -> Bool {
    if one == other || one.isWhitespace && other.isWhitespace { return true }
    let folded = Folding.fold(String(one))
    return !folded.isEmpty && folded == Folding.fold(String(other))
  }

  private func trim(_ text: Substring) -> String {
    var text = text
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
