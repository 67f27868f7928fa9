import Foundation
import MizanRecords
import Testing

@testable import MizanStandards

/// All communities of Syria, looked up by their Arabic names inside their sub-districts.
@Suite(.enabled(if: SharedData.isPresent, SharedData.absent))
struct SyriaMatchingTests {
  private let register: AreaRegister
  private let communities: [AreaRegister.Area]

  init() throws {
    var areas: [String: AreaRegister.Area] = [:]
    var order: [String] = []
    for file in ["syr_adm1_3_en_ar_pcodes.csv", "syr_communities_en_ar_pcodes.csv"] {
      let table = try SharedData.table("data/1_gazetteer/" + file)
      for row in table.rows {
        var parent = "SYR"
        for (index, prefix) in ["g", "d", "s", "c"].enumerated() {
          guard table.headings.contains(prefix + "P") else { continue }
          let code = table.text(row, prefix + "P")
          if areas[code] == nil {
            order.append(code)
            areas[code] = AreaRegister.Area(
              code: code, level: index + 1,
              names: ["en": table.text(row, prefix + "En"), "ar": table.text(row, prefix + "Ar")],
              aliases: [], parent: parent, iso3166: "", validFrom: "", validTo: "",
              succeededBy: [], line: row.line)
          }
          parent = code
        }
      }
    }
    let all = order.compactMap { areas[$0] }
    register = AreaRegister([AreaMatchTests.area("SYR", 0, "", ["en": "Syria"])] + all)
    communities = all.filter { $0.level == 4 }
  }

  @Test func `An unaltered name gives its code`() {
    var score = MatchingScore()
    for area in communities {
      let name = area.names["ar"] ?? ""
      score.add(name, means: area.code, register.match(name, level: 4, parent: area.parent))
    }
    report(score, "SYR communities, Arabic names unaltered")
    #expect(score.count > 4700)
    #expect(score.wrongCodes.isEmpty, "\(score.wrongCodes.prefix(5))")
    #expect(score.exactShare >= 0.99)
  }

  @Test func `An altered name has its area first, and among the first three`() {
    var random = SeededNumbers(seed: 2026)
    var score = MatchingScore()
    var leftOut = 0
    for (index, area) in communities.enumerated() {
      let name = area.names["ar"] ?? ""
      guard let label = altered(name, index % 3, &random) else { continue }
      // A name that became another name of the place is that name: nobody could know better.
      if isAnother(label, area) {
        leftOut += 1
        continue
      }
      score.add(label, means: area.code, register.match(label, level: 4, parent: area.parent))
    }
    report(score, "SYR communities, seeded errors (\(leftOut) left out)")
    #expect(score.count > 4000)
    #expect(leftOut < 100)
    #expect(score.wrongCodes.isEmpty, "\(score.wrongCodes.prefix(5))")
    #expect(score.recall >= 0.95, "\(score.missed.prefix(20))")
    #expect(score.firstThreeShare >= 0.99)
  }

  @Test func `Without the parent a name still finds its area, or several to choose from`() {
    var score = MatchingScore()
    for area in communities {
      let name = area.names["ar"] ?? ""
      score.add(name, means: area.code, register.match(name, level: 4))
    }
    report(score, "SYR communities, Arabic names without a parent")
    #expect(score.wrongCodes.isEmpty, "\(score.wrongCodes.prefix(5))")
    #expect(score.exactShare > 0.6)
  }

  /// One edit of a letter, a confused ta marbuta or hamza, or a missing article.
  private func altered(_ name: String, _ kind: Int, _ random: inout SeededNumbers) -> String? {
    var scalars = Array(name.unicodeScalars)
    switch kind {
    case 1:
      let confused: [UnicodeScalar: UnicodeScalar] = [
        "ة": "ه", "ه": "ة", "أ": "ا", "إ": "أ", "ا": "أ", "ى": "ي", "ي": "ى",
      ]
      guard let place = scalars.lastIndex(where: { confused[$0] != nil }) else { return nil }
      scalars[place] = confused[scalars[place]] ?? scalars[place]
    case 2 where scalars.starts(with: ["ا", "ل"]) && scalars.count > 4: scalars.removeFirst(2)
    default:
      let places = scalars.indices.filter { scalars[$0].properties.isAlphabetic }
      guard places.count > 2 else { return nil }
      let place = places[random.next(places.count)]
      let letters = Array("ابتثجحخدذرزسشصضطظعغفقكلمنهوي".unicodeScalars)
      switch random.next(4) {
      case 0: scalars.remove(at: place)
      case 1: scalars.insert(letters[random.next(letters.count)], at: place)
      case 2 where place + 1 < scalars.count: scalars.swapAt(place, place + 1)
      default: scalars[place] = letters[random.next(letters.count)]
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }

  private func isAnother(_ label: String, _ area: AreaRegister.Area) -> Bool {
    let folded = Folding.fold(Array(label.utf8))
    let found = register.areas(folded: folded, level: 4, parent: area.parent)
    return found.contains { $0.code != area.code }
  }

  private func report(_ score: MatchingScore, _ name: String) {
    guard ProcessInfo.processInfo.environment["MIZAN_MATCHING_TABLE"] != nil else { return }
    print(score.row(name))
    for missed in score.missed.prefix(12) { print("    missed:", missed) }
  }
}
