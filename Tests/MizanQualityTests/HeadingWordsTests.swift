import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanQuality

struct HeadingWordsTests {
  @Test(arguments: [
    ("date of birth", "Date of birth"), ("date of birth", "DATE_OF_BIRTH (dd/mm)"),
    ("disab*", "Girls: disabled"), ("name", "pupilName"), ("name", "pupil_name"),
    ("nom", "Nom, âge"),
    ("prénom*", "PRENOMS"), ("تاريخ الميلاد", "تاريخ  الميلاد (هجري)"), ("e mail*", "E-mail"),
  ])
  func `A phrase stands in a heading`(phrase: String, heading: String) {
    #expect(HeadingWords(heading).hold(HeadingPhrase(phrase)))
  }

  @Test(arguments: [
    ("name", "surnames"), ("age", "stage"), ("age", "aged"), ("date of birth", "birth date"),
    ("disab*", "nondisabled"), ("sex", "unisex"), ("nin", "nine"), ("name", ""),
  ])
  func `A part of a word is no word`(phrase: String, heading: String) {
    #expect(!HeadingWords(heading).hold(HeadingPhrase(phrase)))
  }

  @Test func `One of several is enough and none is not`() {
    let phrases = ["sex", "age"].map { HeadingPhrase($0) }
    #expect(HeadingWords("Age group").holdAny(of: phrases))
    #expect(!HeadingWords("Grade").holdAny(of: phrases))
    #expect(!HeadingWords("Grade").holdAny(of: []))
  }

  @Test func `A column without a heading goes by its letters`() {
    let known = RuleContext(
      file: "f", sheet: "S", headings: [Heading("", column: 0), Heading("x", column: 27)])
    #expect(known.heading(0) == "A")
    #expect(known.heading(26) == "AA")
    #expect(known.heading(27) == "x")
    #expect(known.place(row: 3, column: 27) == Place("f", sheet: "S", row: 3, column: 28))
    #expect(known.place() == Place("f", sheet: "S"))
  }

  /// Headings of the real forms that the project reads: none of them is about single persons.
  @Test(arguments: [
    "Month of Reporting (2023)", "Lead Organisation Name", "Organisation Type Choose",
    "Donor / Grant Name", "Cluster / Sector", "Education Level Supported", "Monitoring Indicator",
    "Main Activity Brief description", "Implementing Partners", "County Choose from the dropdown",
    "Sub-County", "Names or Number of schools reached", "Start Date", "End Date",
    "Activity Status", "Boys", "Girls", "Men +18", "Women +18", "Beneficiary Type", "Total Reached",
    "governorate", "governorate_pcode", "sector", "inneed", "ADM1_FR", "F_00_04", "school_name_ar",
    "mgmt", "facility", "INDICATOR_ID", "COUNTRY_ID", "رمز المدرسة", "اسم المدرسة",
    "الصف الأول / ذكور",
    "Fecha de reporte cluster", "Organizacion líder",
  ])
  func `Forms for whole schools and activities raise no alarm`(heading: String) {
    #expect(!PersonalWords.suggestPersons(heading))
  }

  @Test func `Groups to protect are no dimensions of ordinary tables`() {
    for heading in ["Boys", "Girls", "Grade 1 / M", "الصف الأول / ذكور", "Teachers", "F_00_04"] {
      let words = HeadingWords(heading)
      #expect(!words.holdAny(of: SensitiveWords.groups))
      #expect(!words.holdAny(of: SensitiveWords.dimensions))
    }
  }
}
