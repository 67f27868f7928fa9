import Foundation
import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanStandards

struct LabelIndexTests {
  private func index(_ labels: [(String, Int)]) -> LabelIndex {
    var builder = LabelIndex.Builder(capacity: 4)
    for (label, owner) in labels { builder.add(label, owner: owner) }
    return LabelIndex(builder)
  }

  private func fold(_ text: String) -> [UInt8] { Folding.fold(text.utf8) }

  @Test func `A label of one owner finds it`() {
    let index = index([("Girls", 3), ("girls", 3), ("Boys", 4)])
    #expect(index.owner(of: fold("GIRLS")) == 3)
    #expect(index.owners(of: fold("boys")) == [4])
    #expect(index.owner(of: fold("men")) == nil)
  }

  @Test func `A label of several owners finds all in order, but no single one`() {
    let index = index([("G", 5), ("g", 2), ("G.", 9), ("g", 2)])
    #expect(index.owners(of: fold("G")) == [5, 2, 9])
    #expect(index.owner(of: fold("G")) == nil)
  }

  @Test func `Blank labels are nothing`() {
    let index = index([("", 1), (" - ", 2), ("'", 3)])
    #expect(index.owners(of: []).isEmpty)
    #expect(index.owner(of: []) == nil)
  }

  @Test func `Thousands of labels are all found`() {
    let index = index((0..<5_000).map { ("label \($0)", $0) })
    for number in stride(from: 0, to: 5_000, by: 7) {
      #expect(index.owner(of: fold("Label \(number)")) == number)
    }
    #expect(index.owner(of: fold("label 5000")) == nil)
  }
}

struct OnceTests {
  @Test func `A value is made once, also for many at once`() async throws {
    let counter = Counter()
    let once = Once { counter.next() }
    let values = await withTaskGroup(of: Int?.self) { group in
      for _ in 0..<32 { group.addTask { try? once.value() } }
      return await group.reduce(into: [Int?]()) { $0.append($1) }
    }
    #expect(values.allSatisfy { $0 == 1 })
    #expect(counter.next() == 2)
  }

  @Test func `A failure is kept and thrown again`() {
    let counter = Counter()
    let once = Once<Int> { () throws(Failure) in
      throw Failure(.mapping, Code("X_\(counter.next())", .error))
    }
    for _ in 0..<2 {
      let failure = #expect(throws: Failure.self) { try once.value() }
      #expect(failure?.diagnostics.first?.code.name == "X_1")
    }
  }

  private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    func next() -> Int {
      lock.withLock {
        count += 1
        return count
      }
    }
  }
}

struct FolderListingTests {
  @Test func `Names come in the order of their bytes, hidden ones never`() throws {
    let folder = try TemporaryFolder()
    for name in ["b.csv", "a.csv", "B.csv", ".hidden.csv", "c.txt", ".csv", "d.csv.bak"] {
      try folder.write(name, "")
    }
    #expect(FolderListing.names(in: folder.path, suffix: ".csv") == ["B", "a", "b"])
    #expect(FolderListing.all(in: folder.path).count == 5)
    #expect(FolderListing.names(in: folder.path + "/none", suffix: ".csv").isEmpty)
  }

  @Test func `Files and folders are told apart`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("inside/x", "")
    #expect(FolderListing.isFolder(folder.path + "/inside"))
    #expect(!FolderListing.isFolder(file))
    #expect(FolderListing.exists(file))
    #expect(!FolderListing.exists(file + "y"))
  }
}

struct SchemaReaderTests {
  private func read(_ lines: String) throws -> [StandardTable] {
    let folder = try TemporaryFolder()
    try folder.write("schema/fields.csv", TemporaryStandard.fields + lines)
    return try SchemaReader.read(folder.path)
  }

  @Test func `Tables and fields keep the order of the file`() throws {
    let tables = try read(
      "b,y,text,,no,,no,,\na,x,code,sex,yes,_T,yes,YR,who\nb,z,decimal,,yes,,no,deg,where\n")
    #expect(tables.map(\.name) == ["b", "a"])
    #expect(tables[0].fields.map(\.name) == ["y", "z"])
    let field = try #require(tables[1].field("x"))
    #expect(field.isRequired && field.isPersonal)
    #expect(field.list == "sex" && field.defaultValue == "_T" && field.unit == "YR")
    #expect(field.meaning == "who" && field.type == "code")
    #expect(tables[1].field("y") == nil)
  }

  @Test func `Blank cells are no list, no default, no unit`() throws {
    let field = try #require(try read("t,x,text,,,,,,\n").first?.fields.first)
    #expect(field.list == nil && field.defaultValue == nil && field.unit == nil)
    #expect(!field.isRequired && !field.isPersonal)
  }

  @Test(arguments: ["text", "code", "decimal", "integer", "date", "boolean", "list"])
  func `Every type of the standard is known`(type: String) throws {
    #expect(try read("t,x,\(type),,,,,,\n").first?.fields.first?.type == type)
  }
}

struct MessageReaderTests {
  @Test func `Languages that nobody reads are left out, gaps stay`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "m.csv", "code,lang,what,why,fix\nA,en,\"One {value}, two\",w,f\nA,de,Eins,,\nA,ar,واحد,,\n")
    let messages = MessageReader.read(folder.path)
    #expect(messages.codes == ["A"])
    #expect(messages.template(of: "A", in: .english)?.what == "One {value}, two")
    #expect(messages.template(of: "A", in: .arabic)?.what == "واحد")
    #expect(messages.template(of: "A", in: .french) == nil)
    #expect(messages.text(for: "A", ["value": "1"]).what == "One 1, two")
  }

  @Test func `A folder that is absent has no texts`() {
    #expect(MessageReader.read("/no/such/folder").codes.isEmpty)
  }
}
