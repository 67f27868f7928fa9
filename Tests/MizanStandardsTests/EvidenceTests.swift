import Foundation
import MizanRecords
import MizanStandards
import Testing

/// The marks of evidence say no more than the sources beside them.
@Suite struct `A mark of evidence` {
  /// Every table of the standard that has marks and sources.
  private static let tables: [String] = {
    let root = RealStandard.folder
    let paths = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".csv") }.sorted()
  }()

  @Test func `is V on no line whose source is memory`() throws {
    var looked = 0
    for path in Self.tables {
      let table = try SmallTable(file: RealStandard.folder + "/" + path)
      guard table.column("evidence") != nil, table.column("source") != nil else { continue }
      for row in table.rows where table.text(row, "evidence") == "V" {
        looked += 1
        let words = (table.text(row, "source") + " " + table.text(row, "note")).lowercased()
        #expect(
          !words.contains("recall") && !words.contains("inferred"), "\(path) line \(row.line)")
      }
    }
    #expect(looked > 5_000)
  }

  @Test func `of the localities of Palestine is counted on its page`() throws {
    let folder = RealStandard.folder + "/countries/PSE"
    let table = try SmallTable(file: folder + "/areas-adm3.csv")
    let inside = table.rows.filter { table.text($0, "parent").count == 6 }
    let recalled = inside.filter { table.text($0, "source").contains("recalled") }
    let page = try String(contentsOfFile: folder + "/README.md", encoding: .utf8)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let seats = inside.count - recalled.count
    #expect(
      page.contains("\(inside.count) lie in a governorate: \(recalled.count) by memory, \(seats) "))
    #expect(table.rows.allSatisfy { table.text($0, "evidence") == "O" })
  }

  @Test func `stands beside every code that two vintages of areas share`() throws {
    let standards = try RealStandard.read()
    // Codes of an earlier list lead to those of the later.
    let ethiopia = try #require(try standards.country("ETH")).areas
    #expect(ethiopia.area(code: "ET0707")?.succeededBy == ["ET0805", "ET0812"])
    #expect(ethiopia.areas.filter { !$0.succeededBy.isEmpty }.count == 7)
    let chad = try #require(try standards.country("TCD")).areas
    for number in 1...23 {
      let digits = number < 10 ? "0\(number)" : "\(number)"
      let found = chad.areas(folded: Folding.fold("TCD\(digits)".utf8), level: 1, parent: nil)
      #expect(found.map(\.code) == ["TD\(digits)"])
    }
    let zone = ethiopia.areas(folded: Folding.fold("Asosa".utf8), level: 2, parent: "ET06")
    #expect(zone.map(\.code) == ["ET0603"])
  }
}
