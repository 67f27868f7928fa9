import Foundation
import MizanDiagnostics
import MizanFormats
import MizanRecords
import Testing

/// The public collection csv-spectrum: twelve small files and the objects that they mean.
@Suite struct `csv-spectrum` {
  private static let archive = "data/5_suites/csv_spectrum.tar.gz"

  @Test(.enabled(if: Shared.has(archive)))
  func `all twelve files mean what they should`() throws {
    let folder = Folder()
    try #require(Shared.run(["tar", "xzf", Shared.path + "/" + Self.archive, "-C", folder.path]))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/csvs")
    #expect(names.count == 12)
    for name in names {
      let table = try ReadTable(Input(path: folder.path + "/csvs/" + name))
      let objects = table.rows.dropFirst().map { row in
        Dictionary(uniqueKeysWithValues: zip(table.rows[0], row))
      }
      let json = folder.path + "/json/" + name.replacing(".csv", with: ".json")
      let data = try #require(FileManager.default.contents(atPath: json))
      let expected = try JSONDecoder().decode([[String: String]].self, from: data)
      #expect(objects == expected, "\(name)")
      #expect(table.faults.isEmpty && table.findings.isEmpty, "\(name)")
    }
  }
}
