import MizanDiagnostics
import MizanRecords

/// Finds the tables of a JSON text from what its survey learnt.
struct JSONTables {
  private let shape: JSONShape
  private let survey: JSONSurvey
  private let isLines: Bool
  private let keepsLists: Bool
  /// The most tables that are listed.
  private static let limit = 256

  init(_ survey: JSONSurvey, isLines: Bool, keepsLists: Bool = false) {
    self.keepsLists = keepsLists
    self.survey = survey
    self.isLines = isLines
    shape = survey.shape
  }

  /// All tables in the order of the text; without any, the object of the whole text is one row.
  func all() -> [JSONTable] {
    var tables: [JSONTable] = []
    collect(JSONShape.root, &tables)
    let root = shape.nodes[0]
    if tables.isEmpty, root.kinds.contains(.object), root.childCount > 0 {
      return [table(of: JSONShape.root, .object)]
    }
    if tables.isEmpty, root.kinds.contains(.object) || root.kinds.contains(.array) {
      return [
        JSONTable(node: -1, row: .object, name: nil, hasHeadings: true, top: -1)
      ]
    }
    hideHeadings(&tables)
    if tables.count > 1 {
      for index in tables.indices { tables[index].name = tables[index].name ?? "/" }
    }
    return tables
  }

  /// The table whose rows a pointer leads to; nil when there are no rows.
  func selected(_ node: Int32) -> JSONTable? {
    var node = node
    // A pointer to an array means its elements.
    while shape.nodes[Int(node)].element >= 0, !shape.nodes[Int(node)].kinds.contains(.object) {
      let element = shape.nodes[Int(node)].element
      node = element
      if !shape.nodes[Int(element)].kinds.isDisjoint(with: [.object, .string, .other]) { break }
      let inner = shape.nodes[Int(element)].element
      if inner < 0 || shape.nodes[Int(inner)].kinds.isDisjoint(with: [.object, .array]) { break }
    }
    let kinds = shape.nodes[Int(node)].kinds
    if kinds.contains(.object) { return finished(table(of: node, .object)) }
    if kinds.contains(.array) { return finished(table(of: node, .array)) }
    return kinds.isEmpty ? nil : table(of: node, .scalar)
  }

  private func finished(_ table: JSONTable) -> JSONTable {
    var table = table
    if table.row == .array { takeHeadings(&table) }
    return table
  }

  private func collect(_ node: Int32, _ tables: inout [JSONTable]) {
    let known = shape.nodes[Int(node)]
    guard tables.count < JSONTables.limit else { return }
    if known.element >= 0 {
      let element = shape.nodes[Int(known.element)]
      if element.kinds.contains(.object) {
        tables.append(table(of: known.element, .object))
      } else if known.isSingle, element.kinds.contains(.array) {
        tables.append(finished(table(of: known.element, .array)))
        return
      } else if node == JSONShape.root || keepsLists && known.isSingle, !element.kinds.isEmpty {
        tables.append(table(of: known.element, .scalar))
      }
      collect(known.element, &tables)
    }
    for child in children(of: node) { collect(child, &tables) }
  }

  /// The members of an object, in the order in which they first came.
  func children(of node: Int32) -> [Int32] {
    members[node] ?? []
  }

  private var members: [Int32: [Int32]] { survey.members }

  private func table(of node: Int32, _ row: JSONTable.Row) -> JSONTable {
    var table = JSONTable(node: node, row: row, name: nil, top: node)
    let way = self.way(to: node)
    let repeated = way.filter { shape.nodes[Int($0)].role != .member && $0 != JSONShape.root }
    table.top = repeated.first ?? node
    table.parent = repeated.dropLast().last ?? -1
    table.name = name(of: way)
    let isDirect = repeated.count == 1 && shape.nodes[Int(repeated[0])].role == .element
    var columns = JSONColumns(shape, survey, keepsLists: keepsLists, children: children)
    switch row {
    case .object: columns.addMembers(of: node)
    case .array: columns.addElements(of: node)
    case .scalar: columns.addValue(of: node)
    }
    columns.addAround(way)
    if repeated.isEmpty {
      table.isNumbered = false
    } else if isDirect, repeated[0] == node {
      table.prefix = isLines ? "" : pointer(way.dropLast()) + "/"
      table.suffix = isLines ? "#" : ""
      table.offset = isLines ? 1 : 2
    } else {
      columns.addOwnPath(way.filter { shape.nodes[Int($0)].role == .star })
    }
    if repeated.isEmpty { columns.addOwnPath([]) }
    table.columns = columns.columns
    return table
  }

  /// The nodes from the root to a node, both included.
  private func way(to node: Int32) -> [Int32] {
    var way: [Int32] = []
    var next = node
    while next >= 0 {
      way.append(next)
      next = shape.nodes[Int(next)].parent
    }
    return way.reversed()
  }

  private func pointer(_ way: some Sequence<Int32>) -> String {
    var bytes: [UInt8] = []
    for node in way where shape.nodes[Int(node)].role == .member {
      bytes.append(47)
      JSONTrail.append(shape.key(of: node), to: &bytes)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The pointer without the numbers of elements; nil for the rows of the whole file.
  private func name(of way: [Int32]) -> String? {
    let text = way.map { node -> String in
      switch shape.nodes[Int(node)].role {
      case .member: pointer([node])
      case .star: "/*"
      default: ""
      }
    }.joined()
    return text.isEmpty ? nil : text
  }

  /// Rows that are arrays take their names from the objects of an array beside them, as DHIS2
  /// writes `headers` and `rows`.
  private func takeHeadings(_ table: inout JSONTable) {
    let array = shape.nodes[Int(table.node)].parent
    let width = Int(shape.nodes[Int(table.node)].width)
    let names = headings(beside: array, count: width)
    table.hasHeadings = names != nil
    guard let names else {
      // The first row is row 1, and what stands around it would have no name in it.
      table.columns.removeLast(table.columns.count - width)
      table.offset -= 1
      return
    }
    for (index, name) in names.enumerated() { table.columns[index].name = name }
  }

  private func headings(beside array: Int32, count: Int) -> [[UInt8]]? {
    let parent = shape.nodes[Int(array)].parent
    guard parent >= 0 else { return nil }
    for child in children(of: parent) where JSONTables.headingNames.contains(shape.name(of: child))
    {
      if let names = survey.names[child], names.count == count { return names }
    }
    return nil
  }

  static let headingNames: Set<String> = ["headers", "columns", "fields", "header"]

  /// What only says the headings of another table is no table that people look for.
  private func hideHeadings(_ tables: inout [JSONTable]) {
    let used = tables.filter { $0.row == .array && $0.hasHeadings }
    for table in used {
      let parent = shape.nodes[Int(shape.nodes[Int(table.node)].parent)].parent
      for index in tables.indices where tables[index].row == .object {
        let array = shape.nodes[Int(tables[index].node)].parent
        if array >= 0, shape.nodes[Int(array)].parent == parent,
          JSONTables.headingNames.contains(shape.name(of: array))
        {
          tables[index].isHidden = true
        }
      }
    }
  }
}
