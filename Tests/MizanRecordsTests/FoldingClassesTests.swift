import MizanRecords
import Testing

/// The spellings that each country's partners mix, as a table of data: `Tests/Folding/classes.csv`.
struct FoldingClassesTests {
  static let file =
    #filePath.split(separator: "/", omittingEmptySubsequences: false)
    .dropLast(2).joined(separator: "/") + "/Folding/classes.csv"

  private func classes() throws -> [(name: String, spellings: [String])] {
    let table = try SmallTable(file: FoldingClassesTests.file)
    return table.rows.map {
      (
        table.text($0, "country") + ": " + table.text($0, "kind"),
        table.text($0, "spellings").split(separator: "|").map(String.init)
      )
    }
  }

  @Test func `The spellings of a class fold alike`() throws {
    let classes = try classes()
    #expect(classes.count >= 45)
    for (name, spellings) in classes {
      #expect(spellings.count > 1, "\(name)")
      let folded = Set(spellings.map { Folding.fold($0) })
      #expect(folded.count == 1, "\(name): \(folded)")
      #expect(folded.first?.isEmpty == false, "\(name)")
    }
  }

  @Test func `Two classes never fold alike`() throws {
    var owners: [String: String] = [:]
    for (name, spellings) in try classes() {
      let folded = Folding.fold(spellings[0])
      if let owner = owners[folded], owner.hasPrefix(name.prefix(4)) {
        Issue.record("\(owner) and \(name) are both \(folded)")
      }
      owners[folded] = name
    }
  }

  @Test func `Every country of the standard has its classes`() throws {
    let countries = Set(try classes().map { String($0.name.prefix(3)) })
    #expect(countries.isSuperset(of: ["SYR", "TCD", "ETH", "PSE", "UGA", "SSD", "KEN"]))
  }

  @Test func `The folded form of every spelling folds to itself`() throws {
    for (_, spellings) in try classes() {
      for spelling in spellings {
        let once = Folding.fold(spelling)
        #expect(Folding.fold(once) == once)
        let bare = Folding.withoutArticle(Folding.fold(Array(spelling.utf8)))
        #expect(Folding.fold(bare) == bare)
      }
    }
  }
}
