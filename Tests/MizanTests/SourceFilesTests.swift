import Foundation
import Mizan
import Testing

/// What `mizan read` prints of a file as a source reads it.
private func printed(
  _ path: String, _ source: String, _ values: [String] = [], sheet: String? = nil
) throws -> [[String]] {
  let options = values.flatMap { ["--with", $0] } + (sheet.map { ["--sheet", $0] } ?? [])
  let run = try Program.run(
    ["read", path, "--source", source] + options,
    in: URL(fileURLWithPath: path).deletingLastPathComponent())
  #expect(run.status == 0, "\(run.errors)")
  return PlainCSV.rows(run.output)
}

@Suite struct `Files that options of a source name` {
  private static let values = """
    {"period":"2024","dataValues":[
      {"dataElement":"d1","orgUnit":"o1","categoryOptionCombo":"c1","value":"5"},
      {"dataElement":"d1","orgUnit":"o1","categoryOptionCombo":"c2","value":"6"}]}
    """
  private static let metadata = """
    {"organisationUnits":[{"id":"o1","code":"TCD","name":"Chad"}],
     "categories":[{"id":"s","name":"Sex","categoryOptions":[{"id":"f"},{"id":"m"}]}],
     "categoryOptions":[{"id":"f","name":"F"},{"id":"m","name":"M"}],
     "categoryOptionCombos":[{"id":"c1","categoryOptions":[{"id":"f"}]},
                             {"id":"c2","categoryOptions":[{"id":"m"}]}]}
    """
  private static func mapping(_ file: String) -> String {
    """
    mizan: 1
    mapping: { id: t, version: 1.0.0, standard: eie-core@1 }
    source: { adapter: { name: dhis2, metadata: \(file) } }
    columns:
      unit: ["orgUnitCode"]
      sex: ["Sex"]
      year: ["period"]
      n: ["value"]
    record:
      table: observation
      ref_area:    { from: unit, as: text }
      school_year: { from: year, as: school-year, calendar: gregorian, unreadable: hold }
      measure:     { value: STU }
      sex:         { from: sex, codes: sex, unmatched: review }
      value:       { from: n, as: count, unreadable: hold }
    """
  }

  private func convert(_ file: String) throws -> (Workshop, Report) {
    let shop = try Workshop()
    try shop.write(Self.values, to: "values.json")
    try shop.write(Self.metadata, to: "metadata.json")
    try shop.write(Self.mapping(file), to: "t.map.yaml")
    let mapping = try Harmonizer.mapping(at: shop.path("t.map.yaml"), Workshop.standards)
    let report = try Harmonizer(Workshop.standards).convert(
      [Input(path: shop.path("values.json"))], with: mapping, into: .folder(shop.path("out")))
    return (shop, report)
  }

  @Test func `give a mapping the names of the server`() throws {
    let (shop, report) = try convert("metadata.json")
    #expect(report.exit == 0)
    let records = try shop.records("out/observation.csv")
    #expect(records.map { $0["sex"] } == ["F", "M"])
    #expect(records.map { $0["ref_area"] } == ["TCD", "TCD"])
    #expect(records.map { $0["value"] } == ["5", "6"])
  }

  @Test(arguments: ["../metadata.json", "/tmp/metadata.json", "a/../../metadata.json"])
  func `must stand beside the mapping`(path: String) throws {
    #expect(throws: (any Error).self) { _ = try convert(path) }
  }

  @Test func `that are missing end the run, and are named`() throws {
    let shop = try Workshop()
    try shop.write(Self.values, to: "values.json")
    let run = try Program.run(
      ["read", shop.path("values.json"), "--source", "dhis2", "--with", "metadata=nothing.json"],
      in: Program.root)
    #expect(run.status == 66)
    #expect(run.errors.contains("nothing.json"))
  }

  @Test(arguments: [
    ["--source", "dhis2", "--with", "metadata"], ["--with", "metadata=a"],
    ["--source", "dhis2", "--with", "form=a"], ["--source", "hxl", "--with", "metadata=a"],
  ])
  func `are refused where the source does not take them`(words: [String]) throws {
    let shop = try Workshop()
    try shop.write(Self.values, to: "values.json")
    let run = try Program.run(["read", shop.path("values.json")] + words, in: Program.root)
    #expect(run.status != 0)
    #expect(run.output.isEmpty)
  }
}

@Suite struct `Real files of DHIS2 and KoboToolbox` {
  private func shared(_ path: String) -> String? {
    guard let url = Program.shared?.appendingPathComponent("data/4_formats/" + path),
      FileManager.default.fileExists(atPath: url.path)
    else {
      print("skipped: no ../shared/data/4_formats/\(path) beside the checkout")
      return nil
    }
    return url.path
  }

  @Test func `the samples of the Web API have the same columns in every syntax`() throws {
    let names = ["01.xml", "03.csv", "05.json", "07.json", "09.json", "13.json", "11.xml"]
    let files = names.compactMap { shared("dhis2/docs_data_" + $0) }
    guard files.count == names.count else { return }
    let tables = try files.map { try printed($0, "dhis2") }
    for table in tables { #expect(table[0].prefix(14) == tables[0][0].prefix(14)) }
    #expect(tables.map { $0.count - 1 } == [3, 3, 3, 4, 3, 1, 20])
    // The same three values in XML and in CSV: they differ in what only one of them says.
    for (one, other) in zip(tables[0].dropFirst(), tables[1].dropFirst()) {
      #expect(one.prefix(4) == other.prefix(4))
      #expect(one[5] == other[5] && one[8] == other[8])
    }
    #expect(tables[2][1].prefix(6) == ["f7n9E0hX8qk", "201401", "DiszpKrYNg8", "", "", "1"])
    #expect(tables[6][0].suffix(2) == ["GENDER", "HIV_AGE"])
    #expect(tables[6][20].suffix(2) == ["MLE", "AGE15-24"])
  }

  @Test func `an analytics table has the columns of data values`() throws {
    guard let file = shared("dhis2/docs_analytics_21.json") else { return }
    let table = try printed(file, "dhis2")
    #expect(
      table[0].prefix(6) == [
        "dataElement", "period", "orgUnit", "categoryOptionCombo", "attributeOptionCombo", "value",
      ])
    #expect(table[1].prefix(6) == ["DE_22", "202209", "OU_204860", "COC_292", "default", "105.0"])
    #expect(table[0].contains("ounamehierarchy"))
  }

  @Test func `submissions of KoboToolbox are read with the form in the same file`() throws {
    guard let archive = shared("kobo/formpack_fixtures_open.tar.gz") else { return }
    let folder = try Program.temporaryFolder()
    let tar = Process()
    tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    tar.arguments = ["tar", "xzf", archive, "-C", folder.path]
    try tar.run()
    tar.waitUntilExit()
    let fixtures = folder.path + "/tests/fixtures/"
    let repeated = fixtures + "grouped_repeatable/v1.json"
    let people = try printed(repeated, "kobo", ["form=" + repeated], sheet: "*repeat")
    #expect(people[0][0] == "household_visit/houshold_member_repeat/household_member_name")
    #expect(people.dropFirst().prefix(3).map { $0[0] } == ["peter", "kyle", "linda"])
    // Every version of a form: what its submissions hold is under names of the form.
    for version in 1...4 {
      let file = fixtures + "restaurant_profile/v\(version).json"
      let table = try printed(file, "kobo", ["form=" + file], sheet: "/submissions")
      let form = try #require(
        try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: file)))
          as? [String: Any])
      let submissions = try #require(form["submissions"] as? [[String: Any]])
      #expect(table.count - 1 >= submissions.count)
      for name in Set(submissions.flatMap(\.keys)) where !name.hasPrefix("_") {
        #expect(table[0].contains(name), "\(name) of version \(version)")
      }
    }
  }
}
