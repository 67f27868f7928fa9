import MizanDiagnostics
import MizanStandards
import Testing

struct StandardsLinterTests {
  @Test func `The standard of this checkout has no mistakes`() {
    let found = StandardsLinter.check(RealStandard.folder)
    let shown = found.map {
      "\($0.place.map(String.init(describing:)) ?? "") \($0.code.name) \($0.arguments)"
    }
    #expect(found.isEmpty, "\(shown.count): \(shown.prefix(30).joined(separator: "\n"))")
  }
}

struct StandardsLinterFaultTests {
  private let temporary: TemporaryStandard

  init() throws { temporary = try TemporaryStandard() }

  @Test func `A standard without mistakes has none`() {
    #expect(temporary.lint().isEmpty)
  }

  @Test(arguments: [
    ("thing,sex,code,sex,yes,_X,no,,who", "SCHEMA_DEFAULT_UNKNOWN"),
    ("thing,sex,code,sexe,yes,,no,,who", "SCHEMA_LIST_UNKNOWN"),
    ("thing,sex,code,,yes,,no,,", "SCHEMA_MEANING_MISSING"),
    ("thing,a,text,,no,,no,,x\nthing,a,text,,no,,no,,x", "SCHEMA_FIELD_REPEATED"),
    ("thing,a,number,,no,,no,,x", "SCHEMA_WORD_UNKNOWN"),
  ])
  func `Mistakes of the schema are told`(lines: String, code: String) throws {
    try temporary.folder.write("schema/fields.csv", TemporaryStandard.fields + lines + "\n")
    #expect(temporary.lint() == [code])
  }

  @Test(arguments: [
    ("F,Female,Femmes,إناث,,O,,\nF,Women,Dames,نساء,,O,,", "LIST_CODE_REPEATED"),
    ("F,Female,,إناث,,O,,", "LIST_LABEL_MISSING"),
    ("F,Female,Filles,إناث,,O,,G\nM,Male,Garçons,ذكور,,O,,g", "LIST_LABEL_SHARED"),
    ("F,Female,Filles,إناث,,O,,\nM,Male,femalé,ذكور,,O,,", "LIST_LABEL_SHARED"),
    ("F,Female,Femmes,إناث,,?,,", "EVIDENCE_UNKNOWN"),
  ])
  func `Mistakes of a list are told`(lines: String, code: String) throws {
    try temporary.folder.write(
      "lists/sex.csv",
      TemporaryStandard.listHeads + "_T,Total,Tous,المجموع,,O,own,\n" + lines + "\n")
    #expect(temporary.lint() == [code])
    let found = StandardsLinter.check(temporary.folder.path)
    #expect(found.first?.place?.file.hasSuffix("lists/sex.csv") == true)
  }

  @Test(arguments: [
    ("main,MOE,2000,2010,G1,,L1,6,V\nmain,MOE,2010,,G1,,L2,6,V", "GRADE_PERIODS_OVERLAP"),
    ("main,A,,,G1,,L1,6,V\nmain,B,2010,,G1,,L2,6,V", "GRADE_PERIODS_OVERLAP"),
    ("main,MOE,2010,2009,G1,,L1,6,V", "GRADE_PERIODS_OVERLAP"),
    ("main,MOE,2000,2010,G1,,L1,6,V\nmain,MOE,2012,,G1,,L2,6,V", "GRADE_PERIODS_GAP"),
    ("main,MOE,,,G1,P1,L1,6,V\nmain,MOE,,,G2,p1.,L1,7,V", "GRADE_LABEL_SHARED"),
    ("main,MOE,,,G7,,L1,6,V", "GRADE_CODE_UNKNOWN"),
    ("main,MOE,,,G1,,L9,6,V", "GRADE_CODE_UNKNOWN"),
    ("side,MOE,,,G1,,L1,6,V", "GRADE_TRACK_UNKNOWN"),
    ("main,MOE,long ago,,G1,,L1,6,V", "GRADE_YEAR_UNREADABLE"),
    ("main,MOE,,,G1,,L1,6,", "EVIDENCE_UNKNOWN"),
  ])
  func `Mistakes of the grades are told`(lines: String, code: String) throws {
    try temporary.folder.write(
      "countries/AAA/grades.csv", TemporaryStandard.gradeHeads + lines + "\n")
    #expect(temporary.lint() == [code])
  }

  @Test func `Other systems may say otherwise in the same year`() throws {
    try temporary.folder.write(
      "countries/AAA/grades.csv",
      TemporaryStandard.gradeHeads
        + "main,MOE,,,G1,,L1,6,V\nother,A,,,G1,,L2,6,V\nother,B,2000,2001,G1,,L2,6,V\nother,B,2005,,G1,,L1,6,V\n"
    )
    #expect(temporary.lint().isEmpty)
  }

  @Test(arguments: [
    ("A1,1,North,,,AAA,,,\nA1,1,North,,,AAA,,,", "AREA_CODE_REPEATED"),
    ("A1,1,North,,,BBB,,,", "AREA_PARENT_UNKNOWN"),
    ("A1,2,North,,,AAA,,,", "AREA_PARENT_UNKNOWN"),
    ("A1,1,,,,AAA,,,", "AREA_NAME_MISSING"),
    ("A1,1,North,,,AAA,,,\nA2,1,South,,,AAA,,,north", "AREA_NAME_SHARED"),
  ])
  func `Mistakes of the areas are told`(lines: String, code: String) throws {
    try temporary.folder.write(
      "countries/AAA/areas.csv",
      TemporaryStandard.areaHeads + "AAA,0,Land,,,,,,\n" + lines + "\n")
    #expect(temporary.lint() == [code])
  }

  @Test(arguments: [
    ("X,en,One,,\nX,fr,Un,,", "MESSAGE_LANGUAGE_MISSING"),
    ("X,en,One,,\nX,fr,Un,,\nX,ar,,b,", "MESSAGE_LANGUAGE_MISSING"),
    ("X,en,One,,\nX,fr,Un,,\nX,ar,واحد,,\nX,de,Eins,,", "MESSAGE_LANGUAGE_UNKNOWN"),
    ("X,en,One,,\nX,fr,Un,,\nX,ar,واحد,,\nX,ar,واحد,,", "MESSAGE_REPEATED"),
    ("X,en,One {a},,\nX,fr,Un,{a},\nX,ar,واحد {b},,", "MESSAGE_GAPS_DIFFER"),
  ])
  func `Mistakes of the texts are told`(lines: String, code: String) throws {
    try temporary.folder.write("messages/room.csv", "code,lang,what,why,fix\n" + lines + "\n")
    #expect(temporary.lint() == [code])
  }

  @Test func `Files that cannot be read are told and the rest is still checked`() throws {
    try temporary.folder.write("lists/sex.csv", "\"code\nF")
    try temporary.folder.write("messages/room.csv", "code,lang\n")
    #expect(
      temporary.lint() == [
        "SCHEMA_DEFAULT_UNKNOWN", "CSV_UNTERMINATED_QUOTE", "TABLE_COLUMN_MISSING",
      ])
    #expect(StandardsLinter.check("/no/such/folder").map(\.code.name) == ["INPUT_MISSING"])
  }
}
