import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

/// Lists of other standards and what the standard says about them.
struct OtherStandardsTests {
  private let standards: Standards

  init() throws { standards = try RealStandard.read() }

  @Test func `The register names every list with its version and three titles`() throws {
    let register = try ListRegister(standards: standards.folder)
    let names = register.entries.map(\.name)
    #expect(Set(names) == Set(standards.listNames + standards.externalNames))
    #expect(Set(names).count == names.count)
    for entry in register.entries {
      #expect(!entry.version.isEmpty && entry.titles.count == 3 && entry.uri.hasPrefix("urn:"))
    }
    let canonical = register.entries.filter { $0.kind == "canonical" }
    #expect(canonical.count >= 28)
    for entry in canonical { #expect(entry.languages == ["en", "fr", "ar"], "\(entry.name)") }
    #expect(Set(register.entries.map(\.uri)).count == names.count)
  }

  @Test(arguments: [
    ("edu_level--uis_edu_level", "L02", "L0", "narrower"),
    ("edu_level--uis_edu_cat", "L02", "C2", "equal"),
    ("programme--uis_edu_cat", "VOC", "C5", "equal"),
    ("ownership--uis_sector_edu", "NGO", "INST_PRIV", "narrower"),
    ("uis_sector_edu--ownership", "INST_PRIV", "PRV", "equal"),
    ("country--uis_area", "SSD", "SS", "equal"), ("uis_area--country", "TD", "TCD", "equal"),
    ("measure--uis_stat_unit", "STU", "STU", "equal"),
    ("obs_status--uis_obs_status", "K", "X", "equal"),
    ("uis_obs_status--obs_status", "X", "K", "equal"),
    ("uis_bdds_metadata--obs_status", "NIL", "A", "narrower"),
    ("sex--hxl_attribute", "F", "+f", "equal"), ("hxl_attribute--sex", "+i", "X", "equal"),
    ("hxl_attribute--displacement", "+refugees", "REF", "equal"),
    ("hxl_attribute--displacement", "+returnees", "", "none"),
    ("measure--hxl_hashtag", "PIN", "#inneed", "equal"),
    ("iasc_indicator--activity_type", "E-1-22", "PSS", "inexact"),
    ("hapi_population_status--measure", "INN", "PIN", "equal"),
  ])
  func `A crosswalk leads from a code to a code`(
    name: String, source: String, target: String, relation: String
  ) throws {
    let crosswalk = try #require(try standards.crosswalk(name))
    let entry = try #require(crosswalk.entries.first { $0.source == source })
    #expect(entry.target == target)
    #expect(entry.relation == relation)
    #expect(crosswalk.entry(folded: Folding.fold(source.utf8)) == entry)
  }

  @Test func `An equal line leads back where it came from`() throws {
    for name in standards.crosswalkNames {
      let sides = try #require(Standards.sides(ofCrosswalk: name))
      guard let there = try standards.crosswalk(name),
        let back = try standards.crosswalk("\(sides.target)--\(sides.source)")
      else { continue }
      for line in there.entries where line.relation == "equal" {
        let answers = back.entries.filter { $0.source == line.target && $0.relation == "equal" }
        let isKnown = answers.contains { $0.target == line.source }
        #expect(isKnown || line.source == "X" || !answers.isEmpty, "\(name):\(line.line)")
      }
    }
  }

  @Test func `Every level, unit of count and country of the six has its UIS code`() throws {
    let areas = try #require(try standards.crosswalk("country--uis_area"))
    for iso3 in standards.countryCodes {
      #expect(areas.entries.contains { $0.source == iso3 }, "\(iso3)")
    }
    let levels = try #require(try standards.crosswalk("edu_level--uis_edu_level"))
    for code in ["L01", "L02", "L1", "L2", "L3"] {
      #expect(levels.entries.contains { $0.source == code }, "\(code)")
    }
  }

  @Test func `The dimensions of the UIS structure are told in their order`() throws {
    let table = try SmallTable(file: standards.folder + "/schema/uis_edu_non_finance.csv")
    let dimensions = table.rows.filter { table.text($0, "role") == "dimension" }
    #expect(dimensions.map { table.text($0, "position") } == (1...16).map { String($0) })
    #expect(
      dimensions.map { table.text($0, "component") } == [
        "UNIT_MEASURE", "STAT_UNIT", "SEX", "REF_AREA", "AGE", "REGION_DEST", "COUNTRY_ORIGIN",
        "SECTOR_EDU", "GRADE", "EDU_FIELD", "EDU_ATTAIN", "EDU_CAT", "EDU_LEVEL", "EDU_TYPE",
        "WEALTH_QUINTILE", "LOCATION",
      ])
    for row in dimensions {
      #expect(!table.text(row, "field").isEmpty || !table.text(row, "value").isEmpty)
    }
  }

  @Test func `Names that are no files are no lists`() throws {
    #expect(try standards.read(anyList: "../lists/sex") == nil)
    #expect(try standards.crosswalk("../../etc/passwd") == nil)
    #expect(Standards.sides(ofCrosswalk: "a") == nil)
    #expect(Standards.sides(ofCrosswalk: "a--") == nil)
    #expect(Standards.sides(ofCrosswalk: "a--b--c") == nil)
    #expect(try standards.read(anyList: "sex")?.entries.isEmpty == false)
  }
}
