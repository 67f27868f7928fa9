import MizanDiagnostics
import MizanRecords

/// The table that a document is read as: which elements are its records, and their columns.
struct XMLColumns {
  /// The path of the records, shown in messages and addresses.
  let path: String
  /// Whether all records lie in one element, so that their number tells them apart.
  let isNumbered: Bool
  /// How cells are found again.
  private(set) var paths: [TreePaths.Column] = []
  /// The column with the path of each record, where their numbers do not tell them apart.
  var pathColumn: Int? { isNumbered ? nil : headings.count - 1 }
  static let pathHeading = "_path"
  private(set) var headings: [String] = []

  /// Chooses the records and gives a column to each of their parts.
  /// - Parameters:
  ///   - select: where the records are; nil: the most repeated element with parts.
  /// - Throws: a ``Failure`` of kind `mapping` when nothing fits `select`.
  ///   - isWhole: whether the whole document is in the tree.
  init(
    _ tree: XMLNameTree, select: XMLPath?, isWhole: Bool, _ place: Place, _ limits: Limits
  ) throws(Failure) {
    let elements = tree.nodes.indices.dropFirst().filter { !tree[$0].isAttribute }
    let records: [Int]
    if let select {
      records = elements.filter { select.matches($0, in: tree) }
      guard !records.isEmpty else {
        throw Failure(
          .mapping, .xmlNoRecords, at: place,
          ["value": ShownText.make(select.text), "known": XMLColumns.repeated(tree)])
      }
    } else {
      records = [XMLColumns.mostRepeated(tree)].compactMap { $0 }
    }
    path = records.first.map { tree.path($0) } ?? "/"
    let around = records.first.map { tree[$0].parent } ?? 0
    // The root element is one; another element is one when the whole document was looked at.
    let isOne = around == 0 || tree[around].parent == 0 || isWhole && tree[around].count == 1
    isNumbered = records.count == 1 && isOne
    for record in records { tree[record].isRecord = true }
    var slots: [String: Int] = [:]
    func add(_ node: Int, _ name: String) {
      let slot = slots[name] ?? headings.count
      if slot == headings.count {
        headings.append(name)
        let steps = name.split(separator: "/")
        let up = steps.prefix { $0 == ".." }.count
        let rest = steps.dropFirst(up).joined(separator: "/")
        paths.append(TreePaths.Column(name == "." ? "" : "/" + rest, up: up))
      }
      slots[name] = slot
      tree[node].slot = slot
    }
    for record in records { XMLColumns.walk(record, record, tree, add) }
    for record in records { XMLColumns.ancestors(record, tree, add) }
    if headings.isEmpty { for record in records { add(record, ".") } }
    if !isNumbered {
      headings.append(XMLColumns.pathHeading)
      paths.append(TreePaths.Column(""))
    }
    if headings.count > limits.columns {
      throw Failure(.unreadable, .csvColumns, at: place, ["known": "\(limits.columns)"])
    }
  }

  var addressing: TableAddressing {
    // Row 2 of the table is the first record, and elements are counted from 1.
    .paths(
      TreePaths(
        prefix: path + "[", suffix: "]", offset: 1, pathColumn: pathColumn, columns: paths))
  }

  /// Columns for an element's text, its attributes, and all below it, in the order of the document.
  private static func walk(
    _ node: Int, _ record: Int, _ tree: XMLNameTree, _ add: (Int, String) -> Void
  ) {
    let own = tree[node]
    let isPlain = !own.hasElements && own.children.isEmpty
    if own.hasText || isPlain && !own.isAttribute { add(node, tree.path(node, below: record)) }
    if own.isAttribute { return }
    // A record inside a record is a row of its own.
    for child in own.children where !tree[child].isRecord && tree[child].uri != XMLName.instance {
      walk(child, record, tree, add)
    }
  }

  /// Columns for the attributes of the elements around the record: `../@period`.
  private static func ancestors(_ record: Int, _ tree: XMLNameTree, _ add: (Int, String) -> Void) {
    var steps = "../"
    var node = tree[record].parent
    while node > 0 {
      for child in tree[node].children
      where tree[child].isAttribute && tree[child].uri != XMLName.instance {
        add(child, steps + tree.name(child))
      }
      steps += "../"
      node = tree[node].parent
    }
  }

  /// The element that repeats most inside one parent; one with parts wins over one with text only.
  /// A document without any is itself the one record.
  private static func mostRepeated(_ tree: XMLNameTree) -> Int? {
    let elements = tree.nodes.indices.dropFirst().filter { !tree[$0].isAttribute }
    func most(_ nodes: [Int]) -> Int? {
      nodes.max { (tree[$0].count, -$0) < (tree[$1].count, -$1) }
    }
    let repeated = elements.filter { tree[$0].isRepeated }
    return most(repeated.filter { !tree[$0].children.isEmpty }) ?? most(repeated) ?? elements.first
  }

  /// The paths of elements that repeat, for a message.
  private static func repeated(_ tree: XMLNameTree) -> String {
    let paths = tree.nodes.indices.dropFirst().filter { tree[$0].isRepeated }.prefix(5)
    return ShownText.make(paths.map { tree.path($0) }.joined(separator: ", "), limit: 200)
  }
}

extension Code {
  static let xmlNoRecords = Code("XML_NO_RECORDS", .error)
}
