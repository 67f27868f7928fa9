import Foundation
import MizanFormats
import MizanSources
import Testing

@testable import Mizan

/// Whatever stands in a catalog is told, shown and tried.
@Suite struct `The catalogs` {
  private func text(_ path: String) throws -> String {
    try String(contentsOf: Program.root.appendingPathComponent(path), encoding: .utf8)
  }

  /// What stands in README.md between two marks.
  @Test func `are the tables of README`() throws {
    let page = try text("README.md")
    let parts = page.components(separatedBy: "<!-- read: by scripts/readme-tables -->\n")
    #expect(parts.count == 2)
    let table = parts.last?.components(separatedBy: "<!-- end -->").first
    #expect(table == CatalogPage.markdown(), "run scripts/readme-tables")
  }

  @Test func `are printed by the manual`() throws {
    let run = try Program.run(["manual", "--tables"], in: Program.root)
    #expect(run.status == 0)
    #expect(run.output == CatalogPage.markdown())
  }

  /// The pages of the handbook about formats.
  private func formatPages() throws -> String {
    try ["formats.md", "xml-and-sdmx.md"].map { try text("docs/reference/\($0)") }.joined()
  }

  /// The texts of all `cmd` and `profile` outputs of golden cases, and the files of the examples.
  private func shown() -> [String] {
    var paths: [String] = []
    for folder in ["Tests/Golden", "examples"] {
      let root = Program.root.appendingPathComponent(folder)
      let found = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
      paths += found?.map { folder + "/" + $0 } ?? []
    }
    return paths
  }

  @Test(arguments: FormatCatalog.all.map { $0.name })
  func `have for each format a line, a section and a file that is tried`(name: String) throws {
    let format = try #require(FormatCatalog.all.first { $0.name == name })
    // The old binary workbooks are known in order to be refused with what helps.
    if name == "xls" { return }
    #expect(!format.reads.isEmpty)
    #expect(!format.fileExtensions.isEmpty)
    #expect(try formatPages().contains("`\(name)`"), "docs/reference lacks \(name)")
    // A file of the format whose content says so.
    let tried = shown().contains { path in
      let url = Program.root.appendingPathComponent(path)
      guard let handle = try? FileHandle(forReadingFrom: url),
        let head = try? handle.read(upToCount: 4096), !head.isEmpty,
        !path.contains("/expected/"), !path.hasSuffix("cmd")
      else { return false }
      let name = url.lastPathComponent
      let best = FormatCatalog.all.max {
        $0.recognize(head: Array(head), fileName: name)
          < $1.recognize(head: Array(head), fileName: name)
      }
      return best == format && format.recognize(head: Array(head), fileName: name) > .perhaps
    }
    #expect(tried, "no example or golden case with a file of format \(name)")
  }

  @Test(arguments: SourceCatalog.all.map { $0.descriptor.name })
  func `have for each source a section, a mapping with tests, and a golden case`(name: String)
    throws
  {
    let source = try #require(SourceCatalog.all.first { $0.descriptor.name == name })
    guard name != PlainTable.descriptor.name else { return }
    #expect(try text("docs/reference/sources.md").contains("\n## \(name)\n"))
    let mapping = try #require(source.descriptor.mapping, "\(name) ships no mapping")
    let checked = try Harmonizer.mapping(
      at: Program.root.appendingPathComponent(mapping).path, Workshop.standards)
    let results = MappingTestRunner.run(checked)
    #expect(!results.isEmpty, "\(mapping) has no tests")
    let failed = results.filter { !$0.passed }.map(\.name)
    #expect(failed.isEmpty)
    let isTried = try shown()
      .filter { $0.hasPrefix("Tests/Golden/") && ($0.hasSuffix(".yaml") || $0.hasSuffix("/cmd")) }
      .contains { path in
        let text = try text(path)
        return ["\n", ",", " "].contains { text.contains("adapter: \(name)\($0)") }
          || text.contains("/\(mapping)\n")
      }
    #expect(isTried, "no golden case with adapter: \(name)")
  }
}
