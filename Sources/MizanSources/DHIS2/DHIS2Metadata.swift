import MizanDiagnostics
import MizanRecords

/// Names, codes and categories of a DHIS2 server, as `/api/metadata` writes them.
struct DHIS2Metadata {
  private let file: any TableFile
  /// What the columns of an object are called by their ids and codes.
  private struct Names {
    var names = NameTable()
    var codes = NameTable()
  }
  private var elements = Names()
  private var units = Names()
  private var combos = Names()
  /// For each category its name, and its option for each category option combo.
  private var categories: [(name: String, options: NameTable)] = []

  init(_ file: any TableFile) throws(Failure) {
    self.file = file
    elements = try names("dataElements")
    units = try names("organisationUnits")
    combos = try names("categoryOptionCombos")
    categories = try readCategories()
  }

  /// Adds the columns of names, codes and categories, those for which there is something to say.
  func add(to plan: inout ColumnPlan) {
    func sources(_ heading: String) -> [Int] {
      plan.columns.first { $0.heading == heading }.map { ColumnPlan.sources($0.origin) } ?? []
    }
    func add(_ heading: String, _ source: String, _ table: NameTable) {
      guard !table.isEmpty, !sources(source).isEmpty else { return }
      let isTaken = plan.columns.contains { $0.heading.lowercased() == heading.lowercased() }
      plan.columns.append(
        .init(
          heading: isTaken ? "category " + heading : heading,
          origin: .named(sources(source), table, isKept: false)))
    }
    add("dataElementName", "dataElement", elements.names)
    add("dataElementCode", "dataElement", elements.codes)
    add("orgUnitName", "orgUnit", units.names)
    add("orgUnitCode", "orgUnit", units.codes)
    add("categoryOptionComboName", "categoryOptionCombo", combos.names)
    add("attributeOptionComboName", "attributeOptionCombo", combos.names)
    for category in categories { add(category.name, "categoryOptionCombo", category.options) }
  }

  private func index(_ path: String) -> Int? {
    file.tables.firstIndex { $0.name == "/" + path || $0.name == path }
  }

  private func rows(_ path: String, _ headings: String...) throws(Failure) -> [[String]] {
    guard let index = index(path) else { return [] }
    return try WantedColumns.read(file, index, headings)
  }

  private func names(_ path: String) throws(Failure) -> Names {
    let found = Names()
    let rows = try rows(path, "id", "code", "name", "displayName")
    let hasCodes = rows.contains { !$0[1].isEmpty }
    for row in rows {
      let name = row[2].isEmpty ? row[3] : row[2]
      for word in row[0..<2] {
        found.names.add(word, name)
        // A unit without a code has none; its id is known all the same.
        if hasCodes { found.codes.add(word, row[1]) }
      }
    }
    return found
  }

  /// Which option of which category each category option combo stands for.
  private func readCategories() throws(Failure) -> [(name: String, options: NameTable)] {
    let options = try names("categoryOptions").names
    var order: [String] = []
    var names: [String: String] = [:]
    for row in try rows("categories", "id", "name", "displayName") where names[row[0]] == nil {
      names[row[0]] = row[1].isEmpty ? row[2] : row[1]
      order.append(row[0])
    }
    var homes: [String: Set<String>] = [:]
    for row in try rows("categories/categoryOptions", "../id", "id") {
      homes[row[1], default: []].insert(row[0])
    }
    var ofCombo: [String: Set<String>] = [:]
    for row in try rows("categoryCombos/categories", "../id", "id") {
      ofCombo[row[0], default: []].insert(row[1])
    }
    var words: [String: (words: [String], combo: String)] = [:]
    for row in try rows("categoryOptionCombos", "id", "code", "categoryCombo/id") {
      words[row[0]] = ([row[0], row[1]], row[2])
    }
    var tables: [String: NameTable] = [:]
    for row in try rows("categoryOptionCombos/categoryOptions", "../id", "id", "name") {
      guard let combo = words[row[0]] else { continue }
      let name = options.text(row[1]) ?? row[2]
      guard !name.isEmpty, name.lowercased() != "default" else { continue }
      // One option may be used by several categories; the combo says which of them it has.
      let all = homes[row[1]] ?? []
      let fitting = ofCombo[combo.combo].map { all.intersection($0) } ?? all
      for category in fitting {
        let table = tables[category] ?? NameTable()
        for word in combo.words { table.add(word, name) }
        tables[category] = table
      }
    }
    for table in tables.values {
      // A combo without the category is known, and has nothing to say about it.
      for word in words.values.lazy.flatMap(\.words) { table.add(word, "") }
    }
    return order.compactMap { id in tables[id].map { (names[id] ?? id, $0) } }
  }
}
