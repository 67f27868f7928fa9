import MizanDiagnostics
import MizanRecords
import MizanStandards

@testable import MizanMapping

/// A mapping and rows that look like chance: bad cells, missing marks, drops, faults, conditions,
/// duplicates and bounds in all mixtures.
struct RandomTable {
  var body: String
  var headings: String
  var rows: [String]
  var marks: [Int: UInt8]
  var faults: [Int: RecordBatch.Fault]

  init(_ seed: UInt64) {
    var chance = SeededNumbers(seed)
    func some<Item>(_ items: [Item]) -> Item {
      items.randomElement(using: &chance) ?? items[0]
    }
    let hasGrid = Bool.random(using: &chance)
    let reading = some(["count", "number", "count", "percent"])
    let unreadable = some(["hold", "missing", "hold"])
    let number = hasGrid ? "learners" : "kids"
    var fields = """
          ref_area: { from: area\(some(["", ", when: \"zone != 'z'\"", ", prefix: \"a,\""])) }
          school_year: { value: 2021/2022 }
          measure: { value: STU }
          note: { \(some(["from: zone", "first-of: [zone, area]", "calc: \"extra * 2\"", "value: x"])) }
          subject_id: { \(some(["derive: row-id", "from: area, suffix: \"\\\"\"", "from: zone, split: { by: \"-\", take: 2 }"])) }
          value: { from: \(number), as: \(reading), unreadable: \(unreadable) }

      """
    if Bool.random(using: &chance) {
      fields += "    age: { from: age, as: age, unreadable: \(some(["hold", "missing"])) }\n"
    }
    if hasGrid {
      fields +=
        "    sex: { from: sex, codes: sex, unmatched: \(some(["review", "missing", "keep"])) }\n"
    } else {
      fields +=
        "    sex: { from: zone, codes: sex, unmatched: \(some(["review", "missing", "keep"])) }\n"
    }
    let when = some(["", "", "    when: \"not (zone is missing)\"\n"])
    var records = "  - table: observation\n" + when + fields
    if Bool.random(using: &chance) {
      records += """
          - table: observation
            when: "extra > 2"
            ref_area: { from: area }
            school_year: { value: 2021/2022 }
            measure: { value: RPTR }
            value: { from: extra, as: number, unreadable: hold }

        """
    }
    var checks: [String] = []
    if Bool.random(using: &chance) {
      checks.append(
        "{ name: most, that: \"\(number) \(some(["<=", "<", ">=", "!="])) \(some(["40", "12.5"]))\", per: record, else: \(some(["hold", "warning", "error"])) }"
      )
    }
    if Bool.random(using: &chance) {
      checks.append("{ name: once, unique: [area, zone], else: \(some(["hold", "warning"])) }")
    }
    if Bool.random(using: &chance) {
      checks.append(
        "{ name: row, that: \"extra > 1 or zone = 'z'\", else: \(some(["hold", "error"])) }")
    }
    if Bool.random(using: &chance) {
      checks.append("{ name: sum, that: \"sum(\(number)) < 60\", per: [area], else: error }")
    }
    let columns =
      "area: [Area], zone: [Zone], age: [Age], extra: [Extra]" + (hasGrid ? "" : ", kids: [Kids]")
    body =
      "source: { missing: [\"-\", n/a], drop: [{ name: t, where: area, says: Total }, { name: u, where: area, says: U }] }\n"
      + "columns: { \(columns) }\n"
      + (hasGrid ? "grid: { heading: \"{grade} / {sex}\", cell: learners }\n" : "")
      + "records:\n" + records
      + (checks.isEmpty ? "" : "checks:\n" + checks.map { "  - \($0)\n" }.joined())
    let cells = hasGrid ? ["1 / M", "1 / F", "2 / M", "2 / Q", "3 / F"] : ["Kids"]
    headings = (["Area", "Zone", "Age", "Extra"] + cells).joined(separator: "|")
    rows = []
    marks = [:]
    faults = [:]
    for row in 0..<Int.random(in: 0...25, using: &chance) {
      var line = [
        some(["A", "B", "C", "Aleppo, city", "", "D\(row)", "E\(row)", " F  G ", "\"q\""]),
        some(["z", "y-1", "M", "", "-", "a-b-c"]), some(["6", "6-11", "old", "", "=7", "n/a"]),
        some(["1", "2", "3", "x", "", "2.5", "-"]),
      ]
      for _ in cells {
        line.append(
          some([
            "0", "1", "7", "12", "39", "40", "41", "٤", "1,5", "2.5", "-3", "x", "", "-", "=8",
            "=2.5e1",
            "!#REF!", "@2023-01-01", "123456789012345", "999999999999999999", "12 345", "12%",
            " 5 ",
          ]))
      }
      if Int.random(in: 0..<10, using: &chance) == 0 { line.removeLast() }
      rows.append(line.joined(separator: "|"))
      switch Int.random(in: 0..<12, using: &chance) {
      case 0: marks[row] = RecordBatch.Mark.blank
      case 1: marks[row] = RecordBatch.Mark.firstRule
      case 2: marks[row] = RecordBatch.Mark.firstRule + 1
      case 3: faults[row] = .init(Code("CSV_ROW_SHORT", .error), column: 2)
      default: break
      }
    }
  }
}
