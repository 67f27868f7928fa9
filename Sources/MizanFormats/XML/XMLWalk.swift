import MizanDiagnostics

/// Follows a document through its ``XMLNameTree``: knows at which node the parser stands.
class XMLWalk: XMLStream {
  /// A name under a parent, by the addresses that the parser gives to names.
  private struct Key: Hashable {
    var parent: Int
    var local: UnsafePointer<UInt8>
    var uri: UnsafePointer<UInt8>?
    var isAttribute: Bool
  }

  let tree: XMLNameTree
  /// The nodes of the open elements; the first stands above the root.
  private(set) var open = [0]
  private var known: [Key: Int] = [:]

  init(_ source: any ByteSource, _ tree: XMLNameTree, _ place: Place, _ limits: Limits) {
    self.tree = tree
    super.init(source, place, limits)
  }

  var top: Int { open[open.count - 1] }

  /// The node of a name below the element that is open; 0 when there are too many names.
  final func node(_ name: XMLName, isAttribute: Bool) -> Int {
    let key = Key(parent: top, local: name.local, uri: name.uri, isAttribute: isAttribute)
    if let node = known[key] { return node }
    if tree.nodes.count > XMLNameTree.nodeLimit || XMLName.length(name.local) > 1024 {
      fail(.limitNames, ["known": "\(XMLNameTree.nodeLimit)"])
      return 0
    }
    let node = tree.child(of: top, name, isAttribute: isAttribute)
    known[key] = node
    return node
  }

  final func attribute(_ attributes: XMLAttributes, _ index: Int) -> Int {
    node(
      XMLName(
        local: attributes.name(index), prefix: attributes.prefix(index),
        uri: attributes.uri(index)), isAttribute: true)
  }

  final func enter(_ name: XMLName) -> Int {
    let node = node(name, isAttribute: false)
    open.append(node)
    return node
  }

  final func leave() { if open.count > 1 { open.removeLast() } }
}

extension Code {
  static let limitNames = Code("LIMIT_NAMES", .error)
}
