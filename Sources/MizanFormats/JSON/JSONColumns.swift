import MizanRecords

/// Collects the columns of a table from the nodes of a JSON text.
struct JSONColumns {
  private(set) var columns: [JSONTable.Column] = []
  private let shape: JSONShape
  private let survey: JSONSurvey
  private let keepsLists: Bool
  private let children: (Int32) -> [Int32]
  private static let slash: [UInt8] = [47]

  init(
    _ shape: JSONShape, _ survey: JSONSurvey, keepsLists: Bool = false,
    children: @escaping (Int32) -> [Int32]
  ) {
    self.keepsLists = keepsLists
    self.shape = shape
    self.survey = survey
    self.children = children
  }

  /// The members of the row's object; those of objects inside it as `group/question`.
  mutating func addMembers(of node: Int32) {
    for child in children(node) { add(child, name: [], address: [], around: nil) }
  }

  /// The elements of a row that is an array, without names.
  mutating func addElements(of node: Int32) {
    for index in 0..<Int(shape.nodes[Int(node)].width) {
      columns.append(.init(name: [], origin: .element(index), address: .init("/\(index)")))
    }
  }

  /// The only column of rows that are numbers or texts.
  mutating func addValue(of node: Int32) {
    columns.append(
      .init(name: Array("value".utf8), origin: .own(node, .scalar), address: .init("")))
  }

  /// The members of the objects around the rows, the nearest first, with `../` before their names.
  mutating func addAround(_ way: [Int32]) {
    var level: [UInt8] = []
    for (index, node) in way.enumerated().reversed().dropFirst()
    where shape.nodes[Int(node)].kinds.contains(.object) {
      level += Array("../".utf8)
      for child in children(node) where child != way[index + 1] {
        add(child, name: level, address: [], around: way.count - 1 - index)
      }
    }
  }

  /// Columns that say where a row stands: names that are data, numbers, and the row's pointer.
  mutating func addOwnPath(_ stars: [Int32]) {
    for (index, star) in stars.enumerated() {
      let name = stars.count == 1 ? "_key" : "_key\(index + 1)"
      columns.append(.init(name: Array(name.utf8), origin: .key(star), address: .init("")))
    }
    for (name, origin) in [
      ("_index", JSONTable.Origin.index), ("_parent_index", .parentIndex), ("_path", .path),
    ] {
      columns.append(.init(name: Array(name.utf8), origin: origin, address: .init("")))
    }
  }

  private mutating func add(
    _ node: Int32, name: [UInt8], address: [UInt8], around up: Int?
  ) {
    let known = shape.nodes[Int(node)]
    let key = shape.key(of: node)
    let name = name + key
    var address = address
    address.append(47)
    JSONTrail.append(key, to: &address)
    let members = known.kinds.contains(.object) ? children(node) : []
    let form = form(of: known)
    let isScalar = !known.kinds.isDisjoint(with: [.string, .other])
    // What never had a value is a column too: a name that the file has is not lost.
    let isEmpty = members.isEmpty && known.element < 0 && known.star < 0
    if isScalar || form != nil || isEmpty {
      let path = TreePaths.Column(String(decoding: address, as: UTF8.self), up: up ?? 0)
      if up == nil {
        columns.append(
          .init(name: name, origin: .own(node, form ?? .scalar), address: path))
      } else if isScalar, !known.isSingle {
        columns.append(.init(name: name, origin: .around(node), address: path))
      } else if isScalar, let constant = survey.constants[node] {
        columns.append(.init(name: name, origin: .constant(constant), address: path))
      }
    }
    for member in members {
      add(member, name: name + JSONColumns.slash, address: address, around: up)
    }
  }

  /// How an array is written into one cell; nil where it holds objects, which are rows of their own.
  private func form(of node: JSONShape.Node) -> JSONTable.Form? {
    guard node.element >= 0 else { return nil }
    let element = shape.nodes[Int(node.element)]
    if element.kinds.contains(.object) { return nil }
    if element.kinds.contains(.array) { return node.isSingle ? nil : .text }
    return keepsLists || element.kinds.contains(.spaced) ? .text : .joined
  }
}
