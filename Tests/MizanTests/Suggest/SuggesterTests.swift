import Foundation
import Testing

@testable import Mizan

/// Whole drafts, from a file to a mapping that is checked and used.
@Suite struct `A drafted mapping` {
  private let messages = Workshop.standards.messages()

  private func suggest(
    _ text: String, name: String = "rows.csv", wishes: Suggester.Wishes = Suggester.Wishes(),
    _ shop: Workshop
  ) throws -> Suggestion {
    try shop.write(text, to: name)
    return try Suggester(Workshop.standards).suggest(Input(path: shop.path(name)), wishes)
  }

  /// The draft, written and checked.
  private func checked(_ suggestion: Suggestion, _ shop: Workshop) throws -> CheckedMapping {
    try shop.write(suggestion.mapping(messages, .english), to: "draft.map.yaml")
    return try Harmonizer.mapping(at: shop.path("draft.map.yaml"), Workshop.standards)
  }

  static let partners = """
    Month,Lead organisation,County,Activity,Status,Girls,Boys,Total
    May 2023,A,Kwale,School meals,Ongoing,10,12,22
    May 2023,B,Meru,Books,Completed,3,4,7

    """

  @Test func `of a partner sheet has an activity and a record for each number`() throws {
    let shop = try Workshop()
    let suggestion = try suggest(`A drafted mapping`.partners, shop)
    let mapping = try checked(suggestion, shop).mapping
    #expect(mapping.country == "KEN")
    #expect(mapping.status == "draft")
    #expect(mapping.records.map(\.table) == ["activity", "observation", "observation"])
    #expect(
      Set(mapping.columns.map(\.name)).isSuperset(of: ["month", "org_lead", "adm1", "status"]))
    #expect(mapping.checks.map(\.name) == ["row-total"])
    #expect(
      suggestion.openPoints.map(\.subject) == [
        "activity.activity_type", "activity.reporting_mode", "observation.school_year",
        "observation.measure",
      ])
  }

  @Test func `converts nothing before all is decided`() throws {
    let shop = try Workshop()
    let suggestion = try suggest(`A drafted mapping`.partners, shop)
    let mapping = try checked(suggestion, shop)
    #expect(mapping.openDecisions.count == 6)
    let failure = try #require(throws: Failure.self) {
      try Harmonizer(Workshop.standards).convert(
        [Input(path: shop.path("rows.csv"))], with: mapping, into: .folder(shop.path("out")))
    }
    #expect(failure.exitStatus == 2)
    #expect(Set(failure.diagnostics.map(\.code.name)) == ["MAPPING_UNDECIDED"])
    #expect(failure.diagnostics.allSatisfy { $0.place?.line != nil })
    #expect(!shop.exists("out"))
  }

  @Test func `converts once all is decided`() throws {
    let shop = try Workshop()
    var suggestion = try suggest(`A drafted mapping`.partners, shop)
    let answers = ["FEED", "PERIODIC", "2023", "1"]
    for (index, answer) in answers.enumerated() {
      let isTaken = suggestion.answer(index, answer)
      #expect(isTaken)
    }
    #expect(suggestion.unanswered.isEmpty)
    let mapping = try checked(suggestion, shop)
    #expect(mapping.openDecisions.isEmpty)
    let report = try Harmonizer(Workshop.standards).convert(
      [Input(path: shop.path("rows.csv"))], with: mapping, into: .folder(shop.path("out")))
    #expect(report.exit == 0)
    let records = try shop.records("out/observation.csv")
    #expect(
      Set(records.map { "\($0["sex"] ?? "")\($0["value"] ?? "")" }) == ["F10", "M12", "F3", "M4"])
    #expect(Set(records.map { $0["ref_area"] }) == ["KE002", "KE012"])
    #expect(
      try shop.records("out/activity.csv").map { $0["report_month"] } == ["2023-05", "2023-05"])
  }

  @Test func `takes no answer that is none`() throws {
    let shop = try Workshop()
    var suggestion = try suggest(`A drafted mapping`.partners, shop)
    let answer1 = suggestion.answer(1, "nonsense")
    #expect(!answer1)
    let answer2 = suggestion.answer(1, "99")
    #expect(!answer2)
    let answer3 = suggestion.answer(1, "")
    #expect(!answer3)
    let answer4 = suggestion.answer(1, "TODO")
    #expect(!answer4)
    let answer5 = suggestion.answer(99, "1")
    #expect(!answer5)
    #expect(suggestion.unanswered.count == 4)
    let answer6 = suggestion.answer(1, "snapshot")
    #expect(answer6)
    #expect(suggestion.mapping(messages, .english).contains("reporting_mode: { value: SNAPSHOT }"))
  }

  @Test func `is the same each time, and in any language but for its comments`() throws {
    let shop = try Workshop()
    func lines(_ language: Messages.Language) throws -> [String] {
      try suggest(`A drafted mapping`.partners, shop).mapping(messages, language)
        .split(separator: "\n").map(String.init)
    }
    #expect(try lines(.english) == lines(.english))
    func plain(_ lines: [String]) -> [String] {
      lines.map { $0.components(separatedBy: "# ")[0] }
    }
    for language in Messages.Language.allCases {
      let translated = try lines(language)
      let english = try lines(.english)
      #expect(plain(translated) == plain(english))
      #expect(language == .english || translated != english)
    }
  }

  @Test func `of an Arabic census has a grid, the year of the title and totals`() throws {
    let shop = try Workshop()
    let suggestion = try Suggester(Workshop.standards).suggest(
      Input(path: Program.root.appendingPathComponent("examples/SYR/school-census.xlsx").path))
    let mapping = try checked(suggestion, shop).mapping
    #expect(mapping.country == "SYR")
    #expect(mapping.grids.map(\.pattern.text) == ["{grade} / {sex}"])
    #expect(mapping.source.layout.titles == ["للعام الدراسي {school_year}"])
    #expect(mapping.source.layout.headerRows == 2)
    #expect(mapping.source.fillDown.map(\.name) == ["adm1"])
    #expect(mapping.source.drops.map(\.name) == ["totals"])
    #expect(suggestion.openPoints.map(\.subject) == ["observation.measure"])
  }

  @Test(arguments: [
    ("Enfants.csv", "Province,Filles,Garçons,Total\nLac,3,4,7\nKanem,5,6,11\n", "TCD"),
    ("rows.csv", "المحافظة,إناث,ذكور\nحلب,1,2\nإدلب,3,4\n", "SYR"),
    ("rows.csv", "District,Girls,Boys\nABIM,1,2\nGULU,3,4\n", "UGA"),
  ]) func `finds the country by its areas`(name: String, text: String, iso3: String) throws {
    let shop = try Workshop()
    let mapping = try checked(try suggest(text, name: name, shop), shop).mapping
    #expect(mapping.country == iso3)
    #expect(mapping.records.map(\.table) == ["observation", "observation"])
  }

  @Test(arguments: [
    "A,B\n1,2\n", "Girls\n1\n", "x\ny\n", "School,School\na,b\n", "Girls,Girls,County\n1,2,Kwale\n",
    "\"He said \"\"no\"\"\",County,#,%\nx,Kwale,1,2\n", "TODO,County\nx,Kwale\n",
    "\u{202E}County,Status\nKwale,Ongoing\n",
    "G1_F,G1_M,G2_F,G2_M,G1_T,School code\n1,2,3,4,3,S1\n",
    "http://a.b/c,County: {x},*\n1,Kwale,2\n",
  ]) func `passes the checks whatever the headings`(text: String) throws {
    let shop = try Workshop()
    let suggestion = try suggest(text, shop)
    #expect(throws: Never.self) { _ = try checked(suggestion, shop) }
  }

  @Test func `says what the user knows already`() throws {
    let shop = try Workshop()
    let text = "Place,Girls\nX,1\nY,2\n"
    let wishes = Suggester.Wishes(country: "ETH", table: "activity")
    let mapping = try checked(try suggest(text, wishes: wishes, shop), shop).mapping
    #expect(mapping.country == "ETH")
    #expect(mapping.records.first?.table == "activity")
    for wrong in [
      Suggester.Wishes(sheet: "Nothing"), Suggester.Wishes(country: "XYZ"),
      Suggester.Wishes(table: "pupils"),
    ] {
      let failure = try #require(throws: Failure.self) { try suggest(text, wishes: wrong, shop) }
      #expect(failure.exitStatus == 64)
    }
  }

  @Test func `of an empty file is a failure with a reason`() throws {
    let shop = try Workshop()
    let failure = try #require(throws: Failure.self) { try suggest("\n\n", shop) }
    #expect(!failure.diagnostics.isEmpty)
  }

  @Test func `names areas by the codes beside them`() throws {
    let shop = try Workshop()
    let suggestion = try suggest(
      "Kreis,Kreis code,Girls\nNord,ZZ01,1\nSued,ZZ02,2\n", shop)
    #expect(suggestion.proposals[0].best?.concept.kind == .area)
    #expect(suggestion.proposals[0].best?.reasons.first?.code == .byNeighbour)
    #expect(try checked(suggestion, shop).mapping.columns.map(\.name).contains("adm1_code"))
  }

  @Test func `of the list of schools is as the truth table says`() throws {
    let truth = PlainCSV.records(
      try String(
        contentsOf: Program.root.appendingPathComponent("Tests/Suggest/uga-secondary-schools.csv"),
        encoding: .utf8))
    let suggestion = try Suggester(Workshop.standards).suggest(
      Input(path: Program.root.appendingPathComponent("examples/UGA/secondary-schools.csv").path))
    #expect(suggestion.proposals.count == truth.count)
    for (proposal, right) in zip(suggestion.proposals, truth) {
      #expect(proposal.column.heading.text == right["heading"])
      let fields = (right["field"] ?? "").split(separator: "|").map(String.init)
      #expect(fields.contains(proposal.best?.concept.target ?? ""))
    }
  }
}
