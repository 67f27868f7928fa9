import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

struct DeepAreaTests {
  private let heads = TemporaryStandard.areaHeads

  private func folded(_ label: String) -> [UInt8] { Folding.fold(Array(label.utf8)) }

  @Test func `Deep areas are read only when their level is asked for`() throws {
    let temporary = try TemporaryStandard()
    try temporary.folder.write("countries/AAA/areas-adm3.csv", "broken")
    try temporary.folder.write("countries/AAA/areas-adm4.csv", "broken")
    let country = try #require(try temporary.read().country("AAA"))
    #expect(country.areas(downTo: nil).areas.count == 5)
    #expect(country.areas(downTo: 2).areas.count == 5)
    #expect(country.areas(downTo: 3).areas.isEmpty)
    #expect(throws: Failure.self) { try country.readAreas(downTo: 3) }
    #expect(throws: Failure.self) { try country.readAreas(downTo: 4) }
  }

  @Test func `Each level has the levels above it`() throws {
    let temporary = try TemporaryStandard()
    try temporary.folder.write(
      "countries/AAA/areas-adm3.csv", heads + "A10101,3,Ward,,,A101,,,\n")
    try temporary.folder.write(
      "countries/AAA/areas-adm4.csv", heads + "C1,4,Hamlet,,,A10101,,,\n")
    let country = try #require(try temporary.read().country("AAA"))
    #expect(country.areas(downTo: 3).areas.count == 6)
    #expect(country.areas(downTo: 4).areas.count == 7)
    #expect(country.areas(downTo: 5).areas.count == 7)
    #expect(country.areas(downTo: 9).areas.count == 7)
    let found = country.areas(downTo: 4).areas(folded: folded("hamlet"), level: 4, parent: "A1")
    #expect(found.map(\.code) == ["C1"])
    #expect(country.areas.area(code: "C1") == nil)
  }

  @Test func `A country without deep files has none`() throws {
    let temporary = try TemporaryStandard()
    let country = try #require(try temporary.read().country("AAA"))
    #expect(country.areas(downTo: 4).areas.count == 5)
  }

  @Test func `Syria has its sub-districts and communities`() throws {
    let country = try #require(try RealStandard.read().country("SYR"))
    let areas = try country.readAreas(downTo: 4)
    let counts = (0...4).map { level in areas.areas.filter { $0.level == level }.count }
    #expect(counts == [1, 14, 62, 270, 4716])
    #expect(try country.readAreas().areas.count == 77)
    let harim = areas.areas(folded: folded("مركز حارم"), level: 3, parent: "SY07")
    #expect(harim.map(\.parent) == ["SY0703"])
    #expect(areas.area(code: "C8380")?.names["ar"] == "الكفير")
  }

  @Test func `Palestine has localities with codes of our own`() throws {
    let country = try #require(try RealStandard.read().country("PSE"))
    let areas = try country.readAreas(downTo: 3)
    #expect(areas.areas.filter { $0.level == 3 }.count == 1329)
    let birzeit = try #require(areas.area(code: "PS01-birzeit"))
    #expect(birzeit.parent == "PS0130")
    #expect(
      areas.areas(folded: folded("بيرزيت"), level: 3, parent: "PS01").map(\.code)
        == ["PS01-birzeit"])
  }

  @Test func `An area that was divided is kept with its end and its successors`() throws {
    let standards = try RealStandard.read()
    let ethiopia = try #require(try standards.country("ETH")).areas
    let omo = try #require(ethiopia.area(code: "ET0707"))
    #expect(omo.validTo == "2023-08-18" && omo.succeededBy == ["ET0805", "ET0812"])
    #expect(ethiopia.area(code: "ET0801")?.validFrom == "2023-08-19")
    let both = ethiopia.areas(folded: folded("Wolayita"), level: 2, parent: nil)
    #expect(both.map(\.code) == ["ET0706", "ET0801"])
    let one = ethiopia.areas(folded: folded("Wolayita"), level: 2, parent: "ET08")
    #expect(one.map(\.code) == ["ET0801"])
    #expect(
      try #require(try standards.country("SSD")).areas.area(code: "SS0807")?.succeededBy == [
        "SS0001"
      ])
  }

  @Test func `Regions of Ethiopia are found in Amharic`() throws {
    let ethiopia = try #require(try RealStandard.read().country("ETH")).areas
    #expect(ethiopia.areas(folded: folded("ትግራይ"), level: 1, parent: nil).map(\.code) == ["ET01"])
    #expect(ethiopia.areas(folded: folded("ሶማሌ"), level: 1, parent: nil).map(\.code) == ["ET05"])
  }
}
