import MizanDiagnostics
import MizanStandards
import Testing

/// Every rule of the linter about lists, their register and crosswalks, each with a planted fault.
struct ListFaultTests {
  private let temporary: TemporaryStandard

  init() throws { temporary = try TemporaryStandard() }

  private static let register =
    "list,kind,version,valid_from,valid_to,languages,title_en,title_fr,title_ar,uri\n"

  /// The lists of the small standard, but for the one that tests spoil.
  private static let others = ["calendar", "date_order", "edu_level", "grade", "language"]

  private func registerAll(_ more: String = "") throws {
    let lists = (ListFaultTests.others + ["sex"]).map {
      "\($0),canonical,1.0,,,en|fr|ar,T,T,ع,urn:x:\n"
    }
    try temporary.folder.write(
      "schema/lists.csv", ListFaultTests.register + lists.joined() + more)
  }

  /// The only fault: its code, and the file and line where it is.
  private func expect(_ code: String, _ file: String, line: Int) throws {
    let found = StandardsLinter.check(temporary.folder.path)
    #expect(found.map(\.code.name) == [code])
    #expect(found.first?.place?.file.hasSuffix(file) == true)
    #expect(found.first?.place?.line == line)
    let messages = try RealStandard.read().messages()
    for language in Messages.Language.allCases {
      let told = messages.text(for: code, found.first?.arguments ?? [:], in: language)
      #expect(!told.what.isEmpty && !told.fix.isEmpty, "\(code) \(language)")
      #expect(!(told.what + told.why + told.fix).contains("{"), "\(code) \(language)")
    }
  }

  static let heads =
    "code,name_en,name_fr,name_ar,description,evidence,source,aliases,valid_from,valid_to\n"

  @Test(arguments: [
    (
      "F,Female,Femmes,إناث,,O,,,2000,2009\nF,Women,Dames,نساء,,O,,,2009-06,",
      "LIST_PERIODS_OVERLAP", 4
    ),
    ("F,Female,Femmes,إناث,,O,,,2000,2009\nF,Women,Dames,نساء,,O,,,2011,", "LIST_PERIODS_GAP", 4),
    ("F,Female,Femmes,إناث,,O,,,2000,1999", "LIST_PERIODS_OVERLAP", 3),
    ("F,Female,Femmes,إناث,,O,,,01/02/2000,", "LIST_DATE_UNREADABLE", 3),
    ("F,Female,Femmes,إناث,,O,,,2000,2009\nF,Women,Dames,نساء,,O,,,,", "LIST_CODE_REPEATED", 4),
    ("F,Female,Femmes,إناث,,O,,,,\nF,Women,Dames,نساء,,O,,,2010,", "LIST_CODE_REPEATED", 4),
    ("F,Female,Femmes,إناث,,O,,11-Jun,,", "TABLE_VALUE_DATE", 3),
    ("F,“Female”,Femmes,إناث,,O,,,,", "TABLE_VALUE_QUOTES", 3),
    ("1E+05,Female,Femmes,إناث,,O,,,,", "TABLE_VALUE_EXPONENT", 3),
    ("F,Fem\u{FFFD}le,Femmes,إناث,,O,,,,", "TABLE_VALUE_BROKEN", 3),
    ("F,Female,Femmes,إناث,,O,,girls,", "TABLE_ROW_WIDTH", 3),
  ])
  func `A fault of a list`(lines: String, code: String, line: Int) throws {
    try temporary.folder.write(
      "lists/sex.csv", ListFaultTests.heads + "_T,Total,Tous,المجموع,,O,own,,,\n" + lines + "\n")
    try expect(code, "lists/sex.csv", line: line)
  }

  @Test func `A name that changed stands on two lines, the later one speaks`() throws {
    let file = try temporary.folder.write(
      "lists/sex.csv",
      ListFaultTests.heads
        + "_T,Total,Tous,المجموع,,O,own,,,\nF,Female,Femmes,إناث,,O,,,2000,2009\nF,Women,Dames,نساء,,O,,,2010,\n"
    )
    #expect(temporary.lint().isEmpty)
    let list = try CodeList(file: file, name: "sex")
    #expect(list.entry(code: "F")?.name(in: "en") == "Women")
    #expect(list.entry(folded: Array("female".utf8))?.validFrom == "2010")
    #expect(list.entry(folded: Array("female".utf8))?.code == "F")
  }

  @Test func `A standard with a register of all its lists is sound`() throws {
    try registerAll()
    #expect(temporary.lint().isEmpty)
  }

  @Test(arguments: [
    ("none,canonical,1.0,,,en|fr|ar,T,T,ع,urn:x:\n", "LIST_FILE_MISSING"),
    ("none,external,1.0,,,en,T,T,ع,urn:x:\n", "LIST_FILE_MISSING"),
    ("sex,canonical,1.0,2000,2009,en|fr|ar,T,T,ع,urn:x:\n", "LIST_PERIODS_OVERLAP"),
  ])
  func `A fault of the register`(line: String, code: String) throws {
    try registerAll(line)
    try expect(code, "schema/lists.csv", line: 8)
  }

  @Test func `A list without a title, of an unknown kind, or out of the register`() throws {
    func write(_ sex: String) throws {
      let others = ListFaultTests.others.map { "\($0),canonical,1.0,,,en|fr|ar,T,T,ع,urn:x:\n" }
      try temporary.folder.write(
        "schema/lists.csv", ListFaultTests.register + others.joined() + sex)
    }
    try write("sex,canonical,1.0,,,en|fr|ar,T,,ع,urn:x:\n")
    try expect("LIST_TITLE_MISSING", "schema/lists.csv", line: 7)
    try write("sex,fine,1.0,,,en|fr|ar,T,T,ع,urn:x:\n")
    try expect("LIST_KIND_UNKNOWN", "schema/lists.csv", line: 7)
    try write("")
    try expect("LIST_UNREGISTERED", "lists/sex.csv", line: 1)
  }

  @Test func `A canonical list that lacks a language`() throws {
    try registerAll()
    try temporary.folder.write(
      "lists/sex.csv", "code,name_en,name_fr,evidence\n_T,Total,Tous,O\nF,Female,Femmes,O\n")
    try expect("LIST_LANGUAGE_MISSING", "lists/sex.csv", line: 1)
  }

  @Test(arguments: [
    ("F,x1,equal,,,approved,,,", "CROSSWALK_CODE_UNKNOWN", 3),
    ("G,X1,equal,,,approved,,,", "CROSSWALK_CODE_UNKNOWN", 3),
    ("F,OLD,equal,2010,,approved,,,", "CROSSWALK_CODE_EXPIRED", 3),
    ("F,X1,equal,2010,2011,approved,,,\nF,X2,equal,2013,,approved,,,", "LIST_PERIODS_GAP", 4),
    ("F,X1,equal,,,approved,,,\nF,X2,equal,,,approved,,,", "CROSSWALK_AMBIGUOUS", 4),
  ])
  func `A fault of a crosswalk of the standard`(lines: String, code: String, line: Int) throws {
    try temporary.folder.write(
      "external/other.csv",
      "code,name_en,evidence,valid_from,valid_to\nX0,Nought,V,,\nX1,One,V,,\nX2,Two,V,,\nOLD,Old,V,,2009\n"
    )
    let file = "crosswalks/sex--other.csv"
    try temporary.folder.write(
      file, CrosswalkTests.heads + "_T,X0,equal,,,approved,,,\n" + lines + "\n")
    try expect(code, file, line: line)
  }

  @Test func `A code that was in use at that time is no fault`() throws {
    try temporary.folder.write(
      "external/other.csv",
      "code,name_en,evidence,valid_from,valid_to\nOLD,Old,V,,2009\nX1,One,V,,\n")
    try temporary.folder.write(
      "crosswalks/sex--other.csv",
      CrosswalkTests.heads + "F,OLD,equal,,2009,approved,,,\nF,X1,equal,2010,,approved,,,\n")
    #expect(temporary.lint().isEmpty)
  }

  @Test func `A crosswalk between lists that do not exist`() throws {
    try temporary.folder.write("crosswalks/sex--nothing.csv", CrosswalkTests.heads)
    #expect(temporary.lint() == ["CROSSWALK_LIST_UNKNOWN"])
    try temporary.folder.write("crosswalks/sex--nothing.csv", "")
    #expect(temporary.lint() == ["TABLE_COLUMN_MISSING"])
  }

  @Test func `A structure that speaks of what does not exist`() throws {
    let heads = "position,component,role,list,field,value,crosswalk,note,evidence\n"
    try temporary.folder.write("schema/other.csv", heads + "1,SEX,dimension,sexes,,,,,V\n")
    try expect("COMPONENT_UNKNOWN", "schema/other.csv", line: 2)
    try temporary.folder.write("schema/other.csv", heads + "1,SEX,dimension,sex,,,,,?\n")
    #expect(temporary.lint() == ["EVIDENCE_UNKNOWN"])
  }

  @Test func `A column named after a list holds its codes`() throws {
    try temporary.folder.write(
      "lists/grade.csv",
      "code,name_en,name_fr,name_ar,evidence,sex\n_T,All,Toutes,الجميع,O,\nG1,One,Un,الأول,O,F\nG2,Two,Deux,الثاني,O,f\n"
    )
    try expect("LIST_COLUMN_CODE_UNKNOWN", "lists/grade.csv", line: 4)
  }

  @Test func `A fault of the schema names its line`() throws {
    try temporary.folder.write(
      "schema/fields.csv",
      TemporaryStandard.fields + "thing,a,text,,no,,no,,x\nthing,sex,code,sexe,yes,,no,,who\n")
    let found = StandardsLinter.check(temporary.folder.path)
    #expect(found.map { $0.place?.line } == [3])
  }
}
