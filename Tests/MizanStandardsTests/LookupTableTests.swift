import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

struct LookupTableTests {
  private func table(_ text: String, keys: [String] = ["code"], take: String = "area") throws
    -> LookupTable
  {
    let folder = try TemporaryFolder()
    return try LookupTable(
      file: folder.write("schools.csv", text), name: "schools.csv", keys: keys, take: take)
  }

  private func fold(_ text: String) -> [UInt8] { Folding.fold(Array(text.utf8)) }

  @Test func `One key finds its line after folding`() throws {
    let table = try table("code,area\nS-001,TD01\nS-٠٠٢,TD02\n")
    #expect(table.value(foldedKeys: [fold("s 001")]) == "TD01")
    #expect(table.value(foldedKeys: [fold("S_002")]) == "TD02")
    #expect(table.value(foldedKeys: [fold("S003")]) == nil)
  }

  @Test func `Several keys must all fit`() throws {
    let table = try table(
      "district,school,area\nNorth,One,A\nNorth,Two,B\nSouth,One,C\n", keys: ["district", "school"])
    #expect(table.value(foldedKeys: [fold("south"), fold("one")]) == "C")
    #expect(table.value(foldedKeys: [fold("south"), fold("two")]) == nil)
    #expect(table.value(foldedKeys: [fold("one"), fold("south")]) == nil)
    #expect(table.value(foldedKeys: [fold("south one")]) == nil)
  }

  @Test func `Keys never run into one another`() throws {
    let table = try table("a,b,area\nx y,z,1\nx,y z,2\n", keys: ["a", "b"])
    #expect(table.value(foldedKeys: [fold("x y"), fold("z")]) == "1")
    #expect(table.value(foldedKeys: [fold("x"), fold("y z")]) == "2")
  }

  @Test func `Blank keys find nothing`() throws {
    let table = try table("code,area\n,A\n-,B\n")
    #expect(table.value(foldedKeys: [[]]) == nil)
  }

  @Test func `The same line twice is no trouble, another answer is`() throws {
    #expect(try table("code,area\nS1,A\ns1,A\n").value(foldedKeys: [fold("S1")]) == "A")
    let failure = #expect(throws: Failure.self) { try table("code,area\nS1,A\nS2,B\ns1,C\n") }
    #expect(failure?.diagnostics.map(\.code.name) == ["LOOKUP_AMBIGUOUS"])
    #expect(failure?.diagnostics.first?.arguments["line"] == "4")
    #expect(failure?.diagnostics.first?.arguments["other"] == "2")
  }

  @Test func `Absent columns and files are refused`() throws {
    var failure = #expect(throws: Failure.self) { try table("code,place\nS1,A\n") }
    #expect(failure?.diagnostics.first?.arguments["column"] == "area")
    failure = #expect(throws: Failure.self) {
      try LookupTable(file: "/no/such/file.csv", name: "x", keys: ["a"], take: "b")
    }
    #expect(failure?.kind == .missing)
  }
}
