import MizanRecords
import MizanStandards
import Testing

/// Labels of real sheets and the codes that they mean, list by list.
struct ListGoldenTests {
  static let labels: [(list: String, label: String, code: String)] = [
    ("sex", "Girls", "F"), ("sex", "filles", "F"), ("sex", "people", ""),
    ("sex", "بنات", "F"), ("sex", "ሴት", "F"), ("sex", "Garçons", "M"), ("sex", "garcons", "M"),
    ("sex", "ذكور", "M"), ("sex", "طلاب", "M"), ("sex", "H", "M"), ("sex", "M", "M"),
    ("sex", "f", "F"), ("sex", "Les deux sexes", "_T"), ("sex", "كلا الجنسين", "_T"),
    ("sex", "N/D", "_U"), ("sex", "غير محدد", "_U"), ("sex", "G", ""), ("sex", "?", ""),
    ("age", "0-4", "Y0T4"), ("age", "00_04", "Y0T4"), ("age", "0 à 4 ans", "Y0T4"),
    ("age", "٥-٩ سنة", "Y5T9"), ("age", "de 5 à 9 ans", ""), ("age", "5 to 9 years", "Y5T9"),
    ("age", "12–17", "Y12T17"), ("age", "6", "Y6"), ("age", "6 ans", "Y6"), ("age", "1 an", "Y1"),
    ("age", "18+", "Y_GE18"), ("age", "18", "Y18"), ("age", "<18", "Y0T17"),
    ("age", "0-17", "Y0T17"), ("age", "18 ans et plus", "Y_GE18"), ("age", "80PLUS", "Y_GE80"),
    ("age", "80+", "Y_GE80"), ("age", "Children", "Y0T17"), ("age", "all ages", "_T"),
    ("age", "من 3 إلى 5 سنة", "Y3T5"), ("age", "17-12", ""),
    ("edu_level", "Primary", "L1"), ("edu_level", "primaire", "L1"), ("edu_level", "ابتدائي", "L1"),
    ("edu_level", "Maternelle", "L02"), ("edu_level", "رياض الاطفال", "L02"),
    ("edu_level", "Pre-Primary", "L02"), ("edu_level", "Secondary", "L2_3"),
    ("edu_level", "Junior secondary", "L2"), ("edu_level", "Lycée", "L3"),
    ("edu_level", "college", ""), ("edu_level", "L1", "L1"), ("edu_level", "_Z", "_Z"),
    ("measure", "Enrolment", "STU"), ("measure", "enrollment", "STU"), ("measure", "الطلاب", "STU"),
    ("measure", "Élèves", "STU"), ("measure", "Teachers", "TEACH"),
    ("measure", "Enseignants", "TEACH"),
    ("measure", "People in need", "PIN"), ("measure", "#inneed", "PIN"), ("measure", "POP", "POP"),
    ("measure", "السكان", "POP"), ("measure", "Population", "POP"), ("measure", "Reached", "REA"),
    ("measure", "Schools", "SCH"), ("measure", "Redoublants", "RPTR"), ("measure", "classes", ""),
    ("unit", "%", "PT"), ("unit", "٪", "PT"), ("unit", "Personnes", "PER"), ("unit", "US$", "USD"),
    ("ownership", "Government", "PUB"), ("ownership", "حكومي", "PUB"),
    ("ownership", "Communautaire", "COM"), ("ownership", "UNRWA", "UNRWA"),
    ("ownership", "الأونروا", "UNRWA"), ("ownership", "Privé", "PRV"),
    ("ownership", "grant aided", "PRV_AID"),
    ("location", "Urban", "URB"), ("location", "Rural", "RUR"), ("location", "مخيم", "CAMP"),
    ("displacement", "IDPs", ""), ("displacement", "IDP", "IDP"), ("displacement", "نازحين", "IDP"),
    ("displacement", "Réfugié", "REF"), ("displacement", "Host community / non-displaced", "HOST"),
    ("displacement", "returnee", "RET_IDP"), ("displacement", "ስደተኛ", "REF"),
    ("disability", "With disability", "DIS"), ("disability", "ذوي الإعاقة", "DIS"),
    ("programme", "ALP", "AEP"), ("programme", "TVET", "VOC"), ("programme", "خلوة", "REL"),
    ("activity_status", "Completed", "COMP"), ("activity_status", "en cours", "ONG"),
    ("activity_status", "On-hold", "SUSP"), ("activity_status", "مكتمل", "COMP"),
    ("activity_type", "School feeding", "FEED"), ("activity_type", "Cantine scolaire", "FEED"),
    ("functionality", "Closed", "NFU"), ("functionality", "تعمل جزئياً", "PFU"),
    ("damage", "Destroyed", "D4"), ("damage", "أضرار طفيفة", "D1"),
    ("wash_water", "Limited", "W_LIM"), ("wash_sanitation", "basic", "S_BAS"),
    ("wash_hygiene", "No service", "H_NO"), ("wash_water", "S_BAS", ""),
    ("obs_status", "A", "A"), ("obs_status", "Missing value", "O"),
    ("conf_status", "Confidentiel", "C"),
    ("country", "TCD", "TCD"), ("country", "tchad", "TCD"), ("country", "تشاد", "TCD"),
    ("country", "TD", "TCD"), ("country", "Kenya", "KEN"), ("country", "Côte d'Ivoire", "CIV"),
    ("country", "COTE D’IVOIRE", "CIV"), ("country", "NA", ""), ("country", "NAM", "NAM"),
    ("grade", "Grade 1", "G1"), ("grade", "الصف الحادي عشر", "G11"), ("grade", "3ème année", "G3"),
    ("grade", "G13", "G13"), ("grade", "G14", ""), ("calendar", "Éthiopien", "ETH"),
    ("indicator", "NERT.1.cp", "NERT_1_cp"), ("indicator", "ner_1_f_cp", "NER_1_F_CP"),
    ("language", "العربية", "ara"), ("language", "French", "fra"), ("source_type", "5W", ""),
    ("attack_type", "Usage militaire", "MIL"), ("facility_type", "مدرسة", "SCH"),
    ("facility_use", "Used as shelter / collective site", "SHEL"), ("authority", "UNHCR", "UNHCR"),
    ("modality", "عن بعد عبر الإنترنت", "REM_ON"), ("date_order", "DMY", "DMY"),
    ("reporting_mode", "Running total", "CUMULATIVE"), ("dedup", "UNKNOWN", "UNKNOWN"),
    ("verification", "Vérifié", "VERIFIED"), ("actor_type", "جهة غير حكومية", "NONSTATE"),
    ("population_scope", "Nationals only", "NATIONALS"), ("geo_precision", "exact point", "EXACT"),
    ("date_precision", "شهر", "MONTH"),
  ]

  @Test(arguments: labels)
  func `A label of a sheet means this code`(list: String, label: String, code: String) throws {
    let list = try #require(try RealStandard.read().list(list))
    #expect(list.entry(folded: Folding.fold(label.utf8))?.code ?? "" == code)
  }

  @Test func `Every code, label and alias of every list finds its own code`() throws {
    let standards = try RealStandard.read()
    var count = 0
    for name in standards.listNames {
      let list = try #require(standards.list(name))
      for entry in list.entries {
        for label in [entry.code] + entry.names.values + entry.aliases {
          let found = list.entry(folded: Folding.fold(label.utf8))?.code
          #expect(found == entry.code, "\(name): \(label)")
          count += 1
        }
      }
    }
    #expect(count > 5_000)
  }

  @Test func `Every spelling of every grade finds its own grade`() throws {
    let standards = try RealStandard.read()
    for iso3 in standards.countryCodes {
      let grades = try #require(try standards.country(iso3)).grades
      for row in grades.rows where !row.grade.hasPrefix("_") {
        for label in [row.grade] + row.aliases {
          #expect(grades.grade(folded: Folding.fold(label.utf8)) == row.grade, "\(iso3): \(label)")
        }
      }
    }
  }

  @Test func `Every name of every area finds the area inside its parent`() throws {
    let standards = try RealStandard.read()
    for iso3 in standards.countryCodes {
      let areas = try #require(try standards.country(iso3)).readAreas()
      for area in areas.areas {
        let parent = area.parent.isEmpty ? nil : area.parent
        for label in [area.code] + area.names.values + area.aliases {
          let found = areas.areas(
            folded: Folding.fold(label.utf8), level: area.level, parent: parent)
          #expect(found.map(\.code) == [area.code], "\(iso3): \(label)")
        }
      }
    }
  }

  @Test func `A misspelt area is proposed first for every county of Kenya`() throws {
    let areas = try #require(try RealStandard.read().country("KEN")).readAreas()
    for area in areas.areas where area.level == 1 && area.name.count > 4 {
      let misspelt = String(area.name.prefix(2)) + String(area.name.dropFirst(3))
      let found = areas.candidates(for: misspelt, level: 1, parent: nil, limit: 3)
      #expect(found.first?.code == area.code, "\(misspelt)")
    }
  }

  @Test func `A misspelt label is proposed among the first three of every list`() throws {
    let standards = try RealStandard.read()
    for name in standards.listNames where name != "indicator" && name != "grade" {
      let list = try #require(standards.list(name))
      for entry in list.entries {
        guard let label = entry.name(in: "fr"), label.count > 7 else { continue }
        let misspelt = label.dropLast() + "x"
        let found = list.candidates(for: String(misspelt), limit: 3)
        #expect(found.contains { $0.code == entry.code }, "\(name): \(misspelt)")
      }
    }
  }
}
