import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanMapping

struct OverlayTests {
  static let base = """
    mizan: 1
    mapping: { id: base, version: 1.4.0, standard: eie-core@1, owner: "base owner" }
    source: { missing: ["-"], drop: [{ name: totals, where: a, says: [Total] }, { name: notes, where: a, says: [Note] }] }
    columns: { a: [A], b: [B], value: [Value] }
    record:
      table: observation
      measure: { value: STU }
      sex: { value: M }
      value: { from: value, as: number, unreadable: hold }
    checks: [{ name: one, that: "value > 0", else: error }, { name: two, that: "value < 9", else: error }]
    ignore: [X]
    """

  static func overlay(_ folder: TemporaryFolder, _ text: String) throws -> Mapping {
    let head = "mizan: 1\nmapping: { extends: base.map.yaml@1, id: over, version: 2.0.0 }\n"
    let path = try folder.write("over.map.yaml", head + text)
    return try MappingReader.read(try SmallFile.read(path, limit: 1 << 20), file: path)
  }

  @Test func `What the overlay does not name stays as the base has it`() throws {
    let folder = try TemporaryFolder()
    try folder.write("base.map.yaml", OverlayTests.base)
    let mapping = try OverlayTests.overlay(folder, "")
    #expect(mapping.id == "over" && mapping.version == "2.0.0")
    #expect(mapping.standard == "eie-core@1" && mapping.owner == "base owner")
    #expect(mapping.columns.map(\.name) == ["a", "b", "value"])
    #expect(mapping.records[0].fields.map(\.field) == ["measure", "sex", "value"])
    #expect(mapping.bases.map(\.version) == ["1.4.0"])
    #expect(mapping.bases[0].sha256.count == 64)
  }

  @Test func `The overlay replaces named entries and adds new ones`() throws {
    let folder = try TemporaryFolder()
    try folder.write("base.map.yaml", OverlayTests.base)
    let mapping = try OverlayTests.overlay(
      folder,
      """
      source: { numbers: "1,234.5", drop: [{ name: totals, where: a, says: [Sum] }] }
      columns: { b: [Bee], c: [C] }
      record: { table: observation, sex: { value: F }, age: { value: Y6 } }
      checks: [{ name: two, that: "value < 5", else: warning }, { name: three, that: "value < 7", else: error }]
      ignore: [Y]
      """)
    #expect(mapping.source.missing == ["-"] && mapping.source.numbers.isDeclared)
    #expect(mapping.source.drops.map(\.name) == ["totals", "notes"])
    #expect(mapping.source.drops[0].says == ["Sum"])
    #expect(mapping.columns.map(\.headings) == [["A"], ["Bee"], ["Value"], ["C"]])
    #expect(mapping.records.count == 1)
    let fields = mapping.records[0].fields
    #expect(fields.map(\.field) == ["measure", "sex", "value", "age"])
    if case .value(let code) = fields[1].origin {
      #expect(code == "F")
    } else {
      Issue.record("sex")
    }
    #expect(mapping.checks.map(\.name) == ["one", "two", "three"])
    #expect(mapping.checks[1].that?.text == "value < 5")
    #expect(mapping.ignore == ["X", "Y"])
  }

  @Test func `A fault of the base is told in the base`() throws {
    let folder = try TemporaryFolder()
    try folder.write("base.map.yaml", OverlayTests.base.replacing("value: STU", with: "valeu: STU"))
    do {
      _ = try OverlayTests.overlay(folder, "")
      Issue.record("the fault was not found")
    } catch let failure as Failure {
      #expect(failure.diagnostics.map(\.code.name) == ["MAP_NO_ORIGIN"])
      #expect(failure.diagnostics[0].place?.file.hasSuffix("/base.map.yaml") == true)
      #expect(failure.diagnostics[0].place?.line == 7)
    }
  }

  @Test func `Circles, other versions and paths outside are refused`() throws {
    func codes(_ base: String, extends: String = "base.map.yaml@1") throws -> [String] {
      let folder = try TemporaryFolder()
      try folder.write("base.map.yaml", base)
      let text =
        "mizan: 1\nmapping: { extends: \(extends), id: over, version: 2.0.0, standard: eie-core@1 }\n"
        + Language.columns + Language.record
      let path = try folder.write("over.map.yaml", text)
      return Language.codes(Array(text.utf8), file: path)
    }
    let circle = OverlayTests.base.replacing(
      "id: base,", with: "id: base, extends: over.map.yaml@2,")
    #expect(try codes(circle) == ["MAP_INCLUDE_CYCLE"])
    let own = OverlayTests.base.replacing("id: base,", with: "id: base, extends: base.map.yaml@1,")
    #expect(try codes(own) == ["MAP_INCLUDE_CYCLE"])
    #expect(
      try codes(OverlayTests.base.replacing("1.4.0", with: "3.0.0")).contains("MAP_BASE_VERSION"))
    #expect(
      try codes(OverlayTests.base, extends: "../base.map.yaml@1").contains("PATH_OUTSIDE_PROJECT"))
    #expect(try codes(OverlayTests.base, extends: "base.map.yaml").contains("MAP_BAD_VALUE"))
    #expect(try codes(OverlayTests.base, extends: "absent.map.yaml@1").contains("INPUT_MISSING"))
    #expect(try codes("mizan: [", extends: "base.map.yaml@1").contains("YAML_SYNTAX"))
  }
}
