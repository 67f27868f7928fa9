import Foundation
import Testing

@testable import Mizan

/// Sheets with all that real sheets have around their rows, from the file to the records.
@Suite struct `A draft of a whole sheet` {
  @Test func `finds headings below titles, and the school year in a title`() throws {
    let desk = try SuggestDesk()
    var suggestion = try desk.suggest(
      """
      Ministry of Education,,,
      School year 2023/2024,,,
      ,,,
      District,School name,Girls,Boys
      Gulu,Hill School,10,12
      Arua,Lake School,7,9

      """)
    #expect(suggestion.sketch.headingRow == 4)
    #expect(suggestion.sketch.titles == ["Ministry of Education", "School year 2023/2024"])
    let draft = desk.draft(suggestion)
    #expect(draft.contains("title: [\"School year {school_year}\"]"))
    #expect(desk.decide(&suggestion, ["measure": "STU"]) == [])
    let records = try desk.convert("rows.csv", try desk.checked(suggestion))
    #expect(
      records.map { $0["value"] }.sorted { ($0 ?? "") < ($1 ?? "") } == ["10", "12", "7", "9"])
    #expect(Set(records.map { $0["school_year"] }).count == 1)
    #expect(records.first?["school_year"]?.hasPrefix("2023") == true)
  }

  @Test func `drops rows of sums and keeps them for checks`() throws {
    let desk = try SuggestDesk()
    var suggestion = try desk.suggest(
      "District,Girls,Boys\nGulu,10,12\nArua,7,9\nMoyo,1,1\nTotal,18,22\n")
    #expect(suggestion.sketch.totals == ["Total"])
    #expect(suggestion.sketch.rows == 3)
    let draft = desk.draft(suggestion)
    #expect(
      draft.contains("{ name: totals, where: adm2, says: [\"Total\"], keep_for_checks: true }"))
    #expect(desk.decide(&suggestion, ["measure": "STU", "school_year": "2024"]) == [])
    let records = try desk.convert("rows.csv", try desk.checked(suggestion))
    #expect(records.count == 6)
    #expect(!records.contains { $0["value"] == "18" || $0["value"] == "22" })
  }

  @Test(arguments: [
    ("Département,Filles,Garçons\nKanem,1,2\nLac,3,4\nTotal général,4,6\n", "Total général"),
    ("المحافظة,إناث,ذكور\nحلب,1,2\nإدلب,3,4\nالمجموع,4,6\n", "المجموع"),
  ]) func `knows rows of sums in other languages`(text: String, label: String) throws {
    let desk = try SuggestDesk()
    let suggestion = try desk.suggest(text)
    #expect(suggestion.sketch.totals == [label])
    _ = try desk.checked(suggestion)
  }

  @Test func `fills areas down that are written once`() throws {
    let desk = try SuggestDesk()
    var suggestion = try desk.suggest(
      """
      District,School name,Girls,Boys
      Gulu,A,1,2
      ,B,3,4
      ,C,5,6
      Arua,D,7,8
      ,E,9,10
      ,F,11,12

      """)
    #expect(desk.draft(suggestion).contains("fill_down: [adm2]"))
    #expect(desk.decide(&suggestion, ["measure": "STU", "school_year": "2024"]) == [])
    let records = try desk.convert("rows.csv", try desk.checked(suggestion))
    #expect(records.count == 12)
    #expect(Set(records.compactMap { $0["ref_area"] }).count == 2)
    #expect(records.allSatisfy { $0["ref_area"]?.isEmpty == false })
  }

  @Test(arguments: [
    "District,School,Girls\nGulu,A,1\nArua,B,2\nMoyo,C,3\n",
    "District,School,Girls\n,A,1\nGulu,B,2\n,C,3\n,D,4\n",
    "School,District,Girls\nA,Gulu,1\nB,Gulu,2\nC,,3\nD,,4\nE,Arua,5\nF,Arua,6\n",
  ]) func `fills nothing down that is blank for another reason`(text: String) throws {
    let desk = try SuggestDesk()
    let suggestion = try desk.suggest(text)
    #expect(!desk.draft(suggestion).contains("fill_down"))
  }

  @Test(arguments: [
    ("P1 / Girls,P1 / Boys,P2 / Girls,P2 / Boys", "{grade} / {sex}"),
    ("Girls_6-8,Boys_6-8,Girls_9-11,Boys_9-11", "{sex}_{age}"),
    ("Girls - 6-8,Boys - 6-8,Girls - 9-11,Boys - 9-11", "{sex} - {age}"),
  ]) func `reads headings with two dimensions as a grid`(headings: String, pattern: String) throws {
    let desk = try SuggestDesk()
    var suggestion = try desk.suggest("District,\(headings)\nGulu,1,2,3,4\nArua,5,6,7,8\n")
    #expect(suggestion.draft.grid?.pattern == pattern)
    #expect(desk.decide(&suggestion, ["measure": "STU", "school_year": "2024"]) == [])
    let mapping = try desk.checked(suggestion)
    #expect(mapping.mapping.grids.map(\.pattern.text) == [pattern])
    let records = try desk.convert("rows.csv", mapping)
    #expect(
      records.compactMap { $0["value"].flatMap { Int($0) } }.sorted() == Array(1...8),
      "each cell is a record")
    #expect(Set(records.map { $0["sex"] }) == ["F", "M"])
  }

  @Test func `joins two rows of headings`() throws {
    let desk = try SuggestDesk()
    var suggestion = try desk.suggest(
      "District,P1,P1,P2,P2\n,Girls,Boys,Girls,Boys\nGulu,1,2,3,4\nArua,5,6,7,8\n")
    #expect(suggestion.sketch.headingRows == 2)
    #expect(desk.draft(suggestion).contains("header: { row: 1, rows: 2 }"))
    #expect(desk.decide(&suggestion, ["measure": "STU", "school_year": "2024"]) == [])
    let records = try desk.convert("rows.csv", try desk.checked(suggestion))
    #expect(records.count == 8)
    #expect(Set(records.compactMap { $0["grade"] }) == ["G1", "G2"])
  }

  @Test func `checks the parts against a column of totals`() throws {
    let desk = try SuggestDesk()
    let suggestion = try desk.suggest("District,Girls,Boys,Total\nGulu,1,2,3\nArua,5,6,11\n")
    let mapping = try desk.checked(suggestion).mapping
    #expect(mapping.checks.map(\.name) == ["row-total"])
    #expect(mapping.records.count == 2, "the total is no record of its own")
    let without = try desk.suggest("District,Girls,Boys\nGulu,1,2\nArua,5,6\n")
    #expect(try desk.checked(without).mapping.checks.isEmpty)
  }

  @Test func `names each column once, and says why it stands there`() throws {
    let desk = try SuggestDesk()
    let suggestion = try desk.suggest(
      "Partner,Partner name,District,Girls,Girls 6-11,Women,Boys\nA,B,Gulu,1,2,3,4\nC,D,Arua,5,6,7,8\n",
      table: "activity")
    let draft = desk.draft(suggestion)
    let names = draft.split(separator: "\n").filter { $0.hasPrefix("  ") && $0.contains(": [\"") }
      .compactMap { $0.split(separator: ":").first.map(String.init) }
    #expect(Set(names).count == names.count, "\(names)")
    for (line, next) in zip(
      draft.split(separator: "\n"), draft.split(separator: "\n").dropFirst())
    where next.contains(": [\"") && next.hasPrefix("  ") && !next.contains("title") {
      #expect(line.hasPrefix("  # "), "\(next)")
    }
    #expect(
      suggestion.openPoints.contains { $0.subject == "activity.org_lead" && $0.choices.count == 2 },
      "two columns say it alike")
  }

  @Test func `takes the sheet that says most, and names the others`() throws {
    let desk = try SuggestDesk()
    let text = """
      {"notes":[{"a":"hello","b":"world"},{"a":"x","b":"y"}],
       "lists":[{"district":"Gulu","code":"UG3005"},{"district":"Arua","code":"UG3013"}],
       "data":[{"district":"Gulu","girls":1,"boys":2,"school":"A"},
               {"district":"Arua","girls":3,"boys":4,"school":"B"}]}
      """
    let suggestion = try desk.suggest(text, name: "book.json")
    #expect(suggestion.sketch.sheet?.hasSuffix("data") == true)
    #expect(suggestion.otherSheets.contains { $0.hasSuffix("lists") })
    _ = try desk.checked(suggestion)
    let name = try #require(suggestion.otherSheets.first { $0.hasSuffix("lists") })
    let other = try desk.suggest(text, name: "book.json", sheet: name)
    #expect(other.sketch.sheet == name)
    #expect(other.othersText(desk.messages, .english).contains("--sheet"))
  }

  @Test func `of a register of schools is a facility`() throws {
    let desk = try SuggestDesk()
    let suggestion = try desk.suggest("name,emis\nABIM S.S,4527\nLOTUKE SEED S.S,188003\n")
    #expect(
      suggestion.proposals.map { $0.best?.concept.name } == ["facility_name", "facility_code"])
    #expect(suggestion.proposals[0].best?.reasons.first?.code == .byNeighbour)
    #expect(try desk.checked(suggestion).mapping.records.map(\.table) == ["facility"])
  }

  @Test func `of a list of areas takes a bare number for their code`() throws {
    let desk = try SuggestDesk()
    let suggestion = try desk.suggest("id,name\n101,Gulu\n102,Arua\n103,Moyo\n")
    #expect(
      suggestion.proposals.map { $0.best?.concept.target } == [
        "activity.ref_area", "activity.ref_area",
      ])
    #expect(suggestion.proposals[0].best?.reasons.first?.code == .byNeighbour)
    _ = try desk.checked(suggestion)
  }

  @Test(arguments: [
    "id,name\n101,Gulu\n101,Arua\n103,Moyo\n", "id,name\n1,Gulu\n2,Gulu\n3,Arua\n",
    "id,name,village\n1,Gulu,Arua\n2,Arua,Gulu\n3,Moyo,Moyo\n", "id,name\n1,X\n2,Y\n",
  ]) func `takes a bare number for nothing where lines are no areas`(text: String) throws {
    let desk = try SuggestDesk()
    #expect(try desk.suggest(text).proposals[0].best == nil)
  }

  @Test func `says nothing of values that are personal`() throws {
    let desk = try SuggestDesk()
    let suggestion = try desk.suggest(
      "District,Name of enumerator,Phone,Girls\nGulu,Akello Grace,0772123456,1\nArua,Opio J,0772123457,2\n"
    )
    for language in Messages.Language.allCases {
      let text = desk.draft(suggestion, language) + suggestion.json(desk.messages, language)
      #expect(!text.contains("Akello"))
      #expect(!text.contains("077212"))
    }
  }

  @Test func `keeps an age that can be meant in two ways open`() throws {
    let desk = try SuggestDesk()
    let suggestion = try desk.suggest("District,Women over 19,Girls 6-11\nGulu,1,2\nArua,3,4\n")
    let point = try #require(suggestion.openPoints.first { $0.subject == "observation.age" })
    #expect(point.choices.map(\.label).contains("_U"))
    #expect(SuggestDesk.lines(desk.draft(suggestion), "age").contains("{ value: Y6T11 }"))
  }

  @Test func `asks about numbers that are only likely, and leaves out those that are not`() throws {
    let desk = try SuggestDesk()
    let suggestion = try desk.suggest(
      "District,Girls,Children of the poorest families,Books for many of the poorest boys there\nGulu,1,2,9\nArua,3,4,9\n"
    )
    for proposal in suggestion.proposals.dropFirst() {
      let sure = proposal.best?.confidence ?? 0
      let isRecord = suggestion.draft.columns.contains {
        $0.isUsed && $0.proposal.column.heading.text == proposal.column.heading.text
      }
      #expect(isRecord == (sure >= DraftMaker.likely), "\(proposal.column.heading.text) \(sure)")
    }
    let open = suggestion.openPoints.filter { $0.subject == "observation.value" }
    let unsure = suggestion.proposals.filter {
      (DraftMaker.likely..<DraftMaker.sure).contains($0.best?.confidence ?? 0)
        && $0.best?.concept.field == "value"
    }
    #expect(open.count == unsure.count)
    _ = try desk.checked(suggestion)
  }
}
