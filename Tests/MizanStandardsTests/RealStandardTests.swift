import MizanRecords
import MizanStandards
import Testing

/// The standard of this checkout.
enum RealStandard {
  static let folder =
    #filePath.split(separator: "/", omittingEmptySubsequences: false)
    .dropLast(3).joined(separator: "/") + "/standards"

  static func read() throws -> Standards { try Standards(folder: folder) }
}

struct RealStandardTests {
  @Test func `The standard has its seven tables`() throws {
    let standards = try RealStandard.read()
    #expect(
      standards.tables.map(\.name) == [
        "observation", "facility", "activity", "incident", "source", "area", "structure",
      ])
    let observation = try #require(standards.table("observation"))
    #expect(observation.fields.first?.name == "ref_area")
    #expect(observation.field("obs_key") == nil)
    #expect(observation.field("sex")?.list == "sex")
    #expect(observation.field("sex")?.defaultValue == "_T")
    #expect(observation.field("conf_status")?.defaultValue == "F")
    #expect(standards.table("incident")?.field("conf_status")?.defaultValue == "C")
    #expect(observation.field("obs_status")?.defaultValue == "V")
    #expect(observation.field("note")?.isPersonal == true)
    #expect(standards.table("facility")?.field("lat")?.unit == "deg")
    #expect(standards.table("nothing") == nil)
  }

  @Test(arguments: [
    ("sex", "girls", "F"), ("sex", "إناث", "F"), ("sex", "Féminin", "F"), ("sex", "BOYS", "M"),
    ("sex", "_T", "_T"), ("age", "F_00_04".dropFirst(2).description, "Y0T4"),
    ("age", "80PLUS", "Y_GE80"), ("age", "18+", "Y_GE18"), ("age", "under 18", "Y0T17"),
    ("age", "75-79", "Y75T79"), ("measure", "Population", "POP"), ("unit", "%", "PT"),
    ("activity_status", "Completed", "COMP"), ("country", "Tchad", "TCD"),
    ("country", "سوريا", ""), ("indicator", "GER_1", "GER_1"), ("indicator", "ger.1.f", "GER_1_F"),
    ("edu_level", "Primary", "L1"), ("edu_level", "Secondary", "L2_3"),
    ("wash_water", "basic", "W_BAS"), ("displacement", "لاجئون", "REF"), ("sex", "G", ""),
  ])
  func `A label finds its code`(list: String, label: String, code: String) throws {
    let list = try #require(try RealStandard.read().list(list))
    #expect(list.entry(folded: Folding.fold(Array(label.utf8)))?.code ?? "" == code)
  }
}
