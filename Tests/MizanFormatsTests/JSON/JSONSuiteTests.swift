import Foundation
import MizanDiagnostics
import MizanFormats
import MizanRecords
import Testing

/// The public collection JSONTestSuite: texts that every parser must take, must refuse, or may
/// treat as it likes.
@Suite struct `JSONTestSuite` {
  private static let archive = "data/5_suites/jsontestsuite.tar.gz"

  /// What became of each file whose name begins with a letter.
  private func outcomes(_ letter: String) throws -> [(name: String, failure: Failure?)] {
    let folder = Folder()
    try #require(Shared.run(["tar", "xzf", Shared.path + "/" + Self.archive, "-C", folder.path]))
    let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return try (files ?? []).filter { $0.contains("/\(letter)_") }.sorted().map { path in
      let bytes = try #require(FileManager.default.contents(atPath: folder.path + "/" + path))
      return (path, JSONRead.failure(bytes: Array(bytes)))
    }
  }

  @Test(.enabled(if: Shared.has(archive)))
  func `every sound text is accepted`() throws {
    let all = try outcomes("y")
    #expect(all.count == 95)
    for (name, failure) in all {
      // A single number or text is sound JSON, but no table.
      if let failure, failure.diagnostics[0].code.name != "JSON_NO_RECORDS" {
        Issue.record("\(name): \(failure.diagnostics[0].code.name)")
      }
    }
  }

  @Test(.enabled(if: Shared.has(archive)))
  func `every unsound text is refused with a place`() throws {
    let all = try outcomes("n")
    #expect(all.count == 188)
    for (name, failure) in all {
      guard let first = failure?.diagnostics.first else {
        Issue.record("\(name) was accepted")
        continue
      }
      #expect(first.place?.line != nil || first.code.name == "INPUT_EMPTY", "\(name)")
      #expect(first.code.name != "JSON_NO_RECORDS", "\(name)")
    }
  }

  @Test(.enabled(if: Shared.has(archive)))
  func `what is left open is taken or refused, never a crash`() throws {
    #expect(try outcomes("i").count == 35)
  }
}
