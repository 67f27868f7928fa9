import Testing

@testable import Mizan

@Suite struct `Dimensions in a heading` {
  private let grades = GradeLabels(Workshop.standards, nil)

  @Test(arguments: [
    ("Girls", "F", "Y0T17"), ("Boys", "M", "Y0T17"), ("Women", "F", "Y_GE18"),
    ("Men +18", "M", "Y_GE18"), ("Women 18+", "F", "Y_GE18"), ("Girls 6-11", "F", "Y6T11"),
    ("Boys (12-17 years)", "M", "Y12T17"), ("filles 6 à 11 ans", "F", "Y6T11"),
    ("Garçons", "M", "Y0T17"), ("niñas de 7 a 12 años", "F", "Y7T12"),
    ("niños de 0-3 años", "M", "Y0T3"), ("بنات", "F", "Y0T17"), ("رجال", "M", "Y_GE18"),
    ("F_05_09", "F", "Y5T9"), ("Female", "F", ""), ("ذكور", "M", ""), ("إناث", "F", ""),
    ("Female under 5", "F", "Y0T4"), ("6-11", "", "Y6T11"), ("M", "M", ""),
  ]) func `are read in four languages`(heading: String, sex: String, age: String) {
    let found = HeadingDimensions(heading, grades)
    #expect(found.sex ?? "" == sex)
    #expect(found.age ?? "" == age)
    #expect(found.rest == [])
    #expect(found.isPure)
  }

  @Test(arguments: [
    ("G1_F", "G1", "F"), ("Grade 3 / Girls", "G3", "F"), ("الصف الأول / ذكور", "G1", "M"),
    ("M / Grade 10", "G10", "M"), ("Grade 2", "G2", nil),
  ]) func `hold a grade beside a sex`(heading: String, grade: String, sex: String?) {
    let found = HeadingDimensions(heading, grades)
    #expect(found.grade == grade)
    #expect(found.sex == sex)
    #expect(found.age == nil, "a girl of grade 1 has no age by her heading")
    #expect(found.isPure)
  }

  @Test(arguments: ["School", "Names of girls' schools", "Total", "", "2023", "Column1", "Status"])
  func `are not seen where a heading says something else`(heading: String) {
    #expect(!HeadingDimensions(heading, grades).isPure)
  }

  @Test(arguments: [
    ("Women over 19", true), ("Mujeres mayores de 19 años", true), ("Women 19+", false),
    ("Girls under 18", false), ("Girls 6-11", false),
  ]) func `say when an age can be meant in two ways`(heading: String, isUnsure: Bool) {
    #expect(HeadingDimensions(heading, grades).isAgeUnsure == isUnsure)
  }

  @Test(arguments: ["Girls 11-6", "Girls 6 11 17", "Girls 400", "Girls 6"])
  func `take no age from numbers that are none`(heading: String) {
    #expect(!HeadingDimensions(heading, grades).isPure)
    #expect(HeadingDimensions(heading, grades).age != "Y6T11")
  }
}
