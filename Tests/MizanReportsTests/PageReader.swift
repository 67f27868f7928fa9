/// A strict reader of the pages that we write: it knows which elements may appear, and fails on
/// anything that is not balanced.
struct PageReader {
  private(set) var tags: Set<String> = []
  private(set) var attributes: Set<String> = []
  private(set) var problems: [String] = []
  /// The text between the tags, with references resolved; style sheets are left out.
  private(set) var text = ""

  private static let void: Set<String> = ["!doctype", "meta", "br", "path"]

  init(_ page: String) {
    var open: [String] = []
    var rest = Substring(page)
    while let start = rest.firstIndex(of: "<") {
      if open.last != "style" { text += PageReader.resolved(rest[..<start]) }
      guard let end = rest[start...].firstIndex(of: ">") else {
        problems.append("open tag")
        return
      }
      let inside = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if inside.hasPrefix("/") {
        let name = String(inside.dropFirst())
        if open.popLast() != name { problems.append("</\(name)> closes nothing") }
        if name != "bdi" { text += " " }
        continue
      }
      let name = String(inside.prefix { !" \n/".contains($0) })
      tags.insert(name)
      readAttributes(inside.dropFirst(name.count))
      if name != "bdi" { text += " " }
      if !PageReader.void.contains(name), !inside.hasSuffix("/") { open.append(name) }
    }
    if !open.isEmpty { problems.append("left open: \(open)") }
  }

  private mutating func readAttributes(_ source: Substring) {
    var isQuoted = false
    var name = ""
    var isValue = false
    for character in source {
      if isQuoted {
        if character == "\"" { isQuoted = false }
        continue
      }
      switch character {
      case "\"": isQuoted = true
      case " ", "\n", "/":
        if !name.isEmpty { attributes.insert(name) }
        name = ""
        isValue = false
      case "=": isValue = true
      default: if !isValue { name.append(character) }
      }
    }
    if !name.isEmpty { attributes.insert(name) }
  }

  private static func resolved(_ text: Substring) -> String {
    var result = String(text)
    for (reference, character) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ] {
      result = result.split(separator: reference, omittingEmptySubsequences: false)
        .joined(separator: character)
    }
    return result
  }
}
