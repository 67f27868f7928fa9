import MizanDiagnostics
import MizanRecords

/// Notices that a download is one page of many: a link to the next page, or a count above the rows.
enum JSONPaging {
  /// Names of links to the next page in the answers of DHIS2, KoboToolbox, OData and others.
  private static let links: Set<String> = [
    "next", "nextPage", "next_page", "nextLink", "@odata.nextLink", "nextPageUrl",
    "next_page_url",
  ]
  private static let holders: Set<String> = [
    "", "pager", "links", "_links", "meta", "paging", "pagination",
  ]
  private static let counts: Set<String> = ["count", "total", "totalCount", "total_count"]

  static func look(
    _ survey: JSONSurvey, _ tables: [JSONTable], _ place: Place, _ findings: inout Findings
  ) {
    let shape = survey.shape
    for (node, constant) in survey.constants.sorted(by: { $0.key < $1.key }) {
      let parent = shape.nodes[Int(node)].parent
      guard parent >= 0, holders.contains(shape.name(of: parent)) else { continue }
      let name = shape.name(of: node)
      let isLink = links.contains(name) && constant.kind == .text && !constant.bytes.isEmpty
      var isShort = false
      if counts.contains(name), parent == JSONShape.root, constant.kind == .number,
        let count = Int(String(decoding: constant.bytes, as: UTF8.self)),
        let table = tables.first, table.row == .object, table.node >= 0, table.node == table.top
      {
        isShort = count > shape.nodes[Int(table.node)].count
      }
      // DHIS2 writes `isLastPage` where it does not count the pages.
      let isOpen =
        name == "isLastPage" && constant.kind == .boolean
        && constant.bytes.elementsEqual("false".utf8)
      guard isLink || isShort || isOpen else { continue }
      let shown = isLink ? name : "\(name): \(String(decoding: constant.bytes, as: UTF8.self))"
      findings.add(
        .jsonPaged, at: Place(place.file, path: pointer(to: node, shape)), ["value": shown])
      return
    }
  }

  private static func pointer(to node: Int32, _ shape: JSONShape) -> String {
    var path = ""
    var next = node
    while next > JSONShape.root {
      path = "/" + shape.name(of: next) + path
      next = shape.nodes[Int(next)].parent
    }
    return path
  }
}

/// Notices that a name gives way to another in the middle of a file, as when a form was changed.
enum JSONDrift {
  static func look(
    _ survey: JSONSurvey, _ tables: [JSONTable], _ place: Place, _ findings: inout Findings
  ) {
    let shape = survey.shape
    for table in tables where table.row == .object && table.node > 0 && table.node == table.top {
      let rows = shape.nodes[Int(table.node)]
      let own = table.columns.compactMap { column -> Int32? in
        if case .own(let node, _) = column.origin { node } else { nil }
      }
      // A name is steady while it stands in every row from its first to its last.
      let steady = own.filter {
        let node = shape.nodes[Int($0)]
        return node.count == node.last - node.first + 1
      }
      for old in steady where shape.nodes[Int(old)].first == rows.first {
        let end = shape.nodes[Int(old)].last
        guard end < rows.last else { continue }
        let next = steady.first {
          shape.nodes[Int($0)].first == end + 1 && shape.nodes[Int($0)].last == rows.last
        }
        guard let next else { continue }
        let names = (ShownText.make(shape.key(of: old)), ShownText.make(shape.key(of: next)))
        findings.add(
          .schemaDrift, at: place, column: names.0, value: names.1,
          ["value": names.0, "known": names.1])
      }
    }
  }
}

extension Code {
  static let jsonPaged = Code("JSON_PAGED_INCOMPLETE", .warning)
  static let schemaDrift = Code("SCHEMA_DRIFT", .warning)
}
