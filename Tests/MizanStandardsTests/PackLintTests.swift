import MizanDiagnostics
import MizanStandards
import Testing

/// What the linter says about areas in several versions, deep areas, profiles and ages.
struct PackLintTests {
  private let temporary: TemporaryStandard
  private static let areaHeads =
    "code,level,name_en,name_fr,name_ar,parent,valid_from,valid_to,succeeded_by,aliases\n"

  init() throws { temporary = try TemporaryStandard() }

  private func lint(areas lines: String) throws -> [String] {
    try temporary.folder.write(
      "countries/AAA/areas.csv", Self.areaHeads + "AAA,0,Land,,,,,,,\n" + lines + "\n")
    return temporary.lint()
  }

  @Test(arguments: [
    ("A1,1,North,,,AAA,2020-02-30,,,", "AREA_DAY_UNREADABLE"),
    ("A1,1,North,,,AAA,2020,,,", "AREA_DAY_UNREADABLE"),
    ("A1,1,North,,,AAA,,soon,,", "AREA_DAY_UNREADABLE"),
    ("A1,1,North,,,AAA,2020-01-01,2019-12-31,,", "AREA_PERIODS_OVERLAP"),
    (
      "A1,1,North,,,AAA,2020-01-01,2021-01-01,,\nA1,1,North,,,AAA,2021-01-01,,,",
      "AREA_PERIODS_OVERLAP"
    ),
    ("A1,1,North,,,AAA,2020-01-01,,,\nA1,1,North,,,AAA,2021-01-01,,,", "AREA_PERIODS_OVERLAP"),
    (
      "A1,1,North,,,AAA,2020-01-01,2020-12-31,,\nA1,1,North,,,AAA,2021-01-02,,,",
      "AREA_PERIODS_GAP"
    ),
    (
      "A1,1,North,,,AAA,2020-01-01,2020-12-31,A2,\nA2,1,South,,,AAA,2021-03-01,,,",
      "AREA_PERIODS_GAP"
    ),
    ("A1,1,North,,,AAA,2020-01-01,2020-12-31,A9,", "AREA_SUCCESSOR_UNKNOWN"),
    ("A1,1,North,,,AAA,2020-01-01,2020-12-31,A1,", "AREA_SUCCESSOR_UNKNOWN"),
    ("A1,1,North,,,AAA,2020-01-01,,A2,\nA2,1,South,,,AAA,,,,", "AREA_END_MISSING"),
  ])
  func `Versions of areas that do not fit are told`(lines: String, code: String) throws {
    #expect(try lint(areas: lines) == [code])
    let place = StandardsLinter.check(temporary.folder.path).first?.place
    #expect(place?.file.hasSuffix("countries/AAA/areas.csv") == true)
    #expect((3...4).contains(place?.line ?? 0))
  }

  @Test(arguments: [
    "A1,1,North,,,AAA,2020-01-01,2020-12-31,,\nA1,1,Far North,,,AAA,2021-01-01,,,",
    "A1,1,North,,,AAA,2019-12-31,2020-02-29,A2|A3,\nA2,1,East,,,AAA,2020-03-01,,,\nA3,1,West,,,AAA,,,,",
    "A1,1,North,,,AAA,,2023-12-31,A2,\nA2,1,North,,,AAA,2024-01-01,,,",
  ])
  func `Versions that follow one another are sound`(lines: String) throws {
    #expect(try lint(areas: lines).isEmpty)
  }

  @Test(arguments: [
    ("W1,3,Ward,,,A9,,,", "AREA_PARENT_UNKNOWN"), ("W1,3,Ward,,,W1,,,", "AREA_PARENT_UNKNOWN"),
    ("W1,3,,,,A101,,,", "AREA_NAME_MISSING"),
    ("W1,3,Ward,,,A101,,,\nW1,3,Ward,,,A101,,,", "AREA_CODE_REPEATED"),
    ("W1,three,Ward,,,A101,,,", "AREA_LEVEL_UNREADABLE"),
  ])
  func `Mistakes of deep areas are told in their own file`(lines: String, code: String) throws {
    try temporary.folder.write(
      "countries/AAA/areas-adm3.csv", TemporaryStandard.areaHeads + lines + "\n")
    #expect(temporary.lint() == [code])
    let place = StandardsLinter.check(temporary.folder.path).first?.place
    #expect(place?.file.hasSuffix("areas-adm3.csv") == true)
  }

  @Test func `Small places may share a name and may hang on a region`() throws {
    try temporary.folder.write(
      "countries/AAA/areas-adm3.csv",
      TemporaryStandard.areaHeads + "W1,3,Ward,,,A1,,,\nW2,3,Ward,,,A1,,,\nW3,3,Ward,,,A101,,,\n")
    #expect(temporary.lint().isEmpty)
  }

  @Test(arguments: [
    ("calendar,MOON,V,", "PROFILE_VALUE_UNKNOWN"), ("date_order,XYZ,V,", "PROFILE_VALUE_UNKNOWN"),
    ("languages,\"eng,xxx\",V,", "PROFILE_VALUE_UNKNOWN"),
    ("start_month,13,V,", "PROFILE_VALUE_UNKNOWN"), ("end_month,June,V,", "PROFILE_VALUE_UNKNOWN"),
    ("end_month,5-13,V,", "PROFILE_VALUE_UNKNOWN"), ("digits,,V,", "PROFILE_KEY_MISSING"),
    ("scripts,Latn,?,", "EVIDENCE_UNKNOWN"),
  ])
  func `Mistakes of a profile are told`(line: String, code: String) throws {
    let key = line.prefix { $0 != "," }
    let lines = TemporaryStandard.profile.split(separator: "\n").map {
      $0.hasPrefix(key + ",") ? line : String($0)
    }
    try temporary.folder.write(
      "countries/AAA/profile.csv", lines.joined(separator: "\n") + "\n")
    #expect(temporary.lint() == [code])
    let place = StandardsLinter.check(temporary.folder.path).first?.place
    #expect(place?.file.hasSuffix("countries/AAA/profile.csv") == true)
    #expect(place?.line == (lines.firstIndex(of: line) ?? -2) + 1)
  }

  @Test func `A fact that is missing or said twice is told`() throws {
    let lines = TemporaryStandard.profile.split(separator: "\n").map(String.init)
    try temporary.folder.write(
      "countries/AAA/profile.csv",
      lines.filter { !$0.hasPrefix("digits,") }.joined(separator: "\n") + "\n")
    #expect(temporary.lint() == ["PROFILE_KEY_MISSING"])
    try temporary.folder.write(
      "countries/AAA/profile.csv", TemporaryStandard.profile + "digits,LATN,V,\n")
    #expect(temporary.lint() == ["PROFILE_KEY_REPEATED"])
  }

  @Test(arguments: [
    ("main,MOE,,,G1,,L1,,V", "GRADE_AGE_MISSING"), ("main,MOE,,,G1,,L1,six,V", "GRADE_AGE_MISSING"),
    ("other,A,,,_T,,L1,,V\nother,A,2010,,_T,,L2,,V", "GRADE_PERIODS_OVERLAP"),
  ])
  func `Ages and totals of systems are looked at`(lines: String, code: String) throws {
    try temporary.folder.write(
      "countries/AAA/grades.csv", TemporaryStandard.gradeHeads + lines + "\n")
    #expect(temporary.lint() == [code])
  }

  @Test func `Every mistake of a pack has a place, a reason and a repair in three languages`()
    throws
  {
    let messages = try RealStandard.read().messages()
    for code in [
      "AREA_DAY_UNREADABLE", "AREA_PERIODS_OVERLAP", "AREA_PERIODS_GAP", "AREA_END_MISSING",
      "AREA_SUCCESSOR_UNKNOWN", "GRADE_AGE_MISSING", "GRADE_PERIODS_GAP", "PROFILE_KEY_MISSING",
      "PROFILE_KEY_REPEATED", "PROFILE_VALUE_UNKNOWN",
    ] {
      for language in Messages.Language.allCases {
        let text = messages.template(of: code, in: language)
        #expect(text?.what.isEmpty == false && text?.fix.isEmpty == false, "\(code)")
      }
    }
  }
}
