import Foundation
import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

struct CountryPackTests {
  private let temporary: TemporaryStandard

  init() throws { temporary = try TemporaryStandard() }

  @Test func `A pack has a profile, grades and areas`() throws {
    let country = try #require(try temporary.read().country("AAA"))
    #expect(country.iso3 == "AAA")
    #expect(country.profile["calendar"] == "GREG")
    #expect(country.profile.count == 14)
    #expect(country.grades.rows.count == 4)
    #expect(country.areas.areas.map(\.code) == ["AAA", "A1", "A101", "A2", "A201"])
  }

  @Test(arguments: ["profile.csv", "grades.csv"])
  func `A pack without its profile or grades is a missing file`(name: String) throws {
    try FileManager.default.removeItem(
      atPath: temporary.folder.path + "/countries/AAA/" + name)
    let standards = try temporary.read()
    let failure = #expect(throws: Failure.self) { try standards.country("AAA") }
    #expect(failure?.kind == .missing)
    #expect(failure?.diagnostics.first?.place?.file.hasSuffix(name) == true)
    // The same failure comes again: a pack is read once.
    #expect(throws: Failure.self) { try standards.country("AAA") }
  }

  @Test func `Areas are read only when somebody asks`() throws {
    let country = try #require(try temporary.read().country("AAA"))
    try temporary.folder.write(
      "countries/AAA/areas.csv", TemporaryStandard.areaHeads + "ZZZ,0,Late,,,,,,\n")
    #expect(country.areas.areas.map(\.code) == ["ZZZ"])
    try FileManager.default.removeItem(
      atPath: temporary.folder.path + "/countries/AAA/areas.csv")
    #expect(country.areas.areas.map(\.code) == ["ZZZ"])
  }

  @Test func `Without areas a pack is still good for grades`() throws {
    try FileManager.default.removeItem(
      atPath: temporary.folder.path + "/countries/AAA/areas.csv")
    let country = try #require(try temporary.read().country("AAA"))
    #expect(country.grades.grade(folded: Array("p1".utf8)) == "G1")
    #expect(country.areas.areas.isEmpty)
    let failure = #expect(throws: Failure.self) { try country.readAreas() }
    #expect(failure?.kind == .missing)
  }

  @Test func `A file that is no UTF-8 is refused with its line`() throws {
    let file = temporary.folder.path + "/countries/AAA/grades.csv"
    var bytes = Array((TemporaryStandard.gradeHeads + "main,MOE,,,G1,P").utf8)
    bytes += [0xE9, 0x0A]
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    let failure = #expect(throws: Failure.self) { try temporary.read().country("AAA") }
    #expect(failure?.kind == .mapping)
    #expect(failure?.diagnostics.first?.code.name == "ENC_INVALID_SEQUENCE")
    #expect(failure?.diagnostics.first?.place?.line == 2)
  }

  @Test func `The first fact of a key counts`() throws {
    try temporary.folder.write(
      "countries/AAA/profile.csv", "key,value,evidence\ncalendar,ETH,V\ncalendar,GREG,R\n")
    let country = try #require(try temporary.read().country("AAA"))
    #expect(country.profile["calendar"] == "ETH")
  }

  @Test func `A profile without values is refused`() throws {
    try temporary.folder.write("countries/AAA/profile.csv", "key,fact\ncalendar,ETH\n")
    let failure = #expect(throws: Failure.self) { try temporary.read().country("AAA") }
    #expect(failure?.diagnostics.first?.arguments["column"] == "value")
  }

  @Test func `Files beside the packs are no countries`() throws {
    try temporary.folder.write("countries/README.md", "text")
    #expect(try temporary.read().countryCodes == ["AAA"])
    #expect(try temporary.read().country("README") == nil)
  }
}

/// The national systems of the real packs, year by year.
struct GradeHistoryTests {
  /// For each country and year, the last grade of primary and of lower secondary.
  static let systems: [(iso3: String, year: String, primary: Int, lower: Int, last: Int)] = [
    ("SYR", "1999/2000", 6, 9, 12), ("SYR", "2002/2003", 4, 9, 12), ("SYR", "2012/2013", 4, 9, 12),
    ("SYR", "2013/2014", 6, 9, 12), ("SYR", "2024/2025", 6, 9, 12),
    ("ETH", "1990/1991", 6, 8, 12), ("ETH", "1997/1998", 6, 10, 12),
    ("ETH", "2020/2021", 6, 10, 12),
    ("ETH", "2021/2022", 6, 8, 12), ("ETH", "2022", 6, 8, 12),
    ("TCD", "1980/1981", 6, 10, 13), ("TCD", "2023/2024", 6, 10, 13),
    ("PSE", "1995/1996", 4, 10, 12), ("PSE", "2023/2024", 4, 10, 12),
    ("UGA", "1985", 7, 11, 13), ("UGA", "2024", 7, 11, 13),
    ("SSD", "2005", 6, 8, 11), ("SSD", "2010", 6, 8, 11), ("SSD", "2011", 6, 8, 12),
    ("KEN", "2010", 6, 8, 12), ("KEN", "2023", 6, 8, 12), ("KEN", "2024", 6, 9, 12),
  ]

  @Test(arguments: systems)
  func `Every grade of a system has its level and the next has none`(
    iso3: String, year: String, primary: Int, lower: Int, last: Int
  ) throws {
    let grades = try #require(try RealStandard.read().country(iso3)).grades
    func level(_ grade: Int) -> String? {
      grades.level(ofGrade: "G\(grade)", schoolYear: year, system: nil)?.level
    }
    for grade in 1...primary { #expect(level(grade) == "L1") }
    for grade in (primary + 1)...lower { #expect(level(grade) == "L2") }
    for grade in (lower + 1)...last { #expect(level(grade) == "L3") }
    #expect(level(last + 1) == nil)
    #expect(level(0) == nil)
  }

  @Test func `Official ages rise by one with each grade`() throws {
    let standards = try RealStandard.read()
    for iso3 in standards.countryCodes {
      let rows = try #require(try standards.country(iso3)).grades.rows
      for row in rows where row.track == "main" && row.grade.hasPrefix("G") {
        let number = try #require(Int(row.grade.dropFirst()))
        let start = iso3 == "ETH" ? 7 : 6
        #expect(row.officialAge == start + number - 1, "\(iso3) \(row.grade)")
      }
    }
  }

  @Test func `Other systems answer when they are named`() throws {
    let ethiopia = try #require(try RealStandard.read().country("ETH")).grades
    let abe = ethiopia.level(ofGrade: "ABE1", schoolYear: "2015/2016", system: "ABE")
    #expect(abe?.level == "L1")
    #expect(ethiopia.level(ofGrade: "ABE1", schoolYear: "2015/2016", system: nil) == nil)
    let old = ethiopia.level(ofGrade: "G9", schoolYear: "2020/2021", system: "MOE 6-2-4")
    #expect(old == nil)
  }
}
