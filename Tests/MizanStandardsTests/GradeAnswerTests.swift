import MizanRecords
import MizanStandards
import Testing

struct GradeAnswerTests {
  /// Grade 2 moves from the first level to the second in 2010 and leaves the system in 2020, and
  /// grade 3 comes in 2015.
  private static let lines = """
    main,Old,2000,2009,G1,,L1,6,V
    main,Old,2000,2009,G2,,L1,7,V
    main,New,2010,,G1,,L1,6,V
    main,New,2010,2019,G2,,L2,7,V
    main,New,2015,,G3,,L2,8,V
    other,Camp,2012,,G1,,L2,,O
    other,Camp,2014,,G2,,L2,,O
    other,Camp,2012,,_T,,L1_2,,O

    """

  private static func grades() throws -> GradeTable {
    let temporary = try TemporaryStandard()
    try temporary.folder.write(
      "countries/AAA/grades.csv", TemporaryStandard.gradeHeads + lines)
    return try #require(try temporary.read().country("AAA")).grades
  }

  private static func shown(_ answer: GradeTable.Answer) -> String {
    switch answer {
    case .level(let level):
      "\(level.level) \(level.system) \(level.officialAge ?? -1)" + (level.isBreak ? " B" : "")
    case .notInSystem(let rows):
      "no " + rows.map { "\($0.system)\($0.line)" }.joined(separator: " ")
    case .systemUnknown(let known): "unknown of " + known.joined(separator: " ")
    case .yearUnreadable: "year"
    }
  }

  @Test(
    arguments: [
      ("G1", "2000", nil, "L1 Old 6"), ("G1", "2009", nil, "L1 Old 6"),
      ("G1", "2010", nil, "L1 New 6 B"), ("G1", "2009/2010", nil, "L1 New 6 B"),
      ("G1", "2011", nil, "L1 New 6"), ("G2", "2009", nil, "L1 Old 7"),
      ("G2", "2010", nil, "L2 New 7 B"), ("G2", "2014", nil, "L2 New 7"),
      ("G2", "2015", nil, "L2 New 7 B"), ("G3", "2015", nil, "L2 New 8 B"),
      ("G3", "2020", nil, "L2 New 8 B"), ("G3", "2021", nil, "L2 New 8"),
      ("G2", "2020", nil, "no Old3 New5 Camp8"), ("G1", "1999", nil, "no Old2 New4 Camp7"),
      ("G3", "2014", nil, "no New6"), ("G9", "2010", nil, "no "),
      ("G1", "2010", "New", "L1 New 6 B"), ("G1", "2010", "Old", "no Old2 New4 Camp7"),
      ("G1", "2012", "Camp", "L2 Camp -1"), ("G1", "2013", "Camp", "L2 Camp -1"),
      ("G1", "2014", "Camp", "L2 Camp -1 B"), ("G1", "2011", "Camp", "no Old2 New4 Camp7"),
      ("_T", "2012", "Camp", "L1_2 Camp -1"), ("_T", "2012", nil, "_T  -1"),
      ("_U", "", nil, "_U  -1"),
      ("G1", "soon", nil, "year"), ("G1", "2010", "Tent", "unknown of Old New Camp"),
    ] as [(String, String, String?, String)])
  func `A grade has one level, or the answer says why not`(
    grade: String, year: String, system: String?, wanted: String
  ) throws {
    let answer = try Self.grades().answer(grade: grade, schoolYear: year, system: system)
    #expect(Self.shown(answer) == wanted)
  }

  @Test func `Systems are named once, the national ones first`() throws {
    #expect(try Self.grades().systems == ["Old", "New", "Camp"])
  }

  @Test func `The first year of a pack is no break`() throws {
    let grades = try Self.grades()
    #expect(grades.level(ofGrade: "G1", schoolYear: "2000", system: nil)?.isBreak == false)
    #expect(grades.level(ofGrade: "G1", schoolYear: "2012", system: "Camp")?.isBreak == false)
  }

  @Test(arguments: [
    ("ETH", "G9", "2020/2021", "MOE 8-2-2", "L2", false),
    ("ETH", "G9", "2021/2022", "MOE 6-2-4", "L3", true),
    ("ETH", "G7", "2021/2022", "MOE 6-2-4", "L2", true),
    ("ETH", "G6", "2021/2022", "MOE 6-2-4", "L1", false),
    ("SYR", "G5", "2002/2003", "MOE", "L2", true), ("SYR", "G5", "2013/2014", "MOE", "L1", true),
    ("SYR", "G10", "2013/2014", "MOE", "L3", false), ("SSD", "G12", "2011", "MOGEI", "L3", true),
  ])
  func `The real structures break where they changed`(
    iso3: String, grade: String, year: String, system: String, level: String, isBreak: Bool
  ) throws {
    let grades = try #require(try RealStandard.read().country(iso3)).grades
    let found = try #require(grades.level(ofGrade: grade, schoolYear: year, system: nil))
    #expect(found.level == level && found.system == system && found.isBreak == isBreak)
  }

  @Test func `Parallel systems of the packs answer when they are named`() throws {
    let standards = try RealStandard.read()
    let palestine = try #require(try standards.country("PSE")).grades
    #expect(palestine.level(ofGrade: "G9", schoolYear: "2020", system: "UNRWA")?.level == "L2")
    #expect(palestine.level(ofGrade: "G10", schoolYear: "2020", system: "UNRWA") == nil)
    let south = try #require(try standards.country("SSD")).grades
    #expect(south.level(ofGrade: "ALP4", schoolYear: "2020", system: "AES/ALP")?.level == "L2")
    #expect(south.level(ofGrade: "G12", schoolYear: "2010", system: nil) == nil)
    #expect(south.level(ofGrade: "G1", schoolYear: "1998", system: nil) == nil)
  }
}
