import Foundation
import Mizan
import Testing

/// A country that nobody has written Swift for: its pack lies in a folder of the test, and the
/// program converts with it.
@Suite struct `A seventh country` {
  private static let profile = """
    key,value,evidence,source
    name_en,Lebanon,O,made up for this test
    name_fr,Liban,O,
    name_ar,لبنان,O,
    school_year,"two calendar years, such as 2021/2022",O,
    start_month,9,O,
    end_month,6,O,
    calendar,GREG,O,
    languages,"ara,fra",O,
    scripts,"Arab,Latn",O,
    digits,ARAB,O,
    decimal,٫,O,
    thousands,٬,O,
    date_order,DMY,O,
    adm_levels,governorate/district/village,O,

    """
  private static let grades = """
    track,system,valid_from,valid_to,grade,aliases,level,official_age,evidence
    main,Old,2000/2001,2019/2020,G1,EB1,L1,6,O
    main,Old,2000/2001,2019/2020,G2,EB2,L1,7,O
    main,New,2020/2021,,G1,EB1,L1,6,O
    main,New,2020/2021,,G2,EB2,L2,7,O
    other,Camps,2012/2013,,G1,,L1,6,O

    """
  private static let areas = """
    code,level,name_en,name_ar,parent,valid_from,valid_to,succeeded_by,aliases
    LBN,0,Lebanon,لبنان,,,,,
    LB1,1,North,الشمال,LBN,2020-01-01,,,
    LB101,2,Upper North,,LB1,2020-01-01,2021-12-31,LB102|LB103,
    LB102,2,Hills,التلال,LB1,2022-01-01,,,
    LB103,2,Coast,الساحل,LB1,2022-01-01,,,

    """
  private static let villages = """
    code,level,name_en,name_ar,parent,valid_from,valid_to,aliases
    LB10201,3,Cedar,الأرز,LB102,,,
    LB10301,3,Port,الميناء,LB103,,,El Mina

    """
  private static let mapping = """
    mizan: 1
    mapping: { id: lbn, version: 1.0.0, standard: eie-core@1, country: LBN }
    columns: { village: [القرية], year: [السنة] }
    grid: { heading: "{grade}", cell: learners }
    record:
      table: observation
      ref_area: { from: village, match: area, level: 3, unmatched: review }
      school_year: { from: year, as: school-year, unreadable: hold }
      measure: { value: STU }
      grade: { from: grade, codes: grade, unmatched: review }
      level: { derive: level }
      value: { from: learners, as: count, unreadable: hold }

    """
  private static let table = """
    القرية,السنة,EB1,EB2
    الارز,٢٠١٩/٢٠٢٠,١٠,٢٠
    الميناء,2020/2021,11,21
    El Mina,2021/22,12,22

    """

  /// A standard of its own: everything from this checkout but the country packs.
  private func workplace() throws -> URL {
    let folder = try Program.temporaryFolder()
    let files = FileManager.default
    for name in ["schema", "lists", "messages", "external", "crosswalks"] {
      try files.createDirectory(
        at: folder.appendingPathComponent("std"), withIntermediateDirectories: true)
      try files.createSymbolicLink(
        at: folder.appendingPathComponent("std/\(name)"),
        withDestinationURL: Program.root.appendingPathComponent("standards/\(name)"))
    }
    let pack = folder.appendingPathComponent("std/countries/LBN")
    try files.createDirectory(at: pack, withIntermediateDirectories: true)
    for (name, text) in [
      ("profile.csv", Self.profile), ("grades.csv", Self.grades), ("areas.csv", Self.areas),
      ("areas-adm3.csv", Self.villages),
    ] {
      try text.write(to: pack.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    try Self.mapping.write(
      to: folder.appendingPathComponent("lbn.map.yaml"), atomically: true, encoding: .utf8)
    try Self.table.write(
      to: folder.appendingPathComponent("t.csv"), atomically: true, encoding: .utf8)
    return folder
  }

  @Test func `is converted without a line of Swift`() throws {
    let folder = try workplace()
    defer { try? FileManager.default.removeItem(at: folder) }
    let checked = try Program.run(["check", "std", "--standards", "std"], in: folder)
    #expect(checked.status == 0, "\(checked.errors)")
    let run = try Program.run(
      ["convert", "t.csv", "-m", "lbn.map.yaml", "-o", "out", "--standards", "std"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let table = try SmallTable(file: folder.appendingPathComponent("out/observation.csv").path)
    let records = table.rows.map { row in
      ["ref_area", "school_year", "grade", "level", "value", "obs_status"]
        .map { table.text(row, $0) }.joined(separator: " ")
    }
    #expect(
      records == [
        "LB10201 2019/2020 G1 L1 10 V", "LB10201 2019/2020 G2 L1 20 V",
        "LB10301 2020/2021 G1 L1 11 B", "LB10301 2020/2021 G2 L2 21 B",
        "LB10301 2021/2022 G1 L1 12 V", "LB10301 2021/2022 G2 L2 22 V",
      ])
  }

  @Test func `answers questions like the others`() throws {
    let folder = try workplace()
    defer { try? FileManager.default.removeItem(at: folder) }
    let level = try Program.run(
      [
        "codes", "level", "--country", "LBN", "--grade", "EB2", "--school-year", "2020/2021",
        "--standards", "std", "--json",
      ], in: folder)
    #expect(level.status == 0)
    #expect(
      level.output
        == #"{"country":"LBN","grade":"G2","school_year":"2020/2021","level":"L2","name":"Lower secondary","#
        + #""system":"New","official_age":7,"is_break":true,"obs_status":"B"}"# + "\n")
    let areas = try Program.run(
      ["codes", "area", "--country", "LBN", "--standards", "std"], in: folder)
    #expect(areas.output.contains("LB103"))
    let other = try Program.run(
      ["codes", "area", "--country", "SYR", "--standards", "std"], in: folder)
    #expect(other.status == 64)
    #expect(other.errors.contains("COUNTRY_UNKNOWN") && other.errors.contains("LBN"))
  }

  @Test func `is unknown to the standard that ships`() throws {
    let folder = try workplace()
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try Program.run(
      ["convert", "t.csv", "-m", "lbn.map.yaml", "-o", "out"], in: folder)
    #expect(run.status == 78)
    #expect(run.errors.contains("MAP_NO_COUNTRY"))
  }

  @Test func `is refused with file, line and repair when its pack is wrong`() throws {
    let folder = try workplace()
    defer { try? FileManager.default.removeItem(at: folder) }
    try (Self.grades + "main,New,2022/2023,,G1,,L2,6,O\n").write(
      to: folder.appendingPathComponent("std/countries/LBN/grades.csv"), atomically: true,
      encoding: .utf8)
    let run = try Program.run(["check", "std", "--standards", "std"], in: folder)
    #expect(run.status == 78)
    #expect(run.errors.contains("GRADE_PERIODS_OVERLAP"))
    #expect(run.errors.contains("std/countries/LBN/grades.csv ▸ line 7"))
    #expect(run.errors.contains("fix"))
  }

  @Test func `needs a folder that holds a standard`() throws {
    let folder = try workplace()
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try Program.run(
      ["codes", "sex", "--standards", "std/countries"], in: folder, environment: ["MIZAN_HOME": ""])
    #expect(run.status == 66)
    #expect(run.output.isEmpty)
  }
}
