import MizanDiagnostics

/// The links from one part of a package to others.
struct Relationships {
  /// One link.
  struct Link {
    /// The last word of its type, such as `worksheet`.
    var type: String
    /// The name of the part that it leads to, without a slash in front.
    var target: String
    /// Whether it leads out of the package; such a link is never followed.
    var isExternal: Bool
  }

  private(set) var links: [String: Link] = [:]

  /// Reads the links of a part; targets are taken relative to `folder`, such as `xl/`.
  init(_ stream: PartStream, folder: String) throws(Failure) {
    let xml = try XMLReader(stream)
    while let token = try xml.next() {
      guard token.kind == .start || token.kind == .empty, token.isNamed("Relationship"),
        let id = token.text(of: "Id"), let type = token.text(of: "Type"),
        let target = token.text(of: "Target")
      else { continue }
      let isExternal = token.text(of: "TargetMode") == "External"
      links[id] = Link(
        type: String(type.split(separator: "/").last ?? ""),
        target: isExternal ? target : Relationships.resolve(target, in: folder),
        isExternal: isExternal)
    }
  }

  /// The first link of a type, in the order of ids.
  func first(_ type: String) -> Link? {
    links.filter { $0.value.type == type }.min { $0.key < $1.key }?.value
  }

  /// The name of a part from a link: `/xl/a.xml`, `a.xml` and `../xl/a.xml` all lead to `xl/a.xml`.
  static func resolve(_ target: String, in folder: String) -> String {
    let path = target.hasPrefix("/") ? target : folder + target
    var parts: [Substring] = []
    for part in path.split(whereSeparator: { $0 == "/" || $0 == "\\" }) where part != "." {
      if part == ".." {
        _ = parts.popLast()
      } else {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}
