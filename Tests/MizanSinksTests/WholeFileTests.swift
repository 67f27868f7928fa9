import Foundation
import MizanDiagnostics
import MizanSinks
import Testing

struct WholeFileTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func `A file is written whole and nothing else is left`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try WholeFile.write(bytes, to: path("a.csv"), replaces: false)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path("a.csv"))) == Data(bytes))
    #expect(try names() == ["a.csv"])
  }

  @Test func `A file that is there is kept unless it may be replaced`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try WholeFile.write(Array("one".utf8), to: path("a.csv"), replaces: false)
    let failure = try #require(throws: Failure.self) {
      try WholeFile.write(Array("two".utf8), to: path("a.csv"), replaces: false)
    }
    #expect(failure.exitStatus == 73)
    #expect(failure.diagnostics.first?.code.name == "OUTPUT_EXISTS")
    #expect(try String(contentsOfFile: path("a.csv"), encoding: .utf8) == "one")
    try WholeFile.write(Array("two".utf8), to: path("a.csv"), replaces: true)
    #expect(try String(contentsOfFile: path("a.csv"), encoding: .utf8) == "two")
    #expect(try names() == ["a.csv"])
  }

  @Test func `A folder that is not there and a full device are told`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let absent = try #require(throws: Failure.self) {
      try WholeFile.write([1], to: path("no/a.csv"), replaces: true)
    }
    #expect(absent.exitStatus == 73)
    let full = try #require(throws: Failure.self) {
      try WholeFile.write([1], to: "/dev/full", replaces: false)
    }
    #expect(full.exitStatus == 74)
    try WholeFile.write([1], to: "/dev/null", replaces: false)
    #expect(try names() == [])
  }
}
