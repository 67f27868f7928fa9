import Foundation
import MizanDiagnostics
import MizanRecords
import Testing

@Suite struct `A small file that is replaced in one step` {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("mizan-atomic-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  @Test func `is made with the folder that it lies in`() throws {
    try AtomicFile.write(Array("a,b\n".utf8), to: path("crosswalks/new.csv"))
    #expect(try text("crosswalks/new.csv") == "a,b\n")
  }

  @Test func `is replaced whole, and nothing else is left behind`() throws {
    try AtomicFile.write(Array("a longer text\n".utf8), to: path("a.csv"))
    try AtomicFile.write(Array("b\n".utf8), to: path("a.csv"))
    #expect(try text("a.csv") == "b\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.csv"])
  }

  @Test func `keeps its permissions`() throws {
    try AtomicFile.write([97], to: path("a.csv"))
    chmod(path("a.csv"), 0o640)
    try AtomicFile.write([98], to: path("a.csv"))
    var status = stat()
    #expect(stat(path("a.csv"), &status) == 0)
    #expect(status.st_mode & 0o777 == 0o640)
  }

  @Test func `is written where its link leads`() throws {
    try AtomicFile.write([97], to: path("real.csv"))
    symlink(path("real.csv"), path("link.csv"))
    try AtomicFile.write([98], to: path("link.csv"))
    #expect(try text("real.csv") == "b")
    var status = stat()
    #expect(lstat(path("link.csv"), &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test func `stays as it was where it cannot be written`() throws {
    try AtomicFile.write([97], to: path("a.csv"))
    // A folder stands under the name of the file's folder.
    #expect {
      try AtomicFile.write([98], to: path("a.csv/b.csv"))
    } throws: { error in
      (error as? Failure)?.kind == .cannotWrite
        && (error as? Failure)?.diagnostics[0].code.name == "FILE_NOT_WRITTEN"
    }
    #expect(try text("a.csv") == "a")
  }
}
