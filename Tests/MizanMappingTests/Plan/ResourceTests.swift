import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

/// A mapping in a folder with the files beside it.
private struct Project {
  let folder: TemporaryFolder
  let text: String

  init(_ lines: String, files: [String: String], country: String? = nil, grid: Bool = false) throws
  {
    folder = try TemporaryFolder()
    for (name, content) in files { try folder.write(name, content) }
    let head =
      "mizan: 1\nmapping: { id: t, version: 1.0.0, standard: eie-core@1"
      + (country.map { ", country: \($0)" } ?? "") + " }\n"
    let body =
      grid
      ? EngineBody.grid(columns: "area: [Area], x: [X]")
      : EngineBody.plain(columns: "area: [Area], kids: [Kids], x: [X]")
    text = head + body + lines
  }

  func checked() throws -> CheckedMapping {
    try CheckedMapping(
      MappingReader.read(Array(text.utf8), file: folder.path + "/t.map.yaml"),
      EngineHarness.standards())
  }

  func diagnostics() throws -> [Diagnostic] {
    try Planning.diagnostics(text, file: folder.path + "/t.map.yaml")
  }

  /// The observations of some rows.
  func records(_ rows: [String], headings: String = "Area|Kids|X") throws -> EngineHarness.Outcome {
    try EngineHarness(checked(), headings: headings).run(rows)
  }
}

private let crosswalk = """
  source,target,relation,status
  gars,M,equal,approved
  filles,F,equal,approved
  mixte,_T,wider,approved
  sans objet,,none,approved
  autre,X,equal,proposed
  faux,M,equal,rejected
  """

@Suite struct `A crosswalk beside a mapping` {
  private func project(_ policy: String, _ text: String = crosswalk) throws -> Project {
    try Project(
      "  sex: { from: x, codes: sexes.csv, unmatched: \(policy) }\n", files: ["sexes.csv": text])
  }

  @Test func `gives the codes that were approved`() throws {
    let outcome = try project("review").records(["A|1|Gars", "B|2|FILLES", "C|3|mixte"])
    #expect(outcome.observations("sex") == ["M", "F", "_T"])
    #expect(outcome.codes == ["LABEL_WIDER": 1])
  }

  @Test func `says that a label has no counterpart`() throws {
    let outcome = try project("review").records(["A|1|Sans objet"])
    #expect(outcome.observations("sex") == ["_U"])
    #expect(outcome.result.review.keys.isEmpty)
    #expect(outcome.codes == ["LABEL_NO_COUNTERPART": 1])
    let kept = try project("keep").records(["A|1|Sans objet"])
    #expect(kept.observations("sex") == ["Sans objet"])
    #expect(kept.codes == ["LABEL_NO_COUNTERPART": 1])
  }

  @Test func `decides nothing by lines that are proposed or rejected`() throws {
    let outcome = try project("review").records(["A|1|autre", "B|2|faux"])
    #expect(outcome.result.counts.held == 2)
    #expect(outcome.result.review.keys.map(\.label) == ["autre", "faux"])
    #expect(outcome.result.review.keys.map(\.list) == ["sexes.csv", "sexes.csv"])
  }

  @Test(arguments: [
    ("2020,", "2020-01-01", "…"), (",2019", "…", "2019-12-31"),
    ("2019-09,2020-06", "2019-09-01", "2020-06-31"),
  ])
  func `must not hold in a period where the mapping does not say which day counts`(
    period: String, from: String, to: String
  ) throws {
    let told = try project(
      "review",
      "source,target,relation,valid_from,valid_to,status\na,M,equal,,,approved\nb,F,equal,\(period),approved\nc,X,equal,\(period),rejected\n"
    ).diagnostics()
    #expect(told.map(\.code.name) == ["CROSSWALK_PERIOD_UNUSED"])
    #expect(told.first?.place?.line == 3)
    #expect(told.first?.arguments["from"] == from)
    #expect(told.first?.arguments["to"] == to)
  }

  @Test func `must lead to codes of the field's list`() throws {
    let told = try project("review", crosswalk + "\nx,Y,equal,approved\ny,F,equal,approved\n")
      .diagnostics()
    #expect(told.map(\.code.name) == ["MAP_TARGET_UNKNOWN"])
    #expect(told.first?.place?.line == 8)
    #expect(told.first?.place?.file.hasSuffix("/sexes.csv") == true)
  }

  @Test(arguments: [
    ("source,target\na,b\n", "relation"),
    ("source,target,relation,status\na,M,same,approved\n", "same"),
    ("source,target,relation,status\na,M,equal,done\n", "done"),
    ("source,target,relation,status\na,,equal,approved\n", "a"),
    ("source,target,relation,status\na,M,equal,approved\nA,F,equal,approved\n", "A"),
  ])
  func `that is wrong is told with the mapping's other faults`(_ text: String, _ word: String)
    throws
  {
    let told = try project("review", text).diagnostics()
    #expect(told.contains { $0.arguments.values.contains { $0.contains(word) } }, "\(told)")
  }

  @Test func `that is absent is told once, however many fields use it`() throws {
    let project = try Project(
      "  sex: { from: x, codes: no.csv, unmatched: review }\n  origin: { from: x, codes: no.csv, unmatched: review }\n",
      files: [:])
    #expect(try project.diagnostics().map(\.code.name) == ["INPUT_MISSING"])
  }

  @Test func `offers its nearest codes to a person and never takes one itself`() throws {
    let checked = try project("review").checked()
    let near = checked.candidates(for: "fille", list: "sexes.csv", field: "sex")
    #expect(near.first?.code == "F" && near.count <= 3)
    #expect(checked.candidates(for: "fille", list: "unknown.csv", field: "sex").isEmpty)
  }
}

@Suite struct `A table that is joined` {
  private let table = "school,year,code\nS1,2021,SY01\nS2,2021,SY02\nS1,2022,SY03\n"

  private func project(_ policy: String, keys: String = "[school]", text: String? = nil) throws
    -> Project
  {
    try Project(
      "  subject_id: { join: { table: t.csv, key: \(keys), take: code }\(policy) }\n",
      files: ["t.csv": text ?? table])
  }

  /// The mapping with names that are columns of the table too.
  private func records(_ policy: String, _ rows: [String], keys: String = "[school, year]") throws
    -> EngineHarness.Outcome
  {
    let folder = try TemporaryFolder()
    try folder.write("t.csv", table)
    let text =
      "mizan: 1\nmapping: { id: t, version: 1.0.0, standard: eie-core@1 }\n"
      + EngineBody.plain(columns: "area: [Area], kids: [Kids], school: [S], year: [Y]")
      + "  subject_id: { join: { table: t.csv, key: \(keys), take: code }\(policy) }\n"
    let checked = try CheckedMapping(
      MappingReader.read(Array(text.utf8), file: folder.path + "/t.map.yaml"),
      EngineHarness.standards())
    return try EngineHarness(checked, headings: "Area|Kids|S|Y").run(rows)
  }

  @Test func `finds a value by all its keys`() throws {
    let outcome = try records("", ["A|1|s1|2021", "B|2|S1|2022", "C|3| S2 |2021"])
    #expect(outcome.observations("subject_id") == ["SY01", "SY03", "SY02"])
  }

  @Test func `holds the row of keys that it lacks`() throws {
    let outcome = try records("", ["A|1|S9|2021", "B|2|S1|2021", "C|3|S1|"])
    #expect(outcome.observations("subject_id") == ["SY01"])
    #expect(outcome.codes == ["JOIN_UNKNOWN": 2])
    #expect(outcome.result.accounts[0].held.text == "4" && outcome.result.isEven)
  }

  @Test func `leaves the field empty where the mapping says missing`() throws {
    let outcome = try records(", unmatched: missing", ["A|1|S9|2021", "B|2|S1|2021"])
    #expect(outcome.observations("subject_id") == ["", "SY01"])
    let filled = try records(", unmatched: missing, default: none", ["A|1|S9|2021"])
    #expect(filled.observations("subject_id") == ["none"])
  }

  @Test(arguments: [
    ("[area]", "LOOKUP"), ("[x]", "LOOKUP"),
  ])
  func `must have the columns that are named`(_ keys: String, _ code: String) throws {
    let told = try project("", keys: keys).diagnostics()
    #expect(told.count == 1 && told.first?.code.severity == .error, "\(told)")
  }

  @Test func `must not answer in two ways`() throws {
    let told = try project("", keys: "[x]", text: "x,code\na,1\nA,2\n").diagnostics()
    #expect(told.map(\.code.name) == ["LOOKUP_AMBIGUOUS"])
    #expect(told.first?.place?.line == 3)
  }
}

@Suite struct `A look-up of labels` {
  private func answer(_ lookup: LabelLookup, _ label: String) -> String {
    switch lookup.answer(to: Folding.fold(Array(label.utf8))) {
    case .code(let code, _): code
    case .none: "none"
    case .unknown: "unknown"
    case .ambiguous: "ambiguous"
    case .parentUnknown: "parent unknown"
    case .otherTime: "other time"
    }
  }

  @Test(arguments: [
    ("F", "F"), ("female", "F"), ("GIRLS", "F"), ("Féminin", "F"), ("إناث", "F"), ("ذكور", "M"),
    ("ወንድ", "M"),
    ("garçons", "M"), ("H", "M"), ("G", "unknown"), ("x y z", "unknown"), ("both sexes", "_T"),
    ("ጠቅላላ", "_T"),
  ])
  func `in a list of the standard takes codes, names and aliases`(_ label: String, _ code: String)
    throws
  {
    let list = try #require(try EngineHarness.standards().list("sex"))
    #expect(answer(.list(list), label) == code)
  }

  @Test(arguments: [
    ("P1", "G1"), ("Primary 3", "G3"), ("S.1", "G9"), ("Baby class", "BABY"), ("P9", "unknown"),
    ("1", "unknown"),
  ])
  func `among grades takes those of the country`(_ label: String, _ code: String) throws {
    let country = try #require(try EngineHarness.standards().country("SSD"))
    #expect(answer(.grades(country), label) == code)
  }

  @Test(arguments: [
    ("Central Equatoria", 1, "SS01"), ("وسط الاستوائية", 1, "SS01"), ("Juba", 2, "SS0101"),
    ("Juba", 1, "unknown"), ("Nowhere", 1, "unknown"), ("South Sudan", 0, "SSD"),
  ])
  func `among areas looks at one level`(_ label: String, _ level: Int, _ code: String) throws {
    let country = try #require(try EngineHarness.standards().country("SSD"))
    #expect(answer(.areas(country, level: level), label) == code)
  }

  @Test func `among areas of all levels does not choose between namesakes`() throws {
    let country = try #require(try EngineHarness.standards().country("SSD"))
    #expect(answer(.areas(country, level: nil), "Abyei Region") == "ambiguous")
    #expect(answer(.areas(country, level: 1), "Abyei Region") == "SS00")
  }

  @Test func `that is ambiguous holds its row for review`() throws {
    let body = EngineBody.plain().replacing(
      "{ from: area, as: text }", with: "{ from: area, match: area, unmatched: review }")
    let outcome = try EngineHarness(body, headings: "Area|Kids", country: "SSD").run(
      ["Abyei Region|3", "Juba|4"])
    #expect(outcome.observations("ref_area") == ["SS0101"])
    #expect(outcome.codes == ["LABEL_AMBIGUOUS": 1])
    #expect(outcome.result.review.keys.map(\.list) == ["area"])
  }

  @Test func `offers areas of the field's own level`() throws {
    let body = EngineBody.plain().replacing(
      "{ from: area, as: text }", with: "{ from: area, match: area, level: 1, unmatched: review }")
    let checked = try EngineHarness(body, headings: "Area|Kids", country: "SSD").checked
    let near = checked.candidates(for: "Central Equatorya", list: "area", field: "ref_area")
    #expect(near.first?.code == "SS01")
    #expect(near.allSatisfy { $0.code.count <= 4 })
  }
}
