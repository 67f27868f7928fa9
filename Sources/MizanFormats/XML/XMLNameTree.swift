/// The elements and attributes of a document by their path: one node for all `record` under `records`.
final class XMLNameTree {
  struct Node {
    var parent: Int
    var local: String
    var prefix: String
    var uri: String
    var isAttribute: Bool
    var children: [Int] = []
    /// How often it was met.
    var count = 0
    /// Whether one parent holds it more than once.
    var isRepeated = false
    var hasText = false
    /// The number of the parent in which it was met last.
    var lastParent = -1
    /// The column of the table, or -1.
    var slot = -1
    var isRecord = false
    var hasElements = false
  }

  /// What tells a node apart from the others.
  private struct Name: Hashable {
    var parent: Int
    var local: String
    var uri: String
    var isAttribute: Bool
  }

  private var index: [Name: Int] = [:]

  /// Node 0 stands above the root element.
  private(set) var nodes = [
    Node(parent: -1, local: "", prefix: "", uri: "", isAttribute: false)
  ]
  /// The most different names that a document may have.
  static let nodeLimit = 20_000

  subscript(_ node: Int) -> Node {
    get { nodes[node] }
    _modify { yield &nodes[node] }
  }

  /// The node of a name under a parent; a new one when there is none.
  func child(of parent: Int, _ name: XMLName, isAttribute: Bool) -> Int {
    let local = XMLName.text(name.local)
    let uri = XMLName.text(name.uri)
    let key = Name(parent: parent, local: local, uri: uri, isAttribute: isAttribute)
    if let known = index[key] { return known }
    let node = Node(
      parent: parent, local: local, prefix: XMLName.text(name.prefix), uri: uri,
      isAttribute: isAttribute)
    nodes.append(node)
    index[key] = nodes.count - 1
    nodes[parent].children.append(nodes.count - 1)
    if !isAttribute { nodes[parent].hasElements = true }
    return nodes.count - 1
  }

  /// The name of a node; its prefix is kept only where another one beside it has the same name.
  func name(_ node: Int) -> String {
    let own = nodes[node]
    let isAmbiguous =
      own.parent >= 0
      && nodes[own.parent].children.contains {
        $0 != node && nodes[$0].local == own.local && nodes[$0].isAttribute == own.isAttribute
      }
    let name = isAmbiguous && !own.prefix.isEmpty ? own.prefix + ":" + own.local : own.local
    return own.isAttribute ? "@" + name : name
  }

  /// The path from the root element, such as `/root/records/record`.
  func path(_ node: Int) -> String {
    var names: [String] = []
    var node = node
    while node > 0 {
      names.append(name(node))
      node = nodes[node].parent
    }
    return "/" + names.reversed().joined(separator: "/")
  }

  /// The path of a node below another one, such as `place/@pcode`; `.` for the element itself.
  func path(_ node: Int, below top: Int) -> String {
    var names: [String] = []
    var node = node
    while node != top, node > 0 {
      names.append(name(node))
      node = nodes[node].parent
    }
    return names.isEmpty ? "." : names.reversed().joined(separator: "/")
  }

  func isBelow(_ node: Int, _ top: Int) -> Bool {
    var node = node
    while node > 0 {
      if node == top { return true }
      node = nodes[node].parent
    }
    return false
  }
}
