import Foundation
import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

struct StandardsTests {
  @Test func `Lists and countries are found by name`() throws {
    let standards = try TemporaryStandard().read()
    // The folder is gone by now: only the schema had been read.
    #expect(standards.tables.map(\.name) == ["thing"])
    let temporary = try TemporaryStandard()
    let other = try temporary.read()
    #expect(other.listNames == ["calendar", "date_order", "edu_level", "grade", "language", "sex"])
    #expect(other.countryCodes == ["AAA"])
    #expect(other.list("sex")?.entries.map(\.code) == ["_T", "F"])
    #expect(other.list("nothing") == nil)
    #expect(try other.country("BBB") == nil)
    #expect(other.version == "eie-core@1")
  }

  @Test func `A list is read when it is asked for and once only`() throws {
    let temporary = try TemporaryStandard()
    let standards = try temporary.read()
    #expect(standards.list("sex") != nil)
    try FileManager.default.removeItem(atPath: temporary.folder.path + "/lists")
    #expect(standards.list("sex") != nil)
    #expect(standards.list("grade") == nil)
  }

  @Test(arguments: ["", "../schema/fields", "a/b", "sex.csv", ".", "s\0x", "ك"])
  func `A name that is no name of a list finds nothing`(name: String) throws {
    let temporary = try TemporaryStandard()
    let standards = try temporary.read()
    #expect(standards.list(name) == nil)
    #expect(try standards.country(name) == nil)
  }

  @Test func `A broken list tells why when it is read with care`() throws {
    let temporary = try TemporaryStandard()
    try temporary.folder.write("lists/broken.csv", "name_en\nFemale\n")
    let standards = try temporary.read()
    #expect(standards.list("broken") == nil)
    let failure = #expect(throws: Failure.self) { try standards.read(list: "broken") }
    #expect(failure?.diagnostics.first?.code.name == "TABLE_COLUMN_MISSING")
  }

  @Test func `A folder without schema is a missing file`() throws {
    let folder = try TemporaryFolder()
    let failure = #expect(throws: Failure.self) { try Standards(folder: folder.path) }
    #expect(failure?.kind == .missing)
  }

  @Test func `A schema with an unknown type or a missing column is refused`() throws {
    let temporary = try TemporaryStandard()
    try temporary.folder.write(
      "schema/fields.csv", TemporaryStandard.fields + "thing,sex,colour,,yes,,no,,who\n")
    var failure = #expect(throws: Failure.self) { try temporary.read() }
    #expect(failure?.diagnostics.first?.code.name == "SCHEMA_WORD_UNKNOWN")
    #expect(failure?.diagnostics.first?.place?.line == 2)
    try temporary.folder.write("schema/fields.csv", "table,field\nthing,sex\n")
    failure = #expect(throws: Failure.self) { try temporary.read() }
    #expect(failure?.diagnostics.first?.code.name == "TABLE_COLUMN_MISSING")
    #expect(failure?.kind == .mapping)
  }

  @Test func `Many threads may ask at once`() async throws {
    let standards = try RealStandard.read()
    let codes = await withTaskGroup(of: String?.self) { group in
      for _ in 0..<64 {
        group.addTask {
          standards.list("sex")?.entry(folded: Folding.fold(Array("girls".utf8)))?.code
        }
      }
      return await group.reduce(into: [String?]()) { $0.append($1) }
    }
    #expect(codes.count == 64 && codes.allSatisfy { $0 == "F" })
  }

  @Test func `Messages of all files are put together`() throws {
    let temporary = try TemporaryStandard()
    try temporary.folder.write("messages/other.csv", "code,lang,what,why,fix\nX_TWO,en,Two,b,c\n")
    try temporary.folder.write("messages/broken.csv", "code,\"lang\n")
    let messages = try temporary.read().messages()
    #expect(messages.codes == ["X_ONE", "X_TWO"])
    #expect(messages.text(for: "X_ONE", ["value": "7"], in: .french).what == "Un 7")
    #expect(messages.text(for: "X_TWO").why == "b")
  }

  @Test func `Every code of this room has its texts`() throws {
    let messages = try RealStandard.read().messages()
    let root = RealStandard.folder + "/../Sources/MizanStandards"
    let files = try #require(FileManager.default.enumerator(atPath: root))
    var codes: Set<String> = []
    for case let file as String in files where file.hasSuffix(".swift") {
      let text = try String(contentsOfFile: root + "/" + file, encoding: .utf8)
      for match in text.matches(of: /Code\("([A-Z_]+)"/) { codes.insert(String(match.1)) }
    }
    #expect(codes.count > 25)
    for code in codes {
      for language in Messages.Language.allCases {
        #expect(messages.template(of: code, in: language) != nil, "\(code) \(language)")
      }
    }
  }
}
