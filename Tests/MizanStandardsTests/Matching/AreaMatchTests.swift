import MizanRecords
import Testing

@testable import MizanStandards

struct AreaMatchTests {
  static func area(
    _ code: String, _ level: Int, _ parent: String, _ names: [String: String], _ aliases: String...
  ) -> AreaRegister.Area {
    AreaRegister.Area(
      code: code, level: level, names: names, aliases: aliases, parent: parent, iso3166: "",
      validFrom: "", validTo: "", succeededBy: [], line: 1)
  }

  private let register = AreaRegister([
    area("AAA", 0, "", ["en": "Land"]),
    area("A1", 1, "AAA", ["en": "North", "ar": "الشمال"], "Upper Land"),
    area("A2", 1, "AAA", ["en": "South"]),
    area("A11", 2, "A1", ["en": "Zeitun", "ar": "الزيتون"]),
    area("A12", 2, "A1", ["en": "Zeitun", "ar": "زيتون"]),
    area("A13", 2, "A1", ["en": "Gambela"]),
    area("A14", 2, "A1", ["en": "Kafr Nabl"]),
    area("A21", 2, "A2", ["en": "Kafr Nobol", "ar": "كفر نبل"]),
    area("A22", 2, "A2", ["en": "Tall Rifat"]),
    area("A23", 2, "A2", ["en": "As-Suqaylabiyah"]),
  ])

  private func match(_ label: String, _ parent: String? = nil, level: Int? = nil) -> AreaMatch {
    register.match(label, level: level, parent: parent)
  }

  @Test func `Only an exact name in the scope gives a code`() {
    #expect(match("NORTH").code == "A1")
    #expect(match("kafr-nabl", "A1").code == "A14")
    #expect(match("A22").code == "A22")
    #expect(match("Nort").code == nil)
    #expect(match("Nort").candidates.first?.code == "A1")
    #expect(match("North?").code == nil)
    #expect(match("North?").candidates.first?.code == "A1")
  }

  @Test func `A name that two areas of the scope have gives none`() {
    let both = match("Zeitun", "A1")
    #expect(both.code == nil)
    #expect(both.candidates.map(\.code) == ["A11", "A12"])
    #expect(both.candidates.allSatisfy { $0.score == 1 })
  }

  @Test func `The article neither hides a name nor decides between two`() {
    #expect(match("شمال").code == "A1")
    #expect(match("Suqaylabiyah", "A2").code == "A23")
    #expect(match("الزيتون", "A1").code == nil)
    #expect(match("زيتون", "A1").code == nil)
    #expect(match("زيتون", "A1").candidates.first?.code == "A12")
    #expect(match("شمال").candidates.first?.why == "same without the article")
  }

  @Test func `The same name under another parent is proposed and says where it lies`() throws {
    let elsewhere = match("Tall Rifat", "A1")
    #expect(elsewhere.code == nil)
    let first = try #require(elsewhere.candidates.first)
    #expect(first.code == "A22")
    #expect(first.why == "same label, but in South")
    #expect(first.score == 0.65)
  }

  @Test func `Spelling in the parent comes before a name elsewhere`() {
    let found = match("Kafr Nobl", "A1").candidates
    #expect(found.first?.code == "A14")
    #expect(match("Kafr Nobl").candidates.map(\.code) == ["A21", "A14"])
  }

  @Test func `Another script, another order, a part and an alias are reasons`() {
    #expect(match("غامبيلا").candidates.first?.why == "sounds alike in Latin letters")
    #expect(match("جامبيلا").candidates.first?.why == "sounds much alike in Latin letters")
    #expect(match("Rifat Tall").candidates.first?.why == "same words in another order")
    #expect(match("Old Gambela").candidates.first?.why == "one name holds the other")
    #expect(
      match("Gambela District").candidates.first?.why == "same label, without the kind of place")
    #expect(match("Gambella District").code == nil)
    #expect(match("Uper Land").candidates.first?.why == "spelling, 1 letter, alias “Upper Land”")
  }

  @Test(arguments: [
    ("Idlib Governorate", "idlib"), ("محافظة حلب", "حلب"), ("Région du Lac", "lac"),
    ("Province of Aleppo", "aleppo"), ("ትግራይ ክልል", "ትግራይ"), ("Gaza City", "gaza"),
  ])
  func `The word for the kind of place is left out`(label: String, name: String) {
    #expect(PlaceWords.strip(label) == name)
  }

  @Test(arguments: ["Idleb", "Governorate", "", "Lake District Hills", "City of"])
  func `Nothing else is left out`(label: String) {
    let stripped = PlaceWords.strip(label)
    #expect(stripped == nil || label == "City of" && stripped == nil)
  }

  @Test func `An unknown parent gives no code`() {
    #expect(match("North", "ZZ").code == nil)
    #expect(match("North", "ZZ").candidates.first?.code == "A1")
    #expect(match("", "A1") == AreaMatch(code: nil, candidates: []))
    #expect(match("---") == AreaMatch(code: nil, candidates: []))
    #expect(match("Qqqqqq") == AreaMatch(code: nil, candidates: []))
  }

  @Test func `Ties with the last candidate are shown`() {
    let many = AreaRegister(
      [AreaMatchTests.area("AAA", 0, "", ["en": "Land"])]
        + (0..<30).map { AreaMatchTests.area("B\($0)", 1, "AAA", ["en": "Place\($0 % 10)x"]) })
    let found = many.match("Placex", limit: 2).candidates
    #expect(found.count == AreaRegister.mostTies)
    #expect(many.match("Place1x", limit: 2).candidates.map(\.score) == [1, 1, 1])
    #expect(many.candidates(for: "Placex", level: nil, parent: nil, limit: 2).count == 2)
  }

  @Test func `A level keeps other levels out, also outside of the parent`() {
    #expect(match("Nort", "A2", level: 2).candidates.isEmpty)
    #expect(match("North", level: 2).code == nil)
    #expect(match("South", "AAA", level: 1).code == "A2")
  }
}
