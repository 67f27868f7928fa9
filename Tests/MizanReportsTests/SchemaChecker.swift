/// Checks a value against the parts of JSON Schema that `result.schema.json` uses; an unknown
/// keyword is a problem, so that the schema cannot say more than is checked.
struct SchemaChecker {
  private let root: JSONText
  private(set) var problems: [String] = []

  init(_ schema: JSONText) { root = schema }

  mutating func check(_ value: JSONText) { check(value, root, "") }

  private static let known: Set<String> = [
    "$schema", "$defs", "$ref", "title", "description", "type", "const", "enum", "properties",
    "required", "additionalProperties", "items", "maxItems", "minimum", "maximum", "pattern",
    "anyOf",
  ]

  private mutating func check(_ value: JSONText, _ schema: JSONText, _ path: String) {
    guard case .object(let words) = schema else {
      problems.append("\(path): the schema is no object")
      return
    }
    for word in words.keys where !Self.known.contains(word) {
      problems.append("\(path): unknown keyword \(word)")
    }
    if let reference = words["$ref"]?.text {
      let name = reference.split(separator: "/").last.map(String.init) ?? ""
      guard let target = root["$defs"]?[name] else {
        problems.append("\(path): \(reference) leads nowhere")
        return
      }
      check(value, target, path)
    }
    if let choices = words["anyOf"]?.items, !choices.contains(where: { fits(value, $0) }) {
      problems.append("\(path): fits none of the choices")
    }
    if let type = words["type"] { checkType(value, type, path) }
    if let constant = words["const"], constant != value { problems.append("\(path): not constant") }
    if let choices = words["enum"]?.items, !choices.contains(value) {
      problems.append("\(path): none of the words")
    }
    if let pattern = words["pattern"]?.text, let text = value.text {
      let isFit = (try? Regex(pattern).firstMatch(in: text)) != nil
      if !isFit { problems.append("\(path): \(text) does not fit \(pattern)") }
    }
    if let number = value.number {
      if let least = words["minimum"]?.number, number < least { problems.append("\(path): small") }
      if let most = words["maximum"]?.number, number > most { problems.append("\(path): large") }
    }
    checkItems(value, words, path)
    checkMembers(value, words, path)
  }

  private func fits(_ value: JSONText, _ schema: JSONText) -> Bool {
    var copy = self
    copy.problems = []
    copy.check(value, schema, "")
    return copy.problems.isEmpty
  }

  private mutating func checkType(_ value: JSONText, _ type: JSONText, _ path: String) {
    let names = type.text.map { [$0] } ?? type.items.compactMap(\.text)
    let isFit = names.contains { name in
      switch (name, value) {
      case ("null", .null), ("boolean", .bool), ("string", .string), ("array", .array),
        ("object", .object), ("number", .number):
        true
      case ("integer", .number(let text)): !text.contains(".")
      default: false
      }
    }
    if !isFit { problems.append("\(path): is no \(names)") }
  }

  private mutating func checkItems(
    _ value: JSONText, _ words: [String: JSONText], _ path: String
  ) {
    guard case .array(let items) = value else { return }
    if let most = words["maxItems"]?.number, Double(items.count) > most {
      problems.append("\(path): too many")
    }
    guard let schema = words["items"] else { return }
    for (index, item) in items.enumerated() { check(item, schema, "\(path)/\(index)") }
  }

  private mutating func checkMembers(
    _ value: JSONText, _ words: [String: JSONText], _ path: String
  ) {
    guard case .object(let members) = value else { return }
    for name in words["required"]?.items.compactMap(\.text) ?? [] where members[name] == nil {
      problems.append("\(path): lacks \(name)")
    }
    for (name, member) in members {
      if let schema = words["properties"]?[name] {
        check(member, schema, "\(path)/\(name)")
      } else if words["additionalProperties"] == .bool(false) {
        problems.append("\(path): has \(name)")
      } else if let schema = words["additionalProperties"], schema != .bool(true) {
        check(member, schema, "\(path)/\(name)")
      }
    }
  }
}
