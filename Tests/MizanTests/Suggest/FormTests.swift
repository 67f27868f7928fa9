import Foundation
import Testing

@testable import Mizan

/// Forms of surveys: no data, but a promise which headings the data will have.
@Suite struct `A draft from the form of a survey` {
  /// Questions as a list of `type|name|label`, with the answers of lists, as the JSON of a form.
  static func form(_ survey: String, _ choices: String = "") -> String {
    func rows(_ text: String, _ keys: [String]) -> String {
      text.split(separator: "\n").map { line in
        let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        let pairs = zip(keys, cells).map { "\"\($0)\":\"\($1)\"" }
        return "{" + pairs.joined(separator: ",") + "}"
      }.joined(separator: ",")
    }
    return "{\"survey\":[" + rows(survey, ["type", "name", "label"]) + "],\"choices\":["
      + rows(choices, ["list_name", "name", "label"]) + "]}"
  }

  static let survey = """
    start|start|
    today|today|
    text|enumerator|Name of enumerator
    begin group|site|Site
    select_one district|district|In which district is the school?
    text|district_other|Other, please specify
    end group||
    select_one group|population_group|Who are the learners?
    integer|girls_6_11|Girls 6-11
    integer|boys_6_11|Boys 6-11
    select_multiple needs|needs|What does the school need?
    geopoint|gps|Where is it?
    note|bye|Thank you
    """
  static let choices = """
    district|gulu|Gulu
    district|arua|Arua
    district|moyo|Moyo
    group|refugee|Refugee
    group|host|Host community
    needs|water|Water
    """
  static let whole = form(survey, choices)
  static let asCSV =
    "type,name,label\n"
    + survey.split(separator: "\n").map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).map { "\"\($0)\"" }
        .joined(separator: ",")
    }.joined(separator: "\n") + "\n"

  @Test func `has a column for each question that the standard has a place for`() throws {
    let desk = try SuggestDesk()
    let suggestion = try desk.suggest(Self.whole, name: "form.json")
    #expect(suggestion.isForm)
    let mapping = try desk.checked(suggestion).mapping
    #expect(mapping.country == "UGA", "the answers of a list name its districts")
    #expect(
      Set(mapping.columns.map(\.name)) == ["adm2", "displacement", "female_y6t11", "male_y6t11"])
    #expect(mapping.records.map(\.table) == ["observation", "observation"])
  }

  @Test func `leaves out what a telephone answers, free texts of lists and several answers`() throws
  {
    let desk = try SuggestDesk()
    let suggestion = try desk.suggest(Self.whole, name: "form.json")
    for heading in ["start", "today", "district_other", "needs", "gps"] {
      let proposal = try #require(
        suggestion.proposals.first { $0.column.heading.text == heading }, "\(heading)")
      #expect(proposal.best?.concept.kind == Concept.Kind.none, "\(heading)")
      #expect(proposal.best?.reasons.first?.code == .byForm, "\(heading)")
    }
    #expect(
      !suggestion.proposals.contains { $0.column.heading.text == "bye" }, "a note has no answer")
  }

  @Test func `says that it is for answers which nobody has seen`() throws {
    let desk = try SuggestDesk()
    let suggestion = try desk.suggest(Self.whole, name: "form.json")
    for (language, word) in [
      (Messages.Language.english, "is a form"), (.french, "est un formulaire"),
      (.arabic, "استمارة"),
    ] {
      #expect(desk.draft(suggestion, language).contains(word))
      #expect(suggestion.formText(desk.messages, language).contains(word))
    }
    #expect(suggestion.json(desk.messages, .english).contains("\"form\":true"))
    #expect(desk.draft(suggestion).contains("\nextras: keep\n"))
    #expect(!desk.draft(suggestion).contains("\nignore:"))
  }

  @Test(arguments: [
    "district,population_group,girls_6_11,boys_6_11",
    "site/district,population_group,girls_6_11,boys_6_11",
    "In which district is the school?,Who are the learners?,Girls 6-11,Boys 6-11",
  ]) func `reads exports by names, by names with groups and by labels`(headings: String) throws {
    let desk = try SuggestDesk()
    var suggestion = try desk.suggest(Self.whole, name: "form.json")
    #expect(
      desk.decide(&suggestion, ["school_year": "2024", "measure": "STU"]) == [])
    let mapping = try desk.checked(suggestion)
    #expect(mapping.openDecisions.isEmpty)
    try desk.shop.write(headings + "\nGulu,Refugee,4,5\nArua,Refugee,6,7\n", to: "export.csv")
    let records = try desk.convert("export.csv", mapping)
    #expect(
      records.map { "\($0["ref_area"] ?? "") \($0["sex"] ?? "") \($0["value"] ?? "")" } == [
        "UG3074 F 4", "UG3074 M 5", "UG3072 F 6", "UG3072 M 7",
      ])
    #expect(records.allSatisfy { $0["displacement"] == "REF" && $0["age"] == "Y6T11" })
  }

  @Test func `is the same from the sheet of questions alone, but knows no answers`() throws {
    let desk = try SuggestDesk()
    let suggestion = try desk.suggest(Self.asCSV, name: "questions.csv")
    #expect(suggestion.isForm)
    #expect(suggestion.countryPoint != nil, "without answers nothing names a district")
    let mapping = try desk.checked(suggestion).mapping
    #expect(Set(mapping.columns.map(\.name)).isSuperset(of: ["adm2", "female_y6t11"]))
    let known = try desk.suggest(Self.asCSV, name: "questions.csv", country: "UGA")
    #expect(
      SuggestDesk.lines(desk.draft(known), "ref_area").allSatisfy { $0.contains("match: area") })
  }

  @Test func `has a table for each repeated group`() throws {
    let desk = try SuggestDesk()
    let text = Self.form(
      """
      select_one d|district|District
      integer|household_size|Household size
      begin repeat|grades|Grades
      select_one g|grade|Grade
      integer|girls|Girls
      integer|boys|Boys
      end repeat||
      text|remarks|Remarks
      """, "d|gulu|Gulu\nd|arua|Arua\ng|p1|P1\ng|p2|P2")
    let suggestion = try desk.suggest(text, name: "form.json")
    #expect(suggestion.otherSheets == ["survey"])
    let draft = desk.draft(suggestion)
    #expect(draft.contains("adapter: kobo\n  sheet: \"*grades\""))
    #expect(draft.contains("[\"../district\"]"))
    #expect(draft.contains("[\"grades/girls\", \"Girls\"]"))
    #expect(!draft.contains("household_size"), "a number around the rows is counted in none")
    _ = try desk.checked(suggestion)

    let main = try desk.suggest(text, name: "form.json", sheet: "survey")
    #expect(desk.draft(main).contains("header: { row: 1 }"))
    #expect(!desk.draft(main).contains("sheet:"))
    _ = try desk.checked(main)
    let failure = try #require(throws: Failure.self) {
      try desk.suggest(text, name: "form.json", sheet: "pupils")
    }
    #expect(failure.diagnostics.map(\.code.name) == ["SUGGEST_SHEET_MISSING"])
    #expect(failure.diagnostics.first?.arguments["known"]?.contains("grades") == true)
  }

  @Test func `asks which of several questions about places is meant`() throws {
    let desk = try SuggestDesk()
    let text = Self.form(
      "select_one d|district|District\ntext|village|Village\ninteger|girls|Girls\ninteger|boys|Boys",
      "d|gulu|Gulu\nd|arua|Arua")
    let suggestion = try desk.suggest(text, name: "form.json")
    let point = try #require(suggestion.openPoints.first { $0.subject.hasSuffix("ref_area") })
    #expect(point.choices.map(\.label) == ["adm4", "adm2"], "the lowest first")
  }

  @Test(arguments: [
    "type,name,label\nprimary,Hill School,A\nsecondary,Lake School,B\n",
    "type,name\ntext,A\nsecondary,B\nprimary,C\n", "name,label\nq,Question\n",
    "type,name\nstart,start\nend,end\n",
  ]) func `is not made from data that have a type and a name`(text: String) throws {
    let desk = try SuggestDesk()
    #expect((try? desk.suggest(text))?.isForm != true)
  }

  @Test(arguments: [
    "list_name,name,label\nyn,yes,Yes\nyn,no,No\n",
    "list name,name,label::English (en)\nyn,yes,Yes\n",
  ]) func `is refused for a list of answers, with what to give instead`(text: String) throws {
    let desk = try SuggestDesk()
    let failure = try #require(throws: Failure.self) { try desk.suggest(text) }
    #expect(failure.exitStatus == 2)
    #expect(failure.diagnostics.map(\.code.name) == ["SUGGEST_FORM_ANSWERS"])
    for language in Messages.Language.allCases {
      let words = desk.messages.text(for: "SUGGEST_FORM_ANSWERS", [:], in: language)
      #expect(!words.fix.isEmpty)
    }
  }

  @Test(arguments: [
    ("integer", "girls", "", "observation.value"), ("text", "girls", "", ""),
    ("date", "start_date", "", "activity.start_date"), ("integer", "start_date", "", ""),
    ("select_one s", "sex", "Sex of the learner", "observation.sex"),
    ("select_one s", "q7", "Sexe de l'élève", "observation.sex"),
    ("select_one s", "q8", "الجنس", "observation.sex"),
    ("text", "q9", "Nombre de la escuela", "facility.name"),
    ("select_one s", "respondent_sex", "Sex of the respondent", ""),
    ("integer", "respondent_age", "How old are you?", ""),
    ("text", "school_name_other", "Other", "facility.name"),
  ]) func `weighs the type of a question`(
    type: String, name: String, label: String, field: String
  ) throws {
    let desk = try SuggestDesk()
    let suggestion = try desk.suggest(
      Self.form("\(type)|\(name)|\(label)\ninteger|count_of_desks|Desks"), name: "form.json")
    let best = suggestion.proposals[0].best
    let sure = (best?.confidence ?? 0) >= DraftMaker.sure
    #expect((sure ? best?.concept.target ?? "" : "") == field, "\(best?.confidence ?? 0)")
  }

  @Test func `gives a label only where no other question has it`() throws {
    let desk = try SuggestDesk()
    let suggestion = try desk.suggest(
      Self.form(
        """
        select_one d|district|Where?
        integer|girls|How many?
        integer|boys|How many?
        integer|women|boys
        integer|men|Men ${of} the place
        """, "d|gulu|Gulu\nd|arua|Arua"), name: "form.json")
    let draft = desk.draft(suggestion)
    #expect(draft.contains("[\"district\", \"Where?\"]"))
    #expect(!draft.contains("How many?"))
    #expect(draft.contains("[\"women\"]"), "its label is the name of another question")
    #expect(!draft.contains("${of}"))
    _ = try desk.checked(suggestion)
  }

  @Test func `of the survey in Uganda is as its truth table says`() throws {
    guard let shared = Program.shared else {
      print("skipped: no ../shared beside the checkout")
      return
    }
    let file = shared.appendingPathComponent("data/4_formats/kobo/uga_jmsna2018_kobo_questions.csv")
    guard FileManager.default.fileExists(atPath: file.path) else {
      print("skipped: the form is not there")
      return
    }
    let truth = PlainCSV.records(
      try String(
        contentsOf: Program.root.appendingPathComponent("Tests/Suggest/uga-kobo-form.csv"),
        encoding: .utf8))
    let suggestion = try Suggester(Workshop.standards).suggest(Input(path: file.path))
    var counted = 0
    var right = 0
    for row in truth {
      let heading = row["heading"] ?? ""
      // Rows whose text cannot be read are left out; none of them is one of ours.
      let found = suggestion.proposals.first { $0.column.heading.text == heading }
      #expect(found != nil || row["field"] == "", "\(heading)")
      guard let proposal = found else { continue }
      let wanted = (row["field"] ?? "").split(separator: "|").map(String.init)
      let target = proposal.best?.concept.target ?? ""
      let isRight =
        wanted.contains(target)
        || target.hasSuffix(".ref_area") && wanted.contains { $0.hasSuffix(".ref_area") }
      if !wanted.isEmpty {
        counted += 1
        right += isRight ? 1 : 0
      }
      #expect(isRight || target.isEmpty || (proposal.best?.confidence ?? 0) <= 0.9, "\(row)")
    }
    #expect(counted == 37)
    #expect(right * 100 >= counted * 85)
  }

  @Test func `A question whose label has a byte of another encoding is not lost`() throws {
    let desk = try SuggestDesk()
    let questions = "type,name,label\ntext,école,Nom de l’école\ninteger,girls,The school"
    let rest = "s girls\ninteger,boys,Boys\ninteger,teachers,Teachers\n"
    let bytes = Data(questions.utf8) + [0x92] + Data(rest.utf8)
    try bytes.write(to: URL(fileURLWithPath: desk.shop.path("form.csv")))
    let suggestion = try Suggester(Workshop.standards).suggest(
      Input(path: desk.shop.path("form.csv")), Suggester.Wishes())
    let draft = desk.draft(suggestion)
    for name in ["école", "girls", "boys", "teachers"] {
      #expect(draft.contains(name), "\(name) in \(draft)")
    }
  }
}
