import MizanRecords

/// The columns of data values, by the words for them in JSON, XML, CSV and analytics tables.
enum DHIS2Columns {
  /// The columns in the order in which DHIS2 writes CSV, then those that only other forms have.
  static let names: [(name: String, words: Set<String>)] = [
    ("dataElement", ["dataelement", "data element", "dx", "data"]),
    ("period", ["period", "pe"]),
    ("orgUnit", ["orgunit", "ou", "organisation unit", "organization unit", "orgunitid"]),
    (
      "categoryOptionCombo",
      ["categoryoptioncombo", "catoptcombo", "co", "coc", "category option combo"]
    ),
    (
      "attributeOptionCombo",
      ["attributeoptioncombo", "attroptcombo", "ao", "aoc", "attribute option combo"]
    ),
    ("value", ["value"]),
    ("storedBy", ["storedby", "strby"]),
    ("lastUpdated", ["lastupdated", "lstupd"]),
    ("comment", ["comment", "cmt"]),
    ("followUp", ["followup", "follow up", "follow-up"]),
    ("deleted", ["deleted"]),
    ("created", ["created"]),
    ("dataSet", ["dataset"]),
    ("completeDate", ["completedate"]),
  ]

  /// What an attribute of XML or a member of an object around the row is called without the signs
  /// that say where it stands.
  static func plain(_ heading: String) -> Substring {
    var name = heading[...]
    while name.hasPrefix("../") { name = name.dropFirst(3) }
    return name.hasPrefix("@") ? name.dropFirst() : name
  }

  /// The columns of a table that hold each of ``names``, the nearest to the row first.
  static func find(_ headings: [String]) -> [[Int]] {
    let words = headings.map { plain($0).lowercased() }
    return names.map { name in
      headings.indices.filter { name.words.contains(words[$0]) }
        .sorted { depth(headings[$0]) < depth(headings[$1]) }
    }
  }

  /// The plan of a table: ``names`` first, then what else the rows have, then where they stand.
  ///
  /// Where cells are found by letters, the columns keep their order.
  static func plan(_ headings: [String], _ addressing: TableAddressing) -> ColumnPlan {
    let found = find(headings)
    var plan = ColumnPlan()
    let known = Set(found.joined())
    let own = zip(names, found).map { name, sources in
      ColumnPlan.Column(heading: name.name, origin: .first(sources))
    }
    if case .cells = addressing {
      for (index, heading) in headings.enumerated() {
        let name = found.firstIndex { $0.first == index }
        plan.columns.append(
          name.map { own[$0] } ?? .init(heading: heading, origin: .first([index])))
      }
      plan.columns += zip(own, found).filter { $0.1.isEmpty }.map { $0.0 }
      return plan
    }
    plan.columns = own
    let paths = addressing.paths
    for (index, heading) in headings.enumerated() where !known.contains(index) {
      guard heading == "_path" || paths?.isAside(index) != true else { continue }
      plan.columns.append(.init(heading: String(plain(heading)), origin: .first([index])))
    }
    return plan
  }

  private static func depth(_ heading: String) -> Int {
    heading.split(separator: "/").prefix { $0 == ".." }.count
  }
}
