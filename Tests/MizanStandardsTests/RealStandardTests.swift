import Foundation
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

  @Test func `Each list has its labels in three languages, but for two`() throws {
    let standards = try RealStandard.read()
    #expect(standards.listNames.count >= 38)
    for name in standards.listNames where name != "indicator" && name != "language" {
      let list = try #require(standards.list(name))
      #expect(!list.entries.isEmpty)
      for entry in list.entries {
        for language in ["en", "fr", "ar"] {
          #expect(entry.name(in: language) != nil, "\(name) \(entry.code) \(language)")
        }
      }
    }
  }

  @Test func `Measures have their units`() throws {
    let standards = try RealStandard.read()
    let measures = try #require(standards.list("measure"))
    let units = try #require(standards.list("unit"))
    for entry in measures.entries {
      #expect(units.entry(code: entry.extras["unit"] ?? "") != nil, "\(entry.code)")
    }
    for (code, unit) in [("STU", "PER"), ("RATE", "PT"), ("PIN", "PER"), ("SCH", "NB")] {
      #expect(measures.entry(code: code)?.extras["unit"] == unit)
    }
  }

  @Test(arguments: [
    ("SYR", "الصف الأول", "2023/2024", "G1", "L1"), ("SYR", "الصف ٦", "2005/2006", "G6", "L2"),
    ("SYR", "Grade 5", "2014/2015", "G5", "L1"), ("ETH", "Grade 9", "2019/2020", "G9", "L2"),
    ("ETH", "9ኛ ክፍል", "2022/2023", "G9", "L3"), ("ETH", "Kutaa 7", "1995/1996", "G7", "L2"),
    ("TCD", "CM2", "2021/2022", "G6", "L1"), ("TCD", "6ème", "2021/2022", "G7", "L2"),
    ("TCD", "1ère", "2021/2022", "G12", "L3"), ("TCD", "1ère année", "2021/2022", "G1", "L1"),
    ("PSE", "الصف الخامس", "2017/2018", "G5", "L2"), ("UGA", "P.7", "2021", "G7", "L1"),
    ("UGA", "Senior 1", "2021", "G8", "L2"), ("SSD", "P7", "2015", "G7", "L2"),
    ("SSD", "Senior 1", "2015", "G9", "L3"), ("KEN", "Form 1", "2022", "G9", "L3"),
    ("KEN", "Grade 9", "2025", "G9", "L2"), ("KEN", "Std 8", "2019", "G8", "L2"),
  ])
  func `Grades of the countries have their levels`(
    iso3: String, label: String, year: String, grade: String, level: String
  ) throws {
    let country = try #require(try RealStandard.read().country(iso3))
    let found = country.grades.grade(folded: Folding.fold(Array(label.utf8)))
    #expect(found == grade)
    #expect(country.grades.level(ofGrade: grade, schoolYear: year, system: nil)?.level == level)
  }

  @Test(arguments: [
    ("SYR", "ادلب", 1, "SY07"), ("SYR", "Idlib", 1, "SY07"), ("SYR", "Alep", 1, "SY02"),
    ("TCD", "Guéra", 1, "TD04"), ("TCD", "TD1903", 2, "TD1903"), ("TCD", "Baguirmi", 2, "TD0301"),
    ("ETH", "Tigray", 1, "ET01"), ("PSE", "NORTH GAZA", 2, "PS0255"),
    ("PSE", "QALQILIYA", 2, "PS0120"), ("PSE", "غزة", 2, "PS0260"), ("UGA", "Buikwe", 2, "UG1001"),
    ("SSD", "Juba", 2, "SS0101"), ("KEN", "Muranga", 1, "KE021"), ("KEN", "MURANG’A", 1, "KE021"),
    ("KEN", "Elgeyo_Marakwet", 1, "KE028"), ("KEN", "Homa Bay", 1, "KE043"),
  ])
  func `Areas of the countries are found by their names`(
    iso3: String, label: String, level: Int, code: String
  ) throws {
    let country = try #require(try RealStandard.read().country(iso3))
    let found = country.areas.areas(
      folded: Folding.fold(Array(label.utf8)), level: level, parent: nil)
    #expect(found.map(\.code) == [code])
  }

  @Test func `Country packs say how dates are written`() throws {
    let standards = try RealStandard.read()
    #expect(standards.countryCodes == ["ETH", "KEN", "PSE", "SSD", "SYR", "TCD", "UGA"])
    let calendars = try #require(standards.list("calendar"))
    let orders = try #require(standards.list("date_order"))
    for iso3 in standards.countryCodes {
      let country = try #require(try standards.country(iso3))
      #expect(calendars.entry(code: country.profile["calendar"] ?? "") != nil, "\(iso3)")
      #expect(orders.entry(code: country.profile["date_order"] ?? "") != nil, "\(iso3)")
      #expect(country.areas.area(code: iso3)?.level == 0)
      #expect(standards.list("country")?.entry(code: iso3) != nil)
    }
    #expect(try standards.country("KEN")?.areas.areas.filter { $0.level == 1 }.count == 47)
  }

  @Test func `No file of the standard is larger than a megabyte`() throws {
    let files = try #require(FileManager.default.enumerator(atPath: RealStandard.folder))
    for case let file as String in files {
      let facts = try FileManager.default.attributesOfItem(atPath: RealStandard.folder + "/" + file)
      #expect((facts[.size] as? Int ?? 0) < 1_000_000, "\(file)")
    }
  }
}
