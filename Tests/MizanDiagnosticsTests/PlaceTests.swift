import MizanDiagnostics
import Testing

@Suite struct `Places` {
  @Test(arguments: [
    (1, "A"), (2, "B"), (26, "Z"), (27, "AA"), (28, "AB"), (52, "AZ"), (53, "BA"), (702, "ZZ"),
    (703, "AAA"), (16_384, "XFD"), (18_278, "ZZZ"), (18_279, "AAAA"),
  ])
  func `columns have the letters of a spreadsheet`(_ column: Int, _ letters: String) {
    #expect(Place.letters(ofColumn: column) == letters)
  }

  @Test func `letters lead back to their column`() {
    for column in 1...20_000 {
      let back = Place.letters(ofColumn: column).unicodeScalars.reduce(0) {
        $0 * 26 + Int($1.value) - 64
      }
      #expect(back == column)
    }
  }

  @Test func `there is no column before the first`() {
    #expect(Place.letters(ofColumn: 0) == "")
    #expect(Place.letters(ofColumn: -4) == "")
    #expect(!Place.letters(ofColumn: .max).isEmpty)
  }

  @Test func `an address needs row and column`() {
    #expect(Place("a", row: 12, column: 6).cell == "F12")
    #expect(Place("a", row: 12).cell == nil)
    #expect(Place("a", column: 6).cell == nil)
    #expect(Place("a", line: 6).cell == nil)
  }

  @Test(
    arguments: [
      (Place("a.csv"), "a.csv"),
      (Place("a.csv", row: 9), "a.csv ▸ row 9"),
      (Place("a.csv", row: 9, column: 5), "a.csv ▸ E9"),
      (Place("a.csv", line: 31), "a.csv:31"),
      (Place("chad.map.yaml", column: 9, line: 31), "chad.map.yaml:31:9"),
      (Place("ouaddai.xlsx", sheet: "Données 2024"), "ouaddai.xlsx ▸ Données 2024"),
      (
        Place("ouaddai.xlsx", sheet: "Données 2024", row: 9, column: 5),
        "ouaddai.xlsx ▸ Données 2024 ▸ E9"
      ),
      (Place("w.xlsx", sheet: "S", row: 3), "w.xlsx ▸ S ▸ row 3"),
      (Place("w.xlsx", sheet: "S", line: 3), "w.xlsx ▸ S:3"),
      (Place("a.csv", row: 9, column: 5, line: 31), "a.csv ▸ E9"),
      (Place("a.csv", row: 9, line: 31), "a.csv ▸ row 9"),
      (Place("a.csv", column: 5), "a.csv"),
      (Place(""), ""),
    ])
  func `a place is described from the large to the small`(_ place: Place, _ text: String) {
    #expect(place.description == text)
    #expect("\(place)" == text)
  }

  @Test func `places differ in every part`() {
    let places: Set<Place> = [
      Place("a"), Place("b"), Place("a", sheet: "s"), Place("a", row: 1), Place("a", column: 1),
      Place("a", line: 1), Place("a", sheet: ""), Place("a", row: 1, column: 1),
    ]
    #expect(places.count == 8)
    #expect(places.contains(Place("a", row: 1, column: 1)))
  }

  @Test func `the parts of a place can be changed one by one`() {
    var place = Place("a.xlsx", sheet: "One", row: 1, column: 1)
    place.sheet = "Two"
    place.row = 7
    place.column = 28
    #expect(place.description == "a.xlsx ▸ Two ▸ AB7")
    place.file = "b.xlsx"
    place.column = nil
    place.sheet = nil
    #expect(place.description == "b.xlsx ▸ row 7")
  }
}
