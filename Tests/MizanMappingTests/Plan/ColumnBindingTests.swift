import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

private func columns(_ text: String, _ rest: String = "") -> String {
  "columns: \(text)\n\(rest)record: { table: observation }\n"
}

@Suite struct `A name of a column` {
  @Test(arguments: [
    ("[Area]", "Area|x", 0), ("[Area]", "x|Area", 1), ("[area]", "x|AREA", 1),
    ("[Région]", "x|region", 1), ("[المحافظة]", "x|المُحافَظة", 1),
    ("[\"Ref  Area\"]", "x|ref area", 1),
    ("[Zone, Area]", "x|Area", 1), ("[\"Area*\"]", "x|Area name", 1), ("[\"Area*\"]", "x|area", 1),
    ("[\"#adm1+name\"]", "x~|Area~#adm1+name", 1), ("[\"#ADM1 +name\"]", "x~|Area~#adm1+name", 1),
    ("[\"#adm1+name\"]", "x|#adm1+name", 1), ("[\"#adm1+name\"]", "x|#adm1 +NAME", 1),
    ("Area", "x|y|Area", 2),
    ("{ headings: [\"Area*\"], not: [\"Area code\"] }", "Area code|Area", 1),
    ("{ headings: [\"Area*\"], not: [\"Area c*\"] }", "Area code|Area count|Area", 2),
    ("{ headings: [\"*\"], not: [x, y] }", "x|Z|y", 1),
  ])
  func `finds the one heading that fits`(_ wanted: String, _ headings: String, _ column: Int) throws
  {
    let binding = try Planning.binding(columns("{ area: \(wanted) }"), headings)
    #expect(binding.columns == ["area": column])
    #expect(binding.absent.isEmpty && binding.grids.isEmpty)
  }

  @Test(arguments: [
    ("[Area]", "Areas|x"), ("[\"Area*\"]", "The area|x"), ("[Area]", "x|y"),
    ("[\"#adm1\"]", "adm1|x"),
    ("[\"#adm1!\"]", "x~#adm1+name|y"), ("{ headings: [Area], not: [Area] }", "Area|x"),
    ("[Area]", ""), ("[\"Area *x\"]", "Area y|y"),
  ])
  func `that fits no heading is told with what it looked for and what is there`(
    _ wanted: String, _ headings: String
  ) throws {
    let faults = Planning.faults(columns("{ area: \(wanted) }"), headings)
    #expect(faults.map(\.code.name) == ["HEADING_MISSING"])
    let fault = try #require(faults.first)
    #expect(fault.arguments["name"] == "area")
    #expect(fault.place?.file == "t.csv" && fault.place?.sheet == "S" && fault.place?.column == nil)
    for heading in EngineHarness.cells(headings) where !heading.isEmpty && !heading.contains("~") {
      #expect(fault.arguments["known"]?.contains(heading) == true)
    }
  }

  @Test func `that is optional may be absent`() throws {
    let binding = try Planning.binding(
      columns("{ area: { headings: [Area], optional: true }, kids: [Kids] }"), "Kids|x")
    #expect(binding.columns == ["kids": 0])
    #expect(binding.absent == ["area"])
  }

  @Test func `that is optional is bound where it is there`() throws {
    let binding = try Planning.binding(
      columns("{ area: { headings: [Area], optional: true } }"), "x|Area")
    #expect(binding.columns == ["area": 1] && binding.absent.isEmpty)
  }

  @Test(arguments: [
    ("[Area]", "Area|x|area", "HEADER_DUPLICATE", 1),
    ("[Area]", "x|Area|Area|Area", "HEADER_DUPLICATE", 2),
    ("[Area, Zone]", "Zone|Area", "HEADING_AMBIGUOUS", 1),
    ("[\"Area*\"]", "x|Area 1|Area 2", "HEADING_AMBIGUOUS", 2),
    ("{ headings: [\"A*\"], not: [Ax] }", "Ax|Ay|Az", "HEADING_AMBIGUOUS", 2),
    ("{ headings: [Area], optional: true }", "Area|Area", "HEADER_DUPLICATE", 1),
    ("[\"#adm1\"]", "a~#adm1|b~#adm1", "HEADING_AMBIGUOUS", 1),
  ])
  func `that fits several headings is told with the first of them`(
    _ wanted: String, _ headings: String, _ code: String, _ column: Int
  ) {
    let faults = Planning.faults(columns("{ area: \(wanted) }"), headings)
    #expect(faults.map(\.code.name) == [code])
    #expect(faults.first?.place?.column == column)
    #expect(faults.first?.arguments["value"]?.contains(" · ") == true)
  }

  @Test func `is told together with all others`() {
    let faults = Planning.faults(
      columns("{ a: [A], b: [B], c: [\"C*\"], d: [D] }"), "D|C1|C2|d")
    #expect(
      faults.map(\.code.name) == [
        "HEADING_MISSING", "HEADING_MISSING", "HEADING_AMBIGUOUS", "HEADER_DUPLICATE",
      ])
    #expect(faults.map { $0.arguments["name"] } == ["a", "b", "c", "d"])
  }

  @Test func `may share its heading with another name`() throws {
    let binding = try Planning.binding(columns("{ a: [Area], b: [area] }"), "Area|x")
    #expect(binding.columns == ["a": 0, "b": 0])
  }

  @Test func `is a matter for a person, not of the mapping's file`() {
    #expect(throws: Failure(.undecided, Planning.faults(columns("{ a: [A] }"), "B"))) {
      try Planning.binding(columns("{ a: [A] }"), "B")
    }
  }

  @Test func `shows at most forty headings of a wide table`() throws {
    let headings = (1...60).map { "Heading\($0)" }.joined(separator: "|")
    let known = try #require(
      Planning.faults(columns("{ a: [A] }"), headings).first?.arguments["known"])
    #expect(known.contains("Heading40") && !known.contains("Heading41"))
  }
}

@Suite struct `A heading that no name uses` {
  private func unused(_ rest: String, _ headings: String) throws -> [String] {
    try Planning.binding(columns("{ area: [Area] }", rest), headings).unused.map(\.text)
  }

  @Test func `is kept for a note`() throws {
    #expect(try unused("", "Area|Remarks|Date") == ["Remarks", "Date"])
  }

  @Test func `is forgotten where the mapping ignores it`() throws {
    #expect(try unused("ignore: [remarks]\n", "Area|Remarks|Date") == ["Date"])
    #expect(try unused("ignore: [\"Col*\", Date]\n", "Area|Col 1|Column|date") == [])
    #expect(try unused("ignore: [\"*\"]\n", "Area|a|b|c") == [])
    #expect(try unused("ignore: [\"#meta\"]\n", "Area|Note~#meta") == [])
  }

  @Test func `is nothing when it is blank`() throws {
    #expect(try unused("", "Area||  |x") == ["x"])
  }

  @Test func `is told in the plan, unless extras are kept`() throws {
    let body = "columns: { area: [Area], kids: [Kids] }\n" + Planning.record
    let told = try EngineHarness(body, headings: "Area|Kids|Remarks").plan.notes
    #expect(told.map(\.code.name) == ["COLUMN_UNUSED"])
    #expect(told.first?.place?.column == 3 && told.first?.arguments == ["value": "Remarks"])
    let kept = try EngineHarness(body + "extras: keep\n", headings: "Area|Kids|Remarks").plan.notes
    #expect(kept == [])
    let asked = try EngineHarness(body + "extras: tell\n", headings: "Area|Kids|Remarks").plan.notes
    #expect(asked == told)
  }

  @Test func `is not one that another name fits as well`() throws {
    #expect(
      try Planning.binding(columns("{ a: [\"Area*\"], b: [Area1] }"), "Area1|x").unused.map(\.text)
        == ["x"])
  }
}

@Suite struct `A grid's headings` {
  private let grid = "columns: { area: [Area] }\ngrid: { heading: \"{grade} / {sex}\", cell: n }\n"

  private func bind(_ text: String, _ headings: String) throws -> ColumnBinding {
    try Planning.binding(text + "record: { table: observation }\n", headings)
  }

  private func faults(_ text: String, _ headings: String) -> [Diagnostic] {
    Planning.faults(text + "record: { table: observation }\n", headings)
  }

  @Test func `give the dimensions of each column from left to right`() throws {
    let columns = try bind(grid, "1 / M|Area|1 / F|2 /  M ").grids[0]
    #expect(columns.map(\.column) == [0, 2, 3])
    #expect(
      columns.map(\.dimensions) == [
        ["grade": "1", "sex": "M"], ["grade": "1", "sex": "F"], ["grade": "2", "sex": "M"],
      ])
    #expect(columns.map(\.heading) == ["1 / M", "1 / F", "2 /  M"])
  }

  @Test func `that fit no pattern are refused, each with its column`() {
    let faults = faults(grid, "Area|1 / M|Remarks|Date")
    #expect(faults.map(\.code.name) == ["GRID_HEADING_UNFIT", "GRID_HEADING_UNFIT"])
    #expect(faults.map(\.place?.column) == [3, 4])
    #expect(faults.map { $0.arguments["value"] } == ["Remarks", "Date"])
    #expect(faults.first?.arguments["known"] == "{grade} / {sex}")
  }

  @Test func `that the mapping ignores are no concern of the grid`() throws {
    let ignoring = grid + "ignore: [Remarks, \"Total*\"]\n"
    #expect(try bind(ignoring, "Area|1 / M|Remarks|Total / M|").grids[0].count == 1)
  }

  @Test func `must be there at least once`() {
    let faults = faults(grid, "Area|")
    #expect(faults.map(\.code.name) == ["GRID_EMPTY"])
    #expect(faults.first?.arguments == ["value": "{grade} / {sex}", "name": "n"])
  }

  @Test func `that fit two grids are refused`() {
    let two =
      "columns: { area: [Area] }\ngrid: [{ heading: \"{a} / {b}\", cell: n }, { heading: \"R {c}\", cell: m }]\n"
    #expect(faults(two, "Area|1 / M|R 1").isEmpty)
    #expect(faults(two, "Area|1 / M|R 1 / M").map(\.code.name) == ["GRID_HEADING_UNFIT"])
  }

  @Test func `go to the grid that they fit`() throws {
    let two =
      "columns: { area: [Area] }\ngrid: [{ heading: \"G{g}_{s}\", cell: n }, { heading: \"R_{g}\", cell: m }]\n"
    let grids = try bind(two, "G1_M|R_1|Area|G2_F|R_2").grids
    #expect(grids.map { $0.map(\.column) } == [[0, 3], [1, 4]])
    #expect(grids[1].map { $0.dimensions["g"] } == ["1", "2"])
  }

  @Test func `are looked at only after the names have taken theirs`() throws {
    let body =
      "columns: { area: [Area], total: [\"Total / all\"] }\ngrid: { heading: \"{a} / {b}\", cell: n }\n"
    let binding = try bind(body, "Area|1 / M|Total / all")
    #expect(binding.columns["total"] == 2 && binding.grids[0].map(\.column) == [1])
  }

  @Test(arguments: [
    ("{grade} / {sex}", "1 / M / x", ["grade": "1", "sex": "M / x"]),
    ("G{grade}_{sex}", "g1_m", ["grade": "1", "sex": "m"]),
    ("{sex}", "M", ["sex": "M"]), ("Grade {grade} total", "grade 3 TOTAL", ["grade": "3"]),
    ("الصف {grade} - {sex}", "الصف الأول - ذكور", ["grade": "الأول", "sex": "ذكور"]),
  ])
  func `are cut by the pattern`(
    _ pattern: String, _ heading: String, _ dimensions: [String: String]
  )
    throws
  {
    let body = "columns: { area: [Area] }\ngrid: { heading: \"\(pattern)\", cell: n }\n"
    #expect(try bind(body, "Area|\(heading)").grids[0].first?.dimensions == dimensions)
  }
}

@Suite struct `A heading's pattern` {
  static let random: [String] = {
    var chance = SeededNumbers(21)
    let pieces = ["Area", "area ", "Code", " ", "1", "é", "المحافظة", "*", "#adm1", "+"]
    return (0..<300).map { _ in
      (0..<Int.random(in: 1...4, using: &chance)).map { _ in
        pieces.randomElement(using: &chance) ?? ""
      }.joined()
    }
  }()

  @Test func `fits the heading that it was copied from`() {
    for text in Self.random where !text.hasPrefix("#") && !text.hasSuffix("*") {
      #expect(Wildcard.fits(text, Heading(text, column: 0), folded: Folding.fold(text)), "\(text)")
    }
  }

  @Test func `with a star fits all that begins with it`() {
    for text in Self.random where !text.hasPrefix("#") && !text.contains("*") {
      for tail in ["", " x", "x"] {
        let heading = Heading(text + tail, column: 0)
        // A blank before the star is no more than the end of a word.
        let start = Folding.fold(text)
        let folded = Folding.fold(heading.text)
        #expect(
          Wildcard.fits(text + "*", heading, folded: folded) == folded.hasPrefix(start), "\(text)")
      }
    }
  }
}
