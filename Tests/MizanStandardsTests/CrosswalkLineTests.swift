import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanStandards

struct CrosswalkLineTests {
  private let heads =
    "source,target,relation,valid_from,valid_to,status,reviewed_by,reviewed_on,note"

  @Test func `Lines are written in the order of the columns, optional ones only when filled`() {
    let plain = CrosswalkLine(["source": "A", "target": "b", "relation": "equal", "note": ""])
    #expect(plain.texts.count == 3)
    #expect(CrosswalkLine.csv([plain]) == heads + "\nA,b,equal,,,,,,\n")
    var scored = plain
    scored["score"] = "0.5"
    scored["country"] = "TCD"
    #expect(
      CrosswalkLine.csv([plain, scored])
        == heads + ",score,country\nA,b,equal,,,,,,,,\nA,b,equal,,,,,,,0.5,TCD\n")
    #expect(CrosswalkLine.csv([]) == heads + "\n")
  }

  @Test func `Texts with commas, quotes and line ends come back`() throws {
    let folder = try TemporaryFolder()
    let line = CrosswalkLine([
      "source": "a, \"b\"", "target": "x\ny", "relation": "equal", "status": "approved",
      "note": "é,ع",
    ])
    let file = try folder.write("c.csv", CrosswalkLine.csv([line]))
    #expect(try CrosswalkLine.read(file).map(\.texts) == [line.texts])
    #expect(try CrosswalkLine.read(file).map(\.line) == [2])
  }

  @Test func `Words are read as the crosswalk means them`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      "c.csv", "source,target,relation,status\nA,b, Equal ,APPROVED\n")
    let line = try #require(try CrosswalkLine.read(file).first)
    #expect(line["relation"] == "equal" && line["status"] == "approved")
    #expect(line["nothing"] == "")
  }

  @Test func `A crosswalk that is wrong has no lines`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("c.csv", "source,target,relation,status\nA,b,same,approved\n")
    let failure = try #require(throws: Failure.self) { try CrosswalkLine.read(file) }
    #expect(failure.diagnostics.map(\.code.name) == ["CROSSWALK_RELATION_UNKNOWN"])
    #expect(throws: Failure.self) { try CrosswalkLine.read(folder.path + "/absent.csv") }
  }
}

struct TableShapeTests {
  private func codes(_ text: String) throws -> [String] {
    TableShape.check(try SmallTable(bytes: Array(text.utf8), file: "t.csv")).map(\.code.name)
  }

  @Test(
    arguments: [
      ("a,b\n1,2\n", []), ("a\n1\n", []), ("", []), ("a,b\n\n1,2\n", []), ("a,,\n1,,\n", []),
      ("a;b\n1;2\n", ["TABLE_SEPARATOR"]), ("a\tb\n1\t2\n", ["TABLE_SEPARATOR"]),
      ("a,b,a\n1,2,3\n", ["TABLE_HEADING_REPEATED"]), ("a,b\n1\n", ["TABLE_ROW_WIDTH"]),
      ("a,b\n1,2,3\n1,2\n1,2,3,4\n", ["TABLE_ROW_WIDTH", "TABLE_ROW_WIDTH"]),
      ("a,a\n1\n", ["TABLE_HEADING_REPEATED", "TABLE_ROW_WIDTH"]),
    ] as [(String, [String])])
  func `A table is whole or it is told why not`(text: String, wanted: [String]) throws {
    #expect(try codes(text) == wanted)
  }
}

struct SSSOMPartsTests {
  @Test(arguments: [
    ("PRV", "PRV"), ("_T", "_T"), ("E-1-04", "E-1-04"), ("+f", "%2Bf"),
    ("#affected", "%23affected"),
    ("a b", "a%20b"), ("50%", "50%25"), ("é", "%C3%A9"), ("", ""), ("1.5", "1.5"), ("a:b", "a%3Ab"),
  ])
  func `A code is written so that it can stand in a CURIE`(code: String, local: String) {
    #expect(SSSOMNames.encoded(code) == local)
    #expect(SSSOMNames.decoded(local) == code)
  }

  @Test(arguments: ["%", "%4", "%zz", "100%"])
  func `What is no escape stays as it is`(text: String) {
    #expect(SSSOMNames.decoded(text) == text)
  }

  @Test func `Random codes come back`() {
    var seed: UInt64 = 5
    for _ in 0..<500 {
      var code = ""
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var rest = seed
      for _ in 0..<(seed >> 60) {
        rest = rest &* 2_862_933_555_777_941_757 &+ 3_037_000_493
        if let scalar = Unicode.Scalar(UInt32(rest >> 47)) { code.unicodeScalars.append(scalar) }
      }
      #expect(SSSOMNames.decoded(SSSOMNames.encoded(code)) == code)
      #expect(SSSOMNames.encoded(code).utf8.allSatisfy { $0 < 128 && $0 > 32 })
    }
  }

  @Test(arguments: ["#", "# "])
  func `The lines about the set are read with and without a blank`(mark: String) {
    let text = [
      "curie_map:", "  A: \"https://example.org/a/\"", "  B: http://example.org/b#", "license: x",
      "creator_id:", "  - \"orcid:1\"", "mapping_set_title: \"a: b\"",
    ].map { mark + $0 + "\r\n" }.joined()
    let head = SSSOMHead(Array((text + "subject_id\tx\n#no head\n").utf8))
    #expect(head.prefixes["A"] == "https://example.org/a/")
    #expect(head.prefixes["B"] == "http://example.org/b#")
    #expect(head.prefixes["skos"] == "http://www.w3.org/2004/02/skos/core#")
    #expect(head.slots == ["license", "creator_id", "mapping_set_title"])
    #expect(head.lines == 7)
    #expect(head.end == text.utf8.count)
  }

  @Test func `A file without such lines, or with nothing else, has its table where it is`() {
    #expect(SSSOMHead(Array("a\tb\n".utf8)).end == 0)
    #expect(SSSOMHead([]).end == 0)
    let only = SSSOMHead(Array("#a: b".utf8))
    #expect(only.lines == 1 && only.end == 5 && only.slots == ["a"])
    let marked = SSSOMHead([0xEF, 0xBB, 0xBF] + Array("#a: b\nx\n".utf8))
    #expect(marked.end == 9 && marked.slots == ["a"])
  }

  @Test(arguments: [
    ("skos:exactMatch", "equal", true), ("skos:broadMatch", "narrower", true),
    ("skos:narrowMatch", "wider", true), ("skos:closeMatch", "inexact", true),
    ("owl:equivalentClass", "equal", false), ("owl:sameAs", "equal", false),
    ("rdfs:subClassOf", "narrower", false), ("skos:relatedMatch", "inexact", false),
    ("oboInOwl:hasDbXref", "inexact", false), ("", "inexact", false),
  ])
  func `A predicate has a relation`(predicate: String, relation: String, isSame: Bool) {
    let found = SSSOMNames.relation(of: predicate)
    #expect(found.relation == relation && found.isSame == isSame)
    if isSame { #expect(SSSOMNames.predicates[relation] == predicate) }
  }

  @Test func `A loss counts what is alike and keeps the first line`() {
    var loss = SSSOMLoss("c.csv")
    #expect(loss.isEmpty && loss.diagnostics.isEmpty)
    loss.add(.sssomExtension, "status", became: "ext_status", line: 2)
    #expect(loss.isEmpty)
    loss.add(.sssomColumnLost, "region", line: 3)
    loss.add(.sssomColumnLost, "region", line: 9)
    loss.add(.sssomColumnLost, "other")
    #expect(loss.items.map(\.count) == [1, 2, 1])
    #expect(loss.items.map(\.line) == [2, 3, nil])
    #expect(loss.diagnostics.map { $0.arguments["count"] } == ["1", "2", "1"])
    #expect(loss.diagnostics.map { $0.place?.line } == [2, 3, nil])
    #expect(!loss.isEmpty)
  }
}
