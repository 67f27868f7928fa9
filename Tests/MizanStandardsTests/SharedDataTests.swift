import Foundation
import MizanRecords
import MizanStandards
import Testing

/// Real files beside the checkout; tests that need them are skipped where they are absent.
enum SharedData {
  static let folder = RealStandard.folder + "/../../shared"
  static let isPresent = FileManager.default.fileExists(atPath: folder + "/data")
  static let absent: Comment = "the folder ../shared beside the checkout is absent"

  static func table(_ path: String) throws -> SmallTable {
    try SmallTable(file: folder + "/" + path)
  }
}

@Suite(.enabled(if: SharedData.isPresent, SharedData.absent))
struct SharedDataTests {
  private let standards: Standards

  init() throws { standards = try RealStandard.read() }

  @Test func `Every published rate has its indicator and its country`() throws {
    let table = try SharedData.table("data/3_uis/published_values_6c.csv")
    let indicators = try #require(standards.list("indicator"))
    let countries = try #require(standards.list("country"))
    #expect(table.rows.count > 500)
    for row in table.rows {
      let indicator = table.text(row, "indicator")
      #expect(indicators.entry(code: indicator) != nil)
      #expect(indicators.entry(folded: Folding.fold(indicator.utf8))?.code == indicator)
      #expect(countries.entry(code: table.text(row, "country")) != nil)
    }
  }

  @Test func `Every area of the Chad population table is in the register`() throws {
    let table = try SharedData.table("data/1_gazetteer/tcd_admpop_adm2_2021.csv")
    let areas = try #require(try standards.country("TCD")).readAreas()
    #expect(table.rows.count == 70)
    for row in table.rows {
      for level in 1...2 {
        let code = table.text(row, "ADM\(level)_PCODE")
        let name = Folding.fold(table.text(row, "ADM\(level)_FR").utf8)
        #expect(areas.area(code: code)?.level == level)
        let found = areas.areas(
          folded: name, level: level, parent: level == 2 ? table.text(row, "ADM1_PCODE") : nil)
        #expect(found.map(\.code) == [code])
      }
    }
  }

  @Test func `Every age band of the Chad population table is in the list`() throws {
    let table = try SharedData.table("data/1_gazetteer/tcd_admpop_adm2_2021.csv")
    let ages = try #require(standards.list("age"))
    let bands = table.headings.filter { $0.hasPrefix("F_") && !$0.hasSuffix("TL") }
    #expect(bands.count == 17)
    var codes: Set<String> = []
    for band in bands {
      let entry = try #require(ages.entry(folded: Folding.fold(band.dropFirst(2).utf8)), "\(band)")
      codes.insert(entry.code)
    }
    #expect(codes.count == 17)
    #expect(codes.contains("Y0T4") && codes.contains("Y75T79") && codes.contains("Y_GE80"))
  }

  @Test func `Every county that Kenya published is found by name and by code`() throws {
    let table = try SharedData.table("data/2_education/ken_5w_expected_rows.csv")
    let areas = try #require(try standards.country("KEN")).readAreas()
    let statuses = try #require(standards.list("activity_status"))
    #expect(table.rows.count == 411)
    for row in table.rows {
      let name = Folding.fold(table.text(row, "county").utf8)
      let found = areas.areas(folded: name, level: 1, parent: nil)
      #expect(found.map(\.code) == [table.text(row, "adm1_pcode")])
      let status = Folding.fold(table.text(row, "activity_status").utf8)
      #expect(statuses.entry(folded: status)?.code == "COMP")
    }
  }

  @Test func `Every Syrian governorate and district is found in both scripts`() throws {
    let table = try SharedData.table("data/1_gazetteer/syr_adm1_3_en_ar_pcodes.csv")
    let areas = try #require(try standards.country("SYR")).readAreas()
    for row in table.rows {
      for (prefix, level) in [("g", 1), ("d", 2)] {
        let code = table.text(row, prefix + "P")
        for language in ["En", "Ar"] {
          let name = Folding.fold(table.text(row, prefix + language).utf8)
          let parent = level == 2 ? table.text(row, "gP") : nil
          let found = areas.areas(folded: name, level: level, parent: parent).map(\.code)
          #expect(found == [code])
        }
      }
    }
  }

  @Test func `The latest OCHA areas are all there with their parents`() throws {
    let table = try SharedData.table("data/1_gazetteer/global_pcodes_adm1_adm2.csv")
    var count = 0
    for iso3 in standards.countryCodes {
      let areas = try #require(try standards.country(iso3)).readAreas()
      for row in table.rows where table.text(row, "Location") == iso3 {
        let area = try #require(areas.area(code: table.text(row, "P-Code")))
        #expect(area.names["en"] == table.text(row, "Name"))
        #expect(area.parent == table.text(row, "Parent P-Code"))
        #expect(String(area.level) == table.text(row, "Admin Level"))
        count += 1
      }
    }
    #expect(count == 858)
  }

  @Test func `Levels of grades agree with the official durations of every year`() throws {
    let table = try SharedData.table("standards/isced_durations_by_year.csv")
    var checked = 0
    for row in table.rows {
      let iso3 = table.text(row, "country")
      guard let primary = Int(table.text(row, "primary_duration")),
        let grades = try standards.country(iso3)?.grades, let year = Int(table.text(row, "year"))
      else { continue }
      let lower = Int(table.text(row, "lower_secondary_duration"))
      let upper = Int(table.text(row, "upper_secondary_duration"))
      func level(_ grade: Int) -> String? {
        grades.level(ofGrade: "G\(grade)", schoolYear: String(year), system: nil)?.level
      }
      #expect(level(1) == "L1", "\(iso3) \(year)")
      #expect(level(primary) == "L1", "\(iso3) \(year)")
      #expect(level(primary + 1) == "L2", "\(iso3) \(year)")
      if let lower {
        #expect(level(primary + lower) == "L2", "\(iso3) \(year)")
        #expect(level(primary + lower + 1) == "L3", "\(iso3) \(year)")
        if let upper { #expect(level(primary + lower + upper) == "L3", "\(iso3) \(year)") }
      }
      checked += 1
    }
    #expect(checked > 250)
  }
}
