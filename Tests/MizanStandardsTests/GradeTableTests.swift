import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanStandards

struct GradeTableTests {
  private let temporary: TemporaryStandard
  private let grades: GradeTable

  init() throws {
    temporary = try TemporaryStandard()
    grades = try #require(try temporary.read().country("AAA")).grades
  }

  private func find(_ label: String) -> String? {
    grades.grade(folded: Folding.fold(Array(label.utf8)))
  }

  @Test func `A grade is found by its code, its names here and its names everywhere`() {
    #expect(find("G1") == "G1")
    #expect(find("p.1") == nil)
    #expect(find("P1") == "G1")
    #expect(find("second") == "G2")
    #expect(find("Grade 2") == "G2")
    #expect(find("الصف الاول") == "G1")
    #expect(find("Total") == "_T")
    #expect(find("P9") == nil)
    #expect(find("") == nil)
  }

  @Test(arguments: [
    ("G1", "2009", "L1"), ("G1", "2010", "L2"), ("G1", "2008/2009", "L1"),
    ("G1", "2009/2010", "L2"),
    ("G1", "2030/2031", "L2"), ("G2", "1950", "L2"), ("_T", "2010", "_T"), ("_U", "", "_U"),
  ])
  func `The year decides which level a grade has`(grade: String, year: String, level: String) {
    #expect(grades.level(ofGrade: grade, schoolYear: year, system: nil)?.level == level)
  }

  @Test(arguments: [
    ("G1", "1999"), ("G9", "2010"), ("G1", "soon"), ("G1", "2010/2012"), ("G1", ""),
  ])
  func `Outside of its periods a grade has no level`(grade: String, year: String) {
    #expect(grades.level(ofGrade: grade, schoolYear: year, system: nil) == nil)
  }

  @Test func `Another system answers only when it is named`() {
    #expect(grades.level(ofGrade: "G1", schoolYear: "1990", system: "Camp")?.level == "L2")
    #expect(grades.level(ofGrade: "G1", schoolYear: "2005", system: "MOE")?.level == "L1")
    #expect(grades.level(ofGrade: "G1", schoolYear: "2005", system: "None") == nil)
    #expect(grades.level(ofGrade: "G1", schoolYear: "2005", system: nil)?.system == "MOE")
  }

  @Test func `Candidates name a grade once`() {
    let found = grades.candidates(for: "Grad 1", limit: 5)
    #expect(found.first?.code == "G1")
    #expect(Set(found.map(\.code)).count == found.count)
  }

  @Test func `A year that is none is refused with its line`() throws {
    try temporary.folder.write(
      "countries/AAA/grades.csv",
      TemporaryStandard.gradeHeads + "main,MOE,2000,,G1,,L1,6,V\nmain,MOE,2013?,,G2,,L1,6,V\n")
    let failure = #expect(throws: Failure.self) { try temporary.read().country("AAA") }
    #expect(failure?.diagnostics.first?.code.name == "GRADE_YEAR_UNREADABLE")
    #expect(failure?.diagnostics.first?.place?.line == 3)
  }

  @Test(arguments: [
    ("2021/2022", 2022), ("2021-2022", 2022), ("2021/22", 2022), ("1999/00", 2000), ("2021", 2021),
    ("2021–2022", 2022),
  ])
  func `School years are known by the year in which they end`(text: String, end: Int) {
    #expect(SchoolYear(text)?.endYear == end)
  }

  @Test(arguments: [
    "", "21", "2021/2023", "2021/21", "2021/", "/2022", "2021/2022/2023", "٢٠٢١", "20a1",
  ])
  func `What is no school year is none`(text: String) {
    #expect(SchoolYear(text) == nil)
  }
}
