import Foundation
import Testing

/// One folder of `Tests/Golden`: a command, its inputs, and all that it must give.
///
/// `cmd` holds the words behind `mizan`, one a line. `expected/status`, `expected/stdout`,
/// `expected/stderr` and the files below `expected/files` are compared byte for byte; a file that
/// is not there is not compared. `MIZAN_BLESS=1` writes what the program gives as the expectation.
struct GoldenCase: CustomTestStringConvertible, Sendable {
  let folder: URL
  let name: String
  var testDescription: String { name }

  static let all: [GoldenCase] = {
    let root = Program.root.appendingPathComponent("Tests/Golden")
    guard let paths = FileManager.default.enumerator(atPath: root.path) else { return [] }
    let names = paths.compactMap { $0 as? String }.filter { $0.hasSuffix("/cmd") }
    return names.sorted().map { path in
      let name = String(path.dropLast(4))
      return GoldenCase(folder: root.appendingPathComponent(name), name: name)
    }
  }()

  func words() throws -> [String] {
    try String(contentsOf: folder.appendingPathComponent("cmd"), encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }

  /// The files that are compared, by their path below `expected/files`.
  func expectedFiles() -> [String] {
    let files = folder.appendingPathComponent("expected/files")
    guard let paths = FileManager.default.enumerator(atPath: files.path) else { return [] }
    return paths.compactMap { $0 as? String }.filter {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(
        atPath: files.appendingPathComponent($0).path, isDirectory: &isFolder)
      return !isFolder.boolValue
    }.sorted()
  }
}

@Suite struct `Golden cases` {
  static let blesses = ProcessInfo.processInfo.environment["MIZAN_BLESS"] != nil

  @Test(arguments: GoldenCase.all) func `give what is written beside them`(_ golden: GoldenCase)
    throws
  {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in try FileManager.default.contentsOfDirectory(atPath: golden.folder.path)
    where name != "expected" && name != "cmd" {
      try FileManager.default.copyItem(
        at: golden.folder.appendingPathComponent(name), to: folder.appendingPathComponent(name))
    }
    let run = try Program.run(golden.words(), in: folder)
    let expected = golden.folder.appendingPathComponent("expected")
    let texts = ["status": "\(run.status)\n", "stdout": run.output, "stderr": run.errors]
    for (name, got) in texts.sorted(by: { $0.key < $1.key }) {
      let file = expected.appendingPathComponent(name)
      if `Golden cases`.blesses {
        try FileManager.default.createDirectory(at: expected, withIntermediateDirectories: true)
        try got.write(to: file, atomically: true, encoding: .utf8)
      } else if let wanted = try? String(contentsOf: file, encoding: .utf8) {
        #expect(got == wanted, "\(golden.name): \(name)")
      } else {
        #expect(
          name != "status", "\(golden.name) expects nothing; MIZAN_BLESS=1 writes what it gives")
      }
    }
    for path in golden.expectedFiles() {
      let file = expected.appendingPathComponent("files/\(path)")
      let got = (try? Data(contentsOf: folder.appendingPathComponent(path))) ?? Data()
      if `Golden cases`.blesses {
        try got.write(to: file)
      } else {
        #expect(
          String(decoding: got, as: UTF8.self)
            == String(decoding: try Data(contentsOf: file), as: UTF8.self),
          "\(golden.name): \(path)")
      }
    }
  }

  @Test func `are there`() { #expect(GoldenCase.all.count >= 60) }
}
