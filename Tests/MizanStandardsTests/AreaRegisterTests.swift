import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

struct AreaRegisterTests {
  private let temporary: TemporaryStandard
  private let areas: AreaRegister

  init() throws {
    temporary = try TemporaryStandard()
    areas = try #require(try temporary.read().country("AAA")).readAreas()
  }

  private func find(_ label: String, level: Int? = nil, parent: String? = nil) -> [String] {
    areas.areas(folded: Folding.fold(Array(label.utf8)), level: level, parent: parent).map(\.code)
  }

  @Test func `An area is found by code, by name in any language and by alias`() {
    for label in ["A1", "a1", "north", "NORD", "شمال", "Upper"] { #expect(find(label) == ["A1"]) }
    #expect(find("nowhere").isEmpty)
    #expect(find("").isEmpty)
  }

  @Test func `One name may mean several areas until the parent is known`() {
    #expect(find("Town") == ["A101", "A201"])
    #expect(find("Town", parent: "A2") == ["A201"])
    #expect(find("Town", level: 2, parent: "A1") == ["A101"])
    #expect(find("Town", level: 1).isEmpty)
    #expect(find("Town", parent: "AAA") == ["A101", "A201"])
    #expect(find("Town", parent: "ZZ").isEmpty)
  }

  @Test func `An area is found by its exact code`() {
    #expect(areas.area(code: "A1")?.name == "North")
    #expect(areas.area(code: "a1") == nil)
    #expect(areas.area(code: "A1")?.names["ar"] == "شمال")
    #expect(areas.area(code: "A1")?.validFrom == "2020-01-01")
  }

  @Test func `Candidates keep to the level and the parent`() {
    #expect(areas.candidates(for: "Nort", level: nil, parent: nil, limit: 3).first?.code == "A1")
    #expect(areas.candidates(for: "Nort", level: 2, parent: nil, limit: 3).isEmpty)
    #expect(areas.candidates(for: "Twon", level: 2, parent: "A2", limit: 3).map(\.code) == ["A201"])
  }

  @Test func `Parents that go round in circles end`() throws {
    try temporary.folder.write(
      "countries/AAA/areas.csv",
      TemporaryStandard.areaHeads + "A,1,North,,,B,,,\nB,1,South,,,A,,,\n")
    let round = try #require(try temporary.read().country("AAA")).areas
    #expect(round.areas(folded: Array("north".utf8), level: nil, parent: "ZZ").isEmpty)
  }

  @Test func `A register that cannot be read is empty and tells why when asked`() throws {
    try temporary.folder.write(
      "countries/AAA/areas.csv", TemporaryStandard.areaHeads + "A,one,North,,,,,,\n")
    let country = try #require(try temporary.read().country("AAA"))
    #expect(country.areas.areas.isEmpty)
    let failure = #expect(throws: Failure.self) { try country.readAreas() }
    #expect(failure?.diagnostics.first?.code.name == "AREA_LEVEL_UNREADABLE")
  }
}
