import Foundation
import Testing

@testable import Mizan

/// What a draft leaves to people, and how they are asked.
@Suite struct `Open points of a draft` {
  /// Two districts of Uganda among names that no country has.
  static let unknown = "Place,Girls,Boys\nGulu,1,2\nNowhere,3,4\nElsewhere,5,6\nAway,7,8\nFar,9,1\n"

  @Test func `ask for the country where areas are named and none is known`() throws {
    let desk = try SuggestDesk()
    let suggestion = try desk.suggest(Self.unknown)
    let number = try #require(suggestion.countryPoint)
    let point = suggestion.openPoints[number]
    #expect(point.subject == "mapping.country")
    #expect(point.choices.map(\.label).sorted() == Workshop.standards.countryCodes.sorted())
    #expect(point.choices.first?.label == "UGA", "the country that has a name stands first")
    #expect(point.choices.first?.note == "1/5 “Place”")
    #expect(point.choices.dropFirst().allSatisfy { $0.note.isEmpty })
    #expect(
      Array(point.choices.dropFirst().map(\.label))
        == point.choices.dropFirst().map(\.label).sorted())
    #expect(!point.takesText)
    #expect(suggestion.unanswered.contains(number))
    #expect(suggestion.json(desk.messages, .english).contains("\"field\":\"mapping.country\""))
  }

  @Test func `do not ask for a country that is known or not needed`() throws {
    let desk = try SuggestDesk()
    #expect(try desk.suggest(Self.unknown, country: "UGA").countryPoint == nil)
    #expect(try desk.suggest("District,Girls\nGulu,1\nArua,2\n").countryPoint == nil)
    #expect(try desk.suggest("District code,Girls\nZZ01,1\nZZ02,2\n").countryPoint == nil)
  }

  @Test(arguments: ["UGA", "uga", "1"]) func `take a country by its code or number`(answer: String)
    throws
  {
    let desk = try SuggestDesk()
    var suggestion = try desk.suggest(Self.unknown)
    let number = try #require(suggestion.countryPoint)
    let isTaken = suggestion.answer(number, answer)
    #expect(isTaken)
    #expect(suggestion.answer(to: number) == "UGA")
    #expect(desk.draft(suggestion).contains("\n  country: UGA\n"))
    #expect(!suggestion.unanswered.contains(number))
    #expect(try desk.checked(suggestion).mapping.country == "UGA")
  }

  @Test(arguments: ["XYZ", "Uganda!", "0", "99", "", "TODO"])
  func `take no country that has no pack`(answer: String) throws {
    let desk = try SuggestDesk()
    var suggestion = try desk.suggest(Self.unknown)
    let number = try #require(suggestion.countryPoint)
    let isTaken = suggestion.answer(number, answer)
    #expect(!isTaken)
    #expect(suggestion.unanswered.contains(number))
    #expect(desk.draft(suggestion).contains("country: \"TODO: UGA | "))
  }

  @Test func `ask in three languages`() throws {
    let desk = try SuggestDesk()
    let suggestion = try desk.suggest(Self.unknown)
    let number = try #require(suggestion.countryPoint)
    for (language, word) in [
      (Messages.Language.english, "Which country"), (.french, "De quel pays"),
      (.arabic, "عن أي بلد"),
    ] {
      let question = suggestion.question(number, desk.messages, language)
      #expect(question.contains(word))
      #expect(question.contains("  1  UGA  1/5 “Place”\n"))
    }
  }

  @Test func `are fewer once the country is known`() throws {
    let desk = try SuggestDesk()
    let before = try desk.suggest(Self.unknown)
    let after = try desk.suggest(Self.unknown, country: "UGA")
    #expect(before.openPoints.contains { $0.subject == "observation.ref_area" })
    #expect(!after.openPoints.contains { $0.subject == "observation.ref_area" })
    #expect(
      SuggestDesk.lines(desk.draft(after), "ref_area").allSatisfy { $0.contains("match: area") })
  }

  @Test func `count in the head of the draft`() throws {
    let desk = try SuggestDesk()
    let suggestion = try desk.suggest(Self.unknown)
    let count = suggestion.unanswered.count
    #expect(count == suggestion.openPoints.count)
    #expect(desk.draft(suggestion).contains("still open (TODO): \(count)."))
    #expect(
      suggestion.summary("a.map.yaml", desk.messages, .english).contains("\(count) decisions open"))
  }

  @Test(arguments: [
    ("school_year", "1", false), ("school_year", "next", false), ("school_year", "2024", true),
    ("school_year", "2023/24", true), ("report_month", "2024", false),
    ("report_month", "2024-05", true), ("report_month", "soon", false), ("measure", "STU", true),
    ("measure", "pupils", false), ("measure", "TODO: STU", false), ("ref_area", "UG3074", true),
  ]) func `take a text only where it can be the value`(field: String, text: String, isTaken: Bool)
    throws
  {
    let desk = try SuggestDesk()
    var suggestion = try desk.suggest("Organisation,Girls\nA,1\nB,2\n", table: "activity")
    let point = try #require(
      suggestion.openPoints.firstIndex { $0.subject.hasSuffix("." + field) }, "\(field)")
    let answered = suggestion.answer(point, text)
    #expect(answered == isTaken)
    #expect(suggestion.unanswered.contains(point) == !isTaken)
  }

  @Test func `offer columns that no word explains where numbers are missing`() throws {
    let desk = try SuggestDesk()
    var suggestion = try desk.suggest(
      "District,Zork,Blip,Year\nGulu,12,x,2024\nArua,30,y,2024\n", table: "observation")
    let number = try #require(
      suggestion.openPoints.firstIndex { $0.subject == "observation.value" })
    #expect(suggestion.openPoints[number].choices.map(\.label) == ["column_b"])
    let before = desk.draft(suggestion)
    #expect(before.contains("value: { from: \"TODO: column_b\", as: number, unreadable: hold }"))
    #expect(before.contains("column_b: [\"Zork\"]"))
    #expect(suggestion.question(number, desk.messages, .english).contains("“Zork”"))
    #expect(desk.decide(&suggestion, ["measure": "STU"]) == [])
    let records = try desk.convert("rows.csv", try desk.checked(suggestion))
    #expect(records.map { $0["value"] } == ["12", "30"])
  }

  @Test func `offer columns that no word explains where areas are missing`() throws {
    let desk = try SuggestDesk()
    let suggestion = try desk.suggest("Qqq,Girls\nZZ,1\nXX,2\n", country: "UGA")
    let point = try #require(suggestion.openPoints.first { $0.subject == "observation.ref_area" })
    #expect(point.choices.map(\.label) == ["column_a"])
    #expect(point.choices[0].line == "{ from: column_a, match: area, unmatched: review }")
    #expect(point.takesText, "or one code for the whole sheet")
    _ = try desk.checked(suggestion)
  }

  /// Sheets that leave something open, each in another way.
  static let sheets = [
    unknown, "District,Zork\nGulu,12\nArua,30\n", "Girls,Boys\n1,2\n3,4\n",
    "Organisation,District,Girls\nA,Gulu,1\nB,Arua,2\n",
    "Women over 19,District\n1,Gulu\n2,Arua\n", "School,District\nHill,Gulu\nLake,Arua\n",
    "Date of incident,District\n2024-01-02,Gulu\n2024-02-03,Arua\n",
    "المحافظة,بنات\nمكان,1\nآخر,2\n", "Région,Filles\nX,1\nY,2\n", "Estado,Niñas\nX,1\nY,2\n",
  ]

  @Test(arguments: sheets) func `are warnings of a check and refused by a conversion`(text: String)
    throws
  {
    let desk = try SuggestDesk()
    let suggestion = try desk.suggest(text)
    try #require(!suggestion.unanswered.isEmpty)
    let mapping = try desk.checked(suggestion)
    #expect(mapping.openDecisions.count >= suggestion.unanswered.count)
    let failure = try #require(throws: Failure.self) {
      try desk.convert("rows.csv", mapping)
    }
    #expect(failure.exitStatus == 2)
    #expect(Set(failure.diagnostics.map(\.code.name)) == ["MAPPING_UNDECIDED"])
    #expect(!desk.shop.exists("out"))
  }

  @Test(arguments: sheets) func `can all be answered, and then nothing is open`(text: String) throws
  {
    let desk = try SuggestDesk()
    var suggestion = try desk.suggest(text)
    let refused = desk.decide(
      &suggestion,
      [
        "school_year": "2024", "report_month": "2024-05", "observation.ref_area": "1",
        "facility.ref_area": "1", "reporting_mode": "1",
      ])
    // A place for the whole sheet is typed where no column could say it.
    for subject in refused {
      let point = try #require(suggestion.openPoints.firstIndex { $0.subject == subject })
      let isTaken = suggestion.answer(point, "UG3005")
      #expect(isTaken, "\(subject)")
    }
    #expect(suggestion.unanswered == [])
    #expect(!desk.draft(suggestion).contains("TODO:"))
    #expect(try desk.checked(suggestion).openDecisions.isEmpty)
  }

  @Test(arguments: sheets) func `show every choice with a number, and one question each`(
    text: String
  )
    throws
  {
    let desk = try SuggestDesk()
    let suggestion = try desk.suggest(text)
    for point in suggestion.unanswered {
      let open = suggestion.openPoints[point]
      for language in Messages.Language.allCases {
        let question = suggestion.question(point, desk.messages, language)
        #expect(question.hasPrefix(open.subject + ": "))
        for (number, choice) in open.choices.enumerated() {
          #expect(question.contains("\n  \(number + 1)  \(choice.label)"))
        }
      }
      #expect(open.takesText || !open.choices.isEmpty, "\(open.subject) cannot be answered")
    }
  }
}
