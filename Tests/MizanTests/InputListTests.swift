import Foundation
import Glibc
import Mizan
import Testing

@Suite struct `Lists of input files` {
  /// `école.csv` as Latin-1 writes it; no UTF-8.
  private static let latin: [UInt8] = [0xE9, 0x63, 0x6F, 0x6C, 0x65, 0x2E, 0x63, 0x73, 0x76]

  private func write(_ name: [UInt8], in folder: URL, _ text: String = "a,b\n1,2\n") {
    let path = (Array(folder.path.utf8) + [47] + name).map { CChar(bitPattern: $0) } + [0]
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    #expect(descriptor >= 0)
    _ = Glibc.write(descriptor, text, text.utf8.count)
    close(descriptor)
  }

  @Test func `a name that is no UTF-8 is found by the text that stands for it`() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    write(Self.latin, in: folder)
    let inputs = try InputList.expand([folder.path + "/\u{FFFD}cole.csv"])
    #expect(inputs.map(\.name) == ["\u{FFFD}cole.csv"])
    let format = try FormatCatalogProbe.rows(inputs[0])
    #expect(format == 2)
  }

  @Test func `a folder brings its files whatever bytes their names are`() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    write(Array("plain.csv".utf8), in: folder)
    write(Self.latin, in: folder)
    let inputs = try InputList.expand([folder.path])
    #expect(inputs.map(\.name) == ["plain.csv", "\u{FFFD}cole.csv"])
    #expect(try inputs.map(FormatCatalogProbe.rows) == [2, 2])
  }

  @Test func `two names that look alike are not mistaken for one another`() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    write(Self.latin, in: folder)
    write([0xE8] + Self.latin.dropFirst(), in: folder)
    let inputs = try InputList.expand([folder.path + "/\u{FFFD}cole.csv"])
    #expect(throws: Failure.self) { try FormatCatalogProbe.rows(inputs[0]) }
  }

  @Test func `words keep their order and each file comes once`() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["b.csv", "a.csv", "notes.md", ".hidden.csv"] {
      write(Array(name.utf8), in: folder)
    }
    let path = folder.path
    let inputs = try InputList.expand([path + "/b.csv", path, path + "/*.csv"])
    #expect(inputs.map(\.name) == ["b.csv", "a.csv"])
  }

  @Test func `a list names files line by line, and a pattern that fits nothing is told`() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    write(Array("a.csv".utf8), in: folder)
    write(Array("list.txt".utf8), in: folder, "  \(folder.path)/a.csv \n\n")
    #expect(try InputList.expand(["@\(folder.path)/list.txt"]).map(\.name) == ["a.csv"])
    let failure = #expect(throws: Failure.self) { try InputList.expand([folder.path + "/*.xlsx"]) }
    #expect(failure?.kind == .missing)
    #expect(failure?.diagnostics.first?.code.name == "PATTERN_EMPTY")
  }
}
