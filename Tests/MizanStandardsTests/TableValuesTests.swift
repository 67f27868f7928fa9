import MizanDiagnostics
import MizanStandards
import Testing

/// What a spreadsheet program has changed in tables of a country pack and in tables that are joined.
@Suite struct `A table after a spreadsheet program` {
  private let temporary: TemporaryStandard

  init() throws { temporary = try TemporaryStandard() }

  /// The only fault: its code, the file, the line, and a repair in each language.
  private func expect(_ code: String, _ file: String, line: Int) throws {
    let found = StandardsLinter.check(temporary.folder.path)
    #expect(found.map(\.code.name) == [code])
    #expect(found.first?.place?.file.hasSuffix(file) == true)
    #expect(found.first?.place?.line == line)
    let messages = try RealStandard.read().messages()
    for language in Messages.Language.allCases {
      let told = messages.text(for: code, found.first?.arguments ?? [:], in: language)
      #expect(!told.what.isEmpty && !told.fix.isEmpty, "\(code) \(language)")
    }
  }

  @Test(arguments: [
    ("A3,1,“East”,Est,شرق,AAA,,,", "TABLE_VALUE_QUOTES"),
    ("A3,1,Ea\u{FFFD}st,Est,شرق,AAA,,,", "TABLE_VALUE_BROKEN"),
    ("A3,1,11-Jun,Est,شرق,AAA,,,", "TABLE_VALUE_DATE"),
    ("1E+05,1,East,Est,شرق,AAA,,,", "TABLE_VALUE_EXPONENT"),
    ("A3,1,East,Est,شرق,AAA,,,Orient|06/11/2025", "TABLE_VALUE_DATE"),
    ("A3,1,East,Est,شرق,AAA,,,#N/A", "TABLE_VALUE_ERROR"),
    ("A3,1,East, far,Est,شرق,AAA,,,", "TABLE_ROW_WIDTH"),
  ])
  func `Areas are not taken from a broken line`(line: String, code: String) throws {
    try temporary.folder.write(
      "countries/AAA/areas.csv",
      TemporaryStandard.areaHeads + "AAA,0,Land,,,,,,\n" + line + "\n")
    try expect(code, "areas.csv", line: 3)
  }

  @Test func `Codes of areas that lost their zeros are seen by those beside them`() throws {
    try temporary.folder.write(
      "countries/AAA/areas.csv",
      TemporaryStandard.areaHeads
        + "AAA,0,Land,,,,,,\n001,1,East,,,AAA,,,\n002,1,West,,,AAA,,,\n3,1,North,,,AAA,,,\n")
    try expect("TABLE_VALUE_ZEROS", "areas.csv", line: 5)
  }

  @Test(arguments: [
    ("main,MOE,,,G1,P1|02-Feb,L1,6,V", "TABLE_VALUE_DATE"),
    ("main,MOE,,,G1,“P1”,L1,6,V", "TABLE_VALUE_QUOTES"),
    ("main,MOE,,,G1,P1,L1,6", "TABLE_ROW_WIDTH"),
    ("main,MOE,2010,2009,G1,P1,L1,6,V", "GRADE_PERIODS_OVERLAP"),
    ("main,MOE,,,G1,P1,L9,6,V", "GRADE_CODE_UNKNOWN"),
  ])
  func `Grades are not taken from a broken line`(line: String, code: String) throws {
    try temporary.folder.write(
      "countries/AAA/grades.csv", TemporaryStandard.gradeHeads + line + "\n")
    try expect(code, "grades.csv", line: 2)
  }

  @Test func `A list with semicolons is told once, and so is one that cannot be read`() throws {
    try temporary.folder.write(
      "lists/sex.csv", "code;name_en;name_fr;name_ar;evidence\n_T;Total;Total;المجموع;O\n")
    let codes = StandardsLinter.check(temporary.folder.path).map(\.code.name)
    #expect(codes.filter { $0 == "TABLE_SEPARATOR" }.count == 1)
    #expect(!codes.contains("TABLE_COLUMN_MISSING"))
    try temporary.folder.write("lists/sex.csv", "code,name_en\n_T,\"Total\"x\n")
    let stray = temporary.lint().filter { $0 == "TABLE_QUOTE_STRAY" }
    #expect(stray.count == 1)
  }

  @Test func `A fault of a list names the column`() throws {
    let heads = TemporaryStandard.listHeads + "_T,Total,Tous,المجموع,,O,own,all\n"
    for (line, column) in [
      ("11-Jun,Female,Femmes,إناث,,O,own,", "code"), ("F,Female,11-juin,إناث,,O,own,", "name_fr"),
      ("F,Female,Femmes,إناث,,O,own,girls|11-Jun", "aliases"),
    ] {
      try temporary.folder.write("lists/sex.csv", heads + line + "\n")
      let told = StandardsLinter.check(temporary.folder.path).first {
        $0.code.name == "TABLE_VALUE_DATE"
      }
      #expect(told?.arguments["column"] == column)
    }
  }

  private func join(_ text: String) throws -> [Diagnostic] {
    do {
      let file = try temporary.folder.write("codes.csv", text)
      _ = try LookupTable(file: file, name: "codes.csv", keys: ["emis"], take: "id")
      return []
    } catch {
      return try #require(error as? Failure).diagnostics
    }
  }

  @Test(arguments: [
    ("emis,id\n0101,a\n0102,b\n103,c\n", "TABLE_VALUE_ZEROS", 4),
    ("emis,id\n101,0101\n102,0102\n103,103\n", "TABLE_VALUE_ZEROS", 4),
    ("emis,id\nS1,a\n1E+05,b\n", "TABLE_VALUE_EXPONENT", 3),
    ("emis,id\nS1,a\n11-Jun,b\n", "TABLE_VALUE_DATE", 3),
    ("emis,id\n“S1”,a\n", "TABLE_VALUE_QUOTES", 2), ("emis,id\nS1,#REF!\n", "TABLE_VALUE_ERROR", 2),
    ("emis,id\nS1,a,b\n", "TABLE_ROW_WIDTH", 2), ("emis;id\nS1;a\n", "TABLE_SEPARATOR", 1),
    ("emis,id,id\nS1,a,b\n", "TABLE_HEADING_REPEATED", 1),
    ("emis,id\nS1,a\ns1,b\n", "LOOKUP_AMBIGUOUS", 3),
    ("PK\u{3}\u{4}xl", "TABLE_IS_WORKBOOK", nil),
  ])
  func `A joined table is refused with its line`(text: String, code: String, line: Int?) throws {
    let found = try join(text)
    #expect(found.map(\.code.name) == [code])
    #expect(found.first?.place?.line == line)
  }

  @Test func `A joined table may have days where all are days, or somebody says so`() throws {
    #expect(try join("emis,id\n2024-01-31,a\n2024-02-29,b\n").isEmpty)
    #expect(try join("emis,id,method\n11-Jun,a,as-written\nS1,b,\n").isEmpty)
    #expect(try join("emis,id\n001,a\n2,b\n").isEmpty)
  }

  @Test(arguments: [
    ("45819", "Y6T11", true), ("45819", "Y_GE18", true), ("45819", "UG1001", false),
    ("45819", "YE01", false), ("35999", "Y6", false), ("54789", "Y6", false), ("4581", "Y6", false),
    ("045819", "Y6", false),
  ])
  func `A number that stands for a day is no label of an age`(
    _ label: String, _ target: String, _ isRefused: Bool
  ) throws {
    let file = try temporary.folder.write(
      "c.csv", "source,target,relation,status\n\(label),\(target),equal,approved\n")
    let codes: [String]
    do {
      _ = try Crosswalk(file: file, name: "c")
      codes = []
    } catch {
      codes = try #require(error as? Failure).diagnostics.map(\.code.name)
    }
    #expect(codes == (isRefused ? ["TABLE_VALUE_DATE"] : []))
  }
}
