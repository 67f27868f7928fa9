import Foundation
import MizanRecords
import MizanStandards
import Testing

/// The country packs against the official figures of every year.
struct OfficialDurationTests {
  private let standards: Standards
  private let table: SmallTable

  init() throws {
    standards = try RealStandard.read()
    table = try SmallTable(
      file: RealStandard.folder + "/../Tests/Standards/isced-durations-by-year.csv")
  }

  /// Official ages of the grades of one level in one year, the youngest first.
  private func ages(_ grades: GradeTable, _ level: String, _ year: String) -> [Int] {
    Set(grades.rows.filter { $0.track == "main" }.map(\.grade)).compactMap { grade in
      guard
        case .level(let found) = grades.answer(grade: grade, schoolYear: year, system: nil),
        found.level == level
      else { return nil }
      return found.officialAge
    }.sorted()
  }

  @Test(arguments: [
    ("L02", "pre_primary"), ("L1", "primary"), ("L2", "lower_secondary"), ("L3", "upper_secondary"),
  ])
  func `Entrance ages and durations are the official ones`(level: String, name: String) throws {
    var compared = 0
    for row in table.rows {
      let iso3 = table.text(row, "country")
      let year = table.text(row, "year")
      let grades = try #require(try standards.country(iso3)).grades
      let ages = ages(grades, level, year)
      if let duration = Int(table.text(row, "\(name)_duration")) {
        #expect(ages.count == duration, "\(iso3) \(year) \(name)")
        compared += 1
      }
      if let age = Int(table.text(row, "\(name)_entrance_age")) {
        #expect(ages.first == age, "\(iso3) \(year) \(name)")
        compared += 1
      }
    }
    #expect(table.rows.count == 289)
    #expect(compared > 300, "\(name)")
  }

  @Test func `Ages follow one another without a hole`() throws {
    for iso3 in standards.countryCodes {
      let grades = try #require(try standards.country(iso3)).grades
      for year in 1990...2026 {
        let all = ["L02", "L1", "L2", "L3"].flatMap { ages(grades, $0, String(year)) }
        if iso3 == "SSD" && year < 1999 {
          #expect(all.isEmpty)
        } else {
          #expect(all == Array((all.first ?? 0)...(all.last ?? 0)), "\(iso3) \(year)")
        }
      }
    }
  }

  @Test func `Every grade has one level in every year, or is not in the system`() throws {
    let list = try #require(standards.list("grade"))
    var placed = 0
    var absent = 0
    for iso3 in standards.countryCodes {
      let grades = try #require(try standards.country(iso3)).grades
      for grade in list.entries.map(\.code) where !grade.hasPrefix("_") {
        for year in 1990...2026 {
          let levels = Set(
            [String(year), "\(year - 1)/\(year)"].map {
              grades.answer(grade: grade, schoolYear: $0, system: nil)
            })
          #expect(levels.count == 1, "\(iso3) \(grade) \(year)")
          switch levels.first {
          case .level(let level):
            placed += 1
            #expect(standards.list("edu_level")?.entry(code: level.level) != nil)
            #expect(level.officialAge != nil)
          case .notInSystem: absent += 1
          default: Issue.record("\(iso3) \(grade) \(year)")
          }
        }
      }
    }
    #expect(placed > 3_500)
    #expect(placed + absent == 7 * 37 * list.entries.filter { !$0.code.hasPrefix("_") }.count)
  }

  @Test func `Exactly one line answers`() throws {
    for iso3 in standards.countryCodes {
      let grades = try #require(try standards.country(iso3)).grades
      for system in grades.systems {
        let rows = grades.rows.filter { $0.system == system }
        for year in 1990...2026 {
          for grade in Set(rows.map(\.grade)) {
            let valid = rows.filter { row in
              row.grade == grade
                && (row.validFrom.isEmpty || end(row.validFrom) <= year)
                && (row.validTo.isEmpty || year <= end(row.validTo))
            }
            #expect(valid.count <= 1, "\(iso3) \(system) \(grade) \(year)")
          }
        }
      }
    }
  }

  /// The year in which a school year ends, read without the code under test.
  private func end(_ year: String) -> Int { Int(year.suffix(4)) ?? -1 }

  @Test func `Series break where the structure changed and nowhere else`() throws {
    var found: Set<String> = []
    for iso3 in standards.countryCodes {
      let grades = try #require(try standards.country(iso3)).grades
      for grade in Set(grades.rows.filter { $0.track == "main" }.map(\.grade)) {
        for year in 1980...2026 {
          if let level = grades.level(ofGrade: grade, schoolYear: String(year), system: nil),
            level.isBreak
          {
            found.insert("\(iso3) \(level.level) \(year)")
          }
        }
      }
    }
    #expect(
      found == [
        "ETH L2 1998", "ETH L3 1998", "ETH L2 2022", "ETH L3 2022", "SYR L1 2003", "SYR L2 2003",
        "SYR L1 2014", "SYR L2 2014", "SSD L02 2011", "SSD L3 2011", "UGA L02 1998", "KEN L2 2024",
        "KEN L3 2024",
      ])
  }

  @Test func `Each pack has a page that names its systems`() throws {
    for iso3 in standards.countryCodes {
      let page = try String(
        contentsOfFile: "\(RealStandard.folder)/countries/\(iso3)/README.md", encoding: .utf8)
      let grades = try #require(try standards.country(iso3)).grades
      for system in grades.systems { #expect(page.contains("| \(system) |"), "\(iso3) \(system)") }
      for heading in ["## Systems", "## Calendar", "## Areas", "## What is uncertain"] {
        #expect(page.contains(heading), "\(iso3) \(heading)")
      }
      #expect(page.split(separator: "\n").count < 60)
    }
  }
}
