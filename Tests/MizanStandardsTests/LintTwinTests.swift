import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

/// A second, plain reading of the lists and crosswalks of the standard that shares no code with the
/// linter: what the linter promises is looked up by hand.
struct LintTwinTests {
  private let standards: Standards

  init() throws { standards = try RealStandard.read() }

  private func table(_ path: String) throws -> SmallTable {
    try SmallTable(file: standards.folder + "/" + path)
  }

  private func column(_ table: SmallTable, _ heading: String) -> [String] {
    table.rows.map { table.text($0, heading) }
  }

  @Test func `Every code of every crosswalk is in its list`() throws {
    var lines = 0
    for name in standards.crosswalkNames {
      let parts = name.replacing("--", with: " ").split(separator: " ").map(String.init)
      try #require(parts.count == 2, "\(name)")
      var lists: [Set<String>] = []
      for part in parts {
        let folder = standards.listNames.contains(part) ? "lists" : "external"
        lists.append(Set(try column(table("\(folder)/\(part).csv"), "code")))
      }
      let crosswalk = try table("crosswalks/\(name).csv")
      for row in crosswalk.rows {
        #expect(lists[0].contains(crosswalk.text(row, "source")), "\(name):\(row.line)")
        let target = crosswalk.text(row, "target")
        #expect(
          (crosswalk.text(row, "relation") == "none") == target.isEmpty, "\(name):\(row.line)")
        #expect(target.isEmpty || lists[1].contains(target), "\(name):\(row.line)")
        lines += 1
      }
      #expect(Set(column(crosswalk, "source")).count == crosswalk.rows.count, "\(name)")
    }
    #expect(lines > 700)
  }

  @Test func `Every list of ours has three names for each code, but for indicators`() throws {
    for name in standards.listNames where name != "indicator" {
      let list = try table("lists/\(name).csv")
      for heading in ["name_en", "name_fr", "name_ar"] {
        #expect(list.column(heading) != nil, "\(name) \(heading)")
        #expect(column(list, heading).allSatisfy { !$0.isEmpty }, "\(name) \(heading)")
      }
    }
  }

  @Test func `No folded label belongs to two codes`() throws {
    for name in standards.listNames {
      let list = try table("lists/\(name).csv")
      var owners: [String: Set<String>] = [:]
      for row in list.rows {
        let names = ["code", "name_en", "name_fr", "name_ar"].map { list.text(row, $0) }
        let aliases = list.text(row, "aliases").split(separator: "|").map(String.init)
        for label in names + aliases where !Folding.fold(label).isEmpty {
          owners[Folding.fold(label), default: []].insert(list.text(row, "code"))
        }
      }
      let shared = owners.filter { $0.value.count > 1 }.keys.sorted()
      #expect(shared.isEmpty, "\(name): \(shared)")
    }
  }

  @Test func `Every line says how sure it is`() throws {
    let paths =
      standards.listNames.map { "lists/\($0).csv" }
      + standards.externalNames.map { "external/\($0).csv" } + ["schema/uis_edu_non_finance.csv"]
    for path in paths {
      let marks = Set(try column(table(path), "evidence"))
      #expect(marks.isSubset(of: ["V", "R", "O"]) && !marks.isEmpty, "\(path)")
    }
  }

  @Test func `Every list and default of the schema exists`() throws {
    let fields = try table("schema/fields.csv")
    for row in fields.rows {
      let list = fields.text(row, "list")
      if list.isEmpty || list == "area" { continue }
      let codes = Set(try column(table("lists/\(list).csv"), "code"))
      let value = fields.text(row, "default")
      #expect(value.isEmpty || codes.contains(value), "schema line \(row.line)")
    }
  }
}
