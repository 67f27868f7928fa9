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
      let path = folder.path + "/csvs/" + name
      var text = try #require(FileManager.default.contents(atPath: path))
      if name.hasSuffix("_crlf.csv"), !text.contains(13) {
        // Some copies of the collection have lost the line ends that these files are about.
        text = Data(text.flatMap { $0 == 10 ? [13, 10] : [$0] })
      }
      let table = try ReadTable(bytes: Array(text))
      var objects = table.rows.dropFirst().map { row in
        Dictionary(uniqueKeysWithValues: zip(table.rows[0], row))
      }
      let json = folder.path + "/json/" + name.replacing(".csv", with: ".json")
      let data = try #require(FileManager.default.contents(atPath: json))
      var expected = try? JSONDecoder().decode([[String: String]].self, from: data)
      if name == "location_coordinates.csv" {
        // Its answer is one object without an array, and with another telephone number.
        expected = [try JSONDecoder().decode([String: String].self, from: data)]
        #expect(objects[0]["Contact Phone Number"] == "2095257564")
        objects[0]["Contact Phone Number"] = expected?[0]["Contact Phone Number"]
      }
      #expect(objects == expected, "\(name)")
      #expect(table.faults.isEmpty && table.findings.isEmpty, "\(name)")
    }
  }
}
